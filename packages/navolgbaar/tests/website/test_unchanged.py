"""What a stranger has already is not sent again; what changed is, and what others see is theirs alone."""

import os
import re

import pytest
from django.test import Client

from navolgbaar.api.views import PACE
from navolgbaar.figures.states import FigureKind
from navolgbaar.sources.actions import erase_passage, move_document
from navolgbaar.sources.states import DocumentState

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.db]


@pytest.fixture
def published(letter, say, release, world):
    """One measured number, published, from a public letter."""
    version = say("1229")
    move_document(document=letter, state=DocumentState.PUBLIC, by=world.editor)
    release(version)
    return version


def again(client, page):
    """Ask, and ask again with what was answered: the two answers. The server keeps statistics for itself now and then:
    where that came in between, once more."""
    for _ in range(5):
        first = client.get(page)
        assert first.status_code == 200, page
        second = client.get(page, headers={"If-None-Match": first.headers.get("ETag", '"none"')})
        if second.status_code == 304:
            break
    return first, second


def addresses(version):
    """The pages and files that a stranger can have of a figure, by what they are."""
    figure, document = version.figure, version.reading.anchor.passage.document
    return {
        "figure": f"/cijfers/{figure.public_id}/",
        "in English": f"/en/cijfers/{figure.public_id}/",
        "subject": figure.subject.get_absolute_url(),
        "document": document.get_absolute_url(),
        "bundle": f"/bundels/{version}.json",
        "bundle of the page": f"/cijfers/{version}.json",
        "API": f"/api/v1/figures/{figure.public_id}",
        "API, list": "/api/v1/figures",
        "API, manifest": f"/api/v1/releases/{version.publications.get().release}/manifest",
        "CSV": "/api/v1/figures.csv",
    }


@pytest.mark.skipif(bool(os.environ.get("DATABASE_URL")), reason="the embedded server: nobody else writes on it")
def test_nothing_is_sent_twice_and_everything_new_is(client, published, say, release, world):
    pages = addresses(published)
    names = {}
    for name, page in pages.items():
        first, second = again(client, page)
        assert (second.status_code, second.content) == (304, b""), name
        assert not first.cookies, name
        assert set(first.headers["Cache-Control"].split(", ")) <= {"no-cache", "public"}, name
        assert second.headers["ETag"] == first.headers["ETag"], name
        names[name] = first.headers["ETag"]
    whole = [name for name in pages if name not in ("bundle", "bundle of the page")]
    assert len({names[name] for name in whole}) == len(whole), "each address and language has its own"
    assert {"Cookie", "Accept-Language"} <= set(re.split(", *", client.get(pages["figure"]).headers["Vary"]))

    release(say("1400", reason="Beter geteld."))
    for name in whole:
        fresh = client.get(pages[name], headers={"If-None-Match": names[name]})
        assert fresh.status_code == 200, f"{name}: another version was released"
    assert b"1.400" in client.get(pages["document"], headers={"If-None-Match": names["document"]}).content
    assert client.get(pages["bundle"], headers={"If-None-Match": names["bundle"]}).status_code == 304, "the same bytes"

    erase_passage(passage=published.reading.anchor.passage, ground="AVG 17", by=world.administrator)
    without = client.get(pages["bundle"], headers={"If-None-Match": names["bundle"]})
    assert without.status_code == 200
    assert b"adressen versterkt" not in without.content


def test_what_a_clerk_sees_has_no_name_and_is_never_taken_for_what_a_stranger_saw(published, world):
    pages, stranger, clerk = addresses(published), Client(), Client()
    clerk.force_login(world.editor)
    for name in ("figure", "subject", "document"):
        seen = stranger.get(pages[name])
        own = clerk.get(pages[name], headers={"If-None-Match": seen.headers["ETag"]})
        assert (own.status_code, own.headers.get("ETag")) == (200, None), name
        assert set(own.headers["Cache-Control"].split(", ")) == {"no-cache", "private"}, name
        assert world.editor.email not in seen.content.decode()
    assert "private" in clerk.get(pages["bundle of the page"]).headers["Cache-Control"]


def test_a_page_that_is_not_there_has_no_name(client, published, say, monkeypatch):
    hidden = say("1400", FigureKind.CLAIMED).figure
    wanted = {"If-None-Match": client.get(addresses(published)["figure"]).headers["ETag"]}
    for page in (f"/cijfers/{hidden.public_id}/", f"/api/v1/figures/{hidden.public_id}", "/cijfers/NB-2020-1/"):
        for headers in (wanted, {"If-None-Match": "*"}):
            answer = client.get(page, headers=headers)
            assert (answer.status_code, answer.headers.get("ETag")) == (404, None), page
    monkeypatch.setattr(PACE, "allow_request", lambda *_: False)
    refused = client.get("/api/v1/figures")
    assert (refused.status_code, refused.headers.get("ETag")) == (429, None), "or it would be said to be unchanged"
    client.cookies["messages"] = "something that is told once"
    assert "ETag" not in client.get(addresses(published)["figure"]).headers
