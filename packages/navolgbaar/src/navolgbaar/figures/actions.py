"""What is written into the ledger: answers to readings, quantities, figures, their versions, their uses."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.db.models import Max

from navolgbaar.core import audit
from navolgbaar.core.ids import hold, next_id
from navolgbaar.core.permission import require
from navolgbaar.figures.descent import feeding_versions, latest_inputs, stale_versions
from navolgbaar.figures.models import Figure, FigureVersion, Quantity, Reading, Run, Use
from navolgbaar.figures.queries import latest_answer
from navolgbaar.figures.science import (
    Input,
    as_list,
    compute_and_keep,
    estimate_of,
    keep_run,
    published_strings,
)
from navolgbaar.figures.states import FigureKind, Verdict
from navolgbaar.people.models import Organisation
from navolgbaar.programmes.models import Area, Period, Subject

if TYPE_CHECKING:
    from narekenen.trace.model import Estimate


class AnsweredMeanwhile(Exception):
    """A colleague answered the same thing after this person looked at it."""


class NotConfirmed(Exception):
    """A number rests on something that nobody confirmed, or that was rejected."""


@dataclass(frozen=True, slots=True)
class Question:
    """What makes two figures the same one."""

    subject: Subject
    quantity: Quantity
    period: Period
    kind: FigureKind
    issuer: Organisation
    issued_on: date
    owner: Organisation
    area: Area | None = None
    breakdown: dict[str, str] = field(default_factory=dict)


@transaction.atomic
def answer_reading(
    *,
    proposal: Reading,
    verdict: Verdict,
    value: str = "",
    high: str = "",
    unit: str = "",
    seen: int | None = None,
    by: audit.Actor,
) -> Reading:
    """Confirm, correct or reject what was read. An earlier answer stays; the latest one holds.

    value, high, unit   only for a correction: what stands there according to the editor, canonical ("15644")
    seen                how many answers the person had before them: raises AnsweredMeanwhile where there are more
    """
    document = proposal.anchor.passage.document
    require("figures.answer_reading", by, document)
    if proposal.verdict != Verdict.PROPOSED or verdict == Verdict.PROPOSED:
        raise ValueError("An answer confirms, corrects or rejects a proposal.")
    if (verdict == Verdict.CORRECTED) != bool(value):
        raise ValueError("A correction gives the value that stands there; a confirmation or rejection gives none.")
    hold(f"reading {proposal.pk}")
    if seen is not None and Reading.objects.filter(answers=proposal).count() != seen:
        raise AnsweredMeanwhile("A colleague answered this in the meantime.")
    corrected = verdict == Verdict.CORRECTED
    answer = Reading.objects.create(
        anchor=proposal.anchor,
        kind=proposal.kind,
        value=value if corrected else proposal.value,
        high=high if corrected else proposal.high,
        unit=unit if corrected and unit else proposal.unit,
        by="person",
        verdict=verdict,
        answers=proposal,
    )
    audit.record(
        f"figures.reading_{verdict}",
        by=by,
        target=document.public_id,
        programme=document.programme_key,
        proposal=proposal.pk,
        answer=answer.pk,
    )
    return answer


@transaction.atomic
def register_quantity(
    *,
    key: str,
    name: str,
    name_en: str,
    unit: str = "",
    unit_en: str = "",
    denominator: str = "",
    counting_rule: str = "",
    decimals: int = 0,
    by: audit.Actor,
) -> Quantity:
    """Say what is counted and how. The same words give the quantity that is there; other words its next version."""
    require("figures.register_quantity", by)
    hold(f"quantity {key}")
    said = {
        "name": name,
        "name_en": name_en,
        "unit": unit,
        "unit_en": unit_en,
        "denominator": denominator,
        "counting_rule": counting_rule,
        "decimals": decimals,
    }
    latest: Quantity | None = Quantity.objects.filter(key=key).order_by("-version").first()
    if latest is not None and all(getattr(latest, name) == value for name, value in said.items()):
        return latest
    quantity = Quantity.objects.create(key=key, version=latest.version + 1 if latest else 1, **said)
    audit.record("figures.quantity_registered", by=by, target=key, version=quantity.version)
    return quantity


@transaction.atomic
def record_reading(*, question: Question, reading: Reading, reason: str = "", by: audit.Actor) -> FigureVersion:
    """Answer a question with a confirmed reading. Raises NotConfirmed where nobody confirmed it."""
    _refuse_unconfirmed(reading)
    return _add_version(question, estimate_of(reading), {"reading": reading}, reason, by)


@transaction.atomic
def record_run(
    *,
    question: Question,
    recipe: str,
    inputs: Mapping[str, Input | list[Input] | Any],
    estimate: str = "value",
    seed: str = "",
    reason: str = "",
    by: audit.Actor,
) -> FigureVersion:
    """Answer a question by computing it. Inputs by name: figure versions, confirmed readings, lists of these, or
    plain parameters. Raises NotConfirmed, and narekenen.errors.UnusableInput where the recipe cannot use them."""
    require("figures.record", by, _blank(question))
    for reading in (item for value in inputs.values() for item in as_list(value) if isinstance(item, Reading)):
        _refuse_unconfirmed(reading)
    run, chosen = compute_and_keep(recipe, inputs, seed, estimate)
    return _add_version(question, chosen, {"run": run, "estimate": estimate}, reason, by)


@transaction.atomic
def record_estimates(
    *,
    questions: Mapping[str, Question],
    recipe: str,
    inputs: Mapping[str, Input | list[Input] | Any],
    seed: str = "",
    reason: str = "",
    by: audit.Actor,
) -> dict[str, FigureVersion]:
    """Answer several questions with one computation: `questions` by the name of the estimate that answers each.

    One run is kept, with its inputs once. Raises NotConfirmed and UnusableInput as `record_run` does, and KeyError
    for an estimate that the recipe does not give.
    """
    for question in questions.values():
        require("figures.record", by, _blank(question))
    for reading in (item for value in inputs.values() for item in as_list(value) if isinstance(item, Reading)):
        _refuse_unconfirmed(reading)
    run, found = keep_run(recipe, inputs, seed)
    return {
        name: _add_version(question, found[name], {"run": run, "estimate": name}, reason, by)
        for name, question in questions.items()
    }


@transaction.atomic
def refresh(*, version: FigureVersion, reason: str, by: audit.Actor) -> FigureVersion:
    """Answer the question of a stale version again, with what it rests on as that is now.

    Raises NotConfirmed where a reading below was rejected, and AnsweredMeanwhile where the version is not the latest
    any more or where something below it is stale itself: that goes first.
    """
    require("figures.record", by, version.figure)
    hold(f"figure {version.figure.public_id}")
    stale = set(stale_versions().values_list("pk", flat=True))
    if version.pk not in stale:
        raise AnsweredMeanwhile(f"{version} is not stale any more.")
    question = Question(**{name: getattr(version.figure, name) for name in Question.__slots__})
    if version.run is None:
        reading = latest_answer(version.reading) if version.reading else None
        if reading is None:
            raise NotConfirmed(f"{version} has no reading that holds.")
        made = record_reading(question=question, reading=reading, reason=reason, by=by)
    elif below := sorted(str(v) for v in feeding_versions(version) if v.pk in stale):
        raise AnsweredMeanwhile(f"These go first: {', '.join(below)}.")
    else:
        run, inputs = version.run, latest_inputs(version.run)
        made = record_run(
            question=question,
            recipe=run.recipe,
            inputs=inputs,
            estimate=version.estimate,
            seed=run.seed,
            reason=reason,
            by=by,
        )
    audit.record(
        "figures.version_refreshed", by=by, target=str(made), programme=made.figure.programme_key, instead=str(version)
    )
    return made


@transaction.atomic
def record_use(*, version: FigureVersion, place: str, title: str) -> Use:
    """Note that a page or report shows this version. Part of another action, which writes the audit event."""
    return Use.objects.filter(version=version, place=place).first() or Use.objects.create(
        version=version, place=place, title=title
    )


def _add_version(
    question: Question, estimate: Estimate, origin: dict[str, Run | Reading | str], reason: str, by: audit.Actor
) -> FigureVersion:
    require("figures.record", by, _blank(question))
    figure = _figure(question)
    hold(f"figure {figure.public_id}")
    number = (figure.versions.aggregate(last=Max("number"))["last"] or 0) + 1
    if number > 1 and not reason:
        raise ValueError(f"{figure.public_id} has an answer already: say why there is another one.")
    published, published_en = published_strings(estimate, question.quantity)
    version = FigureVersion.objects.create(
        figure=figure,
        number=number,
        value=None if estimate.value is None else str(estimate.value),
        low="" if estimate.low is None else str(estimate.low),
        high="" if estimate.high is None else str(estimate.high),
        level=estimate.level,
        n=estimate.n,
        method=estimate.method,
        absent_because=estimate.reason,
        warnings=list(estimate.warnings),
        published=published,
        published_en=published_en,
        reason=reason,
        **origin,
    )
    audit.record(
        "figures.version_recorded", by=by, target=str(version), programme=figure.programme_key, corrects=number > 1
    )
    return version


def _blank(question: Question) -> Figure:
    return Figure(subject=question.subject, owner=question.owner)


def _figure(question: Question) -> Figure:
    identity = {name: getattr(question, name) for name in Question.__slots__}
    hold(f"question {question.subject.public_id} {question.quantity.pk}")
    found = Figure.objects.filter(**identity).first()
    return found or Figure.objects.create(public_id=next_id("NB"), **identity)


def _refuse_unconfirmed(reading: Reading) -> None:
    holds = latest_answer(reading)
    if holds is None or holds.pk != reading.pk or not reading.is_confirmed:
        raise NotConfirmed("A number is taken from a reading after an editor confirmed it, in its latest form.")
