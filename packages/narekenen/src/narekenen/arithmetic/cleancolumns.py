"""Whether a total closes one clean column of like numbers: then it is a sum, however far off it is printed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from narekenen.arithmetic.sheets import Sheet, is_plain_total
from narekenen.arithmetic.sumgroups import SumGroup
from narekenen.arithmetic.sumlines import SumLine, Total, compare
from narekenen.readings.model import NumberReading

_LEAST_TERMS = 3
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

    Each row from the first term to the total is a heading or holds a number of zero or more in one unit; no label
    speaks of a part, a rate, a deduction, a tax or a total of something else; neither the header nor the title of the
    table names something of which one takes the average; the total row holds no number that cannot be judged.
    """
    lines, terms = group.lines, total.terms
    if group.direction != "rows" or not total.by_words or not is_plain_total(lines[total.at].label):
        return False
    if len(terms) < _LEAST_TERMS and not any(lines[at].said == "total" for at in terms):
        return False
    if page.table.doubts or not _begins(lines, terms[0]) or _may_have_moved(page, group, total):
        return False
    if _AVERAGED.search(page.header(group.across[series])) or _AVERAGED_TITLE.search(page.table.caption):
        return False
    if any(line.said not in ("", "total") for line in lines[terms[0] : total.at]):
        return False
    if any(_OTHER_LINE.search(lines[at].label) for at in terms if lines[at].said == ""):
        return False
    if any(printed and compare(lines, total, other) is None for other, printed in enumerate(lines[total.at].numbers)):
        return False
    numbers = [lines[at].numbers[series] for at in (*terms, total.at)]
    return all(map(_counts, numbers)) and len({n.unit for n in numbers if n and n.unit}) <= 1


def is_full_row(group: SumGroup, total: Total, series: int) -> bool:
    """Whether each term of a column of totals at the side has a number in this row."""
    return (
        group.direction == "columns" and total.by_words and all(group.lines[at].numbers[series] for at in total.terms)
    )


def _may_have_moved(page: Sheet, group: SumGroup, total: Total) -> bool:
    """Whether the total row has other cells than its terms in a table whose columns are known by blanks alone: then its
    number may belong under another header."""
    filled = [sum(not cell.is_empty for cell in page.table.rows[group.along[at]]) for at in (*total.terms, total.at)]
    return page.table.how in ("spaces", "tails", "cell_lines") and len(set(filled)) > 1


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


def _counts(number: NumberReading | None) -> bool:
    return number is not None and number.value >= 0 and "(" not in number.text


def _value(group: SumGroup, line: int, series: int) -> Decimal:
    number = group.lines[line].numbers[series]
    return number.value if number else Decimal(0)
