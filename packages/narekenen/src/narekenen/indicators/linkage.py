"""What wrong and missed links between records do to a number of persons."""

from __future__ import annotations

from dataclasses import dataclass

from narekenen.errors import UnusableInput, say


@dataclass(frozen=True, slots=True)
class Linked:
    """The number of persons seen, and the range in which the true number lies given how well records are linked."""

    persons: int
    low: float
    high: float


def linkage_range(records: int, persons: int, *, precision: tuple[float, float], recall: tuple[float, float]) -> Linked:
    """Persons behind `records` when links are not perfect.

    records     records in which persons were sought
    persons     different persons found, so that records - persons links were made
    precision   lowest and highest share of the links made that are right
    recall      lowest and highest share of the true links that were made (above zero)
    True links = links made x precision / recall; persons = records - true links, at least 1.
    """
    if not 0 < persons <= records:
        raise UnusableInput(
            say("{persons} persons in {records} records cannot be", persons=persons, records=records), where="linkage"
        )
    if not (0 <= precision[0] <= precision[1] <= 1 and 0 < recall[0] <= recall[1] <= 1):
        raise UnusableInput("Precision and recall are shares, the lowest first", where="linkage")
    made = records - persons
    ends = (records - made * precision[1] / recall[0], records - made * precision[0] / recall[1])
    return Linked(persons, max(1.0, ends[0]), min(float(records), ends[1]))
