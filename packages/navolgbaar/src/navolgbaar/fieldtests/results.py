"""What leaves a wave: counts after the disclosure rule, as figures on the ledger. A release publishes them."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import groupby
from typing import Any

from django.db import transaction
from django.utils.translation import gettext

from navolgbaar.core import audit
from navolgbaar.core.permission import require
from navolgbaar.fieldtests.calls import calls_of
from navolgbaar.fieldtests.former import call_changes, changes, composition
from navolgbaar.fieldtests.groups import differing, groups_of
from navolgbaar.fieldtests.models import ReleasedCells, Test, Wave
from navolgbaar.fieldtests.quantities import Answer, Counted, quantity_of, withheld
from navolgbaar.fieldtests.refusals import NotPossibleNow, Refused
from navolgbaar.fieldtests.science import NET, TESTED, Cells, protocol_of
from navolgbaar.fieldtests.states import Lost, WaveState
from navolgbaar.fieldtests.steps import locked_wave
from navolgbaar.fieldtests.validation import flow_of, pairs_of
from navolgbaar.figures.actions import Question, record_estimates
from navolgbaar.figures.models import Figure, FigureVersion, Quantity
from navolgbaar.figures.states import FigureKind
from navolgbaar.people.models import User
from navolgbaar.programmes.actions import period

FLOW = {"listed": ("Advertenties in de lijst", "Listings"), "drawn": ("Gelote tests", "Tests drawn"),
        "valid": ("Tests die meetellen", "Tests that count")}  # fmt: skip


@transaction.atomic
def record_results(*, wave: Wave, reason: str = "", by: User) -> list[FigureVersion]:
    """Record everything that may leave a wave as figures, ready for a publication.

    Raises Refused naming every group that differs from an earlier release by fewer tests than the threshold: whoever
    holds both could subtract. Counts below the threshold become figures without a value, with that reason.
    """
    require("fieldtests.release", by, wave)
    wave = locked_wave(wave)
    if wave.state != WaveState.CODED:
        raise NotPossibleNow(gettext("Results leave after the codes are settled."))
    protocol = protocol_of(wave.protocol.body)
    tests = pairs_of(wave)
    exact, left = groups_of(wave, tests)
    if close := differing(wave, exact, protocol.threshold):
        raise Refused(gettext("Too close to what was released before; a reader could subtract:"), close)
    ReleasedCells.objects.bulk_create(
        [ReleasedCells(wave=wave, group=group, cells=left[group], exact=cells) for group, cells in exact.items()]
    )
    parts = {group: part_of(wave, group) for group in left}
    calls = calls_of(wave)
    answers = [
        *_flow(wave, tests), *_groups(wave, left, parts), *changes(wave, left, parts), *composition(wave, left),
        *calls, *call_changes(wave, calls),
    ]  # fmt: skip
    versions = _record(wave, answers, reason, by)
    audit.record("fieldtests.results_recorded", by=by, target=wave.public_id, programme=wave.programme_key,
                 figures=len(versions), withheld=sum(cells is None for cells in left.values()))  # fmt: skip
    return versions


def _flow(wave: Wave, tests: list[Test]) -> list[Answer]:
    found = flow_of(wave, tests)
    counts = {"listed": found.listed, "drawn": found.drawn, "valid": found.valid}
    answers = [
        Answer(Counted("flow-" + name, *FLOW[name]), {}, "fieldtest.count@1", {"count": count, "base": 0})
        for name, count in counts.items()
    ]  # fmt: skip
    lost = Counted("flow-lost", "Tests die niet meetellen", "Tests that do not count")
    for reason, count in found.lost:
        part = {"reason": reason, **_words(Lost(reason).label)}
        answers.append(Answer(lost, part, "fieldtest.count@1", {"count": count, "base": 0}))
    return answers


def _groups(wave: Wave, left: Mapping[str, Cells | None], parts: Mapping[str, dict[str, str]]) -> list[Answer]:
    protocol = protocol_of(wave.protocol.body)
    answers = []
    for group, cells in left.items():
        part = parts[group]
        for meetvraag in protocol.meetvragen:
            inputs = {"cells": cells, "meetvraag": meetvraag, "level": 0.95}
            counted = Counted.of_meetvraag(meetvraag)
            if cells is None:
                answers.append(withheld(counted, part, protocol.threshold))
                continue
            answers.append(Answer(counted, part, "fieldtest.estimate@1", inputs))
            if meetvraag == protocol.meetvragen[0] and meetvraag in NET:
                answers.append(Answer(Counted.detectable(), part, "fieldtest.estimate@1", inputs, "detectable"))
        headline = protocol.meetvragen[0]
        if cells is not None and group in protocol.profiles() and headline in protocol.margins and headline in TESTED:
            inputs = {"cells": cells, "meetvraag": headline, "margin": protocol.margins[headline]}
            answers.append(Answer(Counted.equivalence(), part, "fieldtest.equivalence@1", inputs))
    return answers + _families(wave, left, parts)


def _families(wave: Wave, left: Mapping[str, Cells | None], parts: Mapping[str, dict[str, str]]) -> list[Answer]:
    """The adjusted p of every member of every declared family whose cells may all leave."""
    answers = []
    for family in protocol_of(wave.protocol.body).families:
        members = {g: c for g, c in left.items() if any(_is_member(g, member) for member in family.members)}
        if not members or any(cells is None for cells in members.values()):
            continue
        for group in members:
            inputs = {"cells": dict(members), "group": group, "method": family.method}
            part = {**parts[group], "family": family.name}
            answers.append(Answer(Counted.adjusted_p(), part, "fieldtest.adjusted@1", inputs))
    return answers


def _is_member(group: str, member: str) -> bool:
    """ "man / G4" answers to "man / G4" and "* / *"; the name of the block in between is not said in a protocol."""
    parts, wanted = group.split(" / "), [part.strip() for part in member.split("/")]
    values = [parts[0], *parts[2:]]
    return len(values) == len(wanted) and all(w in ("*", v) for w, v in zip(wanted, values, strict=True))


def part_of(wave: Wave, group: str) -> dict[str, str]:
    """The breakdown of a figure: profile, block and value by key, and in words in both languages."""
    profile, *inside = group.split(" / ")
    labels = {persona.key: persona.label for persona in protocol_of(wave.protocol.body).personas}
    part = {"profile": profile}
    words = {lang: labels[profile][lang] for lang in ("nl", "en")}
    if inside:
        part |= {"block": inside[0], "value": inside[1]}
        words = {lang: f"{said}, {inside[0]}: {inside[1]}" for lang, said in words.items()}
    return {**part, "words": words["nl"], "words_en": words["en"]}


def _words(label: Any) -> dict[str, str]:
    from django.utils.translation import override

    said = {}
    for name, language in (("words", "nl"), ("words_en", "en")):
        with override(language):
            said[name] = str(label)
    return said


def _record(wave: Wave, answers: list[Answer], reason: str, by: User) -> list[FigureVersion]:
    """One figure per answer. Answers from the same inputs that stand beside each other are one computation."""
    quantities: dict[str, Quantity] = {}
    spent, made = period(wave.first, wave.last), list[FigureVersion]()

    def question(answer: Answer) -> Question:
        key = answer.counted.key
        quantities[key] = quantities.get(key) or quantity_of(answer.counted, by)
        return Question(
            subject=wave.subject, quantity=quantities[key], period=spent, kind=FigureKind.OBSERVED,
            issuer=wave.organisation, issued_on=wave.coded_at.date() if wave.coded_at else wave.last,
            owner=wave.organisation, breakdown=answer.part,
        )  # fmt: skip

    again = Figure.objects.filter(subject=wave.subject, quantity__key__startswith="fieldtest-").exists()
    for _, alike in groupby(answers, key=lambda answer: (answer.recipe, id(answer.inputs))):
        same = list(alike)
        found = record_estimates(
            questions={answer.estimate: question(answer) for answer in same}, recipe=same[0].recipe,
            inputs=same[0].inputs, reason=(reason or gettext("Recorded again")) if again else "", by=by,
        )  # fmt: skip
        made += found.values()
    return made
