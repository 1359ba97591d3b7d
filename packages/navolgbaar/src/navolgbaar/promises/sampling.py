"""Two readers on one sample: drawn by a seed, answered apart, compared by Cohen's kappa."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext_noop as _

from navolgbaar.core import audit
from navolgbaar.core.ids import random_id
from navolgbaar.core.permission import require
from navolgbaar.people.models import Organisation, User
from navolgbaar.programmes.models import Programme
from navolgbaar.promises.actions import NotPossibleNow
from navolgbaar.promises.models import Proposal, Sample, SampleAnswer
from navolgbaar.promises.science import drawn, kappa
from navolgbaar.promises.states import StatementKind

SIZE = 50
READERS = 2


@dataclass(frozen=True, slots=True)
class Agreement:
    """Of the proposals that both readers answered: which they see alike, which not, and kappa as it is written."""

    alike: list[Proposal]
    apart: list[Proposal]
    kappa: str


@transaction.atomic
def draw_sample(
    *, programme: Programme, organisation: Organisation, size: int = SIZE, seed: str = "", by: User
) -> Sample:
    """Draw from the proposals in an organisation's documents, decided on or not. The seed is kept: the same one draws
    the same ones."""
    sample = Sample(programme=programme, organisation=organisation, seed=seed or random_id())
    require("promises.read_sample", by, sample)
    mine = Proposal.objects.filter(document__programme=programme, document__organisation=organisation, made_from=None)
    names = list(mine.values_list("pk", flat=True))
    if not names:
        raise NotPossibleNow(_("There is nothing to draw from yet."))
    sample.save()
    sample.proposals.set(drawn(sample.seed, names, size))
    audit.record(
        "promises.sample_drawn", by=by, target=str(sample), programme=programme.key, seed=sample.seed, size=size
    )
    return sample


@transaction.atomic
def answer_sample(*, sample: Sample, proposal: Proposal, kind: str, by: User) -> SampleAnswer:
    """What one reader says of one proposal: its kind, or "" for no statement. Said again, the later answer holds.

    Raises NotPossibleNow for a third reader.
    """
    require("promises.read_sample", by, sample)
    readers = set(sample.answers.values_list("reader", flat=True)) | {by.pk}
    if len(readers) > READERS:
        raise NotPossibleNow(_("Two readers answer a sample. Draw another one."))
    if is_answered(sample):
        raise NotPossibleNow(_("Both readers answered this sample: it does not change any more."))
    if not sample.proposals.filter(pk=proposal.pk).exists():
        raise NotPossibleNow(_("This proposal is not in the sample."))
    said = {"kind": StatementKind(kind) if kind else ""}
    answer, _is_new = SampleAnswer.objects.update_or_create(sample=sample, proposal=proposal, reader=by, defaults=said)
    audit.record("promises.sample_answered", by=by, target=str(sample), programme=sample.programme_key)
    return answer


def next_unanswered(sample: Sample, user: User) -> Proposal | None:
    """The next proposal of a sample that this reader did not answer; the other one's answers play no part."""
    mine = sample.answers.filter(reader=user).values("proposal")
    return sample.proposals.exclude(pk__in=mine).order_by("document", "at", "pk").first()


def is_answered(sample: Sample) -> bool:
    """Whether two readers answered every proposal of a sample. Until then nobody sees what another answered."""
    return sample.answers.count() == READERS * sample.proposals.count() > 0


def agreement_of(sample: Sample) -> Agreement:
    """How far the two readers agree; nothing before both answered everything."""
    if not is_answered(sample):
        return Agreement([], [], "")
    answers: dict[int, list[str]] = {}
    for answer in sample.answers.order_by("reader", "proposal"):
        answers.setdefault(answer.proposal_id, []).append(answer.kind or "-")
    both = {pk: codes for pk, codes in answers.items() if len(codes) == READERS}
    rows = {row.pk: row for row in sample.proposals.filter(pk__in=both).select_related("document")}
    alike = [rows[pk] for pk, codes in both.items() if len(set(codes)) == 1]
    apart = [rows[pk] for pk, codes in both.items() if len(set(codes)) > 1]
    return Agreement(alike, apart, kappa({str(pk): codes for pk, codes in both.items()}) if both else "")
