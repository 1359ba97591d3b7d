"""A public document of a programme that is not public: to a stranger it does not exist, wherever they look."""

import hashlib
from datetime import date

import pytest
from django.contrib.auth.models import AnonymousUser

from navolgbaar.core.permission import granted
from navolgbaar.figures.actions import Question, answer_reading, record_reading, register_quantity
from navolgbaar.figures.queries import proposals_of
from navolgbaar.figures.states import FigureKind, Verdict
from navolgbaar.programmes.actions import add_programme, open_subject, period
from navolgbaar.sources.actions import move_document
from navolgbaar.sources.queries import documents_for
from navolgbaar.sources.states import DocumentState

pytestmark = [pytest.mark.django_db, pytest.mark.db]
WORDS = "adressen versterkt"


@pytest.fixture
def told(world, letter, release):
    """A figure about an open programme that was read in a public letter of a programme that closed again."""
    move_document(document=letter, state=DocumentState.PUBLIC, by=world.editor)
    other = add_programme(key="ander", name="Ander", organisation=world.ministry, by=world.administrator)
    open_subject(subject=other.subject, by=world.editor)
    proposal = next(p for p in proposals_of(letter) if p.value == "1229")
    question = Question(
        subject=other.subject, period=period(date(2022, 1, 1), date(2022, 12, 31)), kind=FigureKind.OBSERVED,
        quantity=register_quantity(key="done", name="Gedaan", name_en="Done", by=world.editor),
        issuer=world.ministry, issued_on=date(2023, 9, 6), owner=world.ministry,
    )  # fmt: skip
    answer = answer_reading(proposal=proposal, verdict=Verdict.CONFIRMED, by=world.editor)
    version = record_reading(question=question, reading=answer, by=world.editor)
    release(version)
    world.programme.subject.is_public = False
    world.programme.subject.save()
    return version


def test_no_page_says_its_name_or_its_words(told, letter, client):
    pages = [
        letter.get_absolute_url(), "/", "/zoeken?q=versterkt", "/sitemap-documents.xml", "/api/v1/documents",
        f"/api/v1/documents/{letter.public_id}", told.figure.get_absolute_url(),
    ]  # fmt: skip
    for page in pages:
        body = client.get(page).content.decode().replace(page, "")  # a page names its own address
        assert [said for said in (WORDS, letter.title, letter.public_id) if said in body] == [], page
    assert "Het document is niet openbaar" in body, "the figure is there, and says so"


def test_its_words_are_in_no_file_to_recompute_a_number(told, client):
    for address in (f"/cijfers/{told}.json", f"/bundels/{told}.json"):
        response = client.get(address)
        assert response.status_code == 200, address
        assert WORDS not in response.content.decode(), address
    page = client.get(told.figure.get_absolute_url()).content.decode()
    assert hashlib.sha256(response.content).hexdigest() in page, "the page vouches for the file that one gets"


def test_the_rule_and_the_query_say_the_same_to_everybody(world, told, letter):
    letter.refresh_from_db()
    people = (AnonymousUser(), world.outsider, world.editor, world.publisher)
    seen = [documents_for(user).filter(pk=letter.pk).exists() for user in people]
    assert seen == [granted("sources.see_document", user, letter) for user in people]
    assert seen[0] is False
    assert seen[2:] == [True, True]


def test_it_is_there_again_when_the_programme_opens(world, told, letter, client):
    assert client.get(letter.get_absolute_url()).status_code == 404
    open_subject(subject=world.programme.subject, by=world.editor)
    assert WORDS in client.get(letter.get_absolute_url()).content.decode()
