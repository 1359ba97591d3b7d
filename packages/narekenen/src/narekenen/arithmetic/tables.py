"""The rules on tables, asked of every table of a letter."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from narekenen.arithmetic.column_balances import column_balances
from narekenen.arithmetic.column_products import column_products
from narekenen.arithmetic.column_shares import column_shares
from narekenen.arithmetic.model import Finding
from narekenen.arithmetic.onecell import Told, one_cell_each
from narekenen.arithmetic.running_totals import running_totals
from narekenen.arithmetic.sheets import Sheet, sheet
from narekenen.arithmetic.totals import table_totals
from narekenen.readings.model import Letter

TableRule = Callable[[Letter, Sheet], Iterable[Told]]

TABLE_RULES: tuple[TableRule, ...] = (table_totals, running_totals, column_products, column_shares, column_balances)


def table_sums(letter: Letter) -> Iterable[Finding]:
    """What the rules say about each table; differences that one cell explains are one finding on that cell."""
    for table in letter.tables:
        page = sheet(table)
        yield from one_cell_each(page, (told for rule in TABLE_RULES for told in rule(letter, page)))
