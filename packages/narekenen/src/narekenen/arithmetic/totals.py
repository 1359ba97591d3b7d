"""Rule: a total is the sum of its lines. Says which line or slip explains a difference, and what follows on."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal

from narekenen.arithmetic.model import UNWATCHED_EN, UNWATCHED_NL, Evidence, Finding, Step, Verdict
from narekenen.arithmetic.onecell import MOST_PLACES, Told
from narekenen.arithmetic.sheets import Sheet, sheet
from narekenen.arithmetic.totalfaults import Checked, checked_totals
from narekenen.arithmetic.totalwords import Consequence, sentences, write, written_sum
from narekenen.readings.model import Letter, NumberReading

RULE = "table_totals"
_MOST_PARTS = 60
_FEW = 12


def table_totals(letter: Letter, page: Sheet) -> Iterable[Told]:
    """Totals, subtotals and total columns of one table.

    A total that follows rightly from a wrong subtotal is a consequence in the finding on that subtotal. Sums that
    hold are one confirmation per total; those that hold only by rounding are "rounding_only". A sum that holds where
    the table gives no ground to object to another number is "derived", and says so.
    """
    found = checked_totals(page, "rows") + checked_totals(page, "columns")
    holding = [check for check in found if check.severity == "confirmation"]
    for fault in found:
        if fault.severity != "confirmation":
            after = consequences(fault, holding)
            holding = [check for check in holding if check not in [told for told, _ in after]]
            wants = tuple(fault.correction(cell) for cell in fault.cells)
            accepts = (
                fault.holds_with if fault.severity == "finding" else None
            )  # two doubts that nearly agree prove nothing
            yield Told(_finding(letter, page, fault, after), fault.cells, wants, accepts)
    yield from map(Told, _confirmations(holding))


def corrections(letter: Letter) -> dict[Decimal, Decimal]:
    """Printed totals that do not follow from their lines, or build on one that does not, with what does follow."""
    found: dict[Decimal, Decimal] = {}
    for table in letter.tables:
        checks = [*checked_totals(sheet(table), "rows")]
        holding = [check for check in checks if check.severity == "confirmation"]
        for fault in (check for check in checks if check.severity == "finding"):
            found[fault.printed.value] = fault.follows
            for check, values in consequences(fault, holding):
                found[check.printed.value] = sum(values, Decimal(0))
    return found


def consequences(fault: Checked, holding: Sequence[Checked]) -> list[Consequence]:
    """Totals that were rightly added up with the wrong number in them, each with its terms put right."""
    corrected = {fault.cells[0]: fault.follows}
    found = []
    for check in holding:
        if check.direction == fault.direction and any(cell in corrected for cell in check.cells[1:]):
            values = tuple(
                corrected.get(cell, term.value) for cell, term in zip(check.cells[1:], check.terms, strict=True)
            )
            corrected[check.cells[0]] = sum(values, Decimal(0))
            found.append((check, values))
    return found


def _finding(letter: Letter, page: Sheet, fault: Checked, after: Sequence[Consequence]) -> Finding:
    printed = [_evidence(fault.printed, "printed")] + [_evidence(check.printed, "printed") for check, _ in after]
    wrong = {check.printed.value for check in (fault, *(check for check, _ in after))}
    again = [Evidence(n.raw, n.text, "repeated") for n in _elsewhere(letter, wrong, {e.raw.start for e in printed})]
    nl, en = sentences(page, fault, after)
    steps = [sum_step(fault), *(_after_step(check, values) for check, values in after)]
    return Finding(
        rule=RULE, verdict="wrong_sum", severity=fault.severity,
        printed=write(fault.printed.value, fault), follows=write(fault.follows, fault),
        evidence=(*printed, *_parts(fault), *again), steps=tuple(steps), nl=nl, en=en,
    )  # fmt: skip


def _confirmations(holding: Sequence[Checked]) -> Iterable[Finding]:
    by_total: dict[tuple[str, int, bool], list[Checked]] = {}
    for check in holding:
        line = check.cells[0][check.direction == "columns"]
        by_total.setdefault((check.direction, line, check.watched), []).append(check)
    for checks in by_total.values():
        first = checks[0]
        exact = all(check.exact for check in checks)
        label = first.labels[0] or first.printed.text
        count = len(checks)
        if count == 1:
            nl, en = f"‘{label}’ telt op", f"‘{label}’ adds up"
        else:
            nl, en = f"‘{label}’ telt {count} keer op", f"‘{label}’ adds up {count} times"
        doubtful = _is_doubtful(checks)
        verdict: Verdict = "ok" if exact else "rounding_only"
        yield Finding(
            rule=RULE, verdict=verdict if first.watched or doubtful else "derived",
            severity="hint" if doubtful else "confirmation",
            printed=write(first.printed.value, first), follows=write(first.follows, first),
            evidence=tuple(_evidence(check.printed, "printed") for check in checks[:_MOST_PARTS]),
            steps=tuple(sum_step(check) for check in checks[:_MOST_PARTS]),
            nl=f"{nl}{'' if exact else ', op afronding na'}{'' if first.watched else UNWATCHED_NL}.",
            en=f"{en}{'' if exact else ', but for rounding'}{'' if first.watched else UNWATCHED_EN}.",
        )  # fmt: skip


def _is_doubtful(checks: Sequence[Checked]) -> bool:
    """A few whole numbers, none of them rounded as far as can be seen, that hold by rounding alone: worth a look."""
    few = [check for check in checks if not check.exact and len(check.terms) <= _FEW]
    return any(all(n.step == 1 and n.unit != "%" for n in (check.printed, *check.terms)) for check in few)


def _elsewhere(letter: Letter, wrong: set[Decimal], known: set[int]) -> list[NumberReading]:
    """The same number printed in another place; only numbers long enough not to meet by chance."""
    telling = {
        value for value in wrong if len(str(abs(value).normalize().as_tuple().digits)) >= 4 and abs(value) >= 1000
    }
    places = _by_value(letter) if telling else {}
    found = {n.raw.start: n for value in telling for n in places.get(value, ()) if n.raw.start not in known}
    return [found[start] for start in sorted(found)]


def _by_value(letter: Letter) -> dict[Decimal, list[NumberReading]]:
    """All numbers of a letter, of its tables and its prose, by what they are worth. Found once per letter."""
    found: dict[Decimal, list[NumberReading]] | None = letter.memo.get("numbers by value")
    if found is None:
        found = letter.memo["numbers by value"] = {}
        cells = (cell.number for table in letter.tables for row in table.rows for cell in row if cell.number)
        for number in (*cells, *letter.numbers):
            found.setdefault(number.value, []).append(number)
    return found


def _parts(fault: Checked) -> list[Evidence]:
    """The lines that explain the difference first, then the others."""
    slip = fault.explanation
    order = list(range(len(fault.terms)))
    if slip and not slip.slip.startswith("total_"):
        order.sort(key=lambda i: not slip.first <= i <= slip.last)
    return [_evidence(fault.terms[i], "part") for i in order[:MOST_PLACES]]


def sum_step(check: Checked) -> Step:
    """The addition of one total, written out."""
    values = [term.value for term in check.terms]
    return Step(written_sum(values, check, _MOST_PARTS), write(check.follows, check), check.labels[0])


def _after_step(check: Checked, values: Sequence[Decimal]) -> Step:
    total = write(sum(values, Decimal(0)), check)
    return Step(written_sum(values, check, _MOST_PARTS), total, check.labels[0])


def _evidence(number: NumberReading, role: str) -> Evidence:
    return Evidence(number.raw, number.text, role)
