"""A crawl of every public page in both languages: no number without an origin, no dead link."""

import pytest
from crawling import bare_numbers, crawl
from lxml import html

from navolgbaar.figures.models import FigureVersion
from navolgbaar.figures.states import FigureKind, Verdict
from navolgbaar.sources.actions import move_document
from navolgbaar.sources.states import DocumentState

pytestmark = [pytest.mark.django_db, pytest.mark.db]


@pytest.fixture
def site(world, letter, say, release):
    """A public letter with two published numbers, one of them corrected."""
    first = release(say("1229"), say("1400", FigureKind.TARGET))
    move_document(document=letter, state=DocumentState.PUBLIC, by=world.editor)
    corrected = say("1229", verdict=Verdict.CORRECTED, corrected="1230", reason="Tabel 2 geeft 1.230")
    release(corrected, supersedes=first, reason="Correctie")


def test_no_number_without_an_origin(client, site):
    pages = dict(crawl(client))
    assert {"/", "/en/", "/zoeken"} <= set(pages)
    assert sum("/cijfers/" in page for page in pages) >= 8
    assert {page: bare for page, tree in pages.items() if tree is not None and (bare := bare_numbers(tree))} == {}


def test_every_figure_on_a_page_is_in_the_ledger_with_that_string(client, site):
    known = {str(v): (v.published, v.published_en) for v in FigureVersion.objects.select_related("figure")}
    seen = set()
    for page, tree in crawl(client):
        for data in [] if tree is None else tree.iter("data"):
            version = data.get("data-figure")
            shown = data.text_content()
            assert shown in known[version], f"{page} shows {shown} for {version}"
            seen.add(version)
    assert seen == set(known)


def test_the_crawl_itself_finds_a_bare_number():
    tree = html.fromstring("<div><p>Er zijn 12 <b>woningen</b> en 3 huizen, <time>2024</time></p></div>")
    assert bare_numbers(tree) == ["Er zijn 12", "en 3 huizen,"]
