"""Documents: taken in once, read as proposals, seen by whom it may, erased without a trace of the words."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from narekenen.errors import UnusableInput
from navolgbaar.core.models import AuditEvent
from navolgbaar.figures.models import Reading
from navolgbaar.publishing.queries import broken_releases
from navolgbaar.sources import store as bytestore
from navolgbaar.sources.actions import NotPossibleNow, decide_finding, erase_passage, import_document, move_document
from navolgbaar.sources.models import Document, Erasure, Finding, Passage, StoredFile
from navolgbaar.sources.queries import documents_for, passages_matching
from navolgbaar.sources.states import DocumentState, FindingState

pytestmark = [pytest.mark.django_db, pytest.mark.db]


def take_in(world, data, name="stuk.txt", by=None):
    return import_document(
        data=data, name=name, programme=world.programme, organisation=world.ministry, by=by or world.editor
    )


def test_taken_in_with_bytes_passages_and_proposals(world, letter):
    assert letter.public_id.startswith("NB-D-")
    assert bytestore.get(letter.file.digest).decode().startswith("Den Haag")
    assert letter.state == DocumentState.TAKEN_IN
    assert letter.true_from.isoformat() == "2023-09-06"
    passage = letter.passages.get(text__contains="1.229")
    source = bytestore.get(letter.file.digest).decode()
    assert source[passage.start : passage.end] == passage.source_text
    event = AuditEvent.objects.get(event="sources.document_imported")
    assert event.data["passages"] == letter.passages.count()
    assert event.data["proposed"]["readings"] == Reading.objects.count() > 0


def test_the_same_bytes_are_the_same_document(world, letter):
    before = Passage.objects.count()
    data = bytestore.get(letter.file.digest)
    assert take_in(world, data, name="anders.txt") == letter
    assert (Document.objects.count(), Passage.objects.count()) == (1, before)


def test_what_cannot_be_read_changes_nothing(world, store):
    with pytest.raises(UnusableInput):
        take_in(world, b"%PDF-1.7 but not really", name="stuk.pdf")
    assert not Document.objects.exists()
    assert not StoredFile.objects.exists()
    assert not list(store.rglob("*")) if store.exists() else True


def test_only_editors_of_the_organisation_take_in(world, store):
    for user in (world.publisher, world.outsider, world.administrator):
        with pytest.raises(PermissionDenied):
            take_in(world, b"Er zijn 12 woningen.", by=user)
    assert not Document.objects.exists()


def test_who_sees_a_document(world, letter):
    def see():
        people = (AnonymousUser(), world.outsider, world.editor, world.publisher)
        return [documents_for(user).filter(pk=letter.pk).exists() for user in people]

    assert see() == [False, False, True, True]
    move_document(document=letter, state=DocumentState.PUBLIC, by=world.editor)
    assert see() == [True, True, True, True]
    move_document(document=letter, state=DocumentState.WITHDRAWN, by=world.editor)
    assert see() == [False, False, True, True]


def test_only_the_steps_of_the_state_table(world, letter):
    with pytest.raises(NotPossibleNow, match="is taken_in; it cannot become withdrawn"):
        move_document(document=letter, state=DocumentState.WITHDRAWN, by=world.editor)


def test_search_finds_dutch_stems_in_public_passages_only(world, letter):
    assert not passages_matching("adressen").exists()
    move_document(document=letter, state=DocumentState.PUBLIC, by=world.editor)
    found = passages_matching("versterkte adressen")
    assert [p.document for p in found] == [letter]
    assert "1.229" in found[0].text
    assert not passages_matching("aardbeving").exists()


def test_words_of_a_person_are_erased_and_the_ledger_still_verifies(
    world, letter, say, release, django_capture_on_commit_callbacks
):
    version = say("1229")
    release(version)
    digest = letter.file.digest
    passage = version.reading.anchor.passage
    commitment = version.reading.anchor.commitment
    with django_capture_on_commit_callbacks(execute=True):
        erase_passage(passage=passage, ground="AVG art. 17", by=world.administrator)
    passage.refresh_from_db()
    assert (passage.text, passage.source_text, passage.salt) == ("", "", "")
    assert not bytestore.has(digest)
    assert broken_releases() == []
    version.refresh_from_db()
    assert (version.published, version.reading.anchor.commitment) == ("1.229", commitment)
    erasure = Erasure.objects.get()
    assert (erasure.document, erasure.passage, erasure.file) == (letter.public_id, passage.ident, digest)
    assert "1.229" not in str(AuditEvent.objects.values_list("data", flat=True))


def test_an_erased_file_is_not_taken_in_again(world, letter, django_capture_on_commit_callbacks):
    data = bytestore.get(letter.file.digest)
    with django_capture_on_commit_callbacks(execute=True):
        erase_passage(passage=letter.passages.first(), ground="AVG art. 17", by=world.administrator)
    Document.objects.filter(pk=letter.pk).update(file=StoredFile.objects.create(digest="sha256:0", size=0))
    with pytest.raises(NotPossibleNow, match="erased on a legal ground"):
        take_in(world, data)
    assert not bytestore.has(bytestore.digest_of(data))


def test_only_the_administrator_erases(world, letter):
    with pytest.raises(PermissionDenied):
        erase_passage(passage=letter.passages.first(), ground="AVG art. 17", by=world.editor)


def test_the_database_refuses_a_passage_that_is_half_erased(letter):
    with pytest.raises(IntegrityError, match="an_erased_passage_is_empty"), transaction.atomic():
        letter.passages.update(erased_at="2026-01-01T00:00Z")


@pytest.fixture
def finding(letter):
    return Finding.objects.create(
        document=letter, rule="table_totals", verdict="wrong_sum", severity="finding", sentence="Dit telt anders op.",
        sentence_en="This adds up otherwise.",
    )  # fmt: skip


@pytest.mark.parametrize("state", [FindingState.CONFIRMED, FindingState.REJECTED])
def test_a_finding_is_decided_by_an_editor(world, finding, state):
    with pytest.raises(PermissionDenied):
        decide_finding(finding=finding, state=state, by=world.outsider)
    decided = decide_finding(finding=finding, state=state, by=world.editor)
    assert (decided.state, decided.decided_by) == (state, world.editor)


def test_a_decision_without_a_person_is_refused_by_the_database(finding):
    with pytest.raises(IntegrityError, match="a_person_and_a_time"), transaction.atomic():
        Finding.objects.update(state=FindingState.CONFIRMED)
