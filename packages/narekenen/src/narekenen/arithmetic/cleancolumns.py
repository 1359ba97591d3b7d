"""Whether a total closes one clean column of like numbers: then it is a sum, however far off it is printed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from narekenen.arithmetic.sheets import Sheet
from narekenen.arithmetic.sumgroups import SumGroup
from narekenen.arithmetic.sumlines import SumLine, Total, compare
from narekenen.arithmetic.totalnames import names_a_sum
from narekenen.readings.model import Cell

_LEAST_TERMS = 3
_LEAST_DASHES = 2
# A line that is part of another, is taken off, is no amount at all, or was paid before.
_OTHER_LINE = re.compile(
    r"waarvan|onder andere|o\.a\.|belangrijkste|grootste|\btop \d|selectie|voorbeeld|excl|of which|\bper\b|gemiddeld"
    r"|tarief|prijs\b|percentage|aandeel|%|negatief|-/-|\baf\b|\bminus\b|\bmin\b|verminder|aftrek|in mindering|korting"
    r"|bijdrage derden|\bsaldo\b|\bnetto\b|\bbtw\b|\bb\.t\.w|\bsom\b|totaal|\bx\b|×|\bmax|voorschot|restant|reeds",
    re.IGNORECASE,
)
_AVERAGED_TITLE = re.compile(
    r"gemiddeld|mediaan|percentage|procent|%|score|cijfers?\b|index|uniek|ontdubbel|meerdere antwoorden|average|median",
    re.IGNORECASE,
)
# What one averages, or may not add: times, prices, values, levels, limits.
_AVERAGED = re.compile(
    rf"{_AVERAGED_TITLE.pattern}|\bgem\b|\bper\b|/|waardering|tevreden|tijd\b|duur|termijn|afstand|snelheid|dichtheid"
    r"|inkomen|salaris|vermogen|prijs|tarief|waarde|graad\b|leeftijd|\bnorm|ratio|kans|quote|gehalte|temperatuur"
    r"|concentratie|\bdagen\b|\bweken\b|\bminuten\b|\brang|nummer|grens|\bmax|\bmin|niveau|schijf|\bmean\b|\brate\b",
    re.IGNORECASE,
)


def closes_clean_column(page: Sheet, group: SumGroup, total: Total, series: int) -> bool:
    """Whether a row "Totaal", "Subtotaal", "Som" or "Total" has three rows or more above it that all count (two
    where one of them is itself such a total).

    Each row from the first term to the total is a heading, holds a dash, or holds a number of zero or more in one unit;
    no label speaks of a part, a rate, a deduction, a tax or a total of something else; neither the header nor the title
    of the table names something of which one takes the average; the total row holds no number that cannot be judged.
    """
    lines, terms = group.lines, total.terms
    if group.direction != "rows" or not total.by_words or not names_a_sum(page, group, total, series):
        return False
    filled = [at for at in terms if lines[at].numbers[series]]
    if len(filled) < _LEAST_TERMS and not any(lines[at].said == "total" for at in filled):
        return False
    if not _begins(lines, terms[0]) or _may_have_moved(page, group, total):
        return False
    if any(line.said not in ("", "total") for line in lines[terms[0] : total.at]):
        return False
    if any(_OTHER_LINE.search(lines[at].label) for at in terms if lines[at].said == ""):
        return False
    if any(printed and compare(lines, total, other) is None for other, printed in enumerate(lines[total.at].numbers)):
        return False
    return is_column_of_amounts(page, group, total, series)


def is_column_of_amounts(page: Sheet, group: SumGroup, total: Total, series: int) -> bool:
    """Whether a column holds numbers of zero or more in one unit, or a dash, and neither its header nor the title of
    the table names something of which one takes the average. Where the header may have moved, all of it counts."""
    columns = range(page.table.columns) if page.table.doubts else [group.across[series]]
    if any(_AVERAGED.search(page.header(column)) for column in columns) or _AVERAGED_TITLE.search(page.table.caption):
        return False
    places = [group.place(at, series) for at in (*total.terms, total.at)]
    numbers = [number for place in places if (number := page.number(*place))]
    return (
        all(page.number(*place) or _is_dash(page, place) for place in places)
        and all(number.value >= 0 and "(" not in number.text for number in numbers)
        and len({number.unit for number in numbers if number.unit}) <= 1
    )


def is_full_row(page: Sheet, group: SumGroup, total: Total, series: int, holding: Sequence[int]) -> bool:
    """Whether each term of a column of totals at the side has a number in this row, or a dash as in two of the rows in
    which the total holds (`holding`)."""
    if group.direction != "columns" or not total.by_words:
        return False
    if all(group.lines[at].numbers[series] for at in total.terms):
        return True
    dashes = sum(any(_is_dash(page, group.place(at, row)) for at in total.terms) for row in holding)
    places = [group.place(at, series) for at in total.terms]
    return dashes >= _LEAST_DASHES and all(page.number(*place) or _is_dash(page, place) for place in places)


def _is_dash(page: Sheet, place: tuple[int, int]) -> bool:
    """A cell that says that there is nothing, and was not just left empty."""
    cell = page.table.rows[place[0]][place[1]]
    return cell.is_empty and bool(cell.text.strip())


def _may_have_moved(page: Sheet, group: SumGroup, total: Total) -> bool:
    """Whether the total row has other cells than its terms in a table whose columns are known by blanks alone, or whose
    rows differ in length: then its number may belong under another header."""
    rows = [page.table.rows[group.along[at]] for at in (*total.terms, total.at)]
    if page.table.how in ("spaces", "tails", "cell_lines"):
        return len({sum(not cell.is_empty for cell in row) for row in rows}) > 1
    return bool(page.table.doubts) and len({_length(row) for row in rows}) > 1


def _length(row: Sequence[Cell]) -> int:
    """How many cells a row has before those that it lacks at its end."""
    return max((at for at, cell in enumerate(row, 1) if cell.text), default=0)


def _begins(lines: Sequence[SumLine], first: int) -> bool:
    """Whether a line is a total, the first of the table or the first after another total; headings do not count."""
    if lines[first].said == "total":
        return True
    before = next((line for line in reversed(lines[:first]) if not line.is_heading), None)
    return before is None or before.said == "total"


def is_no_sum(group: SumGroup, total: Total, series: int) -> bool:
    """Whether the printed total is what is left of the first term after the others, or the mean of the terms, plain or
    weighted by another column."""
    printed = group.lines[total.at].numbers[series]
    terms = [_value(group, at, series) for at in total.terms]
    weights = [
        [_value(group, at, other) for at in total.terms] for other in range(len(group.across)) if other != series
    ]
    if printed is None or printed.value == terms[0] - sum(terms[1:], Decimal(0)):
        return True
    return any(
        abs(_mean(terms, sizes) - printed.value) <= printed.step for sizes in ([Decimal(1)] * len(terms), *weights)
    )


def _mean(terms: list[Decimal], sizes: list[Decimal]) -> Decimal:
    """The mean of the terms weighted by their sizes; their sum where the sizes add up to nothing."""
    return sum((term * size for term, size in zip(terms, sizes, strict=True)), Decimal(0)) / (sum(sizes) or 1)


def _value(group: SumGroup, line: int, series: int) -> Decimal:
    number = group.lines[line].numbers[series]
    return number.value if number else Decimal(0)
