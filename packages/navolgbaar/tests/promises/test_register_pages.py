"""The register for everybody: lists with addresses, a time line with its sources, calendar, feed, lines, search."""

from datetime import date

import pytest
from crawling import bare_numbers
from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.test.utils import CaptureQueriesContext
from lxml import html

from navolgbaar.programmes.doors import PAGES, open_menu
from navolgbaar.programmes.lines import Asked, Line, lines_of
from navolgbaar.promises.actions import confirm, withdraw
from navolgbaar.promises.following import add_measure
from navolgbaar.promises.states import EventKind, Evidence, Execution
from navolgbaar.sources.actions import move_document
from navolgbaar.sources.states import DocumentState

pytestmark = [pytest.mark.django_db, pytest.mark.db]


def tree(response):
    assert response.status_code == 200, response.status_code
    found = html.fromstring(response.content)
    assert bare_numbers(found) == []
    return found


def said(response):
    return " ".join(tree(response).find(".//main").text_content().split())


@pytest.fixture
def register(world, promise, propose, opened, happens, today):
    """Three statements of a public letter: one overdue and moved, one an aim without a deadline, one a duty."""
    aim = confirm(proposal=propose("Ik streef ernaar dat alle buurten", kind="aim"), seen=1, by=world.editor)
    duty = confirm(
        proposal=propose("Gemeenten zijn vanaf 1 juli", kind="duty", actor="gemeenten", due="2030-07-01",
                         due_last=date(2030, 7, 1)),
        seen=1, by=world.editor,
    )  # fmt: skip
    opened(promise.document)
    return promise, aim, duty


def test_nothing_is_public_before_its_document_is(world, promise, client, opened):
    assert client.get(promise.get_absolute_url()).status_code == 404
    assert "informeren" not in said(client.get("/toezeggingen/"))
    assert [door.address for door in open_menu()] == []
    opened(promise.document)
    assert "informeren over de uitkomsten" in said(client.get("/toezeggingen/"))
    assert [door.address for door in open_menu()] == ["promises:register"]


def test_what_nobody_confirmed_is_nowhere(world, proposal, propose, opened, client):
    opened(proposal.document)
    for address in ("/toezeggingen/", "/toezeggingen/termijnen.ics", "/zoeken?q=uitkomsten"):
        assert "test.rule" not in client.get(address).content.decode()
    assert client.get(f"/redactie/uitspraken/{proposal.pk}/").status_code == 302
    assert "Niets past" in said(client.get("/toezeggingen/"))


FILTERED = {
    "": {0, 1, 2},
    "programma=versterken": {0, 1, 2},
    "programma=anders": {0, 1, 2},
    "soort=aim": {1},
    "stand=not_started": {0, 1, 2},
    "stand=done": set(),
    "reactie=promised": {0, 1, 2},
    "termijn=verstreken": {0},
    "termijn=komt": {2},
    "termijn=open&soort=duty": {2},
    "verschoven=1": {0},
    "wie=Gemeenten": {2},
    "stil=2024-01-01": {1, 2},
    "stil=2020-01-01": set(),
    "stil=gisteren": {0, 1, 2},
    "q=uitkomst": {0},
    "q=verplichting+gemeente": {2},
    "q=%00%27": {0, 1, 2},
    "pagina=99": {0, 1, 2},
}
"""A query -> the statements of the register that it leaves."""


def test_filters_stand_in_the_address(register, happens, today, client, subtests):
    happens(register[0], EventKind.DEADLINE, deadline=_due("2024-02"), on=date(2024, 1, 2))
    today(date(2024, 5, 1))
    for query, found in FILTERED.items():
        with subtests.test(query):
            page = tree(client.get(f"/toezeggingen/?{query}"))
            links = set(page.xpath("//article[contains(@class, 'promise')]//h3/a/@href"))
            assert links == {register[at].get_absolute_url() for at in found}


def _due(written):
    from navolgbaar.promises.deadlines import read

    return read(written)


def test_a_promise_is_a_time_line_with_every_word_in_its_source(world, register, happens, opened, later, client):
    promise = register[0]
    happens(promise, execution=Execution.DONE, grade=Evidence.OWN, according_to=world.ministry, on=date(2024, 2, 12))
    page = tree(client.get(promise.get_absolute_url()))
    words = " ".join(page.find(".//main").text_content().split())
    assert "Ik zal uw Kamer voor 1 januari 2024 informeren over de uitkomsten." in words
    assert "uiterlijk 31 december 2023" in words
    assert "uitgevoerd" in words
    assert "Gezien door anderen: nog niets" in words
    sources = page.xpath("//ol[contains(@class, 'thread')]//a/@href")
    assert [source.split("#")[0] for source in sources] == [
        promise.document.get_absolute_url(), later.get_absolute_url(),
    ]  # fmt: skip
    for source in sources:
        ident = source.split("#")[1]
        assert tree(client.get(source.split("#")[0])).xpath(f"//*[@id='{ident}']")


def test_evidence_in_a_document_that_was_withdrawn_is_not_quoted(world, register, happens, later, client):
    promise = register[0]
    happens(promise, execution=Execution.DONE, grade=Evidence.DOCUMENT, telling="Op 12 februari verstuurd")
    assert "Op 12 februari verstuurd" in said(client.get(promise.get_absolute_url()))
    move_document(document=later, state=DocumentState.WITHDRAWN, by=world.editor)
    body = said(client.get(promise.get_absolute_url()))
    assert "Het document is niet openbaar." in body
    assert "aan de Kamer gestuurd" not in body
    assert "Op 12 februari" not in body


def test_a_withdrawn_promise_stays_at_its_address_without_its_words(world, register, client):
    promise = register[0]
    withdraw(statement=promise, reason="Verkeerde zin.", by=world.editor)
    body = said(client.get(promise.get_absolute_url()))
    assert "Verkeerde zin." in body
    assert "uitkomsten" not in body
    assert promise.public_id not in client.get("/toezeggingen/").content.decode()
    proposal = promise.proposal
    proposal.refresh_from_db()
    again = confirm(proposal=proposal, seen=proposal.version, by=world.editor)
    assert tree(client.get(promise.get_absolute_url())).xpath(f"//a[@href='{again.get_absolute_url()}']")


def test_no_name_of_who_confirmed_stands_on_a_page(world, register, client):
    for address in (register[0].get_absolute_url(), "/toezeggingen/"):
        body = client.get(address).content.decode()
        assert world.editor.email not in body
        assert world.editor.public_id not in body
    assert "een redacteur van Ministerie" in said(client.get(register[0].get_absolute_url()))


def test_the_calendar_has_what_falls_due_and_no_more(register, client, today):
    from icalendar import Calendar

    today(date(2023, 10, 1))
    response = client.get("/toezeggingen/termijnen.ics")
    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    days = {str(event["uid"]): event["dtstart"].dt for event in Calendar.from_ical(response.content).walk("VEVENT")}
    assert days == {
        f"{register[0].public_id}@navolgbaar": date(2023, 12, 31),
        f"{register[2].public_id}@navolgbaar": date(2030, 7, 1),
    }
    only = client.get("/toezeggingen/termijnen.ics?soort=duty").content
    assert only.count(b"BEGIN:VEVENT") == 1
    assert "Set-Cookie" not in response.headers


def test_the_feed_has_them_in_order_and_tracks_nobody(register, client):
    response = client.get("/toezeggingen/termijnen.atom")
    feed = html.fromstring(response.content)
    assert response["Content-Type"].startswith("application/atom+xml")
    links = [link.get("href") for link in feed.xpath("//entry/link")]
    assert [link.rsplit("/", 2)[1] for link in links] == [register[0].public_id, register[2].public_id]
    assert "Set-Cookie" not in response.headers
    assert all("?" not in link for link in links)


def test_the_subject_says_it_on_four_lines(world, register, happens, today):
    today(date(2024, 2, 1))
    happens(register[0], EventKind.DEADLINE, deadline=_due("2024-03"), on=date(2024, 1, 20))
    found = dict(lines_of(Asked(world.subject, AnonymousUser(), [])))
    names = {
        line: {entry.context["statement"].public_id for entry in found[line]}
        for line in (Line.PROMISED, Line.PLANNED, Line.NEXT)
    }
    assert names == {
        Line.PROMISED: {register[0].public_id, register[2].public_id},
        Line.PLANNED: {register[1].public_id},
        Line.NEXT: {register[0].public_id, register[2].public_id},
    }
    (change,) = found[Line.CHANGED]
    assert change.context["event"].due == "2024-03"


def test_the_subject_page_and_the_search_lead_to_it(world, register, client):
    page = tree(client.get(world.subject.get_absolute_url()))
    assert page.xpath(f"//a[@href='{register[0].get_absolute_url()}']")
    found = tree(client.get("/zoeken?q=uitkomst"))
    assert found.xpath(f"//a[@href='{register[0].get_absolute_url()}']")
    assert not tree(client.get("/zoeken?q=ooievaar")).xpath("//a[contains(@href, '/toezeggingen/NB')]")


def test_measures_have_pages(world, promise, opened, client, monkeypatch):
    monkeypatch.setattr("navolgbaar.promises.views.PER_PAGE", 2)
    for number in range(3):
        add_measure(statement=promise, partner=world.inspectorate, title=f"Maatregel {'abc'[number]}", by=world.editor)
    opened(promise.document)
    first = tree(client.get("/toezeggingen/maatregelen/?soort=commitment"))
    assert "Maatregel a" in first.text_content()
    assert "Maatregel c" not in first.text_content()
    (onward,) = first.xpath("//a[@rel='next']/@href")
    assert "soort=commitment" in onward
    assert "Maatregel c" in tree(client.get(f"/toezeggingen/maatregelen/{onward}")).text_content()
    assert client.get("/toezeggingen/maatregelen/?partner=%00").status_code == 200


def test_a_longer_register_asks_no_more_of_the_database(world, register, propose, client):
    def asked(address):
        with CaptureQueriesContext(connection) as captured:
            assert client.get(address).status_code == 200
        return len(captured)

    addresses = ["/toezeggingen/", "/toezeggingen/?q=buurten", "/toezeggingen/termijnen.ics",
                 "/toezeggingen/termijnen.atom", "/toezeggingen/maatregelen/", world.subject.get_absolute_url(),
                 "/api/v1/promises"]  # fmt: skip
    add_measure(statement=register[0], partner=world.ministry, title="De eerste", by=world.editor)
    before = [asked(address) for address in addresses]
    for words in ("er komen gesprekken", "Er zijn in 2022", "met de bewoners", "alle buurten in 2025 een team"):
        made = confirm(proposal=propose(words, due="2030"), seen=1, by=world.editor)
        add_measure(statement=made, partner=world.inspectorate, title=words, by=world.editor)
    after = [asked(address) for address in addresses]
    assert [now <= then for now, then in zip(after, before, strict=True)] == [True] * len(addresses), (before, after)
    assert max(before[:5]) <= 14


def test_the_calendar_has_the_first_to_come_and_the_last_that_passed(register, client, today, monkeypatch):
    monkeypatch.setattr("navolgbaar.promises.feeds.AHEAD", 1)
    monkeypatch.setattr("navolgbaar.promises.feeds.BEHIND", 0)
    today(date(2023, 10, 1))
    assert client.get("/toezeggingen/termijnen.ics").content.count(b"BEGIN:VEVENT") == 1
    assert register[0].public_id in client.get("/toezeggingen/termijnen.ics").content.decode()
    today(date(2024, 10, 1))
    assert register[2].public_id in client.get("/toezeggingen/termijnen.ics").content.decode()


def test_pages_exist_in_english(register, client):
    here = register[0].get_absolute_url()
    assert "Promises" in said(client.get("/en/toezeggingen/"))
    assert "at the latest 31 December 2023" in said(client.get(f"/en{here}"))


def test_a_long_register_has_pages(world, register, propose, client, monkeypatch):
    monkeypatch.setattr("navolgbaar.promises.views.PER_PAGE", 2)
    first = tree(client.get("/toezeggingen/?soort=aim&soort="))
    page = tree(client.get("/toezeggingen/"))
    assert len(page.find_class("promise")) == 2
    (onward,) = page.xpath("//a[@rel='next']/@href")
    assert len(tree(client.get(f"/toezeggingen/{onward}")).find_class("promise")) == 1
    assert not first.xpath("//a[@rel='prev']")


def test_what_is_public_stands_in_the_sitemap(world, register):
    withdraw(statement=register[2], reason="x", by=world.editor)
    addresses = {page.get_absolute_url() for page in PAGES["promises"]()}
    assert addresses == {statement.get_absolute_url() for statement in register[:2]}
