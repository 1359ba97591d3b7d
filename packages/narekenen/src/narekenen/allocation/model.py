"""A distribution model as one plain value: what is needed to recompute every grant, from files or out of a bundle.

value   units: code -> maatstaf -> units; key: maatstaf -> euros per unit; now: code -> cents that are paid today (their
        total is the budget that is divided); inhabitants: code -> persons; names: code -> name; caps: euros per
        inhabitant per year of the path; in_all: the most over the whole path, or None; covariance: of the amounts per
        unit, maatstaf -> maatstaf -> number, or None where the key was laid down and not estimated. Nothing depends on
        the order of these tables: a bundle and a database keep their names, not their order.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import numpy as np

from narekenen.allocation.keyfile import cents
from narekenen.allocation.phasein import Cents, Rules, phase_in, price_of_cap, within
from narekenen.allocation.shares import Division, Key, divide
from narekenen.allocation.weights import Weights, covariance_of, grant_intervals, is_covariance
from narekenen.errors import UnusableInput, say
from narekenen.fieldtests.columns import column_named
from narekenen.indicators.areafile import column_names, read_areas

LEVEL = 0.95
NAME, NOW, PEOPLE = "code", "nu", "inwoners"


@dataclass(frozen=True, slots=True)
class Outcome:
    """Per municipality, in the order of `codes`, in cents.

    end       the new grant at the end of the path; low, high: its margin by the uncertainty of the amounts per unit
    paid      years x municipalities from year 0 (today): what is paid in each year, the correction included
    moved     cents that change hands at the end; finished: the year from which nothing is corrected, or None
    price     euros of correction over all years that one euro more of cap per inhabitant saves
    """

    codes: tuple[str, ...]
    division: Division
    now: Cents
    end: Cents
    low: Cents | None
    high: Cents | None
    paid: Cents
    moved: int
    finished: int | None
    price: float


def outcome_of(value: Mapping[str, Any]) -> Outcome:
    """Every grant, the path and the margins. Raises UnusableInput naming all that is wrong with the value."""
    codes = _checked(value)
    units = {code: {m: Decimal(str(n)) for m, n in value["units"][code].items()} for code in codes}
    key = Key({m: Decimal(str(amount)) for m, amount in value["key"].items()})
    now, people = ([int(value[part][code]) for code in codes] for part in ("now", "inhabitants"))
    division = divide(units, key, sum(now))
    end = [division.grants[code] for code in codes]
    if value.get("in_all") is not None:
        end = within(now, end, people, Fraction(str(value["in_all"])))
    rules = Rules(tuple(Fraction(str(cap)) for cap in value["caps"]))
    path = phase_in(now, end, people, rules)
    low, high = _margins(value, units, sum(now))
    ends = np.array(end, dtype=np.int64)
    return Outcome(
        codes, division, np.array(now, dtype=np.int64), ends, low, high, ends + path.corrections,
        int(np.abs(path.corrections[0]).sum()) // 2, path.finished, price_of_cap(now, end, people, rules, Fraction(1)),
    )  # fmt: skip


def against_the_country(found: Outcome, code: str, inhabitants: Mapping[str, int]) -> dict[str, Fraction]:
    """Maatstaf -> cents per inhabitant that it gives this municipality more than all together, the largest first.

    They add up to its grant per inhabitant (by the key, before the most in all) less the average of the country.
    """
    people, everybody = inhabitants[code], sum(inhabitants[each] for each in found.codes)
    parts = found.division.parts
    differences = {
        maatstaf: part / people - sum((parts[each][maatstaf] for each in found.codes), start=Fraction(0)) / everybody
        for maatstaf, part in parts[code].items()
    }
    return dict(sorted(differences.items(), key=lambda item: (-abs(item[1]), item[0])))


def _margins(
    value: Mapping[str, Any], units: Mapping[str, Mapping[str, Decimal]], budget: int
) -> tuple[Cents | None, Cents | None]:
    if value.get("covariance") is None:
        return None, None
    names = tuple(sorted(value["key"]))
    rows = np.array([[float(row[m]) for m in names] for row in units.values()])
    b = np.array([float(value["key"][m]) for m in names])
    weights = Weights(names, b, covariance_of(value["covariance"], names), 0.0, len(rows), 0)
    found = grant_intervals(rows @ b, rows, weights, budget, level=LEVEL)
    return np.rint(found.low).astype(np.int64), np.rint(found.high).astype(np.int64)


def _checked(value: Mapping[str, Any]) -> tuple[str, ...]:
    tables = ("units", "key", "now", "inhabitants")
    problems: list[str] = [
        say("there is no {part}", part=part)
        for part in tables
        if not isinstance(value.get(part), Mapping) or not value[part]
    ]
    caps = value["caps"] if isinstance(value.get("caps"), (list, tuple)) else []
    if not caps:
        problems.append("there are no caps")
    if not problems:
        codes = tuple(sorted(value["units"]))
        for part in ("now", "inhabitants"):
            problems += [
                say("{code}: no {part}", code=code, part=part) for code in codes if not _is_whole(value[part].get(code))
            ]
            problems += [
                say("{code}: {part}, but no units", code=code, part=part)
                for code in value[part]
                if code not in value["units"]
            ]
        problems += [say("cap {cap!r} is no amount", cap=cap) for cap in caps if not _is_amount(cap)]
        problems += [
            say("{m}: {amount!r} is no amount", m=m, amount=amount)
            for m, amount in value["key"].items()
            if not _is_amount(amount, True)
        ]
        if value.get("covariance") is not None and not is_covariance(value["covariance"], value["key"]):
            problems.append("the covariance is no table of every maatstaf of the key by every maatstaf of the key")
    if problems:
        raise UnusableInput("This is no distribution model", where="model", problems=tuple(problems))
    return codes


def _is_whole(number: object) -> bool:
    return isinstance(number, int) and not isinstance(number, bool) and number >= 0


def _is_amount(number: object, below_zero: bool = False) -> bool:
    try:
        value = Decimal(str(number))
    except ArithmeticError:
        return False
    return value.is_finite() and (below_zero or value >= 0)


def read_model(
    units: Path, key: Path, caps: tuple[str, ...], *, in_all: str | None = None, covariance: Path | None = None
) -> dict[str, Any]:
    """The value out of tables (CSV, XLSX or Parquet), with all faults named at once per file.

    units        columns `code`, `nu` (euros paid today), `inwoners`, and one per maatstaf of the key; `naam` if known
    key          columns `maatstaf`, `bedrag`; covariance: `maatstaf` and a column per maatstaf
    """
    amounts = {area.name: area.numbers[0] for area in read_areas(key, "maatstaf", ("bedrag",))}
    there = column_names(units, NAME)
    lacking = [name for name in (NOW, PEOPLE, *amounts) if column_named(there, name) not in there]
    if lacking:
        raise UnusableInput(
            say("There is no column {names}", names=", ".join(lacking)), where=units.name,
            why=say("The file has {there}", there=", ".join(there)),
            do="Name a column after every maatstaf of the key",
        )  # fmt: skip
    columns = list(dict.fromkeys((NOW, PEOPLE, *amounts)))  # inhabitants may be a maatstaf too
    rows = {row.name: dict(zip(columns, row.numbers, strict=True)) for row in read_areas(units, NAME, columns)}
    odd = tuple(
        say("{name}: {n} inhabitants", name=code, n=row[PEOPLE])
        for code, row in rows.items()
        if row[PEOPLE] % 1 or row[PEOPLE] <= 0
    )
    if odd:
        raise UnusableInput("Inhabitants are whole numbers above zero", where=units.name, problems=odd)
    return {
        "units": {code: {m: str(row[m]) for m in amounts} for code, row in rows.items()},
        "key": {m: str(amount) for m, amount in amounts.items()},
        "now": {code: cents(row[NOW], f"{units.name}, {code}") for code, row in rows.items()},
        "inhabitants": {code: int(row[PEOPLE]) for code, row in rows.items()},
        "caps": list(caps),
        "in_all": in_all,
        "covariance": None if covariance is None else _read_covariance(covariance, tuple(amounts)),
    }


def _read_covariance(path: Path, names: tuple[str, ...]) -> dict[str, dict[str, float]]:
    rows = {area.name: area.numbers for area in read_areas(path, "maatstaf", names)}
    if lacking := [name for name in names if name not in rows]:
        raise UnusableInput(say("There is no row {names}", names=", ".join(lacking)), where=path.name)
    return {name: dict(zip(names, map(float, rows[name]), strict=True)) for name in names}
