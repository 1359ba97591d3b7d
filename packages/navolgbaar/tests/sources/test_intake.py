"""A file on its way in: kept until it was read, a document or a refusal, and never twice."""

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
