"""Two people at one reading, one finding, one stale figure, one invitation, one withdrawal: at the same moment."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from navolgbaar.core.audit import System
from navolgbaar.figures.actions import AnsweredMeanwhile, Question, answer_reading, record_run, refresh
from navolgbaar.figures.descent import stale_versions
from navolgbaar.figures.models import FigureVersion, Reading
from navolgbaar.figures.queries import proposals_of
from navolgbaar.figures.states import FigureKind, Verdict
from navolgbaar.people.actions import accept_invitation, create_user, give_role, invite
from navolgbaar.people.models import Invitation, Role
from navolgbaar.people.states import RoleKind
from navolgbaar.publishing.actions import NotPossibleNow, approve, prepare, send_back, submit
from navolgbaar.publishing.models import Proposal, Release
from navolgbaar.publishing.queries import broken_releases
from navolgbaar.sources.actions import NotPossibleNow as FindingNotPossible
from navolgbaar.sources.actions import decide_finding, finish_intake, receive_file
from navolgbaar.sources.models import Document, Finding
from navolgbaar.sources.states import FindingState

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.db]
REFUSALS = (AnsweredMeanwhile, NotPossibleNow, FindingNotPossible, Invitation.DoesNotExist)
PASSWORD = "a long enough one"


def at_once(*acts):
    """What came of these acts, begun at the same moment: "done", or the name of the refusal; sorted."""
    start = Barrier(len(acts))

    def run(act):
        try:
            start.wait()
            act()
        except REFUSALS as refused:
            return type(refused).__name__
        finally:
            connection.close()
        return "done"

    with ThreadPoolExecutor(len(acts)) as pool:
        return sorted(pool.map(run, acts))


@pytest.fixture
def colleague(world):
    user = create_user(email="colleague@example.org", password=PASSWORD, by=System())
    for kind in (RoleKind.EDITOR, RoleKind.PUBLISHER):
        give_role(user=user, organisation=world.ministry, kind=kind, by=world.administrator)
    return user


def test_one_of_two_who_answer_the_same_reading_is_told(world, letter, colleague):
    proposal = proposals_of(letter).get(value="1229")
    came = at_once(
        lambda: answer_reading(proposal=proposal, verdict=Verdict.CONFIRMED, seen=0, by=world.editor),
        lambda: answer_reading(proposal=proposal, verdict=Verdict.REJECTED, seen=0, by=colleague),
    )
    assert came == ["AnsweredMeanwhile", "done"]
    assert Reading.objects.filter(answers=proposal).count() == 1


def test_who_saw_the_answer_may_give_another(world, letter, colleague):
    proposal = proposals_of(letter).get(value="1229")
    answer_reading(proposal=proposal, verdict=Verdict.CONFIRMED, seen=0, by=world.editor)
    answer_reading(proposal=proposal, verdict=Verdict.CORRECTED, value="1230", seen=1, by=colleague)
    assert [answer.value for answer in proposal.answered_by.order_by("pk")] == ["1229", "1230"]


def test_one_of_two_who_decide_on_the_same_finding_is_told(world, letter, colleague):
    finding = Finding.objects.create(
        document=letter, rule="r", verdict="v", severity="s", sentence="x", sentence_en="x"
    )
    seen = FindingState.PROPOSED
    came = at_once(
        lambda: decide_finding(finding=finding, state=FindingState.CONFIRMED, seen=seen, by=world.editor),
        lambda: decide_finding(finding=finding, state=FindingState.REJECTED, seen=seen, by=colleague),
    )
    assert came == ["NotPossibleNow", "done"]


def test_a_stale_figure_is_said_again_once(world, say, colleague):
    below = say("1229")
    question = {name: getattr(below.figure, name) for name in ("subject", "quantity", "period", "issuer", "issued_on")}
    asked = Question(**question, kind=FigureKind.FORECAST, owner=world.ministry)
    above = record_run(question=asked, recipe="arithmetic.sum@1", inputs={"terms": [below]}, by=world.editor)
    say("1229", verdict=Verdict.CORRECTED, corrected="1230", reason="Tabel 2")
    assert list(stale_versions()) == [above]
    came = at_once(
        lambda: refresh(version=above, reason="Opnieuw", by=world.editor),
        lambda: refresh(version=above, reason="Ook opnieuw", by=colleague),
    )
    assert came == ["AnsweredMeanwhile", "done"]
    assert [v.value for v in FigureVersion.objects.filter(figure=above.figure).order_by("number")] == ["1229", "1230"]
    assert not stale_versions().exists()


@pytest.fixture
def submitted(world, say):
    proposal = prepare(
        title="Voortgang", programme=world.programme, organisation=world.ministry, versions=[say("1229")],
        by=world.editor,
    )  # fmt: skip
    return submit(proposal=proposal, by=world.editor)


def test_two_publishers_approve_one_release(world, submitted, colleague):
    came = at_once(
        lambda: approve(proposal=submitted, by=world.publisher), lambda: approve(proposal=submitted, by=colleague)
    )
    assert came == ["NotPossibleNow", "done"]
    assert Release.objects.count() == 1
    assert broken_releases() == []


def test_it_is_approved_or_sent_back_and_never_both(world, submitted, colleague):
    came = at_once(
        lambda: approve(proposal=submitted, by=world.publisher),
        lambda: send_back(proposal=submitted, remark="Nog niet", by=colleague),
    )
    assert came == ["NotPossibleNow", "done"]
    state = Proposal.objects.get().state
    assert (state, Release.objects.count()) in (("approved", 1), ("returned", 0))


def test_a_release_is_replaced_once(world, submitted, colleague):
    former = approve(proposal=submitted, by=world.publisher)
    rivals = [
        submit(
            proposal=prepare(
                title=title, programme=world.programme, organisation=world.ministry, versions=[], supersedes=former,
                reason=title, by=world.editor,
            ),
            by=world.editor,
        )
        for title in ("een", "twee")
    ]  # fmt: skip
    came = at_once(
        lambda: approve(proposal=rivals[0], by=world.publisher), lambda: approve(proposal=rivals[1], by=colleague)
    )
    assert came == ["NotPossibleNow", "done"]
    assert Release.objects.filter(supersedes=former).count() == 1
    assert broken_releases() == []


def test_an_invitation_is_accepted_once(world):
    _, token = invite(
        email="new@example.org", organisation=world.ministry, kind=RoleKind.EDITOR, by=world.administrator
    )
    came = at_once(*[lambda: accept_invitation(token=token, password=PASSWORD, by=System())] * 2)
    assert came == ["DoesNotExist", "done"]
    assert Role.objects.filter(user__email="new@example.org").count() == 1


def test_two_workers_read_one_file_once(world, store):
    intake = receive_file(
        data=b"Er zijn 12 woningen in 2023.", name="a.txt", programme=world.programme, organisation=world.ministry,
        by=world.editor,
    )  # fmt: skip
    assert at_once(*[lambda: finish_intake(intake=intake, by=world.editor)] * 2) == ["done", "done"]
    assert Document.objects.count() == 1
