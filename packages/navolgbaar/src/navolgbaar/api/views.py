"""The interface itself: every address with what it gives. Read-only; nothing here asks who is asking."""

from __future__ import annotations

import base64
from datetime import datetime
from hashlib import sha256
from typing import Annotated, Any

from django.conf import settings
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, JsonResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe
from ninja import NinjaAPI, Path, Query
from ninja.throttling import AnonRateThrottle

from navolgbaar.api import exports, metadata, promises, queries, schemas
from navolgbaar.api.citations import citation_of
from navolgbaar.core.unchanged import by_digest, etag_now, unless_unchanged
from navolgbaar.figures.models import FigureVersion
from navolgbaar.figures.states import FigureKind
from navolgbaar.publishing.frozen import released_bundle

PACE = AnonRateThrottle(settings.API_RATE)
api = NinjaAPI(
    title="Navolgbaar",
    version="1",
    description="Published figures of public programmes, each with its version, its origin and its bundle.",
    urls_namespace="api",
    throttle=[PACE],
    docs_url=None,  # its page would fetch scripts from elsewhere
)
UNCHANGED, ASK_EACH_TIME = unless_unchanged(etag_now), cache_control(no_cache=True)
api.add_decorator(UNCHANGED, mode="view")
api.add_decorator(ASK_EACH_TIME, mode="view")
api.add_router("", promises.router)
FigureId = Annotated[str, Path(pattern=r"^NB-[0-9]{4}-[0-9]{1,9}$")]
SubjectId = Annotated[str, Path(pattern=r"^NB-S-[0-9]{4}-[0-9]{1,9}$")]
ReleaseId = Annotated[str, Path(pattern=r"^NB-R-[0-9]{4}-[0-9]{1,9}$")]
DocumentId = Annotated[str, Path(pattern=r"^NB-D-[0-9]{4}-[0-9]{1,9}$")]
Number = Annotated[int, Path(ge=1, le=1_000_000)]
Limit = Annotated[int, Query(ge=1, le=1000)]
Offset = Annotated[int, Query(ge=0, le=10_000_000)]
Key = Annotated[str, Query(pattern=r"^[a-zA-Z0-9_-]*$", max_length=80)]
NOT_THERE = {404: schemas.Problem}


def _page(found: QuerySet[Any], shape: Any, limit: int, offset: int) -> dict[str, Any]:
    return {"count": found.count(), "items": [shape.of(item) for item in found[offset : offset + limit]]}


@api.get("/figures", response=schemas.FigureList, summary="Figures in their newest version")
def figures(
    request: HttpRequest,
    subject: Key = "",
    quantity: Key = "",
    kind: FigureKind | None = None,
    since: datetime | None = None,
    limit: Limit = 100,
    offset: Offset = 0,
) -> dict[str, Any]:
    """`since`: only what was recorded at or after this moment."""
    count, versions = queries.newest_page(
        subject=subject, quantity=quantity, kind=kind or "", since=since, limit=limit, offset=offset
    )
    return {"count": count, "items": [schemas.Figure.of(version) for version in versions]}


@api.get("/figures/{slug:figure}", response={200: schemas.FigureWithVersions, **NOT_THERE}, summary="A figure")
def figure(request: HttpRequest, figure: FigureId) -> schemas.FigureWithVersions:
    """The newest version that stands (the newest of all where every one was withdrawn), and every published one."""
    versions = queries.versions_of(figure)
    if not versions:
        raise Http404
    shapes = [schemas.Version.of(version) for version in versions]
    first = next((at for at, shape in enumerate(shapes) if not shape.withdrawn), 0)
    return schemas.FigureWithVersions(**dict(schemas.Figure.of(versions[first])), versions=shapes)


@api.get("/figures/{slug:figure}@{int:number}", response={200: schemas.Figure, **NOT_THERE}, summary="One version")
def version(request: HttpRequest, figure: FigureId, number: Number) -> schemas.Figure:
    """A figure with one of its published versions."""
    return schemas.Figure.of(_version(figure, number))


@api.get(
    "/figures/{slug:figure}@{int:number}/citation",
    response={200: schemas.Citation, **NOT_THERE},
    summary="Cite this number",
)
def citation(request: HttpRequest, figure: FigureId, number: Number) -> schemas.Citation:
    """How to cite a number with its version."""
    return citation_of(_version(figure, number))


@api.get("/subjects", response=schemas.SubjectList, summary="Subjects")
def subjects(request: HttpRequest, limit: Limit = 100, offset: Offset = 0) -> dict[str, Any]:
    """Anything that can be cited: programmes, areas, recommendations, teams."""
    return _page(queries.subjects(), schemas.SubjectOut, limit, offset)


@api.get("/subjects/{slug:subject}", response={200: schemas.SubjectOut, **NOT_THERE}, summary="A subject")
def subject(request: HttpRequest, subject: SubjectId) -> schemas.SubjectOut:
    """One subject."""
    return schemas.SubjectOut.of(get_object_or_404(queries.subjects(), public_id=subject))


@api.get("/releases", response=schemas.ReleaseList, summary="Releases")
def releases(request: HttpRequest, limit: Limit = 100, offset: Offset = 0) -> dict[str, Any]:
    """Frozen sets of versions, in the order of their chain."""
    return _page(queries.releases(), schemas.ReleaseOut, limit, offset)


@api.get("/releases/{slug:release}", response={200: schemas.ReleaseOut, **NOT_THERE}, summary="A release")
def release(request: HttpRequest, release: ReleaseId) -> schemas.ReleaseOut:
    """One release."""
    return schemas.ReleaseOut.of(get_object_or_404(queries.releases(), public_id=release))


@api.get("/releases/{slug:release}/manifest", response={200: dict[str, Any], **NOT_THERE}, summary="Its manifest")
def manifest(request: HttpRequest, release: ReleaseId) -> dict[str, Any]:
    """Everything in a release, as it was frozen."""
    found: dict[str, Any] = get_object_or_404(queries.releases(), public_id=release).manifest
    return found


@api.get("/documents", response=schemas.DocumentList, summary="Documents")
def documents(request: HttpRequest, limit: Limit = 100, offset: Offset = 0) -> dict[str, Any]:
    """What is known about public documents; their words are on their pages."""
    return _page(queries.documents(), schemas.DocumentOut, limit, offset)


@api.get("/documents/{slug:document}", response={200: schemas.DocumentOut, **NOT_THERE}, summary="A document")
def document(request: HttpRequest, document: DocumentId) -> schemas.DocumentOut:
    """What is known about one public document."""
    return schemas.DocumentOut.of(get_object_or_404(queries.documents(), public_id=document))


@api.get("/catalog.jsonld", response=dict[str, Any], summary="The catalogue (DCAT)")
def catalogue(request: HttpRequest) -> HttpResponse:
    """For data portals."""
    return JsonResponse(metadata.catalogue(), content_type="application/ld+json")


@api.get("/figures.csv-metadata.json", response=dict[str, Any], summary="What the columns mean (CSVW)")
def csv_metadata(request: HttpRequest) -> HttpResponse:
    """For programs that read the CSV."""
    return JsonResponse(exports.csvw(), content_type="application/csvm+json")


@require_safe
@ASK_EACH_TIME
@UNCHANGED
def figures_csv(request: HttpRequest) -> StreamingHttpResponse:
    """Every standing figure as CSV."""
    headers = {
        "Content-Disposition": 'attachment; filename="figures.csv"',
        "Link": '</api/v1/figures.csv-metadata.json>; rel="describedby"; type="application/csvm+json"',
    }
    return StreamingHttpResponse(exports.csv_lines(), content_type="text/csv; charset=utf-8", headers=headers)


@require_safe
@ASK_EACH_TIME
def bundle(request: HttpRequest, figure: str, number: int) -> HttpResponseBase:
    """The exact bytes with which an outsider recomputes a version, and their sha256 (RFC 9530)."""
    found = _version(figure, number)
    data = released_bundle(found)
    headers = {
        "Content-Disposition": f'attachment; filename="{found}.json"',
        "Repr-Digest": f"sha-256=:{base64.b64encode(sha256(data).digest()).decode()}:",
    }
    return by_digest(request, HttpResponse(data, content_type="application/json", headers=headers))


def _version(figure: str, number: int) -> FigureVersion:
    for version in queries.versions_of(figure):
        if version.number == number:
            return version
    raise Http404
