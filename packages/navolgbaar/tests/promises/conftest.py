"""A letter with four statements, its proposals, and short ways to confirm and follow up."""

from datetime import date

import pytest

from navolgbaar.core import clock
from navolgbaar.promises.actions import confirm
from navolgbaar.promises.following import Happened, record_event
from navolgbaar.promises.models import Proposal
from navolgbaar.promises.states import EventKind
from navolgbaar.promises.words import anchor_for
from navolgbaar.sources.actions import import_document, move_document
from navolgbaar.sources.states import DocumentState

PAPER = """Den Haag, 6 september 2023

Betreft: stand van zaken van de buurten

Ik zal uw Kamer voor 1 januari 2024 informeren over de uitkomsten.

Ik streef ernaar dat alle buurten in 2025 een team hebben.

Gemeenten zijn vanaf 1 juli 2024 verplicht om een plan te hebben.

Er zijn in 2022 al 1.229 adressen bezocht en er komen gesprekken met de bewoners.
"""
LATER = """Den Haag, 20 maart 2024

Betreft: vervolg

De uitkomsten zijn op 12 februari 2024 aan de Kamer gestuurd. De teams komen later: in 2027.
"""


@pytest.fixture
def paper(world, store):
    """Without what the reader found in it: the tests propose what they decide on."""
    found = import_document(
        data=PAPER.encode(), name="brief.txt", title="Brief van september", programme=world.programme,
        organisation=world.ministry, by=world.editor,
    )  # fmt: skip
    found.statement_proposals.all().delete()
    return found


@pytest.fixture
def later(world, store):
    return import_document(
        data=LATER.encode(), name="vervolg.txt", title="Brief van maart", programme=world.programme,
        organisation=world.ministry, by=world.editor,
    )  # fmt: skip


@pytest.fixture
def propose(paper):
    """propose("Ik zal uw Kamer", kind=…): a proposal at those words, as a reader would make it."""

    def make(words, *, kind="commitment", document=None, **more):
        anchor = anchor_for(document or paper, words)
        proposal = Proposal.objects.create(
            document=document or paper, at=anchor.start, kind=kind, rule="test.rule@1", **more
        )
        proposal.anchors.set([anchor])
        return proposal

    return make


SENTENCE = "Ik zal uw Kamer voor 1 januari 2024 informeren over de uitkomsten."


@pytest.fixture
def proposal(propose):
    return propose(SENTENCE, actor="minister", strength="toezegging", due="../2023-12-31", due_last=date(2023, 12, 31))


@pytest.fixture
def promise(world, proposal):
    return confirm(proposal=proposal, seen=1, by=world.editor)


@pytest.fixture
def opened(world):
    """opened(document) makes it public."""

    def make(document):
        return move_document(document=document, state=DocumentState.PUBLIC, by=world.editor)

    return make


@pytest.fixture
def happens(world, later):
    """happens(statement, kind, …): an event that rests on the later letter, which is public where the other one is."""

    def record(statement, kind=EventKind.EXECUTION, *, on=date(2024, 3, 20), words="De uitkomsten", telling="", **more):
        for document in (statement.document, later):
            document.refresh_from_db(fields=["state"])
        if statement.document.state == DocumentState.PUBLIC and later.state == DocumentState.TAKEN_IN:
            move_document(document=later, state=DocumentState.PUBLIC, by=world.editor)
            later.refresh_from_db(fields=["state"])
        passage = anchor_for(later, words)
        happened = Happened(kind=kind, on=on, passage=passage, words=telling, **more)
        return record_event(statement=statement, happened=happened, by=world.editor)

    return record


@pytest.fixture
def today(monkeypatch):
    """today(date) holds the calendar still."""

    def hold(day):
        monkeypatch.setattr(clock, "today", lambda: day)

    return hold
