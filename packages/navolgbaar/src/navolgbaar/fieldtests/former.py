"""A wave beside the one before it: what changed, and how both were made up. From published cells alone."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from navolgbaar.fieldtests.models import Wave
from navolgbaar.fieldtests.quantities import Answer, Counted, withheld
from navolgbaar.fieldtests.queries import wave_before
from navolgbaar.fieldtests.released import published_cells
from navolgbaar.fieldtests.science import CELLS, Cells, Protocol, protocol_of

LEVEL = 0.95


def changes(wave: Wave, left: Mapping[str, Cells | None], parts: Mapping[str, dict[str, str]]) -> list[Answer]:
    """Per profile of both waves the change since the one before, with its p; none where they cannot be compared.

    left, parts   per group the cells that may leave, and the breakdown of its figures
    """
    former, protocol = wave_before(wave), protocol_of(wave.protocol.body)
    if former is None or not are_comparable(protocol, protocol_of(former.protocol.body)):
        return []
    before, answers = published_cells(former), []
    for profile in protocol.profiles():
        now, then = left.get(profile), before.get(profile)
        if now and then and any(now.values()) and any(then.values()):
            inputs = {"before": then, "after": now, "meetvraag": protocol.meetvragen[0], "level": LEVEL}
            part = {**parts[profile], "since": former.public_id}
            answers.append(Answer(Counted.change(), part, "fieldtest.change@1", inputs))
            answers.append(Answer(Counted.change_p(), part, "fieldtest.change@1", inputs, "p"))
    return answers


def are_comparable(one: Protocol, other: Protocol) -> bool:
    """Whether the same things count as a test and as a positive answer in both."""
    positive = [{code.key for code in protocol.codes_of("reply") if code.positive} for protocol in (one, other)]
    return one.inclusion == other.inclusion and positive[0] == positive[1]


def composition(wave: Wave, left: Mapping[str, Cells | None]) -> list[Answer]:
    """The share of tests in each value of each block, and with any positive answer: over all profiles, from the cells
    that leave. A share over a group that does not leave is withheld."""
    protocol = protocol_of(wave.protocol.body)
    whole = total(left[profile] for profile in protocol.profiles() if profile in left)
    answers = []
    for block in protocol.blocks:
        values = sorted({group.split(" / ")[2] for group in left if group.split(" / ")[1:2] == [block]})
        for value in values:
            inside = total(left[g] for g in left if g.split(" / ")[1:] == [block, value])
            said = f"{block}: {value}"
            part = {"block": block, "value": value, "words": said, "words_en": said}
            answers.append(_share(Counted.composition(), part, inside, whole, protocol.threshold, CELLS))
    answers.append(_share(Counted.any_positive(), {}, whole, whole, protocol.threshold, CELLS[:3]))
    return answers


def total(cells: Iterable[Cells | None]) -> Cells | None:
    """The sum of these cells; None where one of them is withheld."""
    found = list(cells)
    if any(one is None for one in found):
        return None
    return {name: sum(one[name] for one in found if one is not None) for name in CELLS}


def _share(
    counted: Counted, part: dict[str, str], some: Cells | None, whole: Cells | None, threshold: int,
    names: Iterable[str],
) -> Answer:  # fmt: skip
    if some is None or whole is None or not any(whole.values()):
        return withheld(counted, part, threshold)
    of = sum(whole.values())
    count = min(sum(some[name] for name in names), of)  # both are sums of rounded counts
    return Answer(counted, part, "fieldtest.share@1", {"count": count, "of": of, "level": LEVEL})
