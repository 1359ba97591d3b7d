"""One cell that, if it alone were otherwise, makes several sums of a table hold again."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from narekenen.arithmetic.model import Evidence, Finding, Step
from narekenen.arithmetic.sheets import Sheet
from narekenen.arithmetic.totalfaults import Checked
from narekenen.arithmetic.totalwords import write
from narekenen.formatting import Lang
from narekenen.readings.model import NumberReading

TOTALS = "table_totals"
Place = tuple[int, int]
_MOST_PARTS = 60


def one_cell_faults(faults: Sequence[Checked]) -> list[tuple[Place, list[Checked]]]:
    """Groups of two or more faults with the one cell that explains them all; the largest groups first.

    A wrong cell in a table with totals below and at the side breaks two sums by the same amount; a wrong subtotal
    breaks its own sum and the total that was added up with the right one.
    """
    left = list(faults)
    groups: list[tuple[Place, list[Checked]]] = []
    while True:
        by_cell: dict[tuple[Place, Decimal], list[Checked]] = {}
        for fault in left:
            for cell in fault.cells:
                correction = fault.correction(cell)
                if correction is not None:
                    by_cell.setdefault((cell, correction), []).append(fault)
        largest = max(by_cell.items(), key=lambda item: len(item[1]), default=None)
        if largest is None or len(largest[1]) < 2:
            return groups
        groups.append((largest[0][0], largest[1]))
        left = [fault for fault in left if fault not in largest[1]]


def one_cell_finding(page: Sheet, cell: Place, faults: Sequence[Checked]) -> Finding:
    """The finding on a cell that explains `faults`, with every number of these sums as evidence."""
    numbers = {
        place: number
        for fault in faults
        for place, number in zip(fault.cells, (fault.printed, *fault.terms), strict=True)
    }
    number = numbers.pop(cell)
    follows = faults[0].correction(cell) or Decimal(0)
    parts = [Evidence(other.raw, other.text, "part") for other in list(numbers.values())[:_MOST_PARTS]]
    return Finding(
        rule=TOTALS, verdict="wrong_sum", severity="finding",
        printed=write(number.value, faults[0]), follows=write(follows, faults[0]),
        evidence=(Evidence(number.raw, number.text, "printed"), *parts),
        steps=tuple(sum_step(fault) for fault in faults),
        nl=_sentence(page, cell, number, follows, faults, "nl"),
        en=_sentence(page, cell, number, follows, faults, "en"),
    )  # fmt: skip


def sum_step(check: Checked) -> Step:
    """The addition of one total, written out."""
    shown = [write(term.value, check) for term in check.terms]
    if len(shown) > _MOST_PARTS:
        shown = [*shown[: _MOST_PARTS - 1], "…", shown[-1]]
    return Step(" + ".join(shown), write(check.follows, check), check.labels[0])


def _sentence(
    page: Sheet, cell: Place, number: NumberReading, follows: Decimal, faults: Sequence[Checked], lang: Lang
) -> str:
    label, header = page.labels[cell[0]], page.header(cell[1])
    printed, right = write(number.value, faults[0], lang), write(follows, faults[0], lang)
    if lang == "nl":
        place = f"in de regel ‘{label}’" + (f", kolom ‘{header}’," if header else "")
        return f"Met {printed} {place} telt de tabel op {len(faults)} plaatsen anders op; met {right} klopt zij."
    place = f"in the row ‘{label}’" + (f", column ‘{header}’," if header else "")
    return f"With {printed} {place} the table adds up differently in {len(faults)} places; with {right} it holds."
