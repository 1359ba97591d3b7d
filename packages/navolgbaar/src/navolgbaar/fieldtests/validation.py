"""Which pairs of a wave count: its rows as narekenen wants them, and what follows."""

from __future__ import annotations

from navolgbaar.fieldtests.models import Message, Test, Wave
from navolgbaar.fieldtests.models.work import settled_codes
from navolgbaar.fieldtests.science import (
    Flow,
    Pair,
    Protocol,
    SentMessage,
    excluded_because,
    flow,
    outcome,
    protocol_of,
)
from navolgbaar.fieldtests.states import How, Kind, Side


def pairs_of(wave: Wave) -> list[Test]:
    """The pairs that were drawn, with their messages and what the detection log says."""
    drawn = Test.objects.filter(wave=wave, kind=Kind.PAIR).exclude(profile="")
    return list(drawn.select_related("detection").prefetch_related("messages").defer("marks").order_by("number"))


def judge(wave: Wave) -> list[Test]:
    """Every drawn pair with the reason for which it does not count (not saved); "" where it counts."""
    protocol = protocol_of(wave.protocol.body)
    positive = positive_codes(protocol)
    tests = pairs_of(wave)
    for test in tests:
        test.lost = excluded_because(_pair(test, positive), protocol.inclusion)
    return tests


def answers(wave: Wave, tests: list[Test]) -> list[tuple[Test, bool, bool]]:
    """(test, answer to the control profile, answer to the test profile) of every one of these pairs that counts."""
    protocol = protocol_of(wave.protocol.body)
    positive, rules = positive_codes(protocol), protocol.inclusion
    found = []
    for test in tests:
        if not test.lost:
            pair = _pair(test, positive)
            found.append((test, outcome(pair.control, rules) is True, outcome(pair.test, rules) is True))
    return found


def flow_of(wave: Wave, tests: list[Test]) -> Flow:
    """From listings to those of these drawn pairs that count."""
    listed = Test.objects.filter(wave=wave, kind=Kind.PAIR).count()
    return flow(listed, [test.lost for test in tests])


def positive_codes(protocol: Protocol) -> set[str]:
    """The codes of the book that count as a positive answer to a message."""
    return {code.key for code in protocol.codes_of("reply") if code.positive}


def _pair(test: Test, positive: set[str]) -> Pair:
    sides = {message.side: _sent(message, positive) for message in test.messages.all()}
    log = getattr(test, "detection", None)
    return Pair(
        sides[Side.CONTROL], sides[Side.TEST], detected=log is not None and log.how != How.WITHDRAWN,
        withdrawn=log is not None and log.how == How.WITHDRAWN,
    )  # fmt: skip


def _sent(message: Message, positive: set[str]) -> SentMessage:
    said = None if message.settled is None else bool(settled_codes(message) & positive)
    return SentMessage(message.sent_at, message.replied_at, said)
