"""Rule: a share is a part of its whole, in per cent; the whole is a column or the total of the part's column."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal

from narekenen.arithmetic.column_products import quotient
from narekenen.arithmetic.onecell import Told
from narekenen.arithmetic.relations import Formula, Operand, Relation, best_relations, relation, tell
from narekenen.arithmetic.rounding import Fit, half_step
from narekenen.arithmetic.sheets import Sheet
from narekenen.readings.model import Letter, NumberReading


def column_shares(letter: Letter, page: Sheet) -> Iterable[Told]:
    """Columns of percentages against the counts beside them.

    The whole is the printed total of the column of parts, else the sum of its rows where the shares together make a
    hundred, else another column. Three rows or more must agree, and three for each that does not. A share that was
    rounded one step the other way, so that all add up to a hundred, is no finding.
    """
    amounts = page.columns("quantity")
    for column in page.columns("share"):
        found = [r for amount in amounts if (r := _of_total(page, amount, column))]
        found += best_relations(page, SHARE, [column], amounts, amounts)
        if found:
            yield from tell(page, max(found, key=lambda r: (r.proof, r.right is None)))


def _of_total(page: Sheet, amount: int, column: int) -> Relation | None:
    whole = _total(page, amount) or _sum(page, amount, column)
    return relation(page, SHARE, amount, column, lambda row: whole) if whole else None


def _total(page: Sheet, column: int) -> Operand | None:
    rows = [row for row, kind in enumerate(page.said) if kind == "total"]
    number = page.number(rows[-1], column) if rows else None
    return Operand(number, (rows[-1], column)) if number else None


def _sum(page: Sheet, amount: int, column: int) -> Operand | None:
    rows = range(len(page.table.rows))
    parts = [n for row in rows if (n := page.number(row, amount))]
    percentages = [n for row in rows if (n := page.number(row, column))]
    slack = sum((half_step(n) for n in percentages), Decimal(0))
    if len(parts) < 2 or abs(sum((n.value for n in percentages), Decimal(0)) - 100) > slack:
        return None
    return Operand(replace(parts[0], value=sum((n.value for n in parts), Decimal(0))), None)


def _share(left: NumberReading, right: NumberReading) -> Decimal | None:
    part = quotient(left, right)
    return None if part is None else 100 * part


def _fits(left: NumberReading, right: NumberReading, printed: NumberReading, follows: Decimal) -> Fit:
    distance = abs(printed.value - follows)
    if distance <= half_step(printed):
        return "exact"
    slack = 100 * (half_step(left) + abs(follows) / 100 * half_step(right)) / abs(right.value)
    return "rounded" if distance <= printed.step + (Decimal(0) if left.exact else slack) else "off"


def _tells(left: NumberReading, right: NumberReading, printed: NumberReading) -> bool:
    """True where the rounding of the share is a tenth of it or less: 7% tells something, 3% does not."""
    return right.value not in (0, 1) and left.value != 0 and half_step(printed) * 10 <= abs(printed.value)


SHARE = Formula(
    "column_share", "{0} van {1}", _share, _fits, _tells,
    "{result} is het aandeel van {left} in {right}", "{result} is the share of {left} in {right}",
)  # fmt: skip
