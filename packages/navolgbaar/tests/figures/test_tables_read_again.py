"""A value in a table is read again where the table is seen, and an outsider gets exactly those words."""

import json
from datetime import date

import pytest

from navolgbaar.figures.actions import Question, answer_reading, record_reading, register_quantity
from navolgbaar.figures.bundles import readings_again
from navolgbaar.figures.queries import proposals_of
from navolgbaar.figures.states import FigureKind, Verdict
from navolgbaar.programmes.actions import period
from navolgbaar.publishing.frozen import released_bundle
from navolgbaar.publishing.queries import broken_releases
from navolgbaar.sources import store as bytestore
from navolgbaar.sources.actions import erase_passage, import_document, move_document
from navolgbaar.sources.models import Passage
from navolgbaar.sources.queries import source_words, table_around
from navolgbaar.sources.states import DocumentState

pytestmark = [pytest.mark.django_db, pytest.mark.db]
TABLE = "jaar\twijken\tadressen\nin 2021\t12\t340\nin 2022\t15\t410\nin 2023\t9\t275\n"
LETTER = f"Den Haag, 6 september 2023\n\nBetreft: voortgang\n\nDe stand per jaar:\n\n{TABLE}\nDat is alles.\n"


@pytest.fixture
def document(world, store):
    made = import_document(
        data=LETTER.encode(), name="tabel.txt", programme=world.programme, organisation=world.ministry, by=world.editor
    )
    return move_document(document=made, state=DocumentState.PUBLIC, by=world.editor)


@pytest.fixture
def proposal(document):
    return next(p for p in proposals_of(document) if p.value == "15")


@pytest.fixture
def version(world, proposal):
    answer = answer_reading(proposal=proposal, verdict=Verdict.CONFIRMED, by=world.editor)
    question = Question(
        subject=world.subject,
        quantity=register_quantity(key="quarters", name="Wijken", name_en="Quarters", by=world.editor),
        period=period(date(2022, 1, 1), date(2022, 12, 31)),
        kind=FigureKind.OBSERVED,
        issuer=world.ministry,
        issued_on=date(2023, 9, 6),
        owner=world.ministry,
    )
    return record_reading(question=question, reading=answer, by=world.editor)


def inputs(bundle):
    return {item["name"]: item["value"] for item in json.loads(bundle)["run"]["inputs"]}


def test_rows_put_together_are_the_table_as_it_stands_in_the_document(document, proposal):
    start, end = table_around(proposal.anchor.passage)
    assert source_words(proposal.anchor.passage, start, end) == LETTER[start:end] == TABLE.rstrip()


def test_any_other_passage_stays_alone(document):
    sentence = Passage.objects.exclude(kind="table").get(text="Dat is alles.")
    assert table_around(sentence) == (sentence.start, sentence.end)
    assert source_words(sentence, sentence.start, sentence.end) == "Dat is alles."


def test_words_that_no_passages_fill_are_no_words(document, proposal):
    row = proposal.anchor.passage
    assert source_words(row, row.start - 1, row.end) == ""


def test_a_row_alone_says_nothing_and_the_table_says_it(proposal):
    (run,) = readings_again(proposal)
    assert (run.recipe, run.estimates[0].value) == ("reading.number@1", "15")


def test_the_bundle_reads_the_table_and_an_outsider_has_its_words(version, release, document):
    release(version)
    found = inputs(released_bundle(version))
    assert (
        found["passage"]["text"]
        == bytestore.get(document.file.digest).decode()[found["place"]["start"] : found["place"]["end"]]
    )
    assert json.loads(released_bundle(version))["run"]["recipe"] == "reading.number@1"
    assert broken_releases() == []


def test_another_row_that_was_erased_takes_the_words_out_and_the_ledger_still_fits(version, release, document, world):
    release(version)
    other = document.passages.get(text__contains="2023", kind="table")
    erase_passage(passage=other, ground="AVG art. 17", by=world.administrator)
    found = inputs(released_bundle(version))
    assert found["passage"] is None
    assert broken_releases() == []


def test_a_row_that_was_altered_is_noticed(version, release, document):
    release(version)
    other = document.passages.get(text__contains="2023", kind="table")
    Passage.objects.filter(pk=other.pk).update(source_text=other.source_text.replace("275", "276"))
    (problem,) = broken_releases()
    assert problem.endswith(f"{version}: the words are not those that it was read from")
