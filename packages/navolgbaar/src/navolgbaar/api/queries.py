"""Everything that the interface reads, as a stranger sees it."""

from __future__ import annotations

from datetime import UTC, datetime

from django.contrib.auth.models import AnonymousUser
from django.db.models import QuerySet

from navolgbaar.core.moment import moment
from navolgbaar.figures.models import Figure, FigureVersion
from navolgbaar.figures.queries import newest_of, published_versions, standing_figures, standing_versions
from navolgbaar.programmes.models import Subject
from navolgbaar.programmes.queries import subjects_for
from navolgbaar.publishing.models import Release
from navolgbaar.sources.models import Document
from navolgbaar.sources.queries import documents_for

STRANGER = AnonymousUser()
MOST_COUNTS = 1000


def subjects() -> QuerySet[Subject]:
    """The public subjects."""
    return subjects_for(STRANGER).select_related("organisation").order_by("pk")


def documents() -> QuerySet[Document]:
    """The public documents of public programmes."""
    return documents_for(STRANGER).filter(programme__subject__in=subjects_for(STRANGER)).order_by("pk")


def releases() -> QuerySet[Release]:
    """The releases of public programmes."""
    found = Release.objects.filter(programme__subject__in=subjects_for(STRANGER))
    related = found.select_related("organisation", "programme__subject", "supersedes", "superseded_by")
    return related.defer("manifest", "supersedes__manifest", "superseded_by__manifest").order_by("pk")


def versions_of(figure: str) -> list[FigureVersion]:
    """Every published version of a figure, newest first; withdrawn ones too, which say so."""
    return list(_public(published_versions()).filter(figure__public_id=figure).order_by("-number"))


def newest(
    *, subject: str = "", quantity: str = "", kind: str = "", since: datetime | None = None
) -> QuerySet[FigureVersion]:
    """Of every figure the newest version that stands, in the order in which figures were made."""
    figures = _figures(subject=subject, quantity=quantity, kind=kind)
    versions = standing_versions().prefetch_related("withdrawals")
    latest = versions.filter(figure__in=figures).order_by("figure_id", "-number").distinct("figure_id")
    if since is not None:
        return versions.filter(pk__in=latest.values("pk"), known_at__gte=_moment(since)).order_by("figure_id")
    return latest


def newest_page(
    *, subject: str = "", quantity: str = "", kind: str = "", since: datetime | None = None, limit: int, offset: int
) -> tuple[int, list[FigureVersion]]:
    """How many there are, and so many of them."""
    if since is not None:
        found = newest(subject=subject, quantity=quantity, kind=kind, since=since)
        return found.count(), list(found[offset : offset + limit])
    figures = _figures(subject=subject, quantity=quantity, kind=kind)
    chosen = list(figures.order_by("pk").values_list("pk", flat=True)[offset : offset + limit])
    versions = newest_of(standing_versions().filter(figure__in=chosen).prefetch_related("withdrawals"))
    return _count(figures, (subject, quantity, kind)), sorted(versions, key=lambda version: version.figure_id)


_counted: tuple[str, dict[tuple[str, str, str], int]] = ("", {})


def _count(figures: QuerySet[Figure], asked: tuple[str, str, str]) -> int:
    """How many there are: counted once for every moment, because who takes all pages asks for it on each."""
    global _counted
    now = moment()
    if not now or _counted[0] != now or len(_counted[1]) >= MOST_COUNTS:
        _counted = (now, {})
    counts = _counted[1]
    if asked not in counts:
        counts[asked] = figures.count()
    return counts[asked]


def _figures(*, subject: str, quantity: str, kind: str) -> QuerySet[Figure]:
    """The figures of public subjects of which a version stands."""
    asked = {"subject__public_id": subject, "quantity__key": quantity, "kind": kind}
    wanted = {name: value for name, value in asked.items() if value}
    return standing_figures().filter(subject__in=subjects_for(STRANGER), **wanted)


def _moment(since: datetime) -> datetime:
    """A moment as the database can hold it: without a zone it is UTC, and before and after all releases is enough."""
    if not 1970 <= since.year <= 9000:
        return datetime(1970 if since.year < 1970 else 9000, 1, 1, tzinfo=UTC)
    return since.replace(tzinfo=UTC) if since.tzinfo is None else since.astimezone(UTC)


def _public(versions: QuerySet[FigureVersion]) -> QuerySet[FigureVersion]:
    return versions.filter(figure__subject__in=subjects_for(STRANGER)).prefetch_related("withdrawals")
