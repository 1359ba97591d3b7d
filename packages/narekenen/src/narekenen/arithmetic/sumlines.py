"""Which lines of a table are the sum of which others. Lines are rows, or columns read sideways."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from narekenen.arithmetic.explanations import explain
from narekenen.arithmetic.rounding import Fit, fit, half_step, total_slack
from narekenen.arithmetic.sheets import Said, is_bare_total
from narekenen.readings.model import NumberReading

_MOST_LINES_WITHOUT_WORDS = 200
_MOST_WORK_WITHOUT_WORDS = 500_000
_LEAST_SIZE = 100


@dataclass(frozen=True, slots=True)
class SumLine:
    """One line. `numbers` has one entry per series (per column, when lines are rows); `unknown` marks the entries
    that hold something that cannot be reckoned with."""

    label: str
    said: Said
    numbers: tuple[NumberReading | None, ...]
    unknown: tuple[bool, ...]

    @property
    def is_heading(self) -> bool:
        return not any(self.numbers) and not any(self.unknown)


@dataclass(frozen=True, slots=True)
class Total:
    """Line `at` is the sum of the lines `terms`; `by_words` when its label says so, else its numbers alone do."""

    at: int
    terms: tuple[int, ...]
    by_words: bool


def totals(lines: Sequence[SumLine], *, least_proof: int = 2) -> list[Total]:
    """The sums in a table, from the first line to the last; a line that is a sum stands for its terms further on.

    A line is taken for a sum when its label says so, or when at least `least_proof` series agree exactly. The terms
    are the stretch of open lines right before it with which most series agree; when none agrees, the stretch that
    one slip explains; else all open lines since the last total or heading (since the start for a bare "Totaal").
    A total that stands above its terms is found when no lines stand open before it.
    """
    found: list[Total] = []
    open_lines: list[int] = []
    barriers: list[int] = [0]
    leading: int | None = None
    work = len(lines) ** 2 * max((len(line.numbers) for line in lines), default=0)
    silent = len(lines) <= _MOST_LINES_WITHOUT_WORDS and work <= _MOST_WORK_WITHOUT_WORDS
    for at, line in enumerate(lines):
        if line.is_heading:
            barriers.append(len(open_lines))
        elif line.said == "total" and not open_lines:
            leading = at if leading is None else leading
        elif line.said == "total":
            terms = _terms(lines, at, open_lines, barriers)
            found.append(Total(at, tuple(terms), by_words=True))
            open_lines = [*open_lines[: len(open_lines) - len(terms)], at]
            barriers = [b for b in barriers if b < len(open_lines)] + [len(open_lines)]
        elif line.said == "":
            terms = _proven(lines, at, open_lines, least_proof) if silent else []
            if terms:
                found.append(Total(at, tuple(terms), by_words=False))
                open_lines = open_lines[: len(open_lines) - len(terms)]
            if _is_rest(lines, at):
                barriers.append(len(open_lines))
            open_lines.append(at)
    if leading is not None and open_lines and _fits_by_start(lines, lines[leading].numbers, open_lines)[0] > 0:
        found.insert(0, Total(leading, tuple(open_lines), by_words=True))
    return found


def _is_rest(lines: Sequence[SumLine], at: int) -> bool:
    """A line that is what is left of the two before it begins anew: price 1.100, costs 100, left 1.000. That 1 is 2 - 1
    says nothing."""
    if at < 2:
        return False
    rows = zip(lines[at - 2].numbers, lines[at - 1].numbers, lines[at].numbers, strict=True)
    found = [(a, b, c) for a, b, c in rows if a and b and c and b.value]
    weighty = any(abs(a.value) / a.step >= _LEAST_SIZE for a, _, _ in found)
    return weighty and all(a.value - b.value == c.value for a, b, c in found)


def compare(lines: Sequence[SumLine], total: Total, series: int) -> tuple[Fit, Decimal] | None:
    """How one series of a total agrees with its terms, and what these add up to.

    None where that cannot be said: a zero over nothing but zeros, fewer than two terms, an unknown term, other units.
    """
    printed = lines[total.at].numbers[series]
    terms = summands(lines, total, series)
    if printed is None or len(terms) < 2 or any(lines[t].unknown[series] for t in total.terms):
        return None
    if any(term.unit != printed.unit and term.unit and printed.unit for term in terms):
        return None
    sum_of_terms = sum((term.value for term in terms), Decimal(0))
    if printed.value == 0 and not any(term.value for term in terms):
        return None
    return fit(printed, sum_of_terms, total_slack(printed, terms)), sum_of_terms


def summands(lines: Sequence[SumLine], total: Total, series: int) -> list[NumberReading]:
    """The numbers of one series that a total adds."""
    return [number for t in total.terms if (number := lines[t].numbers[series])]


def _terms(lines: Sequence[SumLine], at: int, open_lines: list[int], barriers: list[int]) -> list[int]:
    """A stretch may begin anywhere when two series agree on it: with one, a first line that was left out looks the
    same as a first line that does not belong to the sum."""
    natural = sorted({b for b in barriers if b < len(open_lines)} | {0})
    usual = 0 if is_bare_total(lines[at].label) else natural[-1]
    fits = _fits_by_start(lines, lines[at].numbers, open_lines)
    starts = [s for s, count in enumerate(fits) if count >= 2 or (count == 1 and s in natural)]
    if starts:
        exact = _fits_by_start(lines, lines[at].numbers, open_lines, exactly=True)
        least = max((exact[s] for s in starts if s in natural), default=0)
        starts = [s for s in starts if s in natural or exact[s] > least or not least]
        fits = [0 if exact[s] else count for s, count in enumerate(fits)]  # rounding moves no beginning that is exact
        return open_lines[max(starts, key=lambda s: (exact[s], fits[s], s == usual, -s)) :]
    slips = [s for s in natural if _is_slip(lines, Total(at, tuple(open_lines[s:]), True))]
    return open_lines[usual if usual in slips or not slips else slips[0] :]


def _fits_by_start(
    lines: Sequence[SumLine],
    printed_numbers: Sequence[NumberReading | None],
    open_lines: Sequence[int],
    *,
    exactly: bool = False,
) -> list[int]:
    """For each stretch of open lines up to the last one: in how many series the printed number is its sum.

    A series in which the total is zero proves nothing, nor, where rounding does not count (`exactly`), one in which
    only one term is not zero. One pass from the last line to the first, so that a table of
    many thousand rows takes time in proportion to its rows.
    """
    fits = [0] * len(open_lines)
    for series, printed in enumerate(printed_numbers):
        if printed is None or printed.value == 0:
            continue
        total, slack, filled = Decimal(0), Decimal(0), 0
        for place in range(len(open_lines) - 1, -1, -1):
            line = lines[open_lines[place]]
            term = line.numbers[series]
            if line.unknown[series] or (term and term.unit and printed.unit and term.unit != printed.unit):
                break
            if term:
                total, slack, filled = total + term.value, slack + half_step(term), filled + (term.value != 0)
            if term or filled:  # a line without a number adds nothing
                agreed = fit(printed, total, slack)
                fits[place] += agreed == "exact" and filled >= 2 if exactly else agreed != "off"
    return fits


def _is_slip(lines: Sequence[SumLine], total: Total) -> bool:
    for series, printed in enumerate(lines[total.at].numbers):
        terms = [number.value for number in summands(lines, total, series)]
        if printed is not None and explain(terms, printed.value, printed.step) is not None:
            return True
    return False


def _proven(lines: Sequence[SumLine], at: int, open_lines: list[int], least: int) -> list[int]:
    """The stretch of open lines that line `at` sums exactly in most series: at least `least` of them for a stretch of
    three lines or more, twice as many for two lines. Small numbers agree by chance: they prove nothing."""
    weighty = tuple(n if n and abs(n.value) / n.step >= _LEAST_SIZE else None for n in lines[at].numbers)
    fits = _fits_by_start(lines, weighty, open_lines, exactly=True)
    enough = [
        start
        for start in range(len(open_lines) - 1)
        if fits[start] >= (least if len(open_lines) - start >= 3 else 2 * least)
    ]
    return open_lines[max(enough, key=lambda start: (fits[start], start)) :] if enough else []
