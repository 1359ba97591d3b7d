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
        unit_en=counted.unit, denominator=counted.denominator, decimals=counted.decimals,
        counting_rule="narekenen.fieldtests", by=by,
    )  # fmt: skip
