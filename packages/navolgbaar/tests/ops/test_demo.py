"""The demonstration: five programmes, entered by two persons through the actions, every number to be followed."""

import shutil
import stat

import pytest
from crawling import bare_numbers, crawl
from django.contrib.auth import authenticate
from django.contrib.auth.models import AnonymousUser

from narekenen.replay import replay
from navolgbaar.core.models import AuditEvent
from navolgbaar.figures.bundles import bundle_of
from navolgbaar.figures.descent import stale_versions
from navolgbaar.figures.models import Figure, FigureVersion, Reading
from navolgbaar.figures.queries import is_revised, published_versions, side_by_side
from navolgbaar.figures.shown import shown_on
from navolgbaar.figures.states import FigureKind, Verdict
from navolgbaar.ops.commands.demo import load, welcome
from navolgbaar.ops.demo_files import digest_of, find_files, read_demo
from navolgbaar.ops.demo_people import ROLES, logins
from navolgbaar.ops.errors import CannotStart
from navolgbaar.people.models import User
from navolgbaar.programmes.lines import Asked, Line, lines_of
from navolgbaar.programmes.models import Programme
from navolgbaar.publishing.models import Proposal, Release
from navolgbaar.publishing.queries import broken_releases
from navolgbaar.sources.models import Document

pytestmark = pytest.mark.db
PROGRAMMES = ["buurten", "huurmonitor", "opvang", "toezicht", "versterken"]


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "installation"


def test_five_programmes_with_all_five_lines_for_everybody(demonstration):
    assert sorted(Programme.objects.values_list("key", flat=True)) == PROGRAMMES
    for programme in Programme.objects.all():
        lines = lines_of(Asked(programme.subject, AnonymousUser(), shown_on(programme.subject)))
        assert [line for line, _ in lines] == list(Line), programme.key


def test_a_visitor_reaches_every_number_in_both_languages_and_each_has_its_origin(demonstration, client):
    pages, shown, bare = set(), set(), {}
    for page, tree in crawl(client, most=20, whole=("/cijfers/", "/en/cijfers/", "/cijfers/…/")):
        pages.add(page)
        if tree is not None:
            bare |= {page: found} if (found := bare_numbers(tree)) else {}
            shown.update(data.get("data-figure") for data in tree.iter("data"))
    assert bare == {}
    for language in ("", "/en"):
        reached = {page.rpartition("/cijfers/")[2] for page in pages if page.startswith(f"{language}/cijfers/")}
        assert {f"{figure}/" for figure in Figure.objects.values_list("public_id", flat=True)} <= reached
    assert shown == {str(version) for version in published_versions()}


def test_every_kind_of_number_is_there_and_nothing_is_stale(demonstration):
    assert set(published_versions().values_list("figure__kind", flat=True)) == set(FigureKind)
    assert not stale_versions().exists()
    assert not FigureVersion.objects.exclude(pk__in=published_versions()).exists()


def test_every_published_number_replays_with_narekenen(demonstration):
    versions = list(published_versions())
    assert len(versions) > 60
    for version in versions:
        assert replay(bundle_of(version)).same, version
    recipes = {version.run.recipe for version in versions if version.run}
    assert {"arithmetic.sum@1", "arithmetic.quotient@1", "arithmetic.product@1", "arithmetic.share@1"} <= recipes


def test_corrections_reach_the_release_that_used_the_former_answer(demonstration):
    assert Release.objects.count() >= 2 * len(PROGRAMMES)
    for programme in Programme.objects.all():
        first, second = programme.releases.order_by("pk")[:2]
        assert second.supersedes == first
        assert second.reason
        corrected = [v for v in published_versions().filter(publications__release=first.public_id) if is_revised(v)]
        assert corrected, programme.key
    assert broken_releases() == []


def test_the_price_per_home_that_was_said_stands_beside_the_one_that_follows(demonstration):
    """(633,320 + 4 x 120,000) / (4 x 12 x 750) = 30.9255…; the proposal counts one municipality of four."""
    said = Figure.objects.get(quantity__key="cost-per-home", issuer__key="buurkracht")
    (computed,) = side_by_side(said)
    assert computed.number == 2
    assert computed.value.startswith("30.9255")
    first = computed.figure.versions.get(number=1)
    assert first.value.startswith("20.925")
    assert said.versions.get().value == "21"


def test_two_issuers_disagree_about_how_many_addresses_there_are(demonstration):
    ncg = Figure.objects.get(quantity__key="to-strengthen", issuer__key="ncg")
    assert [version.value for version in side_by_side(ncg)] == ["17500"]


def test_what_is_withheld_has_a_reason_and_no_value_anywhere(demonstration):
    (version,) = published_versions().filter(figure__quantity__key="sign-ups")
    assert (version.value, version.absent_because, version.published) == (None, "n < 5", "– (n < 5)")
    assert b'"value":null' in bundle_of(version).replace(b" ", b"")
    assert version.run.estimates[0]["value"] is None


def test_one_person_prepares_and_another_approves_and_the_trail_says_so(demonstration):
    people = {user.email.partition("@")[0]: user for user in User.objects.all()}
    assert sorted(people) == sorted(ROLES)
    for proposal in Proposal.objects.all():
        assert (proposal.prepared_by, proposal.approved_by) == (people["editor"], people["publisher"])
    approved = AuditEvent.objects.filter(event="publishing.approved")
    assert {event.actor for event in approved} == {people["publisher"].public_id}
    answered = AuditEvent.objects.filter(event="figures.reading_confirmed")
    assert answered.count() == Reading.objects.filter(verdict=Verdict.CONFIRMED).count() > 0
    assert {event.actor for event in answered} == {people["editor"].public_id}


def test_each_sheet_says_where_the_publication_itself_can_be_had(demonstration):
    for document in Document.objects.all():
        assert "https://" in document.origin
        address = document.origin.rpartition(", ")[2]
        assert document.passages.filter(text__contains=address).exists()
        assert document.true_from is not None


def test_a_second_start_enters_nothing_and_reads_no_file(demonstration, monkeypatch):
    before = AuditEvent.objects.count()
    monkeypatch.setattr("navolgbaar.ops.commands.demo.read_demo", None)
    load(find_files(), demonstration.folder)
    assert AuditEvent.objects.count() == before


def test_a_start_after_a_role_was_added_enters_its_person_and_nothing_else(demonstration, monkeypatch, rf):
    documents, before = Document.objects.count(), set(User.objects.values_list("email", flat=True))
    monkeypatch.setattr("navolgbaar.ops.demo_people.ROLES", (*ROLES, "second-reviewer"))
    load(find_files(), demonstration.folder)
    new = logins(demonstration.folder)[-1]
    assert set(User.objects.values_list("email", flat=True)) - before == {new.email}
    assert authenticate(rf.post("/"), email=new.email, password=new.password).roles.get().kind == "reviewer"
    assert Document.objects.count() == documents


def test_a_start_that_was_killed_goes_on_with_the_programme_where_it_was(db, store, folder, monkeypatch, capsys):
    from navolgbaar.ops import demo_loading

    for room in ("promises", "field_test", "forecasts", "budgets", "indicators"):
        monkeypatch.setattr(f"navolgbaar.ops.commands.demo.load_{room}", lambda *_: None)
    real = demo_loading.Loader._correct

    def killed(self, correction):
        if self.said.key == "opvang":
            raise KeyboardInterrupt
        real(self, correction)

    monkeypatch.setattr(demo_loading.Loader, "_correct", killed)
    with pytest.raises(KeyboardInterrupt):
        load(find_files(), folder)
    monkeypatch.setattr(demo_loading.Loader, "_correct", real)
    assert sorted(Programme.objects.values_list("key", flat=True)) == PROGRAMMES[:2]
    capsys.readouterr()
    load(find_files(), folder)
    said = [line[:3] for line in capsys.readouterr().out.splitlines()]
    assert [line for line in said if line.endswith("/5")] == ["3/5", "4/5", "5/5"]
    assert Release.objects.filter(supersedes__isnull=False).count() == len(PROGRAMMES)


def test_one_login_per_role_that_works_and_that_only_the_owner_may_read(demonstration, capsys, rf):
    capsys.readouterr()
    welcome("http://127.0.0.1:8000", logins(demonstration.folder))
    said = capsys.readouterr().out
    assert "http://127.0.0.1:8000" in said
    for login in logins(demonstration.folder):
        assert login.email in said
        assert login.password in said
        user = authenticate(rf.post("/"), email=login.email, password=login.password)
        assert user is not None
        assert user.is_administrator == (login.role == "administrator")
    assert stat.S_IMODE((demonstration.folder / "demo-logins.json").stat().st_mode) == 0o600


@pytest.fixture
def altered(tmp_path):
    """altered(name, old, new): a copy of the files with one thing changed."""

    def change(name, old, new):
        folder = shutil.copytree(find_files(), tmp_path / "demo")
        text = (folder / name).read_text()
        assert old in text
        (folder / name).write_text(text.replace(old, new, 1))
        return folder

    return change


def test_a_value_that_is_not_read_in_its_sentence_is_named_and_nothing_of_it_is_kept(db, store, folder, altered):
    files = altered("buurten.toml", 'value = "15"', 'value = "16"')
    with pytest.raises(CannotStart, match="16 is not read in “In 2022 klusten teams in 15 buurten"):
        load(files, folder)
    assert not Programme.objects.exists()
    assert not Document.objects.exists()


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ('key = "buurten"', "key = ", "cannot be read"),
        ('name = "Buurtteams', 'title = "Buurtteams', "says too little: 'name'"),
        ('reason = "De bijdrage geldt', 'why = "De bijdrage geldt', "says too little"),
    ],
)
def test_a_file_that_says_too_little_is_named(altered, old, new, says):
    with pytest.raises(CannotStart, match=f"buurten.toml.*{says}"):
        read_demo(altered("buurten.toml", old, new))


def test_another_file_is_another_digest(altered):
    assert digest_of(altered("opvang.toml", "15.4", "15.5")) != digest_of(find_files())


def test_without_the_files_it_says_where_they_are(monkeypatch, tmp_path):
    monkeypatch.setenv("NAVOLGBAAR_DEMO", str(tmp_path))
    with pytest.raises(CannotStart, match="clone of the repository"):
        find_files()
