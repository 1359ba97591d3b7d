"""Rules: a column of differences is one column minus another; a column of growth is that in per cent."""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal

from narekenen.arithmetic.column_products import tells_by_size
from narekenen.arithmetic.onecell import Told
from narekenen.arithmetic.relations import Formula, best_relations, tell
from narekenen.arithmetic.rounding import Fit, fit, half_step
from narekenen.arithmetic.sheets import Sheet
from narekenen.readings.model import Letter, NumberReading

_DIFFERENCE = re.compile(
    r"\bverschil|saldo|resultaat|mutatie|toename|afname|groei|stijging|daling|\bnetto|\brest(?:ant|erend)?\b|nog te"
    r"|ruimte|tekort|overschot|\bover$|\bdifference|\bchange|\bbalance",
    re.IGNORECASE,
)


def column_balances(letter: Letter, page: Sheet) -> Iterable[Told]:
    """Columns whose header speaks of a difference or of growth, against the columns that they compare.

    Three rows or more must agree, and three for each that does not.
    """
    named = [c for c, kind in enumerate(page.kinds) if kind != "words" and _DIFFERENCE.search(page.header(c))]
    amounts = [c for c in page.columns("quantity") if c not in named]
    shares = [c for c in named if page.kinds[c] == "share"]
    for found in best_relations(page, DIFFERENCE, [c for c in named if c not in shares], amounts, amounts):
        yield from tell(page, found)
    for found in best_relations(page, GROWTH, shares, amounts, amounts):
        yield from tell(page, found)


def _difference_fits(left: NumberReading, right: NumberReading, printed: NumberReading, follows: Decimal) -> Fit:
    return fit(printed, follows, half_step(left) + half_step(right))


def _difference_tells(left: NumberReading, right: NumberReading, printed: NumberReading) -> bool:
    return right.value != 0 and printed.value != 0 and abs(left.value) / left.step >= 20


def _growth(left: NumberReading, right: NumberReading) -> Decimal | None:
    return 100 * (left.value - right.value) / right.value if right.value else None


def _growth_fits(left: NumberReading, right: NumberReading, printed: NumberReading, follows: Decimal) -> Fit:
    distance = abs(printed.value - follows)
    if distance <= half_step(printed):
        return "exact"
    slack = 100 * (half_step(left) + half_step(right) * abs(left.value / right.value)) / abs(right.value)
    return "rounded" if distance <= half_step(printed) + slack else "off"


DIFFERENCE = Formula(
    "column_difference", "{0} − {1}", lambda left, right: left.value - right.value, _difference_fits, _difference_tells,
    "{result} is {left} − {right}", "{result} is {left} − {right}",
)  # fmt: skip
GROWTH = Formula(
    "column_growth", "({0} − {1}) / {1}", _growth, _growth_fits, tells_by_size,
    "{result} is de verandering van {right} naar {left}", "{result} is the change from {right} to {left}",
)  # fmt: skip
