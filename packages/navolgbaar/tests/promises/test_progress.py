"""A progress report: by two people, frozen when released, with its difference from the one before; web, PDF, DOCX."""

import io
from datetime import date

import pypdfium2
import pytest
from crawling import bare_numbers
from django.core.exceptions import PermissionDenied
from docx import Document as Paper
from lxml import html

from navolgbaar.core.append_only import LedgerIsAppendOnly
from navolgbaar.promises.actions import NotPossibleNow, confirm, withdraw
from navolgbaar.promises.deadlines import read
from navolgbaar.promises.models import Draft, ProgressReport
from navolgbaar.promises.reporting import items_of, prepare_report, release_report, shown
from navolgbaar.promises.science import digest_of
from navolgbaar.promises.states import EventKind, Evidence, Execution
from navolgbaar.sources.actions import move_document
from navolgbaar.sources.states import DocumentState

pytestmark = [pytest.mark.django_db, pytest.mark.db]


@pytest.fixture
def prepare(world):
    def make(year, by=None):
        return prepare_report(
            programme=world.programme, organisation=world.ministry, title=f"Verslag over {year}",
            first=date(year, 1, 1), last=date(year, 12, 31), by=by or world.editor,
        )  # fmt: skip

    return make


@pytest.fixture
def register(world, promise, propose, opened, later):
    aim = confirm(proposal=propose("Ik streef ernaar dat alle buurten", kind="aim"), seen=1, by=world.editor)
    opened(promise.document)
    opened(later)
    return promise, aim


def test_a_second_person_releases_and_nothing_changes_it(world, register, prepare):
    draft = prepare(2023)
    for user in (world.editor, world.outsider):
        with pytest.raises(PermissionDenied):
            release_report(draft=draft, by=user)
    report = release_report(draft=draft, by=world.publisher)
    assert not Draft.objects.exists()
    assert [item["statement"] for item in report.items] == [s.public_id for s in register]
    assert report.digest == digest_of(report.items)
    with pytest.raises(LedgerIsAppendOnly):
        report.save()


def test_it_tells_how_things_stood_at_the_end_of_the_period_and_not_later(world, register, prepare, happens):
    happens(register[0], execution=Execution.RUNNING, grade=Evidence.OWN, on=date(2023, 11, 1))
    happens(register[0], execution=Execution.DONE, grade=Evidence.DOCUMENT, on=date(2024, 2, 12))
    (first, _aim) = items_of(world.programme, date(2023, 1, 1), date(2023, 12, 31))
    assert (first["execution"], first["evidence"], len(first["events"])) == ("running", "own", 1)
    (first, _aim) = items_of(world.programme, date(2024, 1, 1), date(2024, 12, 31))
    assert (first["execution"], first["is_new"], len(first["events"])) == ("done", False, 1)


def test_a_released_report_is_frozen_and_the_next_shows_its_difference(world, register, prepare, happens, client):
    before = release_report(draft=prepare(2023), by=world.publisher)
    items = before.items
    happens(register[0], execution=Execution.DONE, grade=Evidence.DOCUMENT, on=date(2024, 2, 12))
    happens(register[0], EventKind.DEADLINE, deadline=read("2024-06"), on=date(2024, 1, 12))
    withdraw(statement=register[1], reason="Verkeerd.", by=world.editor)
    after = release_report(draft=prepare(2024), by=world.publisher)
    assert (after.before, ProgressReport.objects.get(pk=before.pk).items) == (before, items)
    said = shown(after.items, before.items)
    (line,) = said.lines
    assert line.was == {"execution": "not_started", "evidence": "", "due": "../2023-12-31"}
    assert said.gone == [register[1]]
    page = html.fromstring(client.get(after.get_absolute_url()).content)
    words = " ".join(page.find(".//main").text_content().split())
    assert "in het vorige verslag: niet gestart" in words
    assert "Niet meer in het register" in words
    assert bare_numbers(page) == []
    former = " ".join(html.fromstring(client.get(before.get_absolute_url()).content).text_content().split())
    assert "niet gestart" in former
    assert "uitgevoerd" not in former


def test_every_sentence_leads_to_its_source(world, register, prepare, happens, client):
    happens(register[0], execution=Execution.DONE, grade=Evidence.DOCUMENT, on=date(2023, 12, 1))
    report = release_report(draft=prepare(2023), by=world.publisher)
    page = html.fromstring(client.get(report.get_absolute_url()).content)
    for address in page.xpath("//article//a/@href"):
        assert client.get(address.partition("#")[0]).status_code == 200
    assert page.xpath("//article//li/a[contains(@href, '#e')]")


def test_pdf_and_docx_say_the_same(world, register, prepare, happens, client):
    release_report(draft=prepare(2023), by=world.publisher)
    happens(register[0], execution=Execution.DONE, grade=Evidence.DOCUMENT, on=date(2024, 2, 12), telling="Verstuurd.")
    report = release_report(draft=prepare(2024), by=world.publisher)
    data = client.get(f"/toezeggingen/voortgang/{report.public_id}.pdf").content
    assert b"pdfuaid" in data
    paper = pypdfium2.PdfDocument(data)
    text = " ".join(" ".join(page.get_textpage().get_text_range() for page in paper).split())
    paper.close()
    docx = Paper(io.BytesIO(client.get(f"/toezeggingen/voortgang/{report.public_id}.docx").content))
    lines = " ".join(paragraph.text for paragraph in docx.paragraphs)
    for words in (
        "Ik zal uw Kamer voor 1 januari 2024 informeren",
        "uitgevoerd (stuk gezien)",
        "uiterlijk 31 december",
        "12 februari 2024: uitvoering: uitgevoerd (stuk gezien). Verstuurd.",
        "n het vorige verslag: niet gestart, nog niets gehoord",
    ):
        assert words in text, words
        assert words in lines, words
    assert register[0].public_id in lines
    assert lines.count("Ik zal uw Kamer voor 1 januari 2024 informeren") == 1  # the words are the heading
    assert client.get(f"/toezeggingen/voortgang/{report.public_id}.exe").status_code == 404


def test_what_was_written_about_a_document_that_was_withdrawn_is_not_told(
    world, register, prepare, happens, later, client
):
    happens(register[0], execution=Execution.DONE, grade=Evidence.DOCUMENT, on=date(2023, 12, 1), telling="Verstuurd.")
    report = release_report(draft=prepare(2023), by=world.publisher)
    assert "Verstuurd" in client.get(report.get_absolute_url()).content.decode()
    move_document(document=later, state=DocumentState.WITHDRAWN, by=world.editor)
    page = client.get(report.get_absolute_url()).content.decode()
    assert "Verstuurd" not in page
    assert "uitvoering: uitgevoerd (stuk gezien)" in page


def test_a_document_that_is_withdrawn_is_not_quoted_by_what_was_frozen_before(world, register, prepare, client):
    report = release_report(draft=prepare(2023), by=world.publisher)
    address, words = report.get_absolute_url(), "Ik zal uw Kamer"
    assert words in client.get(address).content.decode()
    move_document(document=register[0].document, state=DocumentState.WITHDRAWN, by=world.editor)
    page = client.get(address).content.decode()
    assert words not in page
    assert register[0].document.title not in page
    assert register[0].public_id in page
    docx = Paper(io.BytesIO(client.get(f"/toezeggingen/voortgang/{report.public_id}.docx").content))
    lines = " ".join(paragraph.text for paragraph in docx.paragraphs)
    assert words not in lines
    assert register[0].document.title not in lines


def test_the_desk_prepares_and_a_colleague_releases(world, register, at_the_desk, client):
    editor, publisher = at_the_desk("editor"), at_the_desk("publisher")
    here = "/redactie/programmas/versterken/toezeggingen/voortgang/"
    said = {"title": "Verslag", "first": "2023-01-01", "last": "2022-01-01", "organisation": world.ministry.pk}
    assert editor.post(here, said).status_code == 422
    draft = editor.post(here, {**said, "last": "2023-12-31"})["Location"]
    assert "informeren" in editor.get(draft).content.decode()
    assert client.get(draft).status_code == 302
    assert at_the_desk("outsider").get(draft).status_code == 404
    assert editor.post(f"{draft}vrijgeven")["Location"] == draft
    released = publisher.post(f"{draft}vrijgeven")["Location"]
    assert client.get(released).status_code == 200
    assert "Verslag" in editor.get(here).content.decode()


def test_there_is_no_report_on_nothing(world, prepare):
    with pytest.raises(NotPossibleNow, match="nothing public"):
        release_report(draft=prepare(2023), by=world.publisher)
