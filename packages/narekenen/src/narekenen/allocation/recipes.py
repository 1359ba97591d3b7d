"""Numbers of a distribution model as a municipality recomputes them: from the units of all, the key and the budget."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal, InvalidOperation
from fractions import Fraction
from typing import Any

from narekenen.allocation.explanation import waterfall
from narekenen.allocation.model import LEVEL, Outcome, against_the_country, outcome_of
from narekenen.allocation.phasein import Rules, phase_in, within
from narekenen.allocation.shares import Division, Key, divide
from narekenen.errors import UnusableInput, say
from narekenen.trace.model import Estimate

PATH = "Besluit financiële verhouding 2001, article 29; least correction"
METHOD = "Financiële-verhoudingswet, articles 9 to 11; largest remainder"


def grant(values: Mapping[str, Any], seed: str) -> tuple[Estimate, ...]:
    """units: municipality -> maatstaf -> units; key: maatstaf -> euros per unit; budget: cents; municipality.

    "value": the grant in euros; "share": in per cent of the budget; "part <maatstaf>": euros by each maatstaf, which
    add up to the grant to the cent.
    """
    name = _name(values)
    division = _division(values, "key")
    found = waterfall(name, division, division)
    parts = [Estimate(f"part {bar.maatstaf}", _euros(bar.after), "€", method=METHOD) for bar in found.bars]
    share = 100 * division.grants[name] / division.total
    n = len(division.grants)
    return (
        Estimate("value", _euros(division.grants[name]), "€", n=n, method=METHOD),
        Estimate("share", share, "%", n=n, method=METHOD), *parts,
    )  # fmt: skip


def change(values: Mapping[str, Any], seed: str) -> tuple[Estimate, ...]:
    """old_key and new_key on the same units and budget; inhabitants (municipality -> persons), optional.

    "value": euros more (below zero: less) for one municipality; "per inhabitant"; "by <maatstaf>": the reasons, which
    add up to it.
    """
    name = _name(values)
    found = waterfall(name, _division(values, "old_key"), _division(values, "new_key"))
    whole = found.after - found.before
    out = [Estimate("value", _euros(whole), "€", method=METHOD)]
    if "inhabitants" in values:
        people = _wholes(values, "inhabitants", (name,))[0]
        if people <= 0:
            raise UnusableInput(
                say("{name} has {people} inhabitants", name=name, people=people), where="input 'inhabitants'"
            )
        out.append(Estimate("per inhabitant", float(Fraction(whole, 100 * people)), "€", method=METHOD))
    return (*out, *(Estimate(f"by {bar.maatstaf}", _euros(bar.change), "€", method=METHOD) for bar in found.bars))


def path(values: Mapping[str, Any], seed: str) -> tuple[Estimate, ...]:
    """old, new: municipality -> cents (the same total); inhabitants; caps: euros per inhabitant per year; in_all: the
    most over the whole path (optional); municipality. "value": the grant at the end in euros; "year 1", ...: the grant
    in that year, the correction included; "finished": the year from which nobody is corrected any more.
    """
    name, names = _name(values), list(_table(values, "old"))
    old, new, people = (_wholes(values, key, names) for key in ("old", "new", "inhabitants"))
    caps = tuple(_fraction(cap, "caps") for cap in values.get("caps") or ())
    if name not in names:
        raise UnusableInput(say("{name} is not one of the municipalities", name=name), where="input 'municipality'")
    if values.get("in_all") is not None:
        new = within(old, new, people, _fraction(values["in_all"], "in_all"))
    found, at = phase_in(old, new, people, Rules(caps)), names.index(name)
    years = [
        Estimate(f"year {year}", _euros(new[at] + int(row[at])), "€", method=PATH)
        for year, row in enumerate(found.corrections)
    ]
    reason = "" if found.finished is not None else "the path is too short"
    end = Estimate("finished", found.finished, method=PATH, reason=reason)
    return (Estimate("value", _euros(new[at]), "€", method=PATH), *years, end)


def model(values: Mapping[str, Any], seed: str) -> tuple[Estimate, ...]:
    """model: a whole distribution model (`narekenen.allocation.model`).

    "value": the budget in euros; "moved": euros that change hands; "finished"; "price": what one euro more of cap per
    inhabitant saves in corrections. Per code: "now", "end" (with its margin), "change" (euros per inhabitant) and
    "year 1", ... (what is paid in that year).
    """
    value = values.get("model")
    if not isinstance(value, Mapping):
        raise UnusableInput("the input 'model' is no distribution model")
    found = outcome_of(value)
    years = len(found.paid)
    reason = "" if found.finished is not None else "the path is too short"
    out = [
        Estimate("value", _euros(int(found.now.sum())), "€", n=len(found.codes), method=METHOD),
        Estimate("moved", _euros(found.moved), "€", n=len(found.codes), method=METHOD),
        Estimate("finished", found.finished, method=PATH, reason=reason),
        Estimate("price", found.price, "€", method="corrections at this cap less those at one euro more"),
    ]
    for i, code in enumerate(found.codes):
        out += _of_municipality(found, i, code, int(value["inhabitants"][code]), years)
    return tuple(out)


def municipality(values: Mapping[str, Any], seed: str) -> tuple[Estimate, ...]:
    """model: a whole distribution model; municipality: its code.

    "now", "end", "change" and "year 1", ... as in `model`, and "from <maatstaf>": euros per inhabitant more or less
    than the country, which add up to its grant per inhabitant less that of all together (before the path).
    """
    value, code = values.get("model"), _name(values)
    if not isinstance(value, Mapping):
        raise UnusableInput("the input 'model' is no distribution model")
    found = outcome_of(value)
    if code not in found.codes:
        raise UnusableInput(say("{code} is not one of the municipalities", code=code), where="input 'municipality'")
    i = found.codes.index(code)
    own = _of_municipality(found, i, code, int(value["inhabitants"][code]), len(found.paid))
    named = [replace(estimate, name=estimate.name.removesuffix(f" {code}")) for estimate in own]
    reasons = [
        Estimate(f"from {maatstaf}", float(cents / 100), "€", method=METHOD)
        for maatstaf, cents in against_the_country(found, code, value["inhabitants"]).items()
    ]
    return (*named, *reasons)


def _of_municipality(found: Outcome, i: int, code: str, people: int, years: int) -> list[Estimate]:
    now, end = int(found.now[i]), int(found.end[i])
    low, high = (None if side is None else _euros(int(side[i])) for side in (found.low, found.high))
    level = None if low is None else LEVEL
    method = METHOD if low is None else f"{METHOD}; margin of the weights alone"
    change = float(Fraction(end - now, 100 * people)) if people else None
    paid = [Estimate(f"year {n} {code}", _euros(int(found.paid[n, i])), "€", method=PATH) for n in range(1, years)]
    return [
        Estimate(f"now {code}", _euros(now), "€", method="as it is paid today"),
        Estimate(f"end {code}", _euros(end), "€", low, high, level, len(found.codes), method),
        Estimate(f"change {code}", change, "€", method=METHOD, reason="" if people else "no inhabitants"),
        *paid,
    ]  # fmt: skip


def margin(values: Mapping[str, Any], seed: str) -> tuple[Estimate, ...]:
    """units: municipality -> maatstaf -> units; weights: maatstaf -> estimated weight; covariance: maatstaf ->
    maatstaf -> number; budget: cents; municipality; level (0.95).

    "value": the grant by these weights in euros with the margin that the uncertainty of the weights alone gives it: not
    that of the inputs, nor of the choice of the model.
    """
    import numpy as np

    from narekenen.allocation.weights import Weights, covariance_of, grant_intervals, is_covariance

    name, units, level = _name(values), _table(values, "units"), values.get("level", 0.95)
    weights = {str(m): float(_fraction(w, "weights")) for m, w in sorted(_table(values, "weights").items())}
    covariance = values.get("covariance")
    if not is_covariance(covariance, weights) or not isinstance(level, (int, float)) or not 0.5 <= level < 1:
        raise UnusableInput(
            "The covariance is a table of every maatstaf by every maatstaf; the level from 0.5 to below 1"
        )
    if name not in units:
        raise UnusableInput(say("{name} is not one of the municipalities", name=name), where="input 'municipality'")
    rows = np.array(
        [[float(_fraction(row.get(m), f"units of {town}")) for m in weights] for town, row in units.items()]
    )
    b = np.array(list(weights.values()))
    fitted = Weights(tuple(weights), b, covariance_of(covariance, tuple(weights)), 0.0, len(rows), 0)
    found = grant_intervals(rows @ b, rows, fitted, _budget(values), level=float(level))
    at = list(units).index(name)
    ends = [_euros(round(float(end[at]))) for end in (found.grant, found.low, found.high)]
    return (Estimate("value", ends[0], "€", ends[1], ends[2], float(level), len(rows), "delta method on the weights"),)


def _division(values: Mapping[str, Any], key: str) -> Division:
    units = {
        str(town): {str(m): _decimal(number, f"units of {town}") for m, number in row.items()}
        for town, row in _table(values, "units").items()
    }
    amounts = {str(m): _decimal(amount, key) for m, amount in _table(values, key).items()}
    if (name := _name(values)) not in units:
        raise UnusableInput(say("{name} is not one of the municipalities", name=name), where="input 'municipality'")
    return divide(units, Key(amounts), _budget(values))


def _budget(values: Mapping[str, Any]) -> int:
    budget = values.get("budget")
    if isinstance(budget, bool) or not isinstance(budget, int) or budget <= 0:
        raise UnusableInput(
            say("the budget is {budget!r}", budget=budget), where="input 'budget'", do="give whole cents above zero"
        )
    return budget


def _name(values: Mapping[str, Any]) -> str:
    return str(values.get("municipality", ""))


def _table(values: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    given = values.get(name)
    if not isinstance(given, Mapping) or not given:
        raise UnusableInput(say("the input {name!r} is no table", name=name), do="give a value per name")
    return given


def _wholes(values: Mapping[str, Any], name: str, wanted: Sequence[str]) -> list[int]:
    given = _table(values, name)
    odd = tuple(
        say("{name}: {given!r}", name=one, given=given.get(one)) for one in wanted if not _is_whole(given.get(one))
    )
    if odd:
        raise UnusableInput("Not whole numbers", where=say("input {name!r}", name=name), problems=odd)
    return [int(given[one]) for one in wanted]


def _is_whole(number: object) -> bool:
    return isinstance(number, int) and not isinstance(number, bool)


def _decimal(number: object, where: str) -> Decimal:
    try:
        value = Decimal(str(number))
    except InvalidOperation:
        value = Decimal("NaN")
    if not value.is_finite():
        raise UnusableInput(say("{number!r} is no number", number=number), where=where)
    return value


def _fraction(number: object, where: str) -> Fraction:
    return Fraction(_decimal(number, where))


def _euros(cents: int) -> str:
    return str(Decimal(cents) / 100)
