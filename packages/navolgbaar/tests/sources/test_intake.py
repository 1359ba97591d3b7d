"""A file on its way in: kept until it was read, a document or a refusal, and never twice."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from navolgbaar.core.models import AuditEvent
from navolgbaar.sources.actions import finish_intake, receive_file
from navolgbaar.sources.models import Document, Finding, Intake
from navolgbaar.sources.states import DocumentState, FindingState, IntakeState
from navolgbaar.sources.tasks import read_file

pytestmark = [pytest.mark.django_db, pytest.mark.db]
DOCUMENTS = "/redactie/programmas/versterken/documenten/"


@pytest.fixture
def waiting(world, store):
    return receive_file(
        data=b"Er zijn 12 woningen in 2023.", name="a.txt", programme=world.programme, organisation=world.ministry,
        title="Brief", origin="https://example.org", licence="CC0", by=world.editor,
    )  # fmt: skip


def test_a_file_waits_and_becomes_a_document_with_what_was_said_about_it(world, waiting):
    assert waiting.is_on_its_way
    done = finish_intake(intake=waiting, by=world.editor)
    document = Document.objects.get()
    assert (done.state, done.document, done.data) == (IntakeState.DONE, document, None)
    assert (document.title, document.origin, document.licence) == ("Brief", "https://example.org", "CC0")
    events = AuditEvent.objects.filter(target=str(waiting)).values_list("event", flat=True)
    assert list(events) == ["sources.file_received", "sources.intake_done"]


def test_a_worker_that_was_killed_and_runs_again_makes_no_second_document(waiting):
    Intake.objects.filter(pk=waiting.pk).update(state=IntakeState.READING)
    for _ in range(2):
        read_file.call(waiting.pk)
    assert Document.objects.count() == 1
    assert AuditEvent.objects.filter(event="sources.intake_done").count() == 1


def test_a_page_about_work_that_goes_on_asks_again_by_itself(waiting, at_the_desk):
    client = at_the_desk("editor")
    address = reverse("sources:intake", args=[waiting.pk])
    response = client.get(address)
    assert response["Refresh"] == "2"
    assert "wacht op zijn beurt" in response.content.decode()
    assert client.post(reverse("sources:try_again", args=[waiting.pk])).status_code == 302
    document = Document.objects.get()
    assert client.get(address)["Location"] == reverse("figures:document", args=[document.public_id])


def files(*names):
    return [SimpleUploadedFile(name, f"Er zijn {at} woningen.".encode()) for at, name in enumerate(names, start=12)]


def test_many_files_at_once_are_each_a_document_and_the_list_tells_how_far_they_are(world, store, at_the_desk):
    client = at_the_desk("editor")
    sent = {"file": files("a.txt", "b.txt", "c.txt"), "organisation": world.ministry.pk, "title": "One title"}
    page = client.post(DOCUMENTS, sent, follow=True)
    assert page.redirect_chain == [(DOCUMENTS, 302)]
    assert sorted(Document.objects.values_list("title", flat=True)) == ["a.txt", "b.txt", "c.txt"]
    assert "Refresh" not in page

    Intake.objects.filter(name="c.txt").update(state=IntakeState.READING)
    page = client.get(DOCUMENTS)
    assert page["Refresh"] == "2"
    body = page.content.decode()
    assert 'value="0" max="1"' in body
    assert re.search(r'href="#on-their-way">1</a> nog te lezen', body)
    assert "Refresh" not in at_the_desk("manager").get(DOCUMENTS, follow=True)


def test_of_many_files_one_that_is_too_large_stops_all(world, store, at_the_desk, settings):
    settings.UPLOAD_BYTES = 25
    sent = {"file": [*files("a.txt"), SimpleUploadedFile("b.txt", b"x" * 26)], "organisation": world.ministry.pk}
    page = at_the_desk("editor").post(DOCUMENTS, sent)
    assert page.status_code == 422
    assert "te groot" in page.content.decode()
    assert not Intake.objects.exists()


def test_no_file_is_no_upload(world, at_the_desk):
    assert at_the_desk("editor").post(DOCUMENTS, {"organisation": world.ministry.pk}).status_code == 422


def test_more_documents_than_a_page_shows_follow_on_the_next(world, store, at_the_desk, monkeypatch):
    monkeypatch.setattr("navolgbaar.sources.views.ON_A_PAGE", 2)
    client = at_the_desk("editor")
    client.post(DOCUMENTS, {"file": files("a.txt", "b.txt", "c.txt"), "organisation": world.ministry.pk})
    first = client.get(DOCUMENTS).content.decode()
    assert ["c.txt" in first, "b.txt" in first, "a.txt" in first] == [True, True, False]
    address = re.search(r'href="(\?voor=\d+)"', first)[1]
    second = client.get(DOCUMENTS + address).content.decode()
    assert ["c.txt" in second, "a.txt" in second] == [False, True]
    assert client.get(DOCUMENTS + "?voor=x").status_code == 200


def test_a_refusal_says_what_where_and_what_to_do(world, store, at_the_desk):
    client = at_the_desk("editor")
    file = SimpleUploadedFile("kapot.pdf", b"%PDF-1.7 but not really")
    page = client.post(DOCUMENTS, {"file": file, "organisation": world.ministry.pk}, follow=True)
    intake = Intake.objects.get()
    assert intake.state == IntakeState.REFUSED
    assert "kapot.pdf" in intake.refusal
    assert intake.refusal.split("\n")[0] in page.content.decode().replace("&#x27;", "'")
    assert "Refresh" not in page
    assert "kapot.pdf" in client.get(DOCUMENTS).content.decode()


def test_a_document_is_made_public_and_withdrawn_from_its_page(letter, at_the_desk):
    client = at_the_desk("editor")
    address = reverse("sources:move", args=[letter.public_id])
    for step in (DocumentState.PUBLIC, DocumentState.WITHDRAWN):
        client.post(address, {"state": step})
        letter.refresh_from_db()
        assert letter.state == step
    page = client.post(address, {"state": "withdrawn"}, follow=True)
    assert "Een collega heeft dit document intussen veranderd" in page.content.decode()
    assert client.post(address, {"state": "burnt"}).status_code == 404


def test_a_finding_is_confirmed_and_rejected_beside_the_paper(letter, at_the_desk):
    finding = Finding.objects.create(
        document=letter, rule="r", verdict="v", severity="s", sentence="Dit telt anders op", sentence_en="Otherwise"
    )
    client = at_the_desk("editor")
    assert "Dit telt anders op" in client.get(reverse("figures:document", args=[letter.public_id])).content.decode()
    address = reverse("sources:finding", args=[finding.pk])
    client.post(address, {"state": "confirmed", "seen": "proposed"})
    finding.refresh_from_db()
    assert finding.state == FindingState.CONFIRMED
    page = client.post(address, {"state": "rejected", "seen": "proposed"}, follow=True)
    assert "intussen over beslist" in page.content.decode()
    finding.refresh_from_db()
    assert finding.state == FindingState.CONFIRMED
