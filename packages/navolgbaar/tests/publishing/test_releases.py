"""Releases: two people, a frozen set, a chain that shows who rewrote history."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, connection, transaction
from django.db.utils import DatabaseError

from navolgbaar.core.models import AuditEvent
from navolgbaar.figures.models import Publication, Use
from navolgbaar.figures.states import FigureKind, Verdict
from navolgbaar.people.actions import give_role
from navolgbaar.people.states import RoleKind
from navolgbaar.publishing.actions import NotPossibleNow, approve, prepare, send_back, submit
from navolgbaar.publishing.models import Proposal, Release
from navolgbaar.publishing.queries import broken_releases
from navolgbaar.publishing.states import PROPOSAL_TRANSITIONS, ProposalState

pytestmark = [pytest.mark.django_db, pytest.mark.db]


@pytest.fixture
def proposal(world, say):
    """One figure, prepared by the editor."""
    return prepare(
        title="Voortgang",
        programme=world.programme,
        organisation=world.ministry,
        versions=[say("1229")],
        by=world.editor,
    )


def owner(statement, values=()):
    """As the owner of the tables, with the triggers off: what an administrator of the database could do."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("RESET ROLE")
        cursor.execute(statement, values)
        cursor.execute("SET ROLE navolgbaar_app")


def test_a_release_freezes_what_was_approved(world, proposal):
    version = proposal.versions.get()
    release = approve(proposal=submit(proposal=proposal, by=world.editor), by=world.publisher)
    assert release.public_id.startswith("NB-R-")
    (line,) = release.manifest["figures"]
    assert (line["figure"], line["value"], line["published"]) == (str(version), "1229", "1.229")
    assert release.keep_until.year - release.at.year == 20
    assert Publication.objects.get().version == version
    assert (Use.objects.get().place, Use.objects.get().title) == (release.public_id, "Voortgang")
    assert broken_releases() == []
    events = AuditEvent.objects.filter(event__startswith="publishing.").order_by("pk")
    assert [(e.event, e.actor) for e in events] == [
        ("publishing.prepared", world.editor.public_id),
        ("publishing.submitted", world.editor.public_id),
        ("publishing.approved", world.publisher.public_id),
    ]


def test_no_names_of_people_in_a_release(world, proposal):
    release = approve(proposal=submit(proposal=proposal, by=world.editor), by=world.publisher)
    said = str(release.manifest) + release.title
    for user in (world.editor, world.publisher):
        assert user.email not in said
        assert user.public_id not in said


def test_nobody_approves_the_own_work(world, proposal):
    give_role(user=world.editor, organisation=world.ministry, kind=RoleKind.PUBLISHER, by=world.administrator)
    submitted = submit(proposal=proposal, by=world.editor)
    with pytest.raises(PermissionDenied):
        approve(proposal=submitted, by=world.editor)
    assert not Release.objects.exists()


def test_the_database_refuses_approval_by_the_same_person(world, proposal):
    changed = Proposal.objects.filter(pk=proposal.pk)
    with pytest.raises(IntegrityError, match="nobody_approves_the_own_work"), transaction.atomic():
        changed.update(state=ProposalState.APPROVED, approved_by=world.editor, approved_at="2026-01-01T00:00Z")


def test_the_database_refuses_a_release_without_approval(world, proposal):
    with pytest.raises(DatabaseError, match="a second person of the organisation approved"), transaction.atomic():
        Release.objects.create(
            public_id="NB-R-2026-99999",
            proposal=proposal,
            organisation=world.ministry,
            programme=world.programme,
            title="x",
            category="other",
            keep_until="2046-01-01",
            manifest={},
            digest="sha256:0",
            chain="sha256:1",
        )


def test_an_approved_proposal_stays_as_it_was(world, proposal):
    approve(proposal=submit(proposal=proposal, by=world.editor), by=world.publisher)
    for change in (
        lambda: Proposal.objects.filter(pk=proposal.pk).update(prepared_by=world.outsider),
        lambda: Proposal.objects.filter(pk=proposal.pk).update(state=ProposalState.DRAFT),
    ):
        with pytest.raises(DatabaseError, match="stays as it was approved"), transaction.atomic():
            change()


def test_people_of_another_organisation_do_nothing_here(world, proposal):
    submitted = submit(proposal=proposal, by=world.editor)
    for act in (
        lambda: approve(proposal=submitted, by=world.outsider),
        lambda: send_back(proposal=submitted, remark="?", by=world.outsider),
        lambda: submit(proposal=proposal, by=world.outsider),
    ):
        with pytest.raises(PermissionDenied):
            act()


def test_only_the_own_figures_are_published(world, say):
    with pytest.raises(PermissionDenied, match="Not of this organisation: NB-"):
        prepare(
            title="Van een ander",
            programme=world.programme,
            organisation=world.inspectorate,
            versions=[say("1229")],
            by=world.outsider,
        )


def test_a_release_of_another_organisation_cannot_be_superseded(world, say, release):
    theirs = release(say("1229"))
    with pytest.raises(PermissionDenied):
        prepare(
            title="Beter",
            programme=world.programme,
            organisation=world.inspectorate,
            versions=[],
            supersedes=theirs,
            reason="x",
            by=world.outsider,
        )


@pytest.mark.parametrize("start", ProposalState)
@pytest.mark.parametrize("act", ["submit", "approve", "send_back"])
def test_only_the_steps_of_the_state_table(world, proposal, start, act):
    if start == ProposalState.APPROVED:
        approve(proposal=submit(proposal=proposal, by=world.editor), by=world.publisher)
    else:
        Proposal.objects.filter(pk=proposal.pk).update(state=start)
    target = {"submit": "submitted", "approve": "approved", "send_back": "returned"}[act]
    steps = {
        "submit": lambda: submit(proposal=proposal, by=world.editor),
        "approve": lambda: approve(proposal=proposal, by=world.publisher),
        "send_back": lambda: send_back(proposal=proposal, remark="Bron ontbreekt", by=world.publisher),
    }
    if ProposalState(target) in PROPOSAL_TRANSITIONS[start]:
        steps[act]()
        assert Proposal.objects.get().state == target
    else:
        with pytest.raises(NotPossibleNow, match=f"is {start}; it cannot become {target}"):
            steps[act]()


def test_nothing_to_publish_is_not_submitted(world, proposal):
    proposal.versions.clear()
    with pytest.raises(NotPossibleNow, match="nothing in it"):
        submit(proposal=proposal, by=world.editor)


def test_the_chain_names_what_was_rewritten(world, say, release):
    first = release(say("1229"))
    second = release(say("1400", FigureKind.TARGET))
    third = release(say("1229", verdict=Verdict.CORRECTED, corrected="1230", reason="Tabel 2"))
    assert broken_releases() == []
    owner("ALTER TABLE publishing_release DISABLE TRIGGER append_only")
    owner(
        "UPDATE publishing_release SET manifest = jsonb_set(manifest, '{figures,0,published}', '\"1.500\"') "
        "WHERE public_id = %s",
        [second.public_id],
    )
    assert broken_releases() == [
        f"{second.public_id}: the manifest is not the one that was published",
        f"{second.public_id}: the ledger holds other values than the manifest",
    ]
    owner("ALTER TABLE publishing_releasedbundle DISABLE TRIGGER append_only")
    owner("DELETE FROM publishing_releasedbundle WHERE release_id = %s", [second.pk])
    owner("DELETE FROM publishing_release WHERE public_id = %s", [second.public_id])
    assert broken_releases() == [f"{third.public_id}: the chain does not fit the release before it"]
    assert first.chain != third.chain


def test_a_value_changed_in_the_ledger_shows(world, say, release):
    version = say("1229")
    published = release(version)
    owner("ALTER TABLE figures_figureversion DISABLE TRIGGER append_only")
    owner("UPDATE figures_figureversion SET published = '1.500' WHERE id = %s", [version.pk])
    assert broken_releases() == [f"{published.public_id}: the ledger holds other values than the manifest"]
