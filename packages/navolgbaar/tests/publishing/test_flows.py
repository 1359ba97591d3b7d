"""What a visitor may rely on, from the reading to the page: the flows that the platform is made for."""

import json
import re
from dataclasses import replace
from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from navolgbaar.core.audit import System
from navolgbaar.figures.actions import Question, answer_reading, record_reading, record_run, refresh
from navolgbaar.figures.descent import stale_versions
from navolgbaar.figures.queries import proposals_of, revised_uses
from navolgbaar.figures.states import FigureKind, Verdict
from navolgbaar.people.actions import create_user, give_role
from navolgbaar.people.states import RoleKind
from navolgbaar.publishing.actions import approve, prepare, send_back, submit
from navolgbaar.publishing.models import Proposal, Release
from navolgbaar.publishing.packages import write_package
from navolgbaar.publishing.queries import broken_releases
from navolgbaar.publishing.states import ProposalState
from navolgbaar.publishing.witness import first_difference, line_of
from navolgbaar.sources.actions import erase_passage, import_document, move_document
from navolgbaar.sources.states import DocumentState

pytestmark = [pytest.mark.django_db, pytest.mark.db]


@pytest.fixture
def public(world, letter):
    return move_document(document=letter, state=DocumentState.PUBLIC, by=world.editor)


def question_of(version, **other):
    return replace(Question(**{name: getattr(version.figure, name) for name in Question.__slots__}), **other)


def words_of(client, address):
    response = client.get(address, follow=True)
    body = b"".join(response.streaming_content) if response.streaming else response.content
    return response.status_code, body.decode()


def test_a_corrected_reading_reaches_the_report_that_used_it_and_leaves_the_old_release(
    client, world, public, say, release
):
    part = say("1229")
    total = record_run(
        question=question_of(part, kind=FigureKind.CLAIMED),
        recipe="arithmetic.sum@1",
        inputs={"terms": [part, say("1400", FigureKind.TARGET)]},
        by=world.editor,
    )
    parts = [origin.version for origin in total.run.inputs.get().origins.all()]
    report = release(total, *parts, title="Rapport")
    page = f"/publicaties/{report}/"
    before = (report.manifest, report.digest, report.chain)
    assert "herzien" not in words_of(client, page)[1]

    corrected = say("1229", verdict=Verdict.CORRECTED, corrected="1230", reason="Tabel 2")
    assert total in stale_versions()
    again = refresh(version=total, reason="Tabel 2", by=world.editor)
    assert (again.published, again.number) == ("2.630", 2)
    assert "herzien" not in words_of(client, page)[1]  # nothing of it is public yet

    newer = release(corrected, again, title="Rapport", supersedes=report, reason="Tabel 2")
    said = words_of(client, page)[1]
    assert said.count("herzien") >= 2
    assert "2.629" in said
    assert {use.version for use in revised_uses().filter(place=report.public_id)} == {part, total}
    old = Release.objects.get(pk=report.pk)
    assert (old.manifest, old.digest, old.chain) == before
    assert old.superseded_by == newer
    assert "2.630" in words_of(client, total.figure.get_absolute_url())[1]
    assert broken_releases() == []


def test_two_issuers_values_of_one_question_stand_side_by_side(client, world, public, say, release):
    ours = say("1229")
    release(ours)
    second = create_user(email="second@example.org", password="a long enough one", by=System())
    give_role(user=second, organisation=world.inspectorate, kind=RoleKind.PUBLISHER, by=world.administrator)
    document = import_document(
        data=b"In 2022 zijn 1.180 adressen versterkt.", name="b.txt", programme=world.programme,
        organisation=world.inspectorate, by=world.outsider,
    )  # fmt: skip
    proposal = next(p for p in proposals_of(document) if p.value == "1180")
    reading = answer_reading(proposal=proposal, verdict=Verdict.CONFIRMED, by=world.outsider)
    asked = question_of(ours, issuer=world.inspectorate, owner=world.inspectorate, issued_on=date(2023, 3, 1))
    theirs = record_reading(question=asked, reading=reading, by=world.outsider)
    prepared = prepare(
        title="Toezicht", programme=world.programme, organisation=world.inspectorate, versions=[theirs],
        by=world.outsider,
    )  # fmt: skip
    approve(proposal=submit(proposal=prepared, by=world.outsider), by=second)
    for one, other in ((ours, theirs), (theirs, ours)):
        page = words_of(client, one.figure.get_absolute_url())[1]
        assert f'data-figure="{one}"' in page
        assert f'data-figure="{other}"' in page.partition("Anderen zeggen iets anders")[2]
    assert ours.number == theirs.number == 1


PERSON = "Mevrouw Jansen-Testpersoon telt 417 woningen."


def test_a_person_is_erased_from_a_quoted_passage_and_everything_still_verifies(
    client, world, store, say, release, django_capture_on_commit_callbacks
):
    document = import_document(
        data=f"Den Haag, 6 september 2023\n\n{PERSON}\n".encode(), name="p.txt", programme=world.programme,
        organisation=world.ministry, by=world.editor,
    )  # fmt: skip
    move_document(document=document, state=DocumentState.PUBLIC, by=world.editor)
    proposal = next(p for p in proposals_of(document) if p.value == "417")
    reading = answer_reading(proposal=proposal, verdict=Verdict.CONFIRMED, by=world.editor)
    version = record_reading(question=question_of(say("1229")), reading=reading, reason="Telling", by=world.editor)
    published = release(version)
    record = line_of(published)
    addresses = [
        version.figure.get_absolute_url(), f"/cijfers/{version}.json", f"/bundels/{version}.json",
        document.get_absolute_url(), f"/publicaties/{published}/", "/zoeken?q=testpersoon", "/api/v1/figures.csv",
        "/api/v1/documents",
    ]  # fmt: skip
    shown = [address for address in addresses if "Testpersoon" in words_of(client, address)[1]]
    assert document.get_absolute_url() in shown
    assert f"/cijfers/{version}.json" in shown
    assert "/zoeken?q=testpersoon" in shown

    passage = version.reading.anchor.passage
    with django_capture_on_commit_callbacks(execute=True):
        erase_passage(passage=passage, ground="AVG art. 17", by=world.administrator)
    assert [address for address in addresses if "Testpersoon" in words_of(client, address)[1]] == []
    assert "Testpersoon" not in write_package(published).decode()
    assert not any(b"Testpersoon" in path.read_bytes() for path in store.rglob("*") if path.is_file())
    assert "417" in words_of(client, version.figure.get_absolute_url())[1]
    assert broken_releases() == []
    assert first_difference(record) == ""


def test_a_release_of_another_organisation_cannot_be_altered(world, say, release):
    version = say("1229")
    theirs = release(version)
    words = {"title": "Beter", "programme": world.programme, "by": world.outsider}
    for attempt in (
        lambda: prepare(**words, organisation=world.inspectorate, versions=[version]),
        lambda: prepare(**words, organisation=world.ministry, versions=[version]),
        lambda: prepare(**words, organisation=world.inspectorate, versions=[], supersedes=theirs, reason="x"),
        lambda: prepare(**words, organisation=world.ministry, versions=[], supersedes=theirs, reason="x"),
        lambda: send_back(proposal=theirs.proposal, remark="x", by=world.outsider),
        lambda: refresh(version=version, reason="x", by=world.outsider),
    ):
        with pytest.raises(PermissionDenied):
            attempt()
    assert Release.objects.count() == 1
    assert broken_releases() == []


def test_one_person_with_both_roles_cannot_approve_the_own_work(client, settings, world, say):
    settings.SECOND_FACTOR_FOR = []
    give_role(user=world.editor, organisation=world.ministry, kind=RoleKind.PUBLISHER, by=world.administrator)
    proposal = prepare(
        title="x", programme=world.programme, organisation=world.ministry, versions=[say("1229")], by=world.editor
    )
    submit(proposal=proposal, by=world.editor)
    client.force_login(world.editor, backend="allauth.account.auth_backends.AuthenticationBackend")
    assert client.get(f"/redactie/voorstellen/{proposal.pk}/").status_code == 200
    assert client.post(f"/redactie/voorstellen/{proposal.pk}/stap", {"step": "approve"}).status_code == 404
    with pytest.raises(PermissionDenied):
        approve(proposal=proposal, by=world.editor)
    with pytest.raises(IntegrityError, match="nobody_approves_the_own_work"), transaction.atomic():
        Proposal.objects.filter(pk=proposal.pk).update(
            state=ProposalState.APPROVED, approved_by=world.editor, approved_at="2026-01-01T00:00Z"
        )
    assert not Release.objects.exists()


def test_a_suppressed_value_cannot_be_had_anywhere(client, world, letter, say, release):
    """What was counted stands in a closed document and in an unpublished figure; what went public is that it is not."""
    counted = say("1229", FigureKind.CLAIMED)
    withheld = record_run(
        question=question_of(counted, kind=FigureKind.OBSERVED),
        recipe="disclosure.withheld@1",
        inputs={"reason": "n < 5"},
        by=world.editor,
    )
    published = release(withheld)
    assert (withheld.value, withheld.low, withheld.high, withheld.n) == (None, "", "", None)
    seen = {
        address: words_of(client, address)
        for address in (
            "/", "/vragen/gemeten/", world.subject.get_absolute_url(), withheld.figure.get_absolute_url(),
            f"/cijfers/{withheld}/", f"/cijfers/{withheld}.json", f"/bundels/{withheld}.json",
            f"/publicaties/{published}/", "/zoeken?q=1.229", "/zoeken?q=versterkt", "/api/v1/figures",
            f"/api/v1/figures/{withheld.figure}", f"/api/v1/figures/{withheld}", f"/api/v1/figures/{withheld}/citation",
            f"/api/v1/releases/{published}/manifest", "/api/v1/figures.csv", "/api/v1/documents",
        )
    }  # fmt: skip
    number = re.compile(r"(?<![0-9a-f])1[.,]?229(?![0-9a-f])")
    echo = seen.pop("/zoeken?q=1.229")  # repeats the visitor's own words
    assert echo[0] == 200
    assert "adressen versterkt" not in echo[1]
    told = {address for address, (_, body) in seen.items() if number.search(body)}
    assert {address for address, (status, _) in seen.items() if status != 200} == set()
    assert "n &lt; 5" in seen[withheld.figure.get_absolute_url()][1]
    assert "n < 5" in seen["/api/v1/figures.csv"][1]
    assert told == set()
    assert "adressen versterkt" not in seen["/zoeken?q=versterkt"][1]
    for hidden in (counted.figure.get_absolute_url(), f"/cijfers/{counted}.json", f"/bundels/{counted}.json",
                   letter.get_absolute_url(), f"/api/v1/figures/{counted.figure}"):  # fmt: skip
        assert client.get(hidden).status_code == 404
    package = write_package(published).decode()
    assert not number.search(package)
    assert json.loads(package)["statement"]["manifest"]["figures"][0]["value"] is None
