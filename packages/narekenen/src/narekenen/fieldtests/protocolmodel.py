"""The parts of a protocol, as frozen values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

SCHEMA = "narekenen/protocol/1"
CONDUCT = (
    "ethics_approval", "dpia", "legal_ground", "contact_limit", "recording", "withdrawal_of_invitations", "debrief",
    "complaint_contact",
)  # fmt: skip
"""What a test owes to the people in it; each in words or as a reference, none of them empty when it is locked."""
METHODS = ("holm", "bh")


@dataclass(frozen=True, slots=True)
class Persona:
    """A made-up applicant. side: control, test or placebo (a second control); signs: the name under the message."""

    key: str
    side: str
    label: Mapping[str, str]
    signs: str


@dataclass(frozen=True, slots=True)
class Template:
    """A message; {signs} stands where the persona's name comes."""

    key: str
    subject: str
    body: str


@dataclass(frozen=True, slots=True)
class Code:
    """A code of the book. of: "reply", "call" or "strategy" (said beside an answer); positive: counts as an answer
    that the meetvraag is about."""

    key: str
    of: str
    label: Mapping[str, str]
    positive: bool


@dataclass(frozen=True, slots=True)
class Inclusion:
    """When a pair counts. reply_days: a reply after it is none; longest_gap_minutes: between the two messages."""

    reply_days: int = 14
    longest_gap_minutes: int = 240


@dataclass(frozen=True, slots=True)
class Family:
    """Tests that are corrected together, declared before the fieldwork.

    members   groups as "profile" or "profile / value of a block"; "*" stands for every profile or value
    method    "holm" or "bh" (Benjamini-Hochberg)
    """

    name: str
    members: tuple[str, ...]
    method: str = "holm"


@dataclass(frozen=True, slots=True)
class Protocol:
    """A whole protocol.

    blocks          columns of the listings within which is drawn and by which is reported, e.g. region
    most_per_party  listings of one landlord or agency that are tested at most; 0 for no limit
    margins         meetvraag -> equivalence margin in points
    content_days    days after coding after which contents are destroyed
    threshold, rounding   of what leaves: counts below the threshold are withheld, the others rounded (0: not)
    """

    title: str
    version: int = 1
    personas: tuple[Persona, ...] = ()
    templates: tuple[Template, ...] = ()
    blocks: tuple[str, ...] = ()
    most_per_party: int = 1
    codes: tuple[Code, ...] = ()
    inclusion: Inclusion = field(default_factory=Inclusion)
    meetvragen: tuple[str, ...] = ()
    families: tuple[Family, ...] = ()
    margins: Mapping[str, float] = field(default_factory=dict)
    conduct: Mapping[str, str] = field(default_factory=dict)
    content_days: int = 30
    threshold: int = 5
    rounding: int = 3

    def profiles(self) -> tuple[str, ...]:
        """Keys of what is compared with the control: test and placebo personas."""
        return tuple(p.key for p in self.personas if p.side in ("test", "placebo"))

    def control(self) -> Persona:
        """The one that the others are compared with. Raises StopIteration where there is none."""
        return next(p for p in self.personas if p.side == "control")

    def codes_of(self, *kinds: str) -> tuple[Code, ...]:
        """The part of the book for replies, calls or strategies."""
        return tuple(code for code in self.codes if code.of in kinds)
