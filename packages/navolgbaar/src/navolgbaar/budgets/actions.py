"""What is written about distributions: bringing a model, issuing what it gives, putting that up for release."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.db import transaction
from django.utils.translation import gettext

from navolgbaar.budgets import science
from navolgbaar.budgets.models import Distribution, DistributionFigure, Model
from navolgbaar.budgets.queries import says
from navolgbaar.budgets.words import QUANTITIES
from navolgbaar.core import audit
from navolgbaar.core.ids import hold
from navolgbaar.core.permission import require
from navolgbaar.figures.actions import Question, record_estimates, register_quantity
from navolgbaar.figures.models import FigureVersion
from navolgbaar.figures.states import FigureKind
from navolgbaar.people.models import Organisation, User
from navolgbaar.programmes.actions import add_subject, period
from navolgbaar.programmes.models import Area, Programme
from navolgbaar.programmes.queries import areas_on
from navolgbaar.programmes.states import SubjectKind
from navolgbaar.publishing.actions import prepare
from navolgbaar.publishing.models import Proposal
from navolgbaar.publishing.states import ProposalState

ALL, EACH, NOW = ("value", "moved", "price"), ("now", "end", "change"), ("value", "now")
"""What is said of all together, of each municipality; and what of that is so today."""
File = tuple[str, bytes]
"""(name, bytes) of an uploaded table."""


class NotPossibleNow(Exception):
    """What stands in the way, in words for the person who asked."""


@transaction.atomic
def bring_model(
    *, title: str, units: File, key: File, caps: Sequence[str], in_all: str | None = None,
    covariance: File | None = None, reference: str = "", based_on: Model | None = None, programme: Programme,
    organisation: Organisation, by: User,
) -> Model:  # fmt: skip
    """Take a distribution model in. Raises narekenen.errors.UnusableInput naming every fault; nothing has changed."""
    made = Model(title=title, reference=reference, based_on=based_on, programme=programme, organisation=organisation)
    require("budgets.bring_model", by, made)
    made.value, made.names = science.read_model(units, key, caps, in_all, covariance)
    made.digest = science.digest_of(made.value)
    made.save()
    audit.record(
        "budgets.model_brought", by=by, target=made.public_id, programme=programme.key, digest=made.digest,
        municipalities=len(made.names),
    )  # fmt: skip
    return made


@transaction.atomic
def issue(*, model: Model, issued_on: date, codes: Sequence[str] | None = None, by: User) -> Distribution:
    """Issue what a model gives: its numbers enter the ledger, to be released by a second person.

    codes   municipalities whose grant becomes figures of their own (all of the model when None). The others stand in
            the table of the computation, which is one of these figures.
    """
    require("budgets.issue", by, model)
    hold(f"distribution of model {model.pk}")
    if Distribution.objects.filter(model=model).exists():
        raise NotPossibleNow(gettext("This model was issued before. Other numbers are another model."))
    subject = add_subject(
        kind=SubjectKind.OTHER, programme=model.programme, organisation=model.organisation,
        name=f"Verdeling “{model.title}”", name_en=f"Distribution “{model.title}”",
        summary="Wat elke gemeente nu krijgt, wat zij straks krijgt, en hoe het bedrag daar in jaren naartoe gaat.",
        summary_en="What every municipality gets now, what it will get, and how the amount gets there in years.", by=by,
    )  # fmt: skip
    made = Distribution.objects.create(
        model=model, subject=subject, programme=model.programme, organisation=model.organisation, issued_on=issued_on
    )
    versions = record_estimates(
        questions={name: _question(made, name, by) for name in ALL}, recipe="allocation.model@1",
        inputs={"model": model.value}, by=by,
    )  # fmt: skip
    _say(made, "", versions)
    areas = {area.code: area for area in areas_on(issued_on).filter(code__in=model.names)}
    for code in model.names if codes is None else codes:
        _issue_one(made, code, areas.get(code), by)
    audit.record("budgets.distribution_issued", by=by, target=subject.public_id, programme=model.programme_key)
    return made


def _issue_one(made: Distribution, code: str, area: Area | None, by: User) -> None:
    """Figures of one municipality, by a computation whose bundle holds the model and this municipality alone."""
    versions = record_estimates(
        questions={name: _question(made, name, by, area, code) for name in EACH}, recipe="allocation.municipality@1",
        inputs={"model": made.model.value, "municipality": code}, by=by,
    )  # fmt: skip
    _say(made, code, versions)


def _say(made: Distribution, code: str, versions: dict[str, FigureVersion]) -> None:
    for name, version in versions.items():
        DistributionFigure.objects.create(distribution=made, code=code, name=name, figure=version.figure)


def _question(made: Distribution, name: str, by: User, area: Area | None = None, code: str = "") -> Question:
    """What is now is of the year of issue; what will be, of the last year of the path."""
    year = made.issued_on.year + (0 if name in NOW else len(made.model.value["caps"]))
    town = made.model.names.get(code, code)
    return Question(
        subject=made.subject,
        quantity=register_quantity(**QUANTITIES[name], by=by),
        period=period(date(year, 1, 1), date(year, 12, 31)),
        kind=FigureKind.CLAIMED if name in NOW else FigureKind.FORECAST,
        issuer=made.organisation,
        issued_on=made.issued_on,
        owner=made.organisation,
        area=area,
        breakdown={"gemeente": code, "words": town, "words_en": town} if code else {},
    )


@transaction.atomic
def prepare_release(*, distribution: Distribution, by: User) -> Proposal:
    """Put a distribution together for a second person to approve. What waits for one already is given back."""
    require("budgets.issue", by, distribution.model)
    hold(f"release of {distribution.subject.public_id}")
    waiting = Proposal.objects.filter(versions__figure__subject=distribution.subject)
    prepared = waiting.exclude(state=ProposalState.APPROVED).order_by("pk").last()
    about = distribution.subject
    audit.record("budgets.release_prepared", by=by, target=about.public_id, programme=about.programme_key)
    if prepared is not None:
        return prepared
    codes = ["", *distribution.says.exclude(code="").order_by("pk").values_list("code", flat=True).distinct()]
    versions = [version for code in dict.fromkeys(codes) for version in says(distribution, code).values()]
    return prepare(
        title=str(distribution.subject.name), versions=versions, programme=distribution.programme,
        organisation=distribution.organisation, by=by,
    )  # fmt: skip
