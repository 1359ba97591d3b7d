"""Publishing at the desk: prepare, approve by a colleague, send back, replace, withdraw; *herzien* at each use."""

import pytest
from django.test import Client
from django.urls import reverse

from navolgbaar.figures.models import Withdrawal
from navolgbaar.figures.queries import is_withdrawn, standing_versions
from navolgbaar.figures.shown import shown_on
from navolgbaar.figures.states import FigureKind, Verdict
from navolgbaar.publishing.actions import NotPossibleNow, approve, prepare, submit
from navolgbaar.publishing.models import Proposal, Release
from navolgbaar.publishing.queries import broken_releases
from navolgbaar.publishing.states import ProposalState

pytestmark = [pytest.mark.django_db, pytest.mark.db]
PREPARE = "/redactie/programmas/versterken/publicaties/nieuw/"


@pytest.fixture
def clerk(at_the_desk):
    return at_the_desk("editor")


@pytest.fixture
def colleague(at_the_desk):
    return at_the_desk("publisher")


def put_together(client, world, *versions, **said):
    fields = {"title": "Voortgang", "organisation": world.ministry.pk, "category": "other", **said}
    return client.post(PREPARE, {**fields, "versions": [version.pk for version in versions]})


def step(client, proposal, name, **said):
    return client.post(reverse("publishing:step", args=[proposal.pk]), {"step": name, **said}, follow=True)


def test_a_colleague_approves_what_a_clerk_put_together(world, say, clerk, colleague):
    put_together(clerk, world, say("1229"))
    proposal = Proposal.objects.get()
    assert "een collega keurt het goed" in step(clerk, proposal, "submit").content.decode()
    assert step(clerk, proposal, "approve").status_code == 404
    page = step(colleague, proposal, "approve")
    release = Release.objects.get()
    assert page.redirect_chain == [(release.get_absolute_url(), 302)]
    assert "1.229" in Client().get(release.get_absolute_url()).content.decode()


def test_what_is_sent_back_comes_with_a_remark_and_can_be_asked_again(world, say, clerk, colleague):
    put_together(clerk, world, say("1229"))
    proposal = Proposal.objects.get()
    step(clerk, proposal, "submit")
    assert step(colleague, proposal, "return", remark="").status_code == 422
    step(colleague, proposal, "return", remark="Welk jaar?")
    assert "Welk jaar?" in clerk.get(proposal.get_absolute_url()).content.decode()
    assert "intussen iets aan gedaan" in step(colleague, proposal, "approve").content.decode()
    step(clerk, proposal, "submit")
    proposal.refresh_from_db()
    assert proposal.state == ProposalState.SUBMITTED


def test_what_rests_on_what_nobody_can_see_is_named(world, say, clerk):
    from dataclasses import replace

    from navolgbaar.figures.actions import Question, record_run

    below = say("1229")
    question = Question(**{name: getattr(below.figure, name) for name in Question.__slots__})
    above = record_run(
        question=replace(question, kind=FigureKind.FORECAST), recipe="arithmetic.sum@1", inputs={"terms": [below]},
        by=world.editor,
    )  # fmt: skip
    put_together(clerk, world, above)
    page = step(clerk, Proposal.objects.get(), "submit").content.decode()
    assert f"niet openbaar zijn en er niet in staan: {below}" in page


def test_nothing_published_or_stale_is_offered_again(world, say, release, clerk):
    release(say("1229"))
    assert list(clerk.get(PREPARE).context["versions"]) == []
    waiting = say("1400", FigureKind.TARGET)
    assert list(clerk.get(PREPARE).context["versions"]) == [waiting]
    assert "Kies ten minste" in put_together(clerk, world).content.decode()


def test_a_replacement_needs_its_reason_and_shows_herzien_at_each_use(world, say, release, clerk, colleague):
    former = release(say("1229"))
    corrected = say("1229", verdict=Verdict.CORRECTED, corrected="1230", reason="Tabel 2")
    assert clerk.get(f"{PREPARE}?vervangt={former}").context["form"].initial["supersedes"] == former
    refused = put_together(clerk, world, corrected, supersedes=former.pk)
    assert set(refused.context["form"].errors) == {"reason"}
    put_together(clerk, world, corrected, supersedes=former.pk, reason="Correctie van tabel 2")
    proposal = Proposal.objects.get(release=None)
    step(clerk, proposal, "submit")
    step(colleague, proposal, "approve")
    page = Client().get(former.get_absolute_url()).content.decode()
    assert "herzien" in page
    assert "Correctie van tabel 2" in page
    assert "1.229" in page
    former_version = Client().get("/cijfers/NB-2026-00001@1/".replace("NB-2026-00001", corrected.figure.public_id))
    assert "herzien" in former_version.content.decode()
    assert f'href="{former.get_absolute_url()}"' in former_version.content.decode()


def test_a_withdrawal_takes_two_people_and_leaves_a_citation(world, say, release, clerk, colleague):
    version = say("1229")
    former = release(version)
    subject, address = version.figure.subject, version.figure.get_absolute_url()
    page = clerk.post(reverse("publishing:withdraw", args=[former]), {"reason": "Verkeerde gemeente"}, follow=True)
    proposal = Proposal.objects.get(release=None)
    assert "dit trekt een publicatie in" in page.content.decode()
    assert shown_on(subject) == [version]
    step(colleague, proposal, "approve")
    assert Withdrawal.objects.get().version == version
    assert is_withdrawn(version)
    assert (shown_on(subject), standing_versions().count()) == ([], 0)
    for place in (address, former.get_absolute_url()):
        body = Client().get(place).content.decode()
        assert "ingetrokken" in body
        assert "Verkeerde gemeente" in body
    assert "1.229" not in Client().get(subject.get_absolute_url()).content.decode()
    assert broken_releases() == []
    assert clerk.get(reverse("publishing:withdraw", args=[former])).status_code == 404


def test_what_stands_in_another_release_as_well_is_not_gone(world, say, release):
    version = say("1229")
    former, _ = release(version, title="een"), release(version, title="twee")
    proposal = prepare(
        title="een", programme=world.programme, organisation=world.ministry, versions=[], supersedes=former,
        reason="Dubbel", by=world.editor,
    )  # fmt: skip
    approve(proposal=submit(proposal=proposal, by=world.editor), by=world.publisher)
    assert not is_withdrawn(version)
    assert shown_on(version.figure.subject) == [version]


def test_an_empty_proposal_that_replaces_nothing_is_refused(world, say):
    proposal = prepare(
        title="leeg", programme=world.programme, organisation=world.ministry, versions=[], by=world.editor
    )
    with pytest.raises(NotPossibleNow):
        submit(proposal=proposal, by=world.editor)


def test_a_release_of_a_programme_that_is_not_public_is_not_there(world, say, release):
    published = release(say("1229"))
    world.subject.is_public = False
    world.subject.save()
    assert Client().get(published.get_absolute_url()).status_code == 404
