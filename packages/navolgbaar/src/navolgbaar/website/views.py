"""The pages for everybody. What a visitor may not see does not exist: the answer is 404, never 403."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, HttpResponsePermanentRedirect
from django.shortcuts import get_object_or_404, render
from django.utils.text import slugify
from django.views.decorators.http import require_safe

from navolgbaar.core.unchanged import by_digest, etag_now, is_stranger, shared_with_strangers, unless_unchanged
from navolgbaar.figures.models import Figure
from navolgbaar.figures.queries import is_withdrawn, side_by_side, versions_for
from navolgbaar.figures.series import series_in, series_with
from navolgbaar.figures.shown import answers_of_kind, example_among, shown_on
from navolgbaar.programmes.lines import Asked, lines_of
from navolgbaar.programmes.queries import subjects_for
from navolgbaar.programmes.states import SubjectKind
from navolgbaar.publishing.frozen import released_bundle, released_sha256
from navolgbaar.publishing.queries import imports_with, standing_releases
from navolgbaar.sources.queries import documents_for
from navolgbaar.website.context import menu
from navolgbaar.website.margin import paper_of
from navolgbaar.website.origin import origin_of
from navolgbaar.website.questions import QUESTIONS, by_subject, open_questions
from navolgbaar.website.searching import found_for

PICTURES, RELEASES = 2, 5


def _etag(request: HttpRequest) -> str | None:
    """Who is logged in sees a page of its own, which has no name. The menu is not asked of the database each time."""
    return etag_now(request, *(door.address for door in menu(request)["menu"])) if is_stranger(request) else None


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """One search field, four questions, the programmes; how a number is followed, and what was published last."""
    subjects = subjects_for(request.user)
    context = {
        "programmes": subjects.filter(kind=SubjectKind.PROGRAMME).order_by("name"),
        "questions": open_questions(subjects),
        "example": example_among(subjects.filter(kind=SubjectKind.PROGRAMME)),
        "releases": standing_releases(request.user)[:RELEASES],
    }
    return render(request, "website/home.html", context)


@require_safe
def explained(request: HttpRequest) -> HttpResponse:
    """What the kinds of number and the words on the buttons mean."""
    return render(request, "website/explained.html")


@require_safe
def question(request: HttpRequest, question: str) -> HttpResponse:
    """One of the questions of the home page, over everything that was published."""
    asked = QUESTIONS.get(question)
    versions = answers_of_kind(asked.kind, subjects_for(request.user)) if asked else []
    if asked is None or not versions:
        raise Http404
    return render(request, "website/question.html", {"question": asked, "groups": by_subject(versions)})


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """Everything that the words of the visitor lead to."""
    words = request.GET.get("q", "").strip()[:200]
    return render(request, "website/search.html", {"words": words, "found": found_for(words, request.user)})


@require_safe
@shared_with_strangers
@unless_unchanged(_etag)
def subject(request: HttpRequest, public_id: str, slug: str) -> HttpResponse:
    """The same page for everything: five lines in a fixed order."""
    found = get_object_or_404(subjects_for(request.user), public_id=public_id)
    if slug != (slugify(found.name) or "-"):
        return HttpResponsePermanentRedirect(found.get_absolute_url())
    shown = shown_on(found)
    context = {
        "subject": found,
        "lines": lines_of(Asked(found, request.user, shown)),
        "changes": found.changes.order_by("on"),
        "pictures": series_in(shown)[:PICTURES],
        "releases": standing_releases(request.user).filter(programme__subject=found)[:RELEASES],
    }
    return render(request, "website/subject.html", context)


@require_safe
@shared_with_strangers
@unless_unchanged(_etag)
def figure(request: HttpRequest, public_id: str) -> HttpResponse:
    """What a number is, what it says, how we know it; digests and install lines last."""
    identifier, _, number = public_id.partition("@")
    wanted = Figure.objects.filter(subject__in=subjects_for(request.user)).select_related(
        "subject", "quantity", "period", "area", "issuer", "owner"
    )
    found = get_object_or_404(wanted, public_id=identifier)
    versions = versions_for(request.user, found)
    if not versions:
        raise Http404
    chosen = next((v for v in versions if str(v.number) == number), versions[0] if not number else None)
    if chosen is None:
        raise Http404
    context = {
        "figure": found,
        "version": chosen,
        "former": [version for version in versions if version.number < chosen.number],
        "later": [version for version in versions if version.number > chosen.number],
        "origin": origin_of(chosen, request.user),
        "others": side_by_side(found),
        "series": series_with(found),
        "imports": imports_with(chosen),
        "sha256": released_sha256(chosen),
        "uses": chosen.uses.order_by("at"),
        "withdrawals": chosen.withdrawals.order_by("at") if is_withdrawn(chosen) else [],
    }
    return render(request, "website/figure.html", context)


@require_safe
@shared_with_strangers
def bundle(request: HttpRequest, public_id: str, number: int) -> HttpResponseBase:
    """The file with which an outsider recomputes this version, without this platform."""
    figures = Figure.objects.filter(subject__in=subjects_for(request.user))
    seen = versions_for(request.user, get_object_or_404(figures, public_id=public_id))
    version = next((version for version in seen if version.number == number), None)
    if version is None:
        raise Http404
    name = f'attachment; filename="{version}.json"'
    data = released_bundle(version)
    response = HttpResponse(data, content_type="application/json", headers={"Content-Disposition": name})
    return by_digest(request, response)


@require_safe
@shared_with_strangers
@unless_unchanged(_etag)
def document(request: HttpRequest, public_id: str) -> HttpResponse:
    """Paper with a margin: the words, what was read in them, and what does not add up."""
    found = get_object_or_404(documents_for(request.user), public_id=public_id)
    return render(request, "website/document.html", {"document": found, "paper": paper_of(found, request.user)})
