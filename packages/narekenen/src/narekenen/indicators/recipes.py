"""Numbers of a monitor as the public recomputes them: from counts that were released, after disclosure."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from narekenen.errors import UnusableInput, say
from narekenen.indicators.areafile import Area
from narekenen.indicators.comparing import PER, Comparison, compare
from narekenen.indicators.ranks import rank_sets
from narekenen.indicators.rates import proportion, rate
from narekenen.trace.model import Estimate

NOT_THERE = "not among the areas that were released"


def count(values: Mapping[str, Any], seed: str) -> tuple[Estimate, ...]:
    """count: persons, nights or places as released. "value": that count."""
    return (Estimate("value", _whole(values, "count"), method="counted"),)


def share(values: Mapping[str, Any], seed: str) -> tuple[Estimate, ...]:
    """count of base, both released. "value": in per cent with its Wilson interval (level 0.95 unless given)."""
    return (_estimate(proportion, values, 100.0, "%"),)


def per(values: Mapping[str, Any], seed: str) -> tuple[Estimate, ...]:
    """count events for `base` persons or days; per: 1,000 unless given. "value": the rate with Byar's interval (exact
    below ten). Events must be independent: for stays of the same persons use the count of persons."""
    scale = values.get("per", 1000)
    if isinstance(scale, bool) or not isinstance(scale, int) or scale < 1:
        raise UnusableInput(say("per is {scale!r}", scale=scale), where="input 'per'", do="give 1, 100, 1000, ...")
    return (_estimate(rate, values, float(scale), ""),)


def place(values: Mapping[str, Any], seed: str) -> tuple[Estimate, ...]:
    """areas: name -> [count, base], released; area; kind: share, rate or ratio.

    "value": the area's own value; "place": its place (1: highest) with the places that it may have, at 95 % for all
    areas at once: never to be shown without them; "verdict": "high (0.001)", "high (0.025)", "low (0.025)",
    "low (0.001)" or "within" in the funnel that allows for the spread between areas that chance does not explain.
    """
    found, name = _comparison(values), str(values.get("area", ""))
    at = next((i for i, area in enumerate(found.areas) if area.name == name), None)
    if at is None:
        return tuple(Estimate(what, None, reason=NOT_THERE) for what in ("value", "place", "verdict"))
    mine, n = found.areas[at], len(found.areas)
    unit = "%" if found.kind == "share" else ""
    own = Estimate("value", mine.value, unit, mine.low, mine.high, found.level, n, mine.method)
    verdict = Estimate(
        "verdict", mine.verdict or "within", n=n, method="funnel with overdispersion (Spiegelhalter 2005)"
    )
    return own, _place(found, at), verdict


def _place(found: Comparison, at: int) -> Estimate:
    """The place by the values as they are, and the places that fit them."""
    shown = [(i, float(a.value), (float(a.high or 0) - float(a.low or 0)) / 3.92) for i, a in enumerate(found.areas)
             if a.value is not None]  # fmt: skip
    shown = [(i, value, error) for i, value, error in shown if error > 0]
    rows = [i for i, _, _ in shown]
    if at not in rows or len(rows) < 2:
        return Estimate("place", None, reason="too few areas with a value to have a place among")
    values = [value for _, value, _ in shown]
    sets, mine = rank_sets(values, [error for _, _, error in shown]), rows.index(at)
    first = 1 + sum(value > values[mine] for value in values)
    low, high = int(sets.best[mine]), int(sets.worst[mine])
    return Estimate("place", first, "", low, high, sets.level, len(rows), "confidence set of ranks")


def _comparison(values: Mapping[str, Any]) -> Comparison:
    areas, kind = values.get("areas"), values.get("kind", "share")
    if not isinstance(areas, Mapping) or kind not in PER:
        raise UnusableInput(
            "There are no areas, or the kind is unknown", do=say("kind is one of {kinds}", kinds=", ".join(PER))
        )
    odd = tuple(
        say("{name}: {pair!r}", name=name, pair=pair) for name, pair in areas.items()
        if not isinstance(pair, (list, tuple)) or len(pair) != 2 or not all(_is_number(number) for number in pair)
    )  # fmt: skip
    if odd or not areas:
        raise UnusableInput("Each area has a count and a base", where="input 'areas'", problems=odd)
    rows = [Area(str(name), (Decimal(str(pair[0])), Decimal(str(pair[1])))) for name, pair in areas.items()]
    return compare(rows, kind)


def _estimate(make: Any, values: Mapping[str, Any], scale: float, unit: str) -> Estimate:
    level = values.get("level", 0.95)
    if not isinstance(level, (int, float)) or not 0.5 <= level < 1:
        raise UnusableInput(
            say("the level is {level!r}", level=level), where="input 'level'", why="it lies from 0.5 to below 1"
        )
    base = _whole(values, "base")
    found = make([_whole(values, "count")], [base], multiplier=scale, level=float(level))
    value, low, high = (float(column[0]) for column in (found.value, found.low, found.high))
    return Estimate("value", value, unit, low, high, float(level), base, found.method[0])


def _whole(values: Mapping[str, Any], name: str) -> int:
    given = values.get(name)
    if isinstance(given, bool) or not isinstance(given, int) or given < 0:
        raise UnusableInput(
            say("{given!r} is no whole number from 0", given=given), where=say("input {name!r}", name=name)
        )
    return given


def _is_number(number: object) -> bool:
    return isinstance(number, (int, float)) and not isinstance(number, bool)
