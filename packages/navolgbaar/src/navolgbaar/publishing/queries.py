"""Reading releases, and checking that nobody rewrote them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet

from navolgbaar.figures.descent import stale_versions
from navolgbaar.figures.models import FigureVersion, InputOrigin
from navolgbaar.figures.queries import is_revised, is_withdrawn, published_versions, versions_in
from navolgbaar.programmes.models import Programme
from navolgbaar.programmes.queries import subjects_for
from navolgbaar.publishing.models import ImportedRelease, Proposal, Release, ReleasedBundle
from navolgbaar.publishing.science import START
from navolgbaar.publishing.verifying import broken_imports, problems_of


def broken_releases() -> list[str]:
    """What does not fit in the chain of releases, one line per problem; empty when all is as it was published.

    A manifest is compared with its digest, with the chain, with the versions in the ledger and with the bundles.
    """
    problems: list[str] = []
    before = START
    for release in Release.objects.order_by("pk"):
        problems += problems_of(release, before)
        before = release.chain
    return problems + broken_imports()


def unpublished_inputs(versions: list[FigureVersion]) -> list[str]:
    """What these versions were computed from that is neither published nor among them: a reader could not follow it."""
    origins = InputOrigin.objects.filter(input__run__versions__in=versions, version__isnull=False)
    below = [origin.version for origin in origins.exclude(version__in=versions).select_related("version__figure")]
    return sorted({str(version) for version in below if version and not version.publications.exists()})


@dataclass(frozen=True, slots=True)
class Line:
    """One version in a release or proposal, with what happened to it since."""

    version: FigureVersion
    is_revised: bool
    is_withdrawn: bool
    is_stale: bool


def lines_of_release(versions: QuerySet[FigureVersion]) -> list[Line]:
    """The versions as a table shows them: *herzien* where a later one was published, withdrawn, or stale."""
    about = ("quantity", "subject", "period", "issuer", "area")
    wanted = versions.select_related(*(f"figure__{each}" for each in about))
    stale = set(stale_versions().values_list("pk", flat=True))
    return [
        Line(version, is_revised(version), is_withdrawn(version), version.pk in stale)
        for version in wanted.order_by("figure__quantity__name", "figure__period__first", "pk")
    ]


def releases_for(user: Any) -> QuerySet[Release]:
    """The releases that this user may see: those of programmes whose page the user may see."""
    subjects = subjects_for(user)
    return Release.objects.filter(programme__subject__in=subjects).select_related("organisation", "programme__subject")


def standing_releases(user: Any) -> QuerySet[Release]:
    """The releases that this user may see, that hold something and that no later one replaces, newest first."""
    holds = ReleasedBundle.objects.filter(release=OuterRef("pk"))
    return releases_for(user).filter(Exists(holds), superseded_by=None).defer("manifest").order_by("-pk")


def imports_for(user: Any) -> QuerySet[ImportedRelease]:
    """The releases of others, taken over here, that this user may see."""
    seen = ImportedRelease.objects.filter(programme__subject__in=subjects_for(user))
    return seen.select_related("organisation", "programme__subject", "key")


def imports_with(version: FigureVersion) -> QuerySet[ImportedRelease]:
    """The releases of others in which this version came here, the latest first."""
    return ImportedRelease.objects.filter(versions__version=version).select_related("organisation").order_by("-pk")


def releases_of(programme: Programme, organisations: Any) -> QuerySet[Release]:
    """The releases of these organisations in a programme, newest first."""
    own = Release.objects.filter(programme=programme, organisation__in=organisations)
    return own.select_related("organisation", "superseded_by").order_by("-pk")


def open_proposals(programme: Programme, organisations: Any) -> QuerySet[Proposal]:
    """What these organisations are preparing in a programme, oldest first."""
    own = Proposal.objects.filter(programme=programme, organisation__in=organisations, release=None)
    return own.select_related("organisation", "supersedes").order_by("pk")


def publishable(programme: Programme, organisations: Any) -> QuerySet[FigureVersion]:
    """Latest versions that were not published and that nothing makes stale."""
    versions = versions_in(programme.key, organisations)
    return versions.exclude(pk__in=published_versions().values("pk")).exclude(pk__in=stale_versions().values("pk"))
