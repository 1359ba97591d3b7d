"""What somebody tries who should not be able to: each attempt stays here, so that it keeps failing."""

import re
from datetime import date

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from navolgbaar.figures.models import FigureVersion, Reading
from navolgbaar.figures.queries import proposals_of
from navolgbaar.figures.states import FigureKind
from navolgbaar.people.actions import give_role
from navolgbaar.people.models import Invitation, Role
from navolgbaar.people.states import RoleKind
from navolgbaar.programmes.actions import add_area, add_programme, rename_subject
from navolgbaar.programmes.models import Area
from navolgbaar.publishing.actions import prepare, submit
from navolgbaar.publishing.models import Proposal, Release
from navolgbaar.sources.models import Document, Intake
from navolgbaar.sources.states import IntakeState

pytestmark = [pytest.mark.django_db, pytest.mark.db]
PASSWORD = "a long enough one"
NASTY = '"><script>alert(1)</script>'
DOCUMENTS = "/redactie/programmas/versterken/documenten/"


@pytest.fixture(autouse=True)
def _nobody_tried_before():
    cache.clear()


def send(client, data=b"Er zijn 12 woningen in 2023.", name="stuk.txt", kind="text/plain", **said):
    organisation = said.pop("organisation", None) or client.get(DOCUMENTS).context["form"]["organisation"].initial.pk
    file = SimpleUploadedFile(name, data, content_type=kind)
    return client.post(DOCUMENTS, {"file": file, "organisation": organisation, **said})


# object ids of others


def test_an_outsider_cannot_answer_publish_or_approve_with_ids_of_others(world, letter, say, at_the_desk):
    proposal = prepare(
        title="x", programme=world.programme, organisation=world.ministry, versions=[say("1229")], by=world.editor
    )
    submit(proposal=proposal, by=world.editor)
    reading = proposals_of(letter).get(value="1400")
    client = at_the_desk("outsider")
    answers = Reading.objects.count()
    for name, pk, said in (
        ("figures:answer", reading.pk, {"verdict": "confirmed", "seen": 0}),
        ("sources:move", letter.public_id, {"state": "public"}),
        ("publishing:step", proposal.pk, {"step": "approve"}),
        ("people:withdraw_role", Role.objects.get(user=world.editor).pk, {}),
    ):
        assert client.post(reverse(name, args=[pk]), said).status_code == 404
    assert Reading.objects.count() == answers
    assert not Release.objects.exists()
    assert Role.objects.filter(user=world.editor).exists()


def test_figures_of_others_cannot_be_slipped_into_a_publication(world, say, at_the_desk):
    version = say("1229")
    said = {
        "title": "x", "organisation": world.inspectorate.pk, "category": "other", "versions": [version.pk],
    }  # fmt: skip
    response = at_the_desk("outsider").post("/redactie/programmas/versterken/publicaties/nieuw/", said)
    assert response.status_code == 422
    assert not Proposal.objects.exists()


def test_a_document_cannot_be_taken_in_under_the_name_of_others(world, store, at_the_desk):
    response = send(at_the_desk("outsider"), organisation=world.ministry.pk)
    assert response.status_code == 422
    assert not Intake.objects.exists()


def test_an_intake_is_seen_by_who_sent_it_alone(world, store, at_the_desk):
    address = send(at_the_desk("editor"), b"%PDF-1.7 no", "x.pdf")["Location"]
    assert at_the_desk("editor").get(address).status_code == 200
    for other in ("outsider", "publisher", "administrator"):
        assert at_the_desk(other).get(address).status_code == 404


def test_an_answer_is_no_proposal_that_can_be_answered(world, letter, say, at_the_desk):
    answer = say("1229").reading
    address = reverse("figures:answer", args=[answer.pk])
    assert at_the_desk("editor").post(address, {"verdict": "confirmed", "seen": 0}).status_code == 404


@pytest.mark.parametrize("verdict", ["proposed", "", "confirmed2", "CONFIRMED", "delete"])
def test_a_verdict_that_does_not_exist(world, letter, at_the_desk, verdict):
    address = reverse("figures:answer", args=[proposals_of(letter).first().pk])
    assert at_the_desk("editor").post(address, {"verdict": verdict}).status_code == 404


# one person twice, and roles from nowhere


def test_who_is_editor_and_publisher_cannot_approve_the_own_work(world, say, at_the_desk):
    give_role(user=world.editor, organisation=world.ministry, kind=RoleKind.PUBLISHER, by=world.administrator)
    proposal = prepare(
        title="x", programme=world.programme, organisation=world.ministry, versions=[say("1229")], by=world.editor
    )
    submit(proposal=proposal, by=world.editor)
    client = at_the_desk("publisher")
    client.force_login(world.editor, backend="allauth.account.auth_backends.AuthenticationBackend")
    from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret

    TOTP.activate(world.editor, generate_totp_secret())
    assert "approve" not in client.get(proposal.get_absolute_url()).content.decode()
    assert client.post(reverse("publishing:step", args=[proposal.pk]), {"step": "approve"}).status_code == 404
    assert not Release.objects.exists()


def test_a_manager_of_one_programme_gives_no_role_in_another(world, at_the_desk, second_factor):
    from navolgbaar.core.permission import granted

    small = world.outsider
    give_role(
        user=small, organisation=world.ministry, kind=RoleKind.MANAGER, programme="versterken", by=world.administrator
    )
    for programme, is_allowed in (("versterken", True), ("", False), ("anders", False)):
        role = Role(organisation=world.ministry, programme=programme)
        assert granted("people.give_role", small, role) is is_allowed
    client = at_the_desk("outsider")
    address = "/redactie/organisaties/ministry/"
    assert client.post(address, {"email": "x@example.org", "kind": "publisher"}).status_code == 404
    assert client.get("/redactie/programmas/versterken/mensen/").status_code == 200
    assert not Invitation.objects.exists()


# CSRF


@pytest.mark.parametrize(
    "address",
    [DOCUMENTS, "/redactie/lezingen/1/antwoord", "/redactie/voorstellen/1/stap", "/redactie/rollen/1/afnemen",
     "/redactie/organisaties/ministry/", "/uitnodiging/abc/", "/account/logout/", "/redactie/gebieden/",
     "/redactie/wissen/?document=NB-D-1&passage=p1", "/redactie/onderwerpen/NB-S-1/",
     "/redactie/programmas/versterken/berekenen/?som=sum"],
)  # fmt: skip
def test_nothing_is_posted_from_elsewhere(world, manager, address):
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(world.editor, backend="allauth.account.auth_backends.AuthenticationBackend")
    assert strict.post(address, {"verdict": "confirmed"}).status_code == 403


@pytest.mark.parametrize("name", ["figures:answer", "sources:move", "publishing:step", "people:withdraw_role"])
def test_nothing_is_done_by_following_a_link(world, at_the_desk, name):
    address = reverse(name, args=["NB-D-1" if name == "sources:move" else 1])
    assert at_the_desk("editor").get(address).status_code == 405


# upload names and content types


@pytest.mark.parametrize(
    "name",
    ["../../etc/passwd", "..\\..\\x.txt", "a/b.txt", "\x00x.txt", "x" * 300 + ".txt", f"{NASTY}.txt", ".htaccess"],
)
def test_a_name_of_a_file_is_a_name_and_no_path(world, store, at_the_desk, name):
    client = at_the_desk("editor")
    response = send(client, name=name)
    files = [path for path in store.rglob("*") if path.is_file()]
    assert all(re.fullmatch(r"[0-9a-f]{64}", path.name) for path in files)
    for intake in Intake.objects.all():
        assert "/" not in intake.name
    assert response.status_code in (302, 422)
    assert "<script>alert" not in client.get(DOCUMENTS).content.decode()


@pytest.mark.parametrize("kind", ["text/html", "application/x-msdownload", "image/svg+xml", "", "x" * 300])
def test_what_a_browser_calls_it_is_not_believed(world, store, at_the_desk, kind):
    send(at_the_desk("editor"), b"Er zijn 12 woningen in 2023.", kind=kind)
    assert Document.objects.get().file.media_type == "text/plain"


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (b"%PDF-1.7 but not really", "a.pdf"),
        (b"PK\x03\x04broken", "a.docx"),
        (b"", "leeg.txt"),
        (b"\x00" * 99, "a.bin"),
    ],
)
def test_what_cannot_be_read_is_refused_in_words_and_leaves_nothing(world, store, at_the_desk, data, name):
    client = at_the_desk("editor")
    response = send(client, data, name)
    if response.status_code == 302:
        page = client.get(response["Location"]).content.decode()
        assert "kan niet worden opgenomen" in page
        assert "Traceback" not in page
        assert Intake.objects.get().state == IntakeState.REFUSED
        assert Intake.objects.get().data is None
    else:
        assert response.status_code == 422
    assert not Document.objects.exists()
    assert not [path for path in store.rglob("*") if path.is_file()] if store.exists() else True


def test_a_file_over_the_limit_is_refused(world, store, at_the_desk, settings):
    settings.UPLOAD_BYTES = 10
    response = send(at_the_desk("editor"))
    assert response.status_code == 422
    assert "te groot" in response.content.decode()
    assert not Intake.objects.exists()


# stored markup


def test_markup_that_was_stored_is_shown_as_words(world, store, at_the_desk, say, release):
    client = at_the_desk("editor")
    send(client, f"In 2024 zijn 77 adressen {NASTY} versterkt.".encode(), title=NASTY, origin=NASTY, licence=NASTY)
    rename_subject(subject=world.subject, name=NASTY, on="2024-01-01", by=world.editor)
    published = release(say("1229"), title=NASTY)
    document = Document.objects.exclude(title="Voortgang 2023").get()
    reading = proposals_of(document).first()
    addresses = [
        "/redactie/", "/redactie/programmas/versterken/", DOCUMENTS, f"/redactie/documenten/{document.public_id}/",
        f"/redactie/lezingen/{reading.pk}/", "/redactie/programmas/versterken/cijfers/",
        "/redactie/programmas/versterken/publicaties/", published.get_absolute_url(), "/",
        FigureVersion.objects.get().figure.get_absolute_url(), document.get_absolute_url(),
    ]  # fmt: skip
    for address in addresses:
        response = client.get(address)
        assert response.status_code == 200, address
        assert "<script>alert" not in response.content.decode(), address
        assert "script-src 'self'" in response["Content-Security-Policy"]


# the pages about subjects, areas, erasing and computing


def test_following_a_link_never_erases_renames_merges_or_records(world, letter, say, at_the_desk):
    """Whoever lures an editor or an administrator to an address with everything filled in gets nothing done."""
    passage, version = letter.passages.first(), say("1229")
    erase = f"/redactie/wissen/?document={letter.public_id}&passage={passage.ident}&ground=x&sure=on"
    subject = f"/redactie/onderwerpen/{world.subject.public_id}/?what=rename&name=Anders&on=2024-01-01"
    areas = "/redactie/gebieden/?what=add&code=X&name=X&kind=x&valid_from=2024-01-01"
    compute = f"/redactie/programmas/versterken/berekenen/?som=sum&in-terms={version.pk}&record=yes"
    for role, address in (("administrator", erase), ("editor", subject), ("administrator", areas), ("editor", compute)):
        assert at_the_desk(role).get(address).status_code == 200
    passage.refresh_from_db()
    world.subject.refresh_from_db()
    assert passage.text
    assert world.subject.name == "Versterken"
    assert not Area.objects.exists()
    assert FigureVersion.objects.count() == 1


def test_markup_in_names_of_subjects_and_areas_is_shown_as_words(world, letter, say, at_the_desk):
    add_area(code="X", name=NASTY, kind=NASTY[:20], valid_from=date(2024, 1, 1), by=world.administrator)
    rename_subject(subject=world.subject, name=NASTY, on="2024-01-01", by=world.editor)
    say("1229")
    pages = {
        "administrator": ["/redactie/gebieden/", f"/redactie/wissen/?document={NASTY}&passage={NASTY}"],
        "editor": [
            f"/redactie/onderwerpen/{world.subject.public_id}/", "/redactie/programmas/versterken/berekenen/?som=sum",
            f"/redactie/programmas/versterken/cijfers/?q={NASTY}",
        ],
    }  # fmt: skip
    for role, addresses in pages.items():
        for address in addresses:
            response = at_the_desk(role).get(address)
            assert response.status_code == 200, address
            assert "<script>alert" not in response.content.decode(), address
    for address in (f"/zoeken?q={NASTY}", f"/{NASTY}/", f"/en/{NASTY}/"):
        assert "<script>alert" not in Client().get(address).content.decode()


def test_a_subject_of_others_is_no_successor(world, at_the_desk):
    """The list of successors is that of the programme; an id from elsewhere is no choice."""
    elsewhere = add_programme(key="anders", name="Anders", organisation=world.inspectorate, by=world.administrator)
    said = {"what": "follow", "change": "merged", "successor": elsewhere.subject.pk, "on": "2024-01-01"}
    address = f"/redactie/onderwerpen/{world.subject.public_id}/"
    assert at_the_desk("editor").post(address, said).status_code == 422
    assert not world.subject.changes.exists()


def test_a_hidden_number_is_in_no_picture_list_or_sitemap(world, say, release):
    release(say("1229"))
    hidden = say("1400", FigureKind.TARGET)
    places = ("/", "/en/", world.subject.get_absolute_url(), "/cijfers/", "/sitemap-figures.xml", "/vragen/gemeten/")
    for address in places:
        body = Client().get(address).content.decode()
        assert "1.400" not in body
        assert hidden.figure.public_id not in body


def test_the_mails_of_an_installation_in_earnest_have_no_page(world, settings, tmp_path):
    (tmp_path / "x.log").write_text("Subject: secret\nTo: a@example.org\n\nsecret")
    settings.EMAIL_FILE_PATH = str(tmp_path)
    for client in (Client(), Client()):
        assert client.get("/post/").status_code == 404
        client.force_login(world.editor, backend="allauth.account.auth_backends.AuthenticationBackend")
        assert client.get("/post/").status_code == 404


def test_a_hidden_number_is_not_had_by_its_name(world, say):
    version = say("1400", FigureKind.TARGET)
    for address in (version.figure.get_absolute_url(), f"/cijfers/{version}/", f"/cijfers/{version}.json"):
        assert Client().get(address).status_code == 404
