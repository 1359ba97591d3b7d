"""Reading the ledger: what holds now, what is stale, what may this person see."""

from __future__ import annotations

from typing import Any

from django.db.models import Exists, OuterRef, QuerySet

from navolgbaar.core.permission import granted
from navolgbaar.figures.models import (
    Figure,
    FigureVersion,
    Publication,
    Quantity,
    Reading,
    Use,
    Withdrawal,
)

PLACE_OF_READING = "reading__anchor__passage__document__programme__subject"
"""From a version to the words that it was read from, and to who may see these."""


def latest_answer(reading: Reading) -> Reading | None:
    """The answer that holds for a reading or for the proposal that it answers; None while nobody answered."""
    return Reading.objects.filter(answers=reading.answers_id or reading.pk).order_by("pk").last()


def proposals_of(document: Any) -> QuerySet[Reading]:
    """The machine's proposals in a document, in reading order."""
    return (
        Reading.objects.filter(anchor__passage__document=document, answers=None)
        .select_related("anchor__passage")
        .prefetch_related("answered_by")
        .order_by("anchor__start", "pk")
    )


def published_versions() -> QuerySet[FigureVersion]:
    """The versions that stand in a release."""
    return _versions_in(Publication.objects.all())


def standing_versions() -> QuerySet[FigureVersion]:
    """The versions that stand in a release and were not withdrawn from it: what pages show. A withdrawn version can
    still be looked up under its own name."""
    return _versions_in(standing_publications())


def _versions_in(publications: QuerySet[Publication]) -> QuerySet[FigureVersion]:
    return FigureVersion.objects.filter(Exists(publications.filter(version=OuterRef("pk")))).select_related(
        "figure__quantity", "figure__subject", "figure__period", "figure__area", "figure__issuer"
    )


def standing_figures() -> QuerySet[Figure]:
    """The figures of which a version stands in a release."""
    return Figure.objects.filter(Exists(standing_publications().filter(version__figure=OuterRef("pk"))))


def standing_publications() -> QuerySet[Publication]:
    """The publications that were not withdrawn."""
    withdrawn = Withdrawal.objects.filter(version=OuterRef("version"), release=OuterRef("release"))
    return Publication.objects.filter(~Exists(withdrawn))


def is_withdrawn(version: FigureVersion) -> bool:
    """Whether a published version stands in no release any more."""
    return version.withdrawals.exists() and not standing_versions().filter(pk=version.pk).exists()


def versions_for(user: Any, figure: Figure) -> list[FigureVersion]:
    """The versions of a figure that this user may see, newest first. Strangers see what was published."""
    sees_all = granted("figures.see_unpublished", user, figure)
    versions = figure.versions.all()
    if not sees_all:
        versions = versions.filter(Exists(Publication.objects.filter(version=OuterRef("pk"))))
    found = list(versions.select_related("run", PLACE_OF_READING).order_by("-number"))
    for version in found:
        version.figure = figure
    return found


def is_revised(version: FigureVersion) -> bool:
    """Whether a later version of the same answer was published: *herzien*."""
    return published_versions().filter(figure=version.figure_id, number__gt=version.number).exists()


def revised_uses() -> QuerySet[Use]:
    """Uses of a version of which a later one was published."""
    later = Publication.objects.filter(
        version__figure=OuterRef("version__figure"), version__number__gt=OuterRef("version__number")
    )
    return Use.objects.filter(Exists(later)).select_related("version__figure")


def side_by_side(figure: Figure) -> list[FigureVersion]:
    """The newest published answers of other issuers, or of other days, to the same question."""
    same = {
        name: getattr(figure, name) for name in ("subject", "quantity", "breakdown", "area", "period", "kind")
    }  # fmt: skip
    others = list(Figure.objects.filter(**same).exclude(pk=figure.pk).values_list("pk", flat=True))
    return newest_of(standing_versions().filter(figure__in=others)) if others else []


def newest_of(versions: QuerySet[FigureVersion]) -> list[FigureVersion]:
    """Of every figure the last of these versions, by quantity and period."""
    newest = {version.figure_id: version for version in versions.order_by("number")}
    return sorted(newest.values(), key=lambda v: (v.figure.quantity_id, v.figure.period.first, v.figure.issued_on))


def open_proposals(document: Any) -> QuerySet[Reading]:
    """The machine's proposals in a document that nobody answered, in reading order."""
    return proposals_of(document).filter(answered_by=None)


def next_open(proposal: Reading) -> Reading | None:
    """The proposal to look at after this one: the next that nobody answered, from the top again after the last."""
    waiting = open_proposals(proposal.anchor.passage.document).exclude(pk=proposal.pk)
    place = (proposal.anchor.start, proposal.pk)
    rows = list(waiting.values_list("anchor__start", "pk"))
    chosen = next((pk for start, pk in rows if (start, pk) > place), rows[0][1] if rows else None)
    return waiting.filter(pk=chosen).first() if chosen else None


def versions_in(programme_key: str, organisations: Any) -> QuerySet[FigureVersion]:
    """The latest version of every figure of these organisations in a programme, newest first."""
    later = FigureVersion.objects.filter(figure=OuterRef("figure"), number__gt=OuterRef("number"))
    return (
        FigureVersion.objects.filter(
            ~Exists(later), figure__subject__programme_key=programme_key, figure__owner__in=organisations
        )
        .select_related("figure__quantity", "figure__subject", "figure__period", "figure__area", "figure__issuer",
                        "figure__owner", "run", "reading")
        .order_by("-pk")
    )  # fmt: skip


def newest_quantities() -> QuerySet[Quantity]:
    """Of every quantity its newest version, by name."""
    later = Quantity.objects.filter(key=OuterRef("key"), version__gt=OuterRef("version"))
    return Quantity.objects.filter(~Exists(later)).order_by("name")
