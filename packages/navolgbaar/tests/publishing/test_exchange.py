"""What another organisation signed stands beside ours, read-only; what is not theirs, altered or old is refused."""

import json
import re
import stat
from dataclasses import dataclass
from datetime import date

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.db import connection, transaction
from django.db.utils import DatabaseError, ProgrammingError

from narekenen.replay import replay
from navolgbaar.core.audit import System
from navolgbaar.figures.actions import Question, answer_reading, record_reading, register_quantity
from navolgbaar.figures.models import Figure, FigureVersion
from navolgbaar.figures.queries import is_revised, is_withdrawn, proposals_of, side_by_side
from navolgbaar.figures.shown import shown_on
from navolgbaar.figures.states import FigureKind, Verdict
from navolgbaar.people.actions import create_user, give_role
from navolgbaar.people.states import RoleKind
from navolgbaar.programmes.actions import period
from navolgbaar.publishing.actions import approve, prepare, submit
from navolgbaar.publishing.archival import NAMESPACE, archival_metadata, archival_xml
from navolgbaar.publishing.exchange import import_release, pin_key
from navolgbaar.publishing.frozen import released_bundle
from navolgbaar.publishing.models import ImportedRelease, OrganisationKey
from navolgbaar.publishing.packages import NotAccepted, write_package
from navolgbaar.publishing.queries import broken_releases
from navolgbaar.publishing.science import canonical_json, digest
from navolgbaar.publishing.signing import is_public_key, is_signed, public_key, sign
from navolgbaar.sources.actions import import_document, move_document
from navolgbaar.sources.states import DocumentState

pytestmark = [pytest.mark.django_db, pytest.mark.db]

THEIRS = b"""Groningen, 1 maart 2023

In 2022 zijn 1.180 adressen versterkt.
"""


@dataclass
class Theirs:
    """Two releases of the inspectorate as files of another installation, its correction, and its withdrawal."""

    first: bytes
    corrected: bytes
    withdrawn: bytes
    key: str
    name: str


@pytest.fixture
def keys(settings, tmp_path):
    settings.SIGNING_KEYS = tmp_path / "keys"
    return tmp_path / "keys"


@pytest.fixture
def theirs(world, store, keys):
    """Made here as the other installation would, and then taken back: only the files and the key are left."""
    with transaction.atomic():
        made = _elsewhere(world)
        transaction.set_rollback(True)
    assert not Figure.objects.exists()
    return made


def _elsewhere(world):
    second = create_user(email="second@example.org", password="a long enough one", by=System())
    give_role(user=second, organisation=world.inspectorate, kind=RoleKind.PUBLISHER, by=world.administrator)
    document = import_document(
        data=THEIRS, name="a.txt", programme=world.programme, organisation=world.inspectorate, by=world.outsider
    )
    move_document(document=document, state=DocumentState.PUBLIC, by=world.outsider)
    quantity = register_quantity(
        key="strengthened", name="Versterkte adressen", name_en="Addresses strengthened", unit="adressen",
        unit_en="addresses", by=world.outsider,
    )  # fmt: skip
    question = Question(
        subject=world.subject, quantity=quantity, period=period(date(2022, 1, 1), date(2022, 12, 31)),
        kind=FigureKind.OBSERVED, issuer=world.inspectorate, issued_on=date(2023, 3, 1), owner=world.inspectorate,
    )  # fmt: skip
    proposal = next(p for p in proposals_of(document) if p.value == "1180")

    def release(versions, supersedes=None, reason=""):
        prepared = prepare(
            title="Toezicht", programme=world.programme, organisation=world.inspectorate, versions=versions,
            supersedes=supersedes, reason=reason, by=world.outsider,
        )  # fmt: skip
        return approve(proposal=submit(proposal=prepared, by=world.outsider), by=second)

    said = answer_reading(proposal=proposal, verdict=Verdict.CONFIRMED, by=world.outsider)
    version = record_reading(question=question, reading=said, by=world.outsider)
    first = release([version])
    told = answer_reading(proposal=proposal, verdict=Verdict.CORRECTED, value="1190", by=world.outsider)
    later = record_reading(question=question, reading=told, reason="Bijlage 2", by=world.outsider)
    second_release = release([later], first, "Bijlage 2")
    third = release([], second_release, "Klopt niet")
    files = [write_package(made) for made in (first, second_release, third)]
    return Theirs(*files, key=public_key(world.inspectorate), name=str(version))


@pytest.fixture
def pinned(world, theirs):
    return pin_key(organisation=world.inspectorate, key=theirs.key, how="aan de telefoon", by=world.administrator)


@pytest.fixture
def take(world):
    def take_in(data, **more):
        words = {"organisation": world.inspectorate, "programme": world.programme, "subjects": {}, "by": world.editor}
        return import_release(data=data, **{**words, **more})

    return take_in


def resigned(data, world, change):
    """The file after `change` by somebody who has the private key."""
    body = json.loads(data)
    change(body)
    body["signature"] = sign(canonical_json(body["statement"]), world.inspectorate)
    return canonical_json(body)


def test_their_value_stands_beside_ours(client, world, theirs, pinned, take, say, release):
    ours = say("1229")
    release(ours)
    imported = take(theirs.first)
    (beside,) = side_by_side(ours.figure)
    assert (beside.published, beside.figure.issuer, beside.figure.owner) == ("1.180", *[world.inspectorate] * 2)
    assert {version.published for version in shown_on(world.subject)} == {"1.229", "1.180"}
    assert imported.versions.get().name == theirs.name
    assert str(beside) != theirs.name == str(ours)  # both installations count from one
    page = client.get(ours.figure.get_absolute_url()).content.decode()
    assert ">1.180</a>" in page
    assert ">1.180</a>" in client.get(beside.figure.get_absolute_url()).content.decode()
    assert broken_releases() == []


def words_of(response):
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


def test_their_release_has_a_page_that_says_whose_it_is_and_how_we_know(client, theirs, pinned, take):
    imported = take(theirs.first)
    page = client.get(imported.get_absolute_url())
    said = words_of(page)
    assert "overgenomen van Inspectie" in said
    assert "De handtekening klopt" in said
    assert {theirs.key, imported.signature, imported.their_id} <= set(re.findall(r"[^\s<>,]+", page.content.decode()))
    assert ">1.180</a>" in page.content.decode()
    assert "<form" not in page.content.decode().partition("<main")[2]
    version = imported.versions.get().version
    figure = words_of(client.get(version.figure.get_absolute_url()))
    assert "overgenomen van Inspectie Toezicht" in figure
    assert imported.get_absolute_url() in client.get(version.figure.get_absolute_url()).content.decode()
    assert "taken over from Inspectie" in words_of(client.get("/en" + imported.get_absolute_url()))


def test_what_they_signed_can_be_had_to_the_byte(client, theirs, pinned, take):
    imported = take(theirs.first)
    response = client.get(imported.get_absolute_url() + "verklaring.json")
    assert is_signed(response.content, imported.signature, theirs.key)
    assert "attachment" in response["Content-Disposition"]


def test_a_signature_that_does_not_fit_is_said_on_the_page(client, theirs, pinned, take):
    imported = take(theirs.first)
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("RESET ROLE")
        cursor.execute("ALTER TABLE publishing_importedrelease DISABLE TRIGGER append_only")
        cursor.execute("UPDATE publishing_importedrelease SET statement = replace(statement, '1190', '1191') || ' '")
    assert "De handtekening klopt niet" in words_of(client.get(imported.get_absolute_url()))


def test_a_release_of_others_is_there_for_whom_its_programme_is(client, world, theirs, pinned, take, at_the_desk):
    address = take(theirs.first).get_absolute_url()
    world.subject.is_public = False
    world.subject.save(update_fields=["is_public"])
    assert client.get(address).status_code == 404
    assert client.get(address + "verklaring.json").status_code == 404
    assert at_the_desk("editor").get(address).status_code == 200
    assert client.get("/overgenomen/NB-I-2026-99999/").status_code == 404
    assert client.post(address).status_code == 405


def test_their_bundle_is_served_without_words_and_replays_with_the_document(client, theirs, pinned, take):
    version = take(theirs.first).versions.get().version
    served = client.get(f"/cijfers/{version}.json").content
    assert served == released_bundle(version)
    assert b"adressen versterkt" not in served
    assert b"adressen versterkt" in theirs.first
    line = json.loads(theirs.first)["statement"]["manifest"]["figures"][0]
    found = replay(served, expect=line["without_words"], given={"passage": {"document": THEIRS.decode()}})
    assert found.same, found.problems


def test_no_words_of_their_document_stand_in_the_ledger(theirs, pinned, take):
    imported = take(theirs.first)
    said = imported.statement + "".join(row.text for row in imported.versions.all())
    inputs = [item.value for item in imported.versions.get().version.run.inputs.all()]
    assert "adressen versterkt" not in said + json.dumps(inputs)


def test_a_correction_of_theirs_revises_and_a_withdrawal_withdraws(client, theirs, pinned, take):
    first = take(theirs.first).versions.get().version
    later = take(theirs.corrected).versions.get().version
    assert (later.figure, later.number, later.published, later.reason) == (first.figure, 2, "1.190", "Bijlage 2")
    assert is_revised(first)
    take(theirs.withdrawn)
    assert is_withdrawn(later)
    page = client.get(later.figure.get_absolute_url()).content.decode()
    assert "Klopt niet" in page
    assert "/publicaties/NB-I-" not in page
    assert broken_releases() == []


@pytest.mark.parametrize("order", ["twice", "replaced"])
def test_what_is_here_already_or_replaced_is_refused(theirs, pinned, take, order):
    take(theirs.first if order == "twice" else theirs.corrected)
    words = "is here already, as NB-I-" if order == "twice" else r"is an old version: NB-R-\S+, which replaces it, is"
    before = FigureVersion.objects.count()
    with pytest.raises(NotAccepted, match=words):
        take(theirs.first)
    assert FigureVersion.objects.count() == before


def test_an_old_version_in_a_release_of_another_name_is_refused(world, theirs, pinned, take):
    def renamed(body):
        body["statement"]["release"]["public_id"] = "NB-R-2026-00077"

    take(theirs.corrected)
    with pytest.raises(NotAccepted, match=r"old versions; later ones are here: NB-\S+@1\."):
        take(resigned(theirs.first, world, renamed))


def test_the_same_name_with_another_content_is_refused(world, theirs, pinned, take):
    take(theirs.first)
    with pytest.raises(NotAccepted, match="said something else then"):
        take(resigned(theirs.first, world, lambda body: body["statement"]["release"].update(title="Anders")))


def test_without_a_pinned_key_nothing_comes_in(theirs, take):
    with pytest.raises(NotAccepted, match="No key of inspectorate is pinned"):
        take(theirs.first)


def test_another_key_is_refused_also_when_the_file_brings_it_along(world, theirs, pinned, keys, take):
    (keys / "inspectorate.key").unlink()
    forged = json.loads(resigned(theirs.first, world, lambda body: None))
    with pytest.raises(NotAccepted, match="The signature does not fit"):
        take(canonical_json(forged))
    forged["key"] = public_key(world.inspectorate)
    with pytest.raises(NotAccepted, match="another key than the one that is pinned"):
        take(canonical_json(forged))


def test_a_new_key_holds_from_then_on_and_the_old_one_no_longer(world, theirs, pinned, keys, take):
    imported = take(theirs.first)
    (keys / "inspectorate.key").unlink()
    pin_key(organisation=world.inspectorate, key=public_key(world.inspectorate), how="brief", by=world.administrator)
    with pytest.raises(NotAccepted, match="another key"):
        take(theirs.corrected)
    assert broken_releases() == []
    assert imported.key != OrganisationKey.objects.last()


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ('"published":"1.180","published_en"', '"published":"1.181","published_en"', "The signature does not fit"),
        ('"title":"Toezicht"', '"title":"Toezichts"', "The signature does not fit"),
        ('"question":"', '"question":"x', "the bundle was altered"),
        ("In 2022 zijn", "In 2023 zijn", "the bundle was altered"),
        ('"schema":"navolgbaar/signed-release/1"', '"schema":"x"', "no signed release of the form"),
        ('"signature":"ed25519:', '"signature":"rsa:', "The signature does not fit"),
        ('"bundles":{', '"bundles":{"a":1,"a":2,', "cannot be read"),
    ],
)
def test_an_altered_file_is_refused(theirs, pinned, take, old, new, words):
    text = theirs.first.decode()
    assert old in text
    with pytest.raises(NotAccepted, match=words):
        take(text.replace(old, new).encode())
    assert not ImportedRelease.objects.exists()
    assert not Figure.objects.exists()


@pytest.mark.parametrize("data", [b"", b"{}", b"[]", b"\xff", b'{"schema":"navolgbaar/signed-release/1"}', b"[" * 9999])
def test_anything_else_is_no_release(pinned, take, data):
    with pytest.raises(NotAccepted, match="cannot be read as a signed release"):
        take(data)


def _values(body):
    body["statement"]["manifest"]["figures"][0]["published"] = "9"
    body["statement"]["release"]["digest"] = digest(body["statement"]["manifest"])


CONTRADICTIONS = [
    (lambda body: body["statement"]["manifest"]["figures"][0].update(value="9"), "manifest is not the one"),
    (_values, "the manifest says something else than the figure"),
    (lambda body: body["bundles"].clear(), "do not name the same versions"),
    (lambda body: _figure(body).update(kind="guessed"), "not complete: ValueError 'guessed'"),
    (lambda body: body["statement"]["release"].update(title="x" * 301), "not complete: DataError"),
    (lambda body: body["statement"].pop("figures"), "not complete: KeyError 'figures'"),
    (lambda body: body["statement"]["organisation"].update(key="ministry"), "a release of ministry, not of"),
    (lambda body: _figure(body)["subject"].update(name="Iets anders"), "its subject NB-S-.* is not known here"),
    (lambda body: _figure(body)["issuer"].update(key="niemand"), "its issuer niemand is not known here"),
    (lambda body: _figure(body).update(area={"code": "GM1", "valid_from": "2020-01-01"}), "its area GM1 is not known"),
]


def _figure(body):
    (said,) = body["statement"]["figures"].values()
    return said


@pytest.mark.parametrize(("change", "words"), CONTRADICTIONS)
def test_what_is_signed_and_does_not_fit_is_refused_in_words(world, theirs, pinned, take, change, words):
    with pytest.raises(NotAccepted, match=words):
        take(resigned(theirs.first, world, change))
    assert not ImportedRelease.objects.exists()


def test_a_subject_is_chosen_where_the_names_differ(world, theirs, pinned, take):
    data = resigned(theirs.first, world, lambda body: _figure(body)["subject"].update(name="Iets", public_id="X"))
    version = take(data, subjects={"X": world.subject}).versions.get().version
    assert version.figure.subject == world.subject


def test_another_way_of_counting_is_another_quantity(world, theirs, pinned, take, say, release):
    ours = say("1229")
    release(ours)
    change = lambda body: _figure(body)["quantity"].update(counting_rule="Alleen huizen")  # noqa: E731
    version = take(resigned(theirs.first, world, change)).versions.get().version
    assert version.figure.quantity.key == "inspectorate-strengthened"
    assert side_by_side(ours.figure) == []
    assert ours.figure.quantity.version == 1


def test_nobody_here_acts_for_an_organisation_that_publishes_elsewhere(world, theirs, pinned, take):
    version = take(theirs.first).versions.get().version
    figure = version.figure
    question = Question(**{name: getattr(figure, name) for name in Question.__slots__})
    words = {"programme": world.programme, "title": "x", "organisation": world.inspectorate, "by": world.outsider}
    for act in (
        lambda: prepare(versions=[version], **words),
        lambda: prepare(versions=[], **words),
        lambda: prepare(versions=[version], **{**words, "organisation": world.ministry, "by": world.editor}),
        lambda: record_reading(question=question, reading=_confirmed(world), reason="x", by=world.outsider),
    ):
        with pytest.raises(PermissionDenied):
            act()
    assert figure.versions.count() == 1


def _confirmed(world):
    document = import_document(
        data=THEIRS, name="b.txt", programme=world.programme, organisation=world.inspectorate, by=world.outsider
    )
    proposal = next(p for p in proposals_of(document) if p.value == "1180")
    return answer_reading(proposal=proposal, verdict=Verdict.CONFIRMED, by=world.outsider)


def sql(statement, values=()):
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement, values)
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")


def test_the_database_refuses_to_alter_it(world, theirs, pinned, take, say):
    ours = say("1229")
    imported = take(theirs.first)
    version = imported.versions.get().version
    for table in ("publishing_importedrelease", "publishing_importedversion", "publishing_organisationkey"):
        for statement in (f"UPDATE {table} SET id = id", f"DELETE FROM {table}"):
            with pytest.raises(ProgrammingError, match="permission denied"):
                sql(statement)
    columns = "value, low, high, method, absent_because, warnings, published, published_en, estimate, run_id"
    with pytest.raises(DatabaseError, match="corrected by its own organisation"):
        sql(
            f"INSERT INTO figures_figureversion (figure_id, number, reason, {columns}) "
            f"SELECT figure_id, 2, 'x', {columns} FROM figures_figureversion WHERE id = %s",
            [version.pk],
        )
    mine = prepare(title="x", programme=world.programme, organisation=world.ministry, versions=[ours], by=world.editor)
    with pytest.raises(DatabaseError, match="published by its own organisation"), transaction.atomic():
        mine.versions.add(version)


def test_what_an_administrator_of_the_database_rewrote_is_found(theirs, pinned, take):
    imported = take(theirs.first)
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("RESET ROLE")
        for table in ("figures_figureversion", "publishing_importedrelease"):
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER append_only")
        cursor.execute("UPDATE figures_figureversion SET published = '1.500'")
        name = imported.public_id
        assert broken_releases() == [f"{name}: {theirs.name}: the ledger holds another value than was signed"]
        cursor.execute("UPDATE publishing_importedrelease SET statement = replace(statement, '1.180', '1.500')")
        assert broken_releases() == [f"{name}: this is not what was signed"]
        cursor.execute("SET ROLE navolgbaar_app")


def test_who_may_pin_and_import(world, theirs, take, say, release):
    words = {"organisation": world.inspectorate, "key": theirs.key, "how": "x"}
    with pytest.raises(PermissionDenied):
        pin_key(**words, by=world.editor)
    with pytest.raises(NotAccepted, match="no public key"):
        pin_key(**{**words, "key": "ed25519:AAAA"}, by=world.administrator)
    release(say("1229"))
    with pytest.raises(PermissionDenied, match="ministry publishes here"):
        pin_key(**{**words, "organisation": world.ministry}, by=world.administrator)
    for by in (world.outsider, world.publisher, AnonymousUser()):
        with pytest.raises(PermissionDenied):
            take(theirs.first, by=by)


def test_a_key_is_made_once_and_only_its_owner_reads_it(world, keys):
    key = public_key(world.ministry)
    assert key == public_key(world.ministry) != public_key(world.inspectorate)
    assert stat.S_IMODE((keys / "ministry.key").stat().st_mode) == 0o600
    signature = sign(b"x", world.ministry)
    assert is_signed(b"x", signature, key)
    assert not is_signed(b"y", signature, key)
    assert not is_signed(b"x", signature, public_key(world.inspectorate))
    assert not is_signed(b"x", "ed25519:?", key)
    assert is_public_key(key)
    assert not is_public_key("ssh-ed25519 AAAA")


def test_what_goes_out_names_no_people_and_says_category_and_retention(world, keys, say, release):
    published = release(say("1229"))
    body = write_package(published)
    for user in (world.editor, world.publisher):
        assert user.email.encode() not in body
        assert user.public_id.encode() not in body
    about = json.loads(body)["statement"]["release"]
    assert (about["category"], about["keep_until"]) == ("other", published.keep_until.isoformat())
    assert (about["chain"], about["supersedes"]) == (published.chain, [])


def test_archival_metadata_in_the_names_and_the_order_of_mdto(say, release):
    first = release(say("1229"))
    second = release(
        say("1229", verdict=Verdict.CORRECTED, corrected="1230", reason="Tabel 2"), supersedes=first, reason="Tabel 2"
    )
    said = archival_metadata(second)
    order = [
        "identificatie", "naam", "aggregatieniveau", "classificatie", "taal", "event", "waardering", "bewaartermijn",
        "informatiecategorie", "isOnderdeelVan", "gerelateerdInformatieobject", "archiefvormer", "beperkingGebruik",
    ]  # fmt: skip
    assert list(said) == order
    assert said["bewaartermijn"]["termijnEinddatum"] == second.keep_until.isoformat()
    xml = archival_xml(said).decode()
    assert f'<MDTO xmlns="{NAMESPACE}">' in xml
    assert f"<identificatieKenmerk>{second}</identificatieKenmerk>" in xml
    assert f"<verwijzingNaam>{first}</verwijzingNaam>" in xml
