"""Which pairs count, by rules that were set before the fieldwork, and where the others were lost: the flow of a wave.

After CONSORT: every test that was drawn is in exactly one place of the flow, and the places add up.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from narekenen.fieldtests.protocolmodel import Inclusion

REASONS = ("not_sent", "gap", "detected", "withdrawn", "not_coded")
"""Why a pair does not count: a message was not sent, the two lay too far apart, the landlord found out, the
advertisement was withdrawn in between, a reply has no settled code. The first that applies is the one."""


@dataclass(frozen=True, slots=True)
class Message:
    """One message of a pair. positive: the settled answer, None while not coded; no reply is no positive answer."""

    sent: datetime | None = None
    replied: datetime | None = None
    positive: bool | None = None


@dataclass(frozen=True, slots=True)
class Pair:
    """The two messages of a test, and what the detection log says of it."""

    control: Message
    test: Message
    detected: bool = False
    withdrawn: bool = False


def excluded_because(pair: Pair, rules: Inclusion) -> str:
    """The first of `REASONS` that applies, "" where the pair counts."""
    first, second = pair.control.sent, pair.test.sent
    if first is None or second is None:
        return "not_sent"
    if abs(first - second) > timedelta(minutes=rules.longest_gap_minutes):
        return "gap"
    if pair.detected:
        return "detected"
    if pair.withdrawn:
        return "withdrawn"
    if None in (outcome(pair.control, rules), outcome(pair.test, rules)):
        return "not_coded"
    return ""


def outcome(message: Message, rules: Inclusion) -> bool | None:
    """Whether a message got a positive answer in time; None while its reply is not coded."""
    if message.replied is None or message.sent is None:
        return False
    if message.replied - message.sent > timedelta(days=rules.reply_days):
        return False
    return message.positive


@dataclass(frozen=True, slots=True)
class Flow:
    """Counts from the draw to the analysis. lost: reason -> tests, in the order of `REASONS`, none left out at 0."""

    listed: int
    passed_over: int
    drawn: int
    lost: tuple[tuple[str, int], ...]
    valid: int

    def __post_init__(self) -> None:
        if self.listed != self.passed_over + self.drawn or self.drawn != self.valid + sum(n for _, n in self.lost):
            raise ValueError("A flow adds up: listed = passed over + drawn, drawn = lost + valid.")


def flow(listed: int, reasons: Iterable[str]) -> Flow:
    """The flow of a wave. reasons: one per drawn test, "" where it counts."""
    found = Counter(reasons)
    drawn = found.total()
    lost = tuple((reason, found[reason]) for reason in REASONS)
    return Flow(listed, listed - drawn, drawn, lost, found[""])
