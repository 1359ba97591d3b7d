"""What the room counts, as quantities of the ledger."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from navolgbaar.fieldtests.science import label_of
from navolgbaar.figures.actions import register_quantity
from navolgbaar.figures.models import Quantity
from navolgbaar.people.models import User


@dataclass(frozen=True, slots=True)
class Counted:
    """A quantity of this room, not registered yet. key without the prefix of the room."""

    key: str
    name: str
    name_en: str
    unit: str = ""
    denominator: str = ""
    decimals: int = 0
    unit_en: str = ""

    @classmethod
    def of_meetvraag(cls, meetvraag: str) -> Counted:
        """A meetvraag with its denominator."""
        (name, denominator), (name_en, _) = label_of(meetvraag, "nl"), label_of(meetvraag, "en")
        unit = "" if meetvraag == "conditional_or" else "%"
        return cls(meetvraag.replace("_", "-"), name, name_en, unit, denominator, 1)

    @classmethod
    def detectable(cls) -> Counted:
        """The smallest difference that the tests could have shown."""
        name = "Kleinste verschil dat zoveel tests met een kans van vier op vijf hadden laten zien"
        name_en = "Smallest difference that so many tests would have shown with a chance of four in five"
        return cls("detectable", name, name_en, "%", "", 1)

    @classmethod
    def adjusted_p(cls) -> Counted:
        """The p-value within its family."""
        return cls("adjusted-p", "p-waarde, gecorrigeerd binnen de vooraf genoemde groep toetsen",
                   "p-value, corrected within the family declared beforehand", "", "", 4)  # fmt: skip

    @classmethod
    def equivalence(cls) -> Counted:
        """How sure that a difference lies within the margin."""
        name = "p-waarde van de toets of het verschil binnen de vooraf genoemde marge ligt"
        name_en = "p-value of the test whether the difference lies within the margin declared beforehand"
        return cls("equivalence", name, name_en, "", "", 4)

    @classmethod
    def change(cls) -> Counted:
        """The net difference of a wave less that of the one before."""
        name, name_en = "Verandering sinds de vorige meetronde", "Change since the wave before"
        return cls("change", name, name_en, "procentpunt", "", 1, "percentage points")

    @classmethod
    def change_p(cls) -> Counted:
        """Whether that change may be chance."""
        return cls("change-p", "p-waarde van de verandering sinds de vorige meetronde",
                   "p-value of the change since the wave before", "", "", 4)  # fmt: skip

    @classmethod
    def held_change(cls) -> Counted:
        """That change as if the wave had been made up like the one before."""
        name = "Verandering sinds de vorige meetronde, bij gelijke samenstelling"
        name_en = "Change since the wave before, with the composition held fixed"
        return cls("change-held", name, name_en, "procentpunt", "", 1, "percentage points")

    @classmethod
    def held_change_p(cls) -> Counted:
        """Whether that change may be chance."""
        return cls("change-held-p", "p-waarde van de verandering bij gelijke samenstelling",
                   "p-value of the change with the composition held fixed", "", "", 4)  # fmt: skip

    def changes(self) -> dict[str, Counted]:
        """Of this share, by estimate: its change since the wave before, the p of that, and what would have shown."""
        said, said_en = f"{self.name}: ", f"{self.name_en}: "
        return {
            "value": Counted(
                f"{self.key}-change", said + "verandering sinds de vorige meetronde",
                said_en + "change since the wave before", "procentpunt", "", 1, "percentage points",
            ),
            "p": Counted(
                f"{self.key}-change-p", said + "p-waarde van de verandering", said_en + "p-value of the change",
                decimals=4,
            ),
            "detectable": Counted(
                f"{self.key}-change-detectable",
                said + "kleinste verandering die zoveel gesprekken met een kans van vier op vijf hadden laten zien",
                said_en + "smallest change that so many calls would have shown with a chance of four in five",
                "procentpunt", "", 1, "percentage points",
            ),
        }  # fmt: skip

    @classmethod
    def composition(cls) -> Counted:
        """What part of the tests was in a group."""
        return cls("composition", "Deel van de tests dat in deze groep lag", "Part of the tests in this group",
                   "%", "tests die meetellen", 1)  # fmt: skip

    @classmethod
    def any_positive(cls) -> Counted:
        """How tight the market was."""
        return cls("any-positive", "Tests met ten minste één positief antwoord",
                   "Tests with at least one positive answer", "%", "tests die meetellen", 1)  # fmt: skip

    @classmethod
    def of_calls(cls, key: str, name: str, name_en: str) -> Counted:
        """A share of the calls."""
        return cls("call-" + key, name, name_en, "%", "gecodeerde gesprekken", 1)


@dataclass(frozen=True, slots=True)
class Answer:
    """One figure to record: its quantity, the part of the whole that it is about, recipe, inputs, estimate."""

    counted: Counted
    part: dict[str, str]
    recipe: str
    inputs: Mapping[str, Any]
    estimate: str = "value"


def withheld(counted: Counted, part: dict[str, str], threshold: int) -> Answer:
    """A figure without a value: it rests on fewer than so many, or tells such a number."""
    return Answer(counted, part, "disclosure.withheld@1", {"reason": f"n < {threshold}"})


def quantity_of(counted: Counted, by: User) -> Quantity:
    """The registered quantity; registered now where it is new."""
    return register_quantity(
        key="fieldtest-" + counted.key, name=counted.name, name_en=counted.name_en, unit=counted.unit,
        unit_en=counted.unit_en or counted.unit, denominator=counted.denominator, decimals=counted.decimals,
        counting_rule="narekenen.fieldtests", by=by,
    )  # fmt: skip
