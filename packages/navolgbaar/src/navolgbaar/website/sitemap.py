"""Every address for everybody, in both languages, for who looks for them: /sitemap.xml and /robots.txt."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.contrib.sitemaps import Sitemap
from django.db.models import Exists, OuterRef
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from navolgbaar.figures.models import Figure
from navolgbaar.figures.queries import published_versions, standing_figures
from navolgbaar.mailings.models import Question
from navolgbaar.mailings.states import QuestionState
from navolgbaar.programmes.doors import PAGES, open_menu
from navolgbaar.programmes.models import Subject
from navolgbaar.publishing.models import ImportedRelease, Release
from navolgbaar.sources.models import Document
from navolgbaar.sources.states import DocumentState
from navolgbaar.website.questions import open_questions

CLOSED = ("/redactie/", "/account/", "/uitnodiging/", "/lezersvragen/$", "/volgen/", "/klopt-dit-niet/")


class Bilingual(Sitemap[Any]):
    """Each address in Dutch and in English, and each names the other."""

    i18n = True
    alternates = True
    x_default = True
    limit = 10_000  # per file, each in two languages; a file holds 50,000 at most

    def get_domain(self, site: Any = None) -> str:
        """Where this installation is, as in mails; never taken from a request."""
        return settings.PUBLIC_ADDRESS.partition("://")[2]

    def get_protocol(self, protocol: str | None = None) -> str:
        return settings.PUBLIC_ADDRESS.partition("://")[0]


class Pages(Bilingual):
    """The pages that are always there, the questions that have an answer, the doors of the rooms that are open."""

    def items(self) -> list[tuple[str, list[str]]]:
        questions = [("website:question", [question.key]) for question in open_questions(_subjects())]
        names = ["website:home", "website:explained", "website:search", "website:check", "website:compare"]
        names += ["website:figures"] if standing_figures().exists() else []
        names += [door.address for door in open_menu()]
        return [*((name, list[str]()) for name in names), *questions]

    def location(self, item: tuple[str, list[str]]) -> str:
        return reverse(item[0], args=item[1])


class Rows(Bilingual):
    """What has a page of its own: `items` are the rows, their addresses follow from them."""

    def __init__(self, rows: Any) -> None:
        self._rows = rows

    def items(self) -> Any:
        return self._rows()


class Rooms(Bilingual):
    """What the rooms registered in `programmes.doors.PAGES`."""

    def items(self) -> list[Any]:
        return [page for pages in PAGES.values() for page in pages()]

    def location(self, item: Any) -> str:
        return str(item.get_absolute_url())


def _subjects() -> Any:
    return Subject.objects.filter(is_public=True).order_by("pk")


def _figures() -> Any:
    published = published_versions().filter(figure=OuterRef("pk")).order_by()
    return Figure.objects.filter(Exists(published), subject__is_public=True).order_by("pk")


def _releases() -> Iterable[Any]:
    return Release.objects.filter(programme__subject__is_public=True).order_by("pk")


def _imported() -> Iterable[Any]:
    return ImportedRelease.objects.filter(programme__subject__is_public=True).order_by("pk")


def _documents() -> Iterable[Any]:
    return Document.objects.filter(state=DocumentState.PUBLIC, programme__subject__is_public=True).order_by("pk")


def _answered() -> Iterable[Any]:
    return Question.objects.filter(state=QuestionState.ANSWERED, subject__is_public=True).order_by("pk")


SITEMAPS: dict[str, Bilingual] = {
    "pages": Pages(),
    "subjects": Rows(_subjects),
    "figures": Rows(_figures),
    "documents": Rows(_documents),
    "releases": Rows(_releases),
    "imported": Rows(_imported),
    "questions": Rows(_answered),
    "rooms": Rooms(),
}


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """Programs that read the web: everything for everybody, and where the list of it is."""
    closed = [f"Disallow: {language}{path}" for language in ("", "/en") for path in CLOSED]
    lines = ["User-agent: *", *closed, f"Sitemap: {settings.PUBLIC_ADDRESS}/sitemap.xml", ""]
    return HttpResponse("\n".join(lines), content_type="text/plain")
