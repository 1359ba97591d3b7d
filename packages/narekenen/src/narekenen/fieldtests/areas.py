"""Tables of areas or strata, read for pooling and for standardisation."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from narekenen.errors import UnusableInput, say
from narekenen.fieldtests.cells import ORDER, PairedCells
from narekenen.fieldtests.celltables import cell_columns
from narekenen.fieldtests.columns import plain_name
from narekenen.fieldtests.comparisons import Standardised, standardised
from narekenen.fieldtests.estimands import net_estimand
from narekenen.fieldtests.planfile import as_number
from narekenen.fieldtests.pooling import Pooling, pool_differences, pool_shares
from narekenen.fieldtests.standardisation import HeldChange, held_change
from narekenen.fieldtests.tables import read_table

AREA = ("area", "gebied", "gemeente", "municipality", "name", "naam")
POSITIVE = ("positive", "positief", "successes", "count", "aantal")
TRIALS = ("visits", "bezoeken", "tests", "trials", "n", "of")
VALUE, ERROR = ("value", "waarde", "estimate"), ("se", "standaardfout", "standard_error")
GROUP, STRATUM = ("group", "groep", "wave", "meetronde"), ("stratum", "laag", "block", "blok", "region", "regio")


def _rows(path: Path, *wanted: tuple[str, ...]) -> list[tuple[int, list[str]]] | None:
    """Row number and cells of these columns, None where one of them is not there."""
    frame = read_table(path)
    plain = {plain_name(name): name for name in frame.columns}
    found = [next((plain[plain_name(n)] for n in names if plain_name(n) in plain), None) for names in wanted]
    columns = [name for name in found if name is not None]
    if len(columns) < len(wanted):
        return None
    return [(line, [row[name] or "" for name in columns])
            for line, row in enumerate(frame.iter_rows(named=True), start=2)]  # fmt: skip


def read_areas(path: Path) -> Pooling:
    """Areas with counts (positive of visits) or with a value and its standard error in points; pooled.

    Raises UnusableInput naming every row with no number, and every area that occurs twice.
    """
    counts = _rows(path, AREA, POSITIVE, TRIALS)
    rows = counts if counts is not None else _rows(path, AREA, VALUE, ERROR)
    if rows is None:
        raise UnusableInput("These are no areas", where=path.name,
                            why="Needed: area, positive and visits; or area, value and se")  # fmt: skip
    read: dict[str, tuple[float, float]] = {}
    problems = []
    for line, (area, first, second) in rows:
        try:
            pair = as_number(first), as_number(second)
        except ValueError:
            problems.append(say("row {row}: {one!r} or {other!r} is no number", row=line, one=first, other=second))
            continue
        if area in read:
            problems.append(say("row {row}: {name!r} occurs again", row=line, name=area))
        if counts is not None and not all(number.is_integer() for number in pair):
            problems.append(
                say("row {row}: {one!r} of {other!r} are no whole numbers", row=line, one=first, other=second)
            )
        read[area] = pair
    if problems:
        raise UnusableInput("Areas cannot be pooled", where=path.name, problems=tuple(problems))
    if counts is not None:
        return pool_shares({area: (int(k), int(n)) for area, (k, n) in read.items()})
    return pool_differences({area: (value / 100, se / 100) for area, (value, se) in read.items()})


@dataclass(frozen=True, slots=True)
class LikeOne:
    """A group as if it were made up like the base group, and how it then differs from that; None for the base."""

    standardised: Standardised | None
    change: HeldChange | None


def standardised_groups(path: Path, like: str = "", name: str = "ndr_any_positive") -> dict[str, LikeOne]:
    """Every group as if its strata had the composition of one group, by the denominator of the meetvraag: the base
    group keeps its own number.

    like   the group whose composition counts, "" for the first of the file
    Raises UnusableInput for a file of another kind, rows without whole counts, a stratum twice, an unknown group, a
    meetvraag that is no net difference.
    """
    question = net_estimand(name)
    groups = _strata(path)
    if like and like not in groups:
        said = say("there is no group {name!r}; they are {known}", name=like, known=", ".join(groups))
        raise UnusableInput("Groups cannot be standardised", where=path.name, problems=(said,))
    base = like or next(iter(groups))
    weights = {stratum: float(question.parts(found)[1]) for stratum, found in groups[base].items()}
    return {
        group: LikeOne(
            standardised(strata, weights, name), None if group == base else held_change(groups[base], strata, name)
        )
        for group, strata in groups.items()
    }


def _strata(path: Path) -> dict[str, dict[str, PairedCells]]:
    """Group -> stratum -> cells, of a table."""
    cells = cell_columns(read_table(path, rows=0).columns)
    rows = _rows(path, GROUP, STRATUM, *((cells[cell],) for cell in ORDER)) if cells else None
    if rows is None:
        raise UnusableInput("These are no strata", where=path.name, why="Needed: group, stratum, n10, n01, n11, n00")
    groups: dict[str, dict[str, PairedCells]] = {}
    problems = []
    for line, (group, stratum, *counts) in rows:
        if not all(count.isdecimal() for count in counts) or not any(int(count) for count in counts):
            problems.append(say("row {row}: {counts} are no counts of pairs", row=line, counts=", ".join(counts)))
            continue
        if stratum in groups.setdefault(group, {}):
            problems.append(
                say("row {row}: stratum {name!r} of {group!r} occurs again", row=line, name=stratum, group=group)
            )
        groups[group][stratum] = PairedCells(**dict(zip(ORDER, map(int, counts), strict=True)))
    if problems or not groups:
        raise UnusableInput("Groups cannot be standardised", where=path.name, problems=tuple(problems))
    return groups
