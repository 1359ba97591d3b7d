"""The register for machines: what is public and nothing else, with both times of every event."""

from datetime import date

import pytest

from navolgbaar.promises.actions import add_proposal, confirm
from navolgbaar.promises.deadlines import read
from navolgbaar.promises.following import Happened, record_event
from navolgbaar.promises.recording import Said
from navolgbaar.promises.states import EventKind, StatementKind
from navolgbaar.promises.words import anchor_for
from navolgbaar.sources.actions import import_document, move_document
from navolgbaar.sources.states import DocumentState

pytestmark = [pytest.mark.django_db, pytest.mark.db]


@pytest.fixture
def promise(world, letter):
    quote = "Er zijn 1.400 adressen toegezegd voor 2023."
    proposal = add_proposal(document=letter, quote=quote, kind=StatementKind.COMMITMENT, by=world.editor)
    said = Said(kind=StatementKind.COMMITMENT, title="Adressen", actor="ministerie", deadline=read("2023"))
    return confirm(proposal=proposal, said=said, seen=proposal.version, by=world.editor)


def test_nothing_before_the_document_is_public(world, promise, letter, client):
    assert client.get("/api/v1/promises").json() == {"items": [], "count": 0}
    assert client.get(f"/api/v1/promises/{promise.public_id}").status_code == 404
    move_document(document=letter, state=DocumentState.PUBLIC, by=world.editor)
    (item,) = client.get("/api/v1/promises?programme=versterken&kind=commitment").json()["items"]
    assert item["words"] == "Er zijn 1.400 adressen toegezegd voor 2023."
    assert (item["deadline"]["edtf"], item["deadline"]["last"]) == ("2023", "2023-12-31")
    assert item["elsewhere"]["Tweede Kamer"] == "Openstaand"
    assert item["page"].endswith(f"/toezeggingen/{promise.public_id}/")
    assert client.get("/api/v1/promises?kind=motion").json()["count"] == 0
    assert client.get("/api/v1/promises?is_overdue=true").json()["count"] == 1
    assert client.get("/api/v1/promises?is_moved=true").json()["count"] == 0


def test_each_event_has_two_times_and_hides_what_is_not_public_any_more(world, promise, letter, client, store):
    move_document(document=letter, state=DocumentState.PUBLIC, by=world.editor)
    hidden = import_document(
        data=b"Den Haag, 1 maart 2024\n\nDe zaak is uitgesteld tot later in het jaar.\n", name="b.txt",
        programme=world.programme, organisation=world.ministry, by=world.editor,
    )  # fmt: skip
    happened = Happened(
        kind=EventKind.DEADLINE, on=date(2024, 3, 1), deadline=read("2024"), according_to=world.ministry,
        passage=anchor_for(hidden, "De zaak is uitgesteld"),
    )  # fmt: skip
    move_document(document=hidden, state=DocumentState.PUBLIC, by=world.editor)
    record_event(statement=promise, happened=happened, by=world.editor)
    hidden.refresh_from_db()
    move_document(document=hidden, state=DocumentState.WITHDRAWN, by=world.editor)
    found = client.get(f"/api/v1/promises/{promise.public_id}").json()
    first, second = found["events"]
    assert (first["kind"], first["words"]) == ("recorded", found["words"])
    assert (second["kind"], second["on"], second["words"], second["document"]) == ("deadline", "2024-03-01", None, None)
    assert (second["according_to"], second["deadline"]["edtf"]) == ("ministry", "2024")
    assert (found["original"]["edtf"], found["deadline"]["edtf"], found["moved"]) == ("2023", "2024", 1)


def test_a_figure_is_given_as_long_as_it_stands_in_a_release(world, promise, letter, client, say, release):
    move_document(document=letter, state=DocumentState.PUBLIC, by=world.editor)
    version = say("1229")
    released = release(version)
    happened = Happened(kind=EventKind.EXECUTION, on=date(2024, 3, 1), execution="done", grade="effect", figure=version)
    record_event(statement=promise, happened=happened, by=world.editor)
    there = f"/api/v1/promises/{promise.public_id}"
    assert client.get(there).json()["events"][1]["figure"] == str(version)
    release(supersedes=released, reason="Ingetrokken")
    event = client.get(there).json()["events"][1]
    assert (event["execution"], event["figure"]) == ("done", None)


def test_an_address_that_is_none_is_404(client):
    assert client.get("/api/v1/promises/NB-T-2026-99999").status_code == 404
    assert client.get("/api/v1/promises/x").status_code == 422
