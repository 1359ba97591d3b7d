"""The scope ledger in days: what each line of addresses that entered or left does to the day of the forecast."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cache

import numpy as np
from scipy import stats

from narekenen.errors import UnusableInput, say
from narekenen.forecasts.arrays import Floats
from narekenen.forecasts.drivers import shapley
from narekenen.forecasts.ledgerlines import LedgerLine, conditions
from narekenen.forecasts.plan import EVERYWHERE, Addresses, Plan
from narekenen.forecasts.running import run

MOST_EXACT, MOST_LINES = 6, 100
LEVEL = 0.95
EMPTY = {"names": "", "regions": "", "release": 0, "complexes": "", "priority": 0, "tags": "", "groups": "", "at": "",
         "age": -1}  # fmt: skip
COLUMNS = tuple(EMPTY)
KIND = tuple(COLUMNS.index(name) for name in ("regions", "tags", "groups"))
NAME, RELEASE, COMPLEX, AT, AGE = (COLUMNS.index(name) for name in ("names", "release", "complexes", "at", "age"))
Row = tuple[object, ...]
Dates = Callable[[frozenset[str]], Floats]


@dataclass(frozen=True, slots=True)
class Effect:
    """Days later (negative: sooner) on average that the share is finished, with the 95 % interval of the simulation."""

    days: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Effects:
    """Of a scope ledger. total: of all changes together; changes: of each line, adding up to it; None where nobody
    entered or left. left_out: what it would be with those knowingly left out counted; None where there are none."""

    total: Effect
    changes: tuple[Effect | None, ...]
    left_out: tuple[Effect | None, ...]


def effects(
    plan: Plan, lines: Sequence[LedgerLine], *, old: Plan | None = None, share: float = 0.95, replications: int = 100,
    seed: str = "narekenen",
) -> Effects:  # fmt: skip
    """What each line of a scope ledger does to the day on which a share is finished, all else as in the new plan.

    plan   the new plan, with the ledger in it; old: the one before, from which the addresses that left are put back
    Runs with and without each line under the same luck. The days of the changes are Shapley values, so that no line
    goes first: exact up to six lines; with more, half of what a line does alone and as the last one, which is the same
    where lines meet two by two, and what is left of the whole in equal parts.
    A line that names no addresses takes those of the kinds (region, tag, group) that grew or shrank, evenly, or all
    where these are too few. Addresses left out are counted as such that have not begun.
    Raises UnusableInput where a line does not fit the plan, or what left has no place in it any more.
    """
    rows = _rows(plan.addresses)
    before = rows if old is None else _moved(_rows(old.addresses), (plan.start - old.start).days)
    kept, entered = _entered(rows, before if old else [], lines)
    left = _left(rows, before, lines, known=old is not None)
    players = tuple(str(i) for i, line in enumerate(lines) if line.change)

    def dates(chosen: list[Row]) -> Floats:
        addresses = Addresses(*zip(*chosen, strict=True)) if chosen else Addresses((), (), ())
        here = {EVERYWHERE, *addresses.regions}  # places of a region where nobody is left are no fault here
        capacities = tuple(each for each in plan.capacities if each.region in here)
        changed = replace(plan, addresses=addresses, capacities=capacities)
        return run(changed, replications=replications, seed=seed, shares=(share,)).dates[:, 0].astype(np.float64)

    @cache
    def with_lines(on: frozenset[str]) -> Floats:
        here = [row for name in players if name in on for row in entered[name]]
        return dates(kept + here + [row for name in players if name not in on for row in left[name]])

    everything = with_lines(frozenset(players))
    parts = _parts(with_lines, players)
    return Effects(
        _effect(everything - with_lines(frozenset())),
        tuple(_effect(parts[str(i)]) if line.change else None for i, line in enumerate(lines)),
        tuple(
            _effect(dates(rows + _outside(rows, line, i)) - everything) if line.left_out else None
            for i, line in enumerate(lines)
        ),
    )


def _parts(dates: Dates, players: tuple[str, ...]) -> dict[str, Floats]:
    """The Shapley value of each line, replication by replication."""
    whole = frozenset(players)
    if len(players) <= MOST_EXACT:
        rows = [
            shapley(lambda on, at=r: float(dates(on)[at]), players)  # type: ignore[misc]
            for r in range(len(dates(whole)) if players else 0)
        ]
        return {name: np.array([row[name] for row in rows]) for name in players}
    none, every = dates(frozenset()), dates(whole)
    parts = {name: (dates(frozenset({name})) - none + every - dates(whole - {name})) / 2 for name in players}
    rest = (every - none - sum(parts.values())) / len(players)
    return {name: part + rest for name, part in parts.items()}


def _effect(days: Floats) -> Effect:
    """Mean and interval (Student) of paired differences; without spread, or with one replication, the mean alone."""
    mean, n = float(days.mean()), len(days)
    wide = 0.0 if n < 2 else float(stats.t.ppf((1 + LEVEL) / 2, n - 1) * days.std(ddof=1) / np.sqrt(n))
    return Effect(mean, mean - wide, mean + wide)


def _rows(addresses: Addresses) -> list[Row]:
    return list(zip(*(addresses.column(name, empty) for name, empty in EMPTY.items()), strict=True))


def _moved(rows: list[Row], days: int) -> list[Row]:
    """Addresses as they stood, seen from a start so many days later."""
    found = []
    for row in rows:
        release, age = int(str(row[RELEASE])), int(str(row[AGE]))
        found.append((*row[:RELEASE], release - days, *row[RELEASE + 1 : AGE], max(age + days, 0) if age >= 0 else age))
    return found


def _entered(rows: list[Row], before: list[Row], lines: Sequence[LedgerLine]) -> tuple[list[Row], dict[str, list[Row]]]:
    """The addresses that no line brought, and those that each line did."""
    grown, free, found = _more(rows, before), list(rows), dict[str, list[Row]]()
    for i, line in enumerate(lines):
        if line.change > 0:
            chosen = set(_chosen(free, grown, line, i, line.change))
            found[str(i)] = [row for place, row in enumerate(free) if place in chosen]
            free = [row for place, row in enumerate(free) if place not in chosen]
        else:
            found[str(i)] = []
    return free, found


def _left(rows: list[Row], before: list[Row], lines: Sequence[LedgerLine], *, known: bool) -> dict[str, list[Row]]:
    """The addresses that each line took away, as they stood in the plan before, under names of their own."""
    shrunk, free, found = _more(before, rows), list(before), dict[str, list[Row]]()
    for i, line in enumerate(lines):
        found[str(i)] = []
        if line.change < 0 and not known:
            found[str(i)] = _outside(rows, line, i, -line.change)
        elif line.change < 0:
            chosen = set(_chosen(free, shrunk, line, i, -line.change))
            found[str(i)] = [_named(row, i, n) for n, row in enumerate(free[place] for place in sorted(chosen))]
            free = [row for place, row in enumerate(free) if place not in chosen]
    return found


def _outside(rows: list[Row], line: LedgerLine, i: int, count: int = 0) -> list[Row]:
    """Addresses like those of the plan that have not begun, each for itself."""
    fitting, count = _fitting(rows, line), count or line.left_out
    if not fitting:
        raise _too_few(i, count, 0)
    found = []
    for n, place in enumerate(_evenly(fitting, count)):
        row = list(_named(rows[place], i, n))
        row[COMPLEX], row[AT], row[AGE] = "", "", -1
        found.append(tuple(row))
    return found


def _named(row: Row, i: int, n: int) -> Row:
    """Under a name of its own; a complex stays together."""
    changed = list(row)
    changed[NAME] = f"{row[NAME]} (ledger {i + 1}.{n + 1})"
    changed[COMPLEX] = f"{row[COMPLEX]} (ledger {i + 1})" if row[COMPLEX] else ""
    return tuple(changed)


def _more(rows: list[Row], than: list[Row]) -> Counter[Row]:
    """By how many addresses each kind is more numerous."""
    first, second = (Counter(tuple(row[place] for place in KIND) for row in each) for each in (rows, than))
    return first - second


def _chosen(rows: list[Row], moved: Counter[Row], line: LedgerLine, i: int, count: int) -> list[int]:
    """Places of the addresses that a line is about."""
    fitting = _fitting(rows, line)
    of_kinds = [place for place in fitting if moved[tuple(rows[place][part] for part in KIND)]]
    candidates = of_kinds if len(of_kinds) >= count else fitting
    if len(candidates) < count:
        raise _too_few(i, count, len(candidates))
    return _evenly(candidates, count)


def _fitting(rows: list[Row], line: LedgerLine) -> list[int]:
    """Places of the addresses that meet the conditions of a line, in an order that is not that of the input."""
    wanted = {COLUMNS.index(column): value for column, value in conditions(line.which).items()}
    found = [p for p, row in enumerate(rows) if all(row[column] == value for column, value in wanted.items())]
    return sorted(found, key=lambda p: (*(str(rows[p][part]) for part in KIND), int(str(rows[p][RELEASE])),
                                        str(rows[p][NAME])))  # fmt: skip


def _evenly(places: list[int], count: int) -> list[int]:
    return [places[(2 * n + 1) * len(places) // (2 * count)] for n in range(count)]


def _too_few(i: int, count: int, fit: int) -> UnusableInput:
    return UnusableInput(
        say("Line {line} is about {count} addresses, and {fit} in the plan fit it", line=i + 1, count=count, fit=fit),
        where="scope ledger",
    )
