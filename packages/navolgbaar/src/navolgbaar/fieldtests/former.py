"""A wave beside the one before it: what changed, and how both were made up. From published cells alone."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from navolgbaar.fieldtests.models import Wave
from navolgbaar.fieldtests.quantities import Answer, Counted, withheld
from navolgbaar.fieldtests.queries import wave_before
from navolgbaar.fieldtests.released import Strata, published_cells, published_counts, published_strata
from navolgbaar.fieldtests.science import CELLS, TESTED, Cells, Protocol, protocol_of

LEVEL = 0.95


def changes(wave: Wave, left: Mapping[str, Cells | None], parts: Mapping[str, dict[str, str]]) -> list[Answer]:
    """Per profile of both waves the change since the one before, with its p; as it was, and per block as if made up
    like the one before. None where they cannot be compared.

    left, parts   per group the cells that may leave, and the breakdown of its figures
    """
    former, protocol = wave_before(wave), protocol_of(wave.protocol.body)
    if former is None or not are_comparable(protocol, protocol_of(former.protocol.body)):
        return []
    before, answers = published_cells(former), []
    inside, inside_before = strata_of(left), published_strata(former)
    for profile in protocol.profiles():
        now, then = left.get(profile), before.get(profile)
        if now and then and any(now.values()) and any(then.values()):
            asked = {"meetvraag": protocol.meetvragen[0], "level": LEVEL}
            inputs = {"before": then, "after": now, **asked}
            part = {**parts[profile], "since": former.public_id}
            answers.append(Answer(Counted.change(), part, "fieldtest.change@1", inputs))
            answers.append(Answer(Counted.change_p(), part, "fieldtest.change@1", inputs, "p"))
            for block in protocol.blocks:
                waves = inside_before.get((profile, block)), inside.get((profile, block))
                answers += _held(waves, asked, _held_part(part, block), protocol.threshold)
    return answers


def strata_of(left: Mapping[str, Cells | None]) -> Strata:
    """(profile, block) -> value -> the cells that may leave."""
    found: Strata = {}
    for group, cells in left.items():
        profile, *inside = group.split(" / ")
        if inside:
            found.setdefault((profile, inside[0]), {})[inside[1]] = cells
    return found


def _held(
    waves: tuple[Mapping[str, Cells | None] | None, ...], asked: Mapping[str, object], part: dict[str, str],
    threshold: int,
) -> list[Answer]:  # fmt: skip
    """The change with the composition of one block held fixed; withheld where one of its parts is. Without that block
    in both waves there is nothing to hold."""
    before, after = waves
    if not before or not after:
        return []
    if any(cells is None for side in (before, after) for cells in side.values()):
        return [withheld(Counted.held_change(), part, threshold)]
    inputs = {"before": dict(before), "after": dict(after), **asked}
    return [
        Answer(Counted.held_change(), part, "fieldtest.held-change@1", inputs),
        Answer(Counted.held_change_p(), part, "fieldtest.held-change@1", inputs, "p"),
    ]


def _held_part(part: Mapping[str, str], block: str) -> dict[str, str]:
    words = {"words": f"{part['words']}, {block} als in de vorige meetronde",
             "words_en": f"{part['words_en']}, {block} as in the wave before"}  # fmt: skip
    return {**part, "held": block, **words}


def call_changes(wave: Wave, calls: Iterable[Answer]) -> list[Answer]:
    """Of each published share of calls of both waves the change, its p, and what change would have shown.

    calls   the answers about the calls of this wave; where the two waves code calls otherwise there is no change
    """
    former, protocol = wave_before(wave), protocol_of(wave.protocol.body)
    if former is None or _call_codes(protocol) != _call_codes(protocol_of(former.protocol.body)):
        return []
    before, answers = published_counts(former), []
    for answer in calls:
        then = before.get(answer.counted.key)
        if answer.recipe != "fieldtest.share@1" or then is None or answer.counted.key == "call-headline-reversed":
            continue
        now = {name: answer.inputs[name] for name in ("count", "of")}
        inputs, part = {"before": then, "after": now, "level": LEVEL}, {"since": former.public_id}
        for estimate, counted in answer.counted.changes().items():
            answers.append(Answer(counted, part, "fieldtest.share-change@1", inputs, estimate))
    return answers


def _call_codes(protocol: Protocol) -> set[tuple[str, bool]]:
    return {(code.key, code.positive) for code in protocol.codes_of("call", "strategy")}


def are_comparable(one: Protocol, other: Protocol) -> bool:
    """Whether the same things count as a test and as a positive answer in both, and a net difference is asked."""
    if one.meetvragen[0] not in TESTED:
        return False
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
