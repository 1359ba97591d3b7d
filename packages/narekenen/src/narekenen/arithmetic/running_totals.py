"""Rule: a running total is the one before it plus what came in between (a stock and its yearly flow)."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from narekenen.arithmetic.model import UNWATCHED_EN, UNWATCHED_NL, Evidence, Finding, Step, Verdict
from narekenen.arithmetic.onecell import Told
from narekenen.arithmetic.rounding import Fit, fit, half_step, places
from narekenen.arithmetic.sheets import Sheet
from narekenen.formatting import Lang, format_number
from narekenen.readings.model import Letter, NumberReading

RULE = "running_totals"
_LEAST_SUMS = 3
_SUMS_OF_A_CELL = 2
_LEAST_FLOW = 10
_STOCK = re.compile(r"cumulatief|\bstand\b", re.IGNORECASE)
_MOST_COLUMNS = 15
_SAMPLE = 100


@dataclass(frozen=True, slots=True)
class Chain:
    """One column that runs on by another: stock[row] = stock[row before] + sign x flow[row].

    `upward` when the table runs from the last row to the first (the newest year on top).
    """

    stock: int
    flow: int
    sign: int
    upward: bool
    sums: tuple[RunningSum, ...]

    @property
    def breaks(self) -> list[int]:
        """Sums that do not hold. Two in a row of opposite size lie in the running total between them: one break."""
        found: list[int] = []
        for i, this in enumerate(self.sums):
            last = self.sums[i - 1] if found and found[-1] == i - 1 else None
            if this.fits == "off" and not (last and last.after is this.before and last.gap == -this.gap):
                found.append(i)
        return found


@dataclass(frozen=True, slots=True)
class RunningSum:
    """One addition of a chain."""

    row: int
    row_before: int
    before: NumberReading
    flow: NumberReading
    after: NumberReading
    follows: Decimal
    fits: Fit

    @property
    def gap(self) -> Decimal:
        return self.after.value - self.follows


def running_totals(letter: Letter, page: Sheet) -> Iterable[Told]:
    """Columns of one table that run on by another column, row by row.

    The relation is found from the numbers: it must hold in three rows or more, and three times as often as it breaks.
    A chain without a break is one confirmation with every sum in its steps. A break is a finding on the running
    total where it happens; two breaks in a row of opposite size are one.
    """
    for chain in chains(page):
        if not chain.breaks:
            yield Told(_confirmation(page, chain))
        for i in chain.breaks:
            yield _break(page, chain, i)


def chains(page: Sheet) -> list[Chain]:
    """The running columns of a table, each with the one column that explains most of its sums."""
    flows = page.columns("quantity")[:_MOST_COLUMNS]
    named = [c for c in page.columns("rate") if _STOCK.search(page.header(c))]
    best: dict[int, Chain] = {}
    for stock in sorted({*flows, *named}):
        for flow in flows:
            for sign, upward in itertools.product((1, -1), (False, True)) if stock != flow else ():
                chain = _chain(page, stock, flow, sign, upward)
                if chain and (stock not in best or _rank(chain) > _rank(best[stock])):
                    best[stock] = chain
    return [best[stock] for stock in sorted(best)]


def _chain(page: Sheet, stock: int, flow: int, sign: int, upward: bool) -> Chain | None:
    """The chain when it holds, tried on the first rows before all of them."""
    sums = _sums(page, stock, flow, sign, upward)
    first = tuple(itertools.islice(sums, _SAMPLE))
    if not _holds(Chain(stock, flow, sign, upward, first)):
        return None
    chain = Chain(stock, flow, sign, upward, (*first, *sums))
    return chain if _holds(chain) else None


def _sums(page: Sheet, stock: int, flow: int, sign: int, upward: bool) -> Iterator[RunningSum]:
    before: NumberReading | None = None
    row_before = 0
    rows = range(len(page.table.rows))
    for row in reversed(rows) if upward else rows:
        if page.said[row] in ("total", "balance"):
            before = None
            continue
        after, change = page.number(row, stock), page.number(row, flow)
        if before is not None and after is not None and change is not None:
            follows = before.value + sign * change.value
            slack = half_step(before) + half_step(change)
            yield RunningSum(row, row_before, before, change, after, follows, fit(after, follows, slack))
        before, row_before = after, row


def _holds(chain: Chain) -> bool:
    """Enough sums hold, and they say something.

    Numbers that go up by one or two number things, and are no stock; where the flow is the stock before it, the two
    columns are the bounds of brackets ("from 100.000 to 200.000").
    """
    held = sum(s.fits != "off" for s in chain.sums)
    return _proof(chain) >= _LEAST_SUMS and len(chain.breaks) <= max(1, held // 10) and 3 * len(chain.breaks) <= held


def _proof(chain: Chain) -> int:
    """How many sums hold exactly and say something."""
    telling = [
        s
        for s in chain.sums
        if abs(s.flow.value) / s.flow.step >= _LEAST_FLOW and abs(s.flow.value) != abs(s.before.value)
    ]
    return sum(s.fits == "exact" for s in telling)


def _rank(chain: Chain) -> tuple[int, int, bool, int]:
    """More sums that hold; then a plus before a minus, downward before upward, and the nearest column."""
    return sum(s.fits == "exact" for s in chain.sums), chain.sign, not chain.upward, -abs(chain.stock - chain.flow)


def _confirmation(page: Sheet, chain: Chain) -> Finding:
    exact = all(s.fits == "exact" for s in chain.sums)
    stock, flow = _name(page, chain.stock), _name(page, chain.flow)
    count, watched = len(chain.sums), _proof(chain) >= _LEAST_SUMS + _SUMS_OF_A_CELL
    verdict: Verdict = "ok" if exact else "rounding_only"
    steps = tuple(Step(_expression(s, chain), _write(s.follows, s), page.labels[s.row]) for s in chain.sums)
    last = chain.sums[-1]
    return Finding(
        rule=RULE, verdict=verdict if watched else "derived", severity="confirmation",
        printed=_write(last.after.value, last), follows=_write(last.follows, last),
        evidence=tuple(Evidence(s.after.raw, s.after.text, "printed") for s in chain.sums), steps=steps,
        nl=f"{stock} loopt in {count} regels op met {flow}: elke som klopt{'' if exact else ', op afronding na'}"
        f"{'' if watched else UNWATCHED_NL}.",
        en=f"{stock} runs on by {flow} in {count} rows: every sum holds{'' if exact else ', but for rounding'}"
        f"{'' if watched else UNWATCHED_EN}.",
    )  # fmt: skip


def _break(page: Sheet, chain: Chain, i: int) -> Told:
    """A break in the chain with what its cells would be; of two breaks in a row only the stock between can be off."""
    this = chain.sums[i]
    alone = i + 1 == len(chain.sums) or chain.sums[i + 1].fits != "off"
    before = this.after.value - chain.sign * this.flow.value if alone else None
    flow = chain.sign * (this.after.value - this.before.value) if alone else None
    cells = ((this.row, chain.stock), (this.row, chain.flow), (this.row_before, chain.stock))
    return Told(_finding(page, chain, this), cells, (this.follows, flow, before))


def _finding(page: Sheet, chain: Chain, this: RunningSum) -> Finding:
    return Finding(
        rule=RULE, verdict="wrong_sum", severity="finding",
        printed=_write(this.after.value, this), follows=_write(this.follows, this),
        evidence=(
            Evidence(this.after.raw, this.after.text, "printed"), Evidence(this.flow.raw, this.flow.text, "part"),
            Evidence(this.before.raw, this.before.text, "part"),
        ),
        steps=(Step(_expression(this, chain), _write(this.follows, this), page.labels[this.row]),),
        nl=_sentence(page, chain, this, "nl"), en=_sentence(page, chain, this, "en"),
    )  # fmt: skip


def _sentence(page: Sheet, chain: Chain, this: RunningSum, lang: Lang) -> str:
    stock, row = _name(page, chain.stock), page.labels[this.row]
    working = _expression(this, chain, lang)
    follows, printed = _write(this.follows, this, lang), _write(this.after.value, this, lang)
    others = sum(s.fits != "off" for s in chain.sums)
    if lang == "nl":
        first = f"{stock} bij ‘{row}’: {working} is {follows}; er staat {printed}."
        return f"{first} In {others} andere regels loopt de kolom wel zo op."
    first = f"{stock} at ‘{row}’: {working} is {follows}; {printed} is printed."
    return f"{first} In {others} other rows the column does run on so."


def _name(page: Sheet, column: int) -> str:
    return f"‘{page.header(column)}’" if page.header(column) else f"kolom {column + 1}"


def _expression(this: RunningSum, chain: Chain, lang: Lang = "nl") -> str:
    sign = "+" if chain.sign > 0 else "−"
    return f"{_write(this.before.value, this, lang)} {sign} {_write(this.flow.value, this, lang)}"


def _write(value: Decimal, this: RunningSum, lang: Lang = "nl") -> str:
    return format_number(value, decimals=max(places(this.after), places(this.flow)), lang=lang)
