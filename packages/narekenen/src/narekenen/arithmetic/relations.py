"""A column that is computed from others, row by row: found from the numbers, then held against every row."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import partial

from narekenen.arithmetic.model import UNWATCHED_EN, UNWATCHED_NL, Evidence, Finding, Step
from narekenen.arithmetic.onecell import Place, Told
from narekenen.arithmetic.rounding import Fit, places
from narekenen.arithmetic.sheets import Sheet
from narekenen.formatting import Lang, format_number
from narekenen.readings.model import NumberReading

LEAST_ROWS = 3
_MOST_COLUMNS = 15
_SAMPLE = 100


@dataclass(frozen=True, slots=True)
class Operand:
    """A number that a formula takes, with its cell; None for one that no cell holds (the sum of a column)."""

    number: NumberReading
    cell: Place | None


@dataclass(frozen=True, slots=True)
class Formula:
    """How a column follows from two others.

    rule         name of the rule
    working      how it is written out, with {0} and {1} for left and right: "{0} × {1}"
    result       the value that follows from left and right, None where there is none
    fits         how the printed number agrees with that
    tells        whether agreement in this row proves anything
    nl, en       the formula in words, with {left}, {right} and {result} for the names of the columns
    """

    rule: str
    working: str
    result: Callable[[NumberReading, NumberReading], Decimal | None]
    fits: Callable[[NumberReading, NumberReading, NumberReading, Decimal], Fit]
    tells: Callable[[NumberReading, NumberReading, NumberReading], bool]
    nl: str
    en: str


@dataclass(frozen=True, slots=True)
class Row:
    """One row held against a formula."""

    at: int
    left: Operand
    right: Operand
    printed: NumberReading
    follows: Decimal
    fits: Fit
    tells: bool


@dataclass(frozen=True, slots=True)
class Relation:
    """A formula with its columns; `right` is None where the right-hand side is the same total in each row."""

    formula: Formula
    left: int
    right: int | None
    result: int
    rows: tuple[Row, ...]

    @property
    def breaks(self) -> list[Row]:
        return [row for row in self.rows if row.fits == "off"]

    @property
    def proof(self) -> int:
        return sum(row.tells and row.fits == "exact" for row in self.rows)

    @property
    def holds(self) -> bool:
        """Three rows that prove something, one break in three rows at most, and one in ten of a longer table."""
        held = len(self.rows) - len(self.breaks)
        return self.proof >= LEAST_ROWS and len(self.breaks) <= max(1, held // 10) and 3 * len(self.breaks) <= held

    @property
    def watched(self) -> bool:
        """Whether any number of these rows printed otherwise would leave the relation standing, and so be noticed. A
        whole that is the same for all rows takes all of them with it."""
        return self.right is not None and not self.breaks and self.proof > LEAST_ROWS


RightSide = Callable[[int], Operand | None]


def relation(page: Sheet, formula: Formula, left: int, result: int, right: int | RightSide) -> Relation | None:
    """The formula tried on these columns, on a sample of rows first; None where it does not hold."""
    side = right if callable(right) else column_side(page, right)
    column = None if callable(right) else right
    for most in (_SAMPLE, None):
        rows = tuple(_rows(page, formula, left, result, side, most))
        found = Relation(formula, left, column, result, rows)
        if not found.holds:
            return None
    return found


def column_side(page: Sheet, column: int) -> RightSide:
    """A right-hand side that stands in the same row."""

    def side(row: int) -> Operand | None:
        number = page.number(row, column)
        return Operand(number, (row, column)) if number else None

    return side


def best_relations(
    page: Sheet, formula: Formula, results: Sequence[int], lefts: Sequence[int], rights: Sequence[int]
) -> list[Relation]:
    """For each result column the pair of columns with which most rows agree; the nearest pair among equals."""
    found = []
    for result in results[:_MOST_COLUMNS]:
        tried = (
            relation(page, formula, left, result, right)
            for left in lefts[:_MOST_COLUMNS]
            for right in rights[:_MOST_COLUMNS]
            if len({left, right, result}) == 3
        )
        best = max(filter(None, tried), key=_rank, default=None)
        if best:
            found.append(best)
    return found


def _rank(found: Relation) -> tuple[int, int]:
    return found.proof, -abs(found.left - found.result) - abs((found.right or 0) - found.result)


def tell(page: Sheet, found: Relation) -> Iterable[Told]:
    """One confirmation where every row holds; else a finding for each row that does not."""
    if not found.breaks:
        yield Told(_confirmation(page, found))
    for row in found.breaks:
        cells = tuple(c for c in ((row.at, found.result), row.left.cell, row.right.cell) if c)
        wants = (row.follows, *(None for _ in cells[1:]))
        yield Told(_finding(page, found, row), cells, wants, partial(_holds_with, found, row))


def _holds_with(found: Relation, row: Row, cell: Place, value: Decimal) -> bool:
    """Whether the row agrees with the formula when one of its cells holds another value."""
    left, right = (replace(o.number, value=value) if o.cell == cell else o.number for o in (row.left, row.right))
    printed = replace(row.printed, value=value) if cell == (row.at, found.result) else row.printed
    follows = found.formula.result(left, right)
    return follows is not None and found.formula.fits(left, right, printed, follows) != "off"


def _rows(page: Sheet, formula: Formula, left: int, result: int, side: RightSide, most: int | None) -> Iterator[Row]:
    for at in range(len(page.table.rows))[:most]:
        if page.said[at]:
            continue
        a, b, printed = page.number(at, left), side(at), page.number(at, result)
        if a is None or b is None or printed is None:
            continue
        follows = formula.result(a, b.number)
        if follows is not None:
            fits = formula.fits(a, b.number, printed, follows)
            yield Row(at, Operand(a, (at, left)), b, printed, follows, fits, formula.tells(a, b.number, printed))


def _confirmation(page: Sheet, found: Relation) -> Finding:
    rounded = any(row.printed.value != row.follows for row in found.rows)
    names = _names(page, found)
    first = found.rows[0]
    return Finding(
        rule=found.formula.rule, verdict="ok" if found.watched else "derived", severity="confirmation",
        printed=first.printed.text, follows=_write(first.follows, first),
        evidence=tuple(Evidence(row.printed.raw, row.printed.text, "printed") for row in found.rows),
        steps=tuple(_step(page, found, row) for row in found.rows),
        nl=f"{found.formula.nl.format(**names)}, in {len(found.rows)} regels{', op afronding na' if rounded else ''}"
        f"{'' if found.watched else UNWATCHED_NL}.",
        en=f"{found.formula.en.format(**names)}, in {len(found.rows)} rows{', but for rounding' if rounded else ''}"
        f"{'' if found.watched else UNWATCHED_EN}.",
    )  # fmt: skip


def _finding(page: Sheet, found: Relation, row: Row) -> Finding:
    operands = (Evidence(o.number.raw, o.number.text, "part") for o in (row.left, row.right) if o.cell)
    return Finding(
        rule=found.formula.rule, verdict="wrong_sum", severity="finding",
        printed=_write(row.printed.value, row), follows=_write(row.follows, row),
        evidence=(Evidence(row.printed.raw, row.printed.text, "printed"), *operands),
        steps=(_step(page, found, row),), nl=_sentence(page, found, row, "nl"), en=_sentence(page, found, row, "en"),
    )  # fmt: skip


def _sentence(page: Sheet, found: Relation, row: Row, lang: Lang) -> str:
    working = _working(found, row, lang)
    follows, printed = _write(row.follows, row, lang), _write(row.printed.value, row, lang)
    others = len(found.rows) - len(found.breaks)
    label, words = page.labels[row.at], found.formula.nl if lang == "nl" else found.formula.en
    rule = words.format(**_names(page, found))
    if lang == "nl":
        return f"‘{label}’: {working} is {follows}; er staat {printed}. In {others} andere regels klopt het: {rule}."
    return f"‘{label}’: {working} is {follows}; {printed} is printed. In {others} other rows it holds: {rule}."


def _working(found: Relation, row: Row, lang: Lang = "nl") -> str:
    sides = (format_number(o.number.value, decimals=places(o.number), lang=lang) for o in (row.left, row.right))
    return found.formula.working.format(*sides)


def _step(page: Sheet, found: Relation, row: Row) -> Step:
    return Step(_working(found, row), _write(row.follows, row), page.labels[row.at])


def _names(page: Sheet, found: Relation) -> dict[str, str]:
    columns = {"left": found.left, "right": found.left if found.right is None else found.right, "result": found.result}
    return {side: f"‘{page.header(c)}’" if page.header(c) else f"kolom {c + 1}" for side, c in columns.items()}


def _write(value: Decimal, row: Row, lang: Lang = "nl") -> str:
    """With the decimals of the printed result, and one more for a value that does not end there."""
    decimals = places(row.printed)
    if value != round(value, decimals):
        decimals += 1
    return format_number(value, decimals=decimals, lang=lang)
