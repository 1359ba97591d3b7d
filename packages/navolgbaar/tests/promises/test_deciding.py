"""The queue: confirm, correct, reject, split, merge, take back; and two people at once."""

import threading
from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection, connections

from navolgbaar.core.models import AuditEvent
from navolgbaar.promises.actions import (
    ChangedMeanwhile,
    NotPossibleNow,
    add_proposal,
    confirm,
    merge,
    reject,
    split,
    take_back,
    withdraw,
)
from navolgbaar.promises.deadlines import read
from navolgbaar.promises.models import Proposal, Statement
from navolgbaar.promises.queries import last_decided, next_open, open_proposals, public_statements
from navolgbaar.promises.recording import Said
from navolgbaar.promises.states import Execution, ProposalState, Rejection, StatementKind
from navolgbaar.promises.words import NotThere, quoted

pytestmark = [pytest.mark.django_db, pytest.mark.db]


def words_of(statement):
    return [quoted(place.anchor) for place in statement.places.order_by("position")]


def test_a_confirmed_proposal_is_a_statement_with_its_own_words(world, proposal, promise):
    assert words_of(promise) == ["Ik zal uw Kamer voor 1 januari 2024 informeren over de uitkomsten."]
    assert (promise.kind, promise.actor, promise.said_on) == ("commitment", "minister", date(2023, 9, 6))
    assert (promise.due, promise.standing.due_last) == ("../2023-12-31", date(2023, 12, 31))
    assert (promise.standing.reaction, promise.standing.execution) == ("promised", "not_started")
    proposal.refresh_from_db()
    assert (proposal.state, proposal.version, proposal.decided_by) == (ProposalState.CONFIRMED, 2, world.editor)
    (trail,) = AuditEvent.objects.filter(event="promises.confirmed")
    assert (trail.actor, trail.target) == (world.editor.public_id, promise.public_id)
    assert trail.data["corrected"] is False


def test_only_an_editor_of_the_organisation_decides(world, proposal):
    for user in (world.publisher, world.outsider, world.administrator):
        with pytest.raises(PermissionDenied):
            confirm(proposal=proposal, seen=1, by=user)
    assert not Statement.objects.exists()


def test_a_correction_says_other_words_another_kind_another_deadline(world, proposal):
    said = Said(
        kind=StatementKind.INTENTION, actor="minister", title="De Kamer hoort het", title_en="Parliament is told",
        deadline=read("2024-06"), quote="voor 1 januari 2024   informeren",
    )  # fmt: skip
    statement = confirm(proposal=proposal, said=said, seen=1, by=world.editor)
    assert words_of(statement) == ["voor 1 januari 2024 informeren"]
    assert (statement.kind, statement.due_last) == ("intention", date(2024, 6, 30))
    assert AuditEvent.objects.get(event="promises.confirmed").data["corrected"] is True


def test_words_that_do_not_stand_there_change_nothing(world, proposal):
    said = Said(kind=StatementKind.COMMITMENT, quote="Ik beloof van alles")
    with pytest.raises(NotThere):
        confirm(proposal=proposal, said=said, seen=1, by=world.editor)
    assert not Statement.objects.exists()
    proposal.refresh_from_db()
    assert proposal.is_open


def test_a_letter_that_says_that_it_was_done_is_its_own_word_and_no_more(world, propose):
    proposal = propose("Gemeenten zijn vanaf 1 juli 2024 verplicht", kind="duty", claimed=Execution.DONE)
    standing = confirm(proposal=proposal, seen=1, by=world.editor).standing
    assert (standing.execution, standing.evidence, standing.said, standing.seen) == ("done", "own", "done", "")


def test_a_rejection_has_a_reason_and_can_be_taken_back(world, proposal):
    reject(proposal=proposal, reason=Rejection.REPORTED, seen=1, by=world.editor)
    proposal.refresh_from_db()
    assert (proposal.state, proposal.rejection) == ("rejected", "reported")
    assert last_decided(proposal.document, world.editor) == proposal
    again = take_back(proposal=proposal, seen=2, by=world.editor)
    assert (again.state, again.rejection, again.decided_by) == ("open", "", None)


def test_a_proposal_is_split_in_the_words_of_its_parts(world, propose):
    whole = propose("Er zijn in 2022 al 1.229 adressen bezocht en er komen gesprekken met de bewoners.")
    quotes = ["in 2022 al 1.229 adressen bezocht", "er komen gesprekken met de bewoners"]
    parts = split(proposal=whole, quotes=quotes, seen=1, by=world.editor)
    assert [quoted(part.anchors.get()) for part in parts] == quotes
    assert list(open_proposals(whole.document)) == parts
    with pytest.raises(NotPossibleNow):
        split(proposal=parts[0], quotes=["al 1.229 adressen"], seen=1, by=world.editor)
    whole.refresh_from_db()
    take_back(proposal=whole, seen=whole.version, by=world.editor)
    assert list(open_proposals(whole.document)) == [whole]


def test_words_that_the_reader_passed_by_are_proposed_by_hand_once(world, paper):
    for _ in range(2):
        made = add_proposal(document=paper, quote="stand van zaken", kind=StatementKind.AIM, by=world.editor)
    assert (list(open_proposals(paper)), made.rule) == ([made], "")
    with pytest.raises(NotThere):
        add_proposal(document=paper, quote="dit staat er niet", kind=StatementKind.AIM, by=world.editor)
    with pytest.raises(PermissionDenied):
        add_proposal(document=paper, quote="stand van zaken", kind=StatementKind.AIM, by=world.outsider)


def test_two_proposals_are_taken_together(world, proposal, propose):
    other = propose("Ik streef ernaar dat alle buurten", kind="aim")
    made = merge(proposal=proposal, other=other, seen=1, by=world.editor)
    statement = confirm(proposal=made, seen=1, by=world.editor)
    assert [words[:8] for words in words_of(statement)] == ["Ik zal u", "Ik stree"]
    proposal.refresh_from_db()
    with pytest.raises(NotPossibleNow, match="Take that back first"):
        take_back(proposal=proposal, seen=proposal.version, by=world.editor)
    made.refresh_from_db()
    take_back(proposal=made, seen=made.version, by=world.editor)
    take_back(proposal=proposal, seen=proposal.version, by=world.editor)
    assert {p.pk for p in open_proposals(proposal.document)} == {proposal.pk, other.pk}
    assert not public_statements().exists()


def test_the_queue_goes_in_reading_order_and_round(proposal, propose):
    last = propose("Gemeenten zijn vanaf", kind="duty")
    middle = propose("Ik streef ernaar", kind="aim")
    assert list(open_proposals(proposal.document)) == [proposal, middle, last]
    assert (next_open(proposal), next_open(last)) == (middle, proposal)


def test_who_comes_second_is_told_and_changes_nothing(world, proposal):
    confirm(proposal=proposal, seen=1, by=world.editor)
    with pytest.raises(ChangedMeanwhile):
        reject(proposal=proposal, reason=Rejection.OTHER, seen=1, by=world.editor)
    assert Statement.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_people_confirm_at_the_very_same_time_and_one_statement_comes_of_it(world, proposal):
    ready, outcomes = threading.Barrier(2), []

    def press():
        try:
            with connections["default"].cursor() as cursor:
                cursor.execute("SELECT 1")
            ready.wait(10)
            confirm(proposal=Proposal.objects.get(pk=proposal.pk), seen=1, by=world.editor)
            outcomes.append("confirmed")
        except ChangedMeanwhile:
            outcomes.append("told")
        finally:
            connection.close()

    threads = [threading.Thread(target=press) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)
    assert sorted(outcomes) == ["confirmed", "told"]
    assert Statement.objects.count() == 1


def test_a_withdrawn_confirmation_stays_to_be_cited_and_the_next_one_follows_it(world, promise, opened):
    opened(promise.document)
    assert list(public_statements()) == [promise]
    withdraw(statement=promise, reason="Het zijn de verkeerde woorden.", by=world.editor)
    assert not public_statements().exists()
    assert words_of(promise) == ["Ik zal uw Kamer voor 1 januari 2024 informeren over de uitkomsten."]
    with pytest.raises(NotPossibleNow):
        withdraw(statement=promise, reason="Nog eens", by=world.editor)
    proposal = Proposal.objects.get(pk=promise.proposal_id)
    assert proposal.is_open
    again = confirm(proposal=proposal, seen=proposal.version, by=world.editor)
    assert (again.replaces, list(public_statements())) == (promise, [again])
    assert again.public_id != promise.public_id
