"""Mystery calls: shares per code, what coders agreed on, and what the headline would be the other way round.

Calls measure whether somebody is willing on request. They never stand in one chart with messages.
"""

from __future__ import annotations

from collections.abc import Sequence

from navolgbaar.fieldtests.models import Message, Wave
from navolgbaar.fieldtests.models.work import settled_codes
from navolgbaar.fieldtests.quantities import Answer, Counted, withheld
from navolgbaar.fieldtests.science import headline_if, protocol_of
from navolgbaar.fieldtests.states import Kind


def coded_calls(wave: Wave) -> list[Message]:
    """The calls of a wave with a settled code."""
    calls = Message.objects.filter(test__wave=wave, test__kind=Kind.CALL, settled__isnull=False)
    return list(calls.prefetch_related("codings").order_by("unit"))


def headline_codes(messages: Sequence[Message], positive: set[str]) -> dict[str, list[str | None]]:
    """unit -> "yes" or "no" per coder: is the answer one that the headline counts."""
    return {
        message.unit: ["yes" if positive & set(coding.codes) else "no" for coding in message.codings.all()]
        for message in messages
    }


def calls_of(wave: Wave) -> list[Answer]:
    """The figures about the calls of a wave; none where nobody was called."""
    protocol, calls = protocol_of(wave.protocol.body), coded_calls(wave)
    if not calls:
        return []
    answers = [
        Answer(Counted("calls", "Gecodeerde gesprekken", "Calls coded"), {}, "fieldtest.count@1",
               {"count": len(calls), "base": 0}),
    ]  # fmt: skip

    def share(counted: Counted, count: int, hidden: bool) -> None:
        inputs = {"count": count, "of": len(calls), "level": 0.95}
        known = Answer(counted, {}, "fieldtest.share@1", inputs)
        answers.append(withheld(counted, {}, protocol.threshold) if hidden else known)

    def few(count: int) -> bool:
        return 0 < count < protocol.threshold or 0 < len(calls) - count < protocol.threshold

    counts = {
        code.key: sum(code.key in settled_codes(message) for message in calls)
        for code in protocol.codes_of("call", "strategy")
    }
    parts = {code.key: counts[code.key] for code in protocol.codes_of("call")}
    hidden = hidden_parts(parts, len(calls), protocol.threshold)
    for code in protocol.codes_of("call", "strategy"):
        counted = Counted.of_calls(code.key, code.label["nl"], code.label["en"])
        share(counted, counts[code.key], code.key in hidden if code.key in parts else few(counts[code.key]))
    positive = {code.key for code in protocol.codes_of("call") if code.positive}
    codes = headline_codes(calls, positive)
    decided = {m.unit: "yes" if positive & settled_codes(m) else "no" for m in calls}
    found = headline_if(codes, {unit: decided[unit] for unit, row in codes.items() if len(set(row)) > 1})
    name, name_en = (
        " / ".join(c.label[lang] for c in protocol.codes_of("call") if c.positive) for lang in ("nl", "en")
    )
    headline, other_way = round(found.value * found.units), round(found.reversed_ * found.units)
    # a headline is a sum of answers: with one of them withheld, it would give that one away
    closed = bool(hidden & positive) or few(headline)
    share(Counted.of_calls("headline", name, name_en), headline, closed)
    reversed_, reversed_en = (
        f"{name}, als elke betwiste code andersom was beslist",
        f"{name_en}, disputed codes reversed",
    )
    share(Counted.of_calls("headline-reversed", reversed_, reversed_en), other_way, closed or few(other_way))
    both = sum(row == ["yes", "yes"] for row in codes.values())
    neither = sum(row == ["no", "no"] for row in codes.values())
    alpha = Counted(
        "call-alpha", "Overeenstemming van twee codeurs (Krippendorffs alfa)",
        "Agreement of two coders (Krippendorff's alpha)", decimals=2,
    )  # fmt: skip
    inputs = {"both": both, "neither": neither, "disputed": found.disputed}
    if closed or any(0 < number < protocol.threshold for number in inputs.values()):
        answers.append(withheld(alpha, {}, protocol.threshold))
    else:
        answers.append(Answer(alpha, {}, "fieldtest.agreement@1", inputs))
    return answers


def hidden_parts(parts: dict[str, int], whole: int, threshold: int) -> set[str]:
    """Which parts of a whole that is published cannot be: the small ones, and so many others, the smallest first, that
    two or more are hidden and together hold `threshold` or more: one alone is the whole less the others."""
    hidden = {key for key, count in parts.items() if 0 < count < threshold or 0 < whole - count < threshold}
    rest = sorted((key for key, count in parts.items() if count and key not in hidden), key=lambda key: parts[key])
    while hidden and rest and (len(hidden) < 2 or sum(parts[key] for key in hidden) < threshold):
        hidden.add(rest.pop(0))
    return hidden
