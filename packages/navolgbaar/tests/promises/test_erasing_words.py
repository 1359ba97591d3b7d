"""Erasing a person: no table of the register keeps a word of the passage, nor a name that stood only there."""

import pytest
from django.apps import apps
from django.db import connection

from navolgbaar.core.audit import System
from navolgbaar.core.models import AuditEvent
from navolgbaar.promises.actions import confirm
from navolgbaar.promises.analysing import judge
from navolgbaar.promises.following import Happened, add_measure, record_event
from navolgbaar.promises.models import Measure, Question, QuestionPart, Telling, Wording
from navolgbaar.promises.recording import Said
from navolgbaar.promises.states import Coverage, EventKind, StatementKind
from navolgbaar.promises.words import anchor_for
from navolgbaar.sources.actions import erase_again, erase_passage, import_document
from navolgbaar.sources.store import NotedErasure

pytestmark = [pytest.mark.django_db, pytest.mark.db]
NAME = "Wiebrandts"
LETTER = f"""Den Haag, 6 september 2023

Betreft: antwoorden op vragen

Vragen van het lid {NAME}

Vraag 1
Wanneer is het speelveld van mevrouw {NAME} klaar?

Antwoord 1
De heer {NAME} zal het speelveld in 2026 opleveren.

De wethouder zal de buurt in 2025 informeren.
"""
GROUND = "AVG art. 17"


def kept():
    """Where the name stands in a table of the register: {"table.column"}."""
    found = set()
    with connection.cursor() as cursor:
        for model in apps.get_app_config("promises").get_models():
            for field in model._meta.concrete_fields:
                cursor.execute(
                    f'SELECT 1 FROM {model._meta.db_table} WHERE "{field.column}"::text ILIKE %s LIMIT 1', [f"%{NAME}%"]
                )
                found |= {f"{model._meta.db_table}.{field.column}"} if cursor.fetchone() else set()
    return found


@pytest.fixture
def letter_of_a_person(world, store):
    """A letter that names somebody, with a statement, an event, a measure, a question and an analysis that do."""
    document = import_document(
        data=LETTER.encode(), name="p.txt", programme=world.programme, organisation=world.ministry, by=world.editor
    )
    document.statement_proposals.all().delete()
    from navolgbaar.promises.actions import add_proposal

    proposal = add_proposal(
        document=document, quote=f"De heer {NAME} zal het speelveld", kind=StatementKind.COMMITMENT, by=world.editor
    )
    type(proposal).objects.filter(pk=proposal.pk).update(because=[NAME], condition=f"als {NAME} wil", doubts=[NAME])
    said = Said(StatementKind.COMMITMENT, title=f"{NAME} bouwt", title_en=f"{NAME} builds", actor=NAME, addressee=NAME)
    statement = confirm(proposal=proposal, said=said, seen=1, by=world.editor)
    other = add_proposal(document=document, quote="De wethouder zal", kind=StatementKind.COMMITMENT, by=world.editor)
    confirm(
        proposal=other, said=Said(StatementKind.COMMITMENT, actor="De wethouder", addressee=NAME), seen=1,
        by=world.editor,
    )  # fmt: skip
    passage = anchor_for(document, f"De heer {NAME} zal")
    happened = Happened(EventKind.REPORTED, document.true_from, passage=passage, words=f"{NAME} belde", words_en=NAME)
    record_event(statement=statement, happened=happened, by=world.editor)
    for partner in (world.ministry, world.inspectorate):
        add_measure(statement=statement, partner=partner, title=f"{NAME} zaait", passage=passage, by=world.editor)
    Question.objects.filter(consultation__document=document).update(asked_by=f"het lid {NAME}")
    part = QuestionPart.objects.get(question__consultation__document=document)
    QuestionPart.objects.filter(pk=part.pk).update(because=f"{NAME} antwoordt")
    judge(consultation=document.consultation, said={part: (Coverage.OPEN, f"{NAME} zwijgt")}, by=world.editor)
    return document


def naming(document):
    return list(document.passages.filter(text__contains=NAME).order_by("order"))


def test_no_table_keeps_the_name(world, letter_of_a_person):
    assert {table.partition(".")[0] for table in kept()} >= {
        "promises_proposal", "promises_wording", "promises_telling", "promises_measure", "promises_question",
        "promises_questionpart", "promises_judgement",
    }  # fmt: skip
    for passage in naming(letter_of_a_person):
        erase_passage(passage=passage, ground=GROUND, by=world.administrator)
    assert kept() == set()
    events = AuditEvent.objects.filter(event="sources.passage_erased")
    assert sum(event.data["elsewhere"]["promises"] for event in events) > 5
    assert Wording.objects.filter(actor="De wethouder").count() == 1  # nobody else loses a word
    assert (Measure.objects.count(), Telling.objects.filter(words="").count()) == (2, 1)


def test_a_name_that_still_stands_elsewhere_stays_until_it_does_not(world, letter_of_a_person):
    heading, *others = naming(letter_of_a_person)
    erase_passage(passage=heading, ground=GROUND, by=world.administrator)
    assert Wording.objects.filter(addressee=NAME).count() == 2
    assert Question.objects.get().asked_by == ""  # "het lid …" stood in the heading alone
    for passage in others:
        erase_passage(passage=passage, ground=GROUND, by=world.administrator)
    assert not Wording.objects.exclude(addressee="").exists()


def test_a_restored_backup_loses_them_again(world, letter_of_a_person):
    for passage in naming(letter_of_a_person):
        noted = NotedErasure(letter_of_a_person.public_id, passage.ident, letter_of_a_person.file.digest, GROUND)
        assert erase_again(noted=noted, by=System()) == [passage]
    assert kept() == set()


def test_pages_of_erased_words_stand(world, letter_of_a_person, opened, client, at_the_desk):
    opened(letter_of_a_person)
    statement = letter_of_a_person.statements.order_by("pk").first()
    for passage in naming(letter_of_a_person):
        erase_passage(passage=passage, ground=GROUND, by=world.administrator)
    for address in (statement.get_absolute_url(), "/toezeggingen/", "/toezeggingen/maatregelen/"):
        body = client.get(address)
        assert body.status_code == 200
        assert NAME not in body.content.decode()
    assert "wettelijke grond" in client.get(statement.get_absolute_url()).content.decode()
