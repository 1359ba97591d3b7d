"""Questions with their answers: checked by an editor; judged by a reader, who may publish that under a name."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext_noop as _

from navolgbaar.core import audit, clock
from navolgbaar.core.permission import require
from navolgbaar.people.models import Organisation, Role, User
from navolgbaar.promises.actions import NotPossibleNow
from navolgbaar.promises.models import Analysis, Consultation, Judgement, QuestionPart
from navolgbaar.promises.states import Coverage
from navolgbaar.sources.states import DocumentState


@transaction.atomic
def check_consultation(*, consultation: Consultation, is_checked: bool, by: User) -> Consultation:
    """Say that every question stands with its own answer, or take that back. Until then nobody else sees the pairs."""
    require("promises.check_consultation", by, consultation)
    locked = Consultation.objects.select_for_update().get(pk=consultation.pk)
    locked.is_checked = is_checked
    locked.save(update_fields=["is_checked"])
    audit.record(
        "promises.consultation_checked", by=by, target=locked.document.public_id, programme=locked.programme_key,
        is_checked=is_checked,
    )  # fmt: skip
    return locked


@transaction.atomic
def judge(*, consultation: Consultation, said: dict[QuestionPart, tuple[Coverage, str]], by: User) -> Analysis:
    """Write down what a reader thinks of the answers: part -> (coverage, own words). Private until it is published.

    Raises NotPossibleNow where it was published: take it back first.
    """
    analysis, is_new = Analysis.objects.get_or_create(consultation=consultation, author=by)
    require("promises.analyse", by, analysis)
    if analysis.published_on is not None:
        raise NotPossibleNow(_("This analysis is published. Take it back before you change it."))
    for part, (coverage, words) in said.items():
        if part.question.consultation_id != consultation.pk:
            raise NotPossibleNow(_("This question stands in another document."))
        values = {"coverage": Coverage(coverage), "words": words}
        Judgement.objects.update_or_create(analysis=analysis, part=part, defaults=values)
    audit.record(
        "promises.analysed", by=by, target=consultation.document.public_id, programme=consultation.programme_key,
        analysis=analysis.pk, is_new=is_new,
    )  # fmt: skip
    return analysis


@transaction.atomic
def publish_analysis(*, analysis: Analysis, organisation: Organisation | None, by: User) -> Analysis:
    """Publish an analysis under the name of an organisation that this user edits for; None takes it back."""
    require("promises.analyse", by, analysis)
    consultation = analysis.consultation
    if organisation is not None:
        require("promises.publish_analysis", by, Role(organisation=organisation, programme=consultation.programme_key))
        if not consultation.is_checked or consultation.document.state != DocumentState.PUBLIC:
            raise NotPossibleNow(_("The questions and answers themselves are not public yet."))
    analysis.published_by = organisation
    analysis.published_on = clock.today() if organisation is not None else None
    analysis.save(update_fields=["published_by", "published_on"])
    audit.record(
        "promises.analysis_published", by=by, target=consultation.document.public_id,
        programme=consultation.programme_key, analysis=analysis.pk,
        organisation=organisation.key if organisation else "",
    )  # fmt: skip
    return analysis


def analyses_for(user: Any, consultation: Consultation) -> QuerySet[Analysis]:
    """The published analyses of a consultation; the own one stands on a page of its own."""
    published = consultation.analyses.filter(published_on__isnull=False).select_related("published_by")
    return published.prefetch_related("judgements__part").order_by("published_on", "pk")
