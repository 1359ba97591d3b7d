"""Homes at the desk: where the work was done, letters in batches, the list; a forecast that is withdrawn is silent."""

import io
import re
import zipfile
from datetime import date, timedelta

import pytest
from crawling import bare_numbers
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import translation
from lxml import html

from navolgbaar.core import clock
from navolgbaar.core.models import AuditEvent
from navolgbaar.forecasts import homes as homes_module
from navolgbaar.forecasts import keeping
from navolgbaar.forecasts.actions import NotPossibleNow, bring_plan
from navolgbaar.forecasts.homes import (
    add_resident,
    give_codes,
    note_all_finished,
    note_finished,
    record_held,
    tell_windows,
    write_letters,
)
from navolgbaar.forecasts.models import Home, HomeWindow, Resident
from navolgbaar.forecasts.queries import says, tally_of, waiting_for_a_letter, windows_by_home
from navolgbaar.forecasts.resident import answer_for
from navolgbaar.forecasts.states import Choice, Tenure
from navolgbaar.publishing.actions import approve, prepare, submit
from navolgbaar.publishing.models import Release

pytestmark = [pytest.mark.django_db, pytest.mark.db]
DESK = "/redactie/programmas/versterken/verwachting/"
PAGE = f"{DESK}adressen/"
NOTE = f"/en{DESK}klaar/"


def windows_end(*, days):
    """All windows for now end so many days ago."""
    high = clock.today() - timedelta(days=days)
    HomeWindow.objects.filter(choice=Choice.NOW).update(low=high - timedelta(days=100), high=high)


def test_what_is_not_known_yet_is_not_missed(world, told):
    windows_end(days=50)
    tally = tally_of(world.programme)
    assert (tally.known_until, tally.decided, tally.open) == (None, [], 12)
    first, second, *_ = Home.objects.order_by("pk")
    note_finished(home=first, on=clock.today() - timedelta(days=60), by=world.editor)
    tally = tally_of(world.programme)
    assert (tally.decided, tally.open) == ([], 12)  # the windows end after the last day that is known
    note_finished(home=second, on=clock.today() - timedelta(days=30), by=world.editor)
    tally = tally_of(world.programme)
    assert tally.open == 0
    assert sorted(miss for _, _, miss in tally.decided) == [-10, *[20] * 11]
    assert tally.hits == 1


def test_finished_homes_are_pasted_or_uploaded(world, told, at_the_desk):
    editor = at_the_desk("editor")
    page = editor.post(
        NOTE, {"rows": "postcode;huisnummer;datum\n9999 zz;1;2026-03-04\n9999ZZ;2;5-3-2026\n\n"}, follow=True
    )
    assert "2 homes noted as finished." in page.content.decode()
    file = SimpleUploadedFile("klaar.csv", "9999 ZZ,3,2026-03-06\r\n9999 ZZ,2,2026-03-07\r\n".encode("utf-8-sig"))
    page = editor.post(NOTE, {"rows": "", "file": file}, follow=True)
    assert "Of these, 1 had another day before." in page.content.decode()
    days = dict(Home.objects.exclude(finished_on=None).values_list("house_number", "finished_on"))
    assert days == {"1": date(2026, 3, 4), "2": date(2026, 3, 7), "3": date(2026, 3, 6)}
    event = AuditEvent.objects.filter(event="forecasts.homes_finished").latest("pk")
    assert event.data == {"number": 2, "corrected": 1}
    assert at_the_desk("publisher").get(NOTE).status_code == 404


ROWS = [
    ("9999 ZZ;1;2026-03-04", ""),
    ("9999 ZZ;1", "Line 2: write a postcode, a house number and a day"),
    ("9999 ZZ;77;2026-03-04", "Line 3: this address stands in no plan"),
    ("9999 ZZ;2;2026-02-30", "Line 4: this is no day"),
    ("9999 ZZ;3;gisteren", "Line 5: this is no day"),
    ("9999 ZZ;4;2999-01-01", "Line 6: this day has not come yet"),
    ("9999 ZZ;1;2026-03-05", "Line 7: this address stands in line 1 already"),
    ("9999 ZZ;5;1999-01-01", "Line 8: on this day the programme had not begun"),
    ("9999 ZZ;6;2026-03-04", ""),
]


def test_all_bad_rows_are_named_at_once_and_nothing_is_stored(world, told, at_the_desk):
    world.programme.starts_on = date(2020, 1, 1)
    world.programme.save()
    answer = at_the_desk("editor").post(NOTE, {"rows": "\n".join(row for row, _ in ROWS)})
    assert answer.status_code == 422
    words = answer.content.decode()
    for _, problem in ROWS:
        assert problem in words
    assert len(re.findall(r"Line \d", words)) == sum(bool(problem) for _, problem in ROWS)
    assert not Home.objects.exclude(finished_on=None).exists()


@pytest.mark.parametrize("wrong", ["", ";;;;", 'x"y\0;1;2', "postcode;huisnummer;datum", "9" * 5000], ids=range(5))
def test_what_holds_no_rows_is_refused_in_words(told, at_the_desk, wrong):
    answer = at_the_desk("editor").post(NOTE, {"rows": wrong})
    assert answer.status_code == 422
    assert "errorlist" in answer.content.decode()


def test_the_share_that_held_is_recorded_by_a_button_and_says_what_is_not_decided(world, told, at_the_desk, public):
    editor, issued_page = at_the_desk("editor"), f"/en/redactie/verwachtingen/{told.subject.public_id}/"
    assert "how often earlier windows held" not in editor.get(issued_page).content.decode()
    windows_end(days=50)
    rows = list(Home.objects.order_by("pk"))
    late = HomeWindow.objects.filter(choice=Choice.NOW, home=rows[11])
    late.update(high=clock.today() + timedelta(days=300))
    inside, after = clock.today() - timedelta(days=60), clock.today() - timedelta(days=10)
    finished = [(home, inside) for home in rows[:8]] + [(home, after) for home in rows[8:10]]
    note_all_finished(programme=world.programme, finished=finished, by=world.editor)
    page = editor.get(f"/en{PAGE}").content.decode()
    assert re.search(r"Not yet decided</dt><dd data-count>1<", page)
    assert "how often earlier windows held" in editor.get(issued_page).content.decode()
    editor.post(f"{issued_page}vensters")
    said = says(told, part="windows")
    assert round(float(said["held"].value), 1) == 72.7  # 8 of 11: one is not finished and late
    assert said["open"].value == "1"
    assert said["held"].figure.period.first == after
    with translation.override("en"), pytest.raises(NotPossibleNow, match="says it already"):
        record_held(vintage=told, by=world.editor)
    public(told)
    words = " ".join(Client().get("/en/verwachting/uitgekomen/").content.decode().split())
    assert "not yet decided:" in words
    assert str(said["open"]) in words
    assert "What is not known yet does not count as missed." in words


def residents_of(world, numbers):
    homes = {home.house_number: home for home in Home.objects.all()}
    return [add_resident(home=homes[str(n)], tenure=Tenure.OWNER, by=world.editor) for n in numbers]


def letters_in(data):
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        return len(packed.namelist())


def test_letters_come_in_batches_and_what_remains_is_stated(world, told, at_the_desk, monkeypatch):
    monkeypatch.setattr(homes_module, "AT_ONCE", 2)
    monkeypatch.setattr(keeping, "AT_ONCE", 2)
    residents_of(world, range(1, 6))
    editor, waiting = at_the_desk("editor"), waiting_for_a_letter(world.programme)
    page = editor.get(f"/en{PAGE}").content.decode()
    assert "5 residents have no code yet" in page
    assert "Make 2 letters" in page
    assert "After that, 3 remain." in page
    for left in (3, 1, 0):
        batch = editor.post(f"{DESK}brieven")
        assert letters_in(batch.content) == (2 if left else 1)
        assert waiting.count() == left
    refused = editor.post(f"/en{DESK}brieven", follow=True)
    assert "Nobody waits for a letter" in refused.content.decode()
    assert refused.content.decode().count("Make this batch again") == 3


def test_a_batch_that_was_lost_is_made_again_for_the_same_residents(world, told, at_the_desk):
    first, second, third = residents_of(world, (1, 2, 3))
    lost = give_codes(residents=[first, second], by=world.editor)
    give_codes(residents=[third], by=world.editor)
    editor, kept = at_the_desk("editor"), Resident.objects.get(pk=third.pk).code_digest
    answer = editor.post(f"{DESK}brieven", {"again": first.code_given_at.isoformat()})
    assert letters_in(answer.content) == 2
    digests = dict(Resident.objects.values_list("pk", "code_digest"))
    assert all(digests[resident.pk] != resident.code_digest for resident, _ in lost)
    assert digests[third.pk] == kept
    for nonsense in ("", "2026-01-01", "2026-01-01T00:00:00", "x"):
        assert editor.post(f"{DESK}brieven", {"again": nonsense}).status_code == 404


def test_codes_hold_only_when_every_letter_is_made(owner, world, monkeypatch):
    residents_of(world, (2,))
    before = dict(Resident.objects.values_list("pk", "code_digest"))

    def breaks(given, *, address):
        yield b"%PDF"
        raise RuntimeError("no paper")

    monkeypatch.setattr(homes_module, "letters", breaks)
    for again in (None, owner[0].code_given_at):
        with pytest.raises(RuntimeError):
            write_letters(programme=world.programme, address="https://example.org/", again=again, by=world.editor)
    assert dict(Resident.objects.values_list("pk", "code_digest")) == before


def test_a_newer_window_makes_everybody_wait_for_a_letter_again(world, owner, issued, public, make_workbook):
    assert not waiting_for_a_letter(world.programme).exists()
    slower(world, issued, public, make_workbook)
    assert list(waiting_for_a_letter(world.programme)) == [owner[0]]


def slower(world, issued, public, make_workbook):
    """A second forecast, by which it takes longer; its windows are told."""
    plan = bring_plan(
        data=make_workbook(design=600), name="plan.xlsx", title="Trager", programme=world.programme,
        organisation=world.ministry, by=world.editor,
    )  # fmt: skip
    vintage = issued(plan, on=date(2026, 6, 1))
    release = public(vintage)
    HomeWindow.objects.update(told_at=clock.now() - timedelta(days=1))
    Resident.objects.update(code_given_at=clock.now() - timedelta(hours=1))
    tell_windows(vintage=vintage, by=world.editor)
    HomeWindow.objects.filter(vintage=vintage).update(told_at=clock.now())
    return vintage, release


def withdraw(world, release):
    proposal = prepare(
        title="Ingetrokken", programme=world.programme, organisation=world.ministry, versions=[], supersedes=release,
        reason="Er zat een fout in", by=world.editor,
    )  # fmt: skip
    approve(proposal=submit(proposal=proposal, by=world.editor), by=world.publisher)


def test_a_withdrawn_forecast_answers_nobody(world, owner, told, issued, public, make_workbook):
    before = answer_for(owner[0])
    vintage, release = slower(world, issued, public, make_workbook)
    assert answer_for(owner[0]).vintage == vintage
    give_codes(residents=[owner[0]], by=world.editor)
    withdraw(world, release)
    with translation.override("en"):
        after = answer_for(owner[0])
    assert (after.vintage, after.now) == (told, before.now)
    assert after.changed == ["We withdrew what we told you last.", "What we told you before that holds again."]
    withdraw(world, Release.objects.exclude(pk=release.pk).filter(supersedes=None).get())
    assert windows_by_home([owner[0].home_id]) == {}
    with translation.override("en"):
        silent = answer_for(owner[0])
    assert silent.now is None
    assert silent.why.startswith("We withdrew what we told you last. We cannot say yet")
    assert silent.changed == []
    assert not waiting_for_a_letter(world.programme).exists()


def test_who_was_told_a_window_that_was_withdrawn_hears_how_the_next_differs_from_the_one_before(
    world, owner, told, issued, public, make_workbook
):
    """A, then B, which was withdrawn, then C: beside A for who was told A, beside nothing for who was told B alone, and
    without a word of B for who was never told B."""
    resident = owner[0]
    new, away = (add_resident(home=resident.home, tenure=Tenure.TENANT, by=world.editor) for _ in range(2))
    give_codes(residents=[away], by=world.editor)
    _, release = slower(world, issued, public, make_workbook)
    give_codes(residents=[resident, new], by=world.editor)
    withdraw(world, release)
    late = issued(told.plan, on=date(2026, 9, 1))
    public(late)
    tell_windows(vintage=late, by=world.editor)
    later = HomeWindow.objects.get(home=resident.home, vintage=told, choice=Choice.NOW)
    moved = {name: getattr(later, name) + timedelta(days=183) for name in ("low", "high")}
    HomeWindow.objects.filter(home=resident.home, vintage=late, choice=Choice.NOW).update(**moved)
    withdrawn, than = "We withdrew what we told you last.", "It is about 6 months later than what we told you "
    with translation.override("en"):
        for _ in range(2):  # before the letter about it and after
            assert answer_for(resident).changed == [withdrawn, f"{than}before that."]
            assert answer_for(new).changed == [withdrawn]
            assert answer_for(away).changed == [f"{than}last."]
            give_codes(residents=[resident, new, away], by=world.editor)
    assert [each.told[-1] for each in (resident, new, away)] == [late.pk] * 3


def test_what_is_seen_on_the_page_or_heard_on_the_telephone_was_told(
    world, owner, told, issued, public, make_workbook, at_the_desk
):
    vintage, _ = slower(world, issued, public, make_workbook)
    said = {"postcode": "9999ZZ", "house_number": "1", "code": owner[1]}
    Resident.objects.update(told=[])
    Client().post("/verwachting/mijn-huis/versterken/", said)
    assert Resident.objects.get().told == [vintage.pk]
    Client().post("/verwachting/mijn-huis/versterken/", said)
    assert AuditEvent.objects.filter(event="forecasts.told").count() == 1
    Resident.objects.update(told=[told.pk])
    at_the_desk("editor").post(f"{DESK}telefoon/", said)
    assert Resident.objects.get().told == [told.pk, vintage.pk]


def test_the_list_is_searched_and_leafed_through_without_an_address_in_a_url(world, told, at_the_desk, monkeypatch):
    monkeypatch.setattr(keeping, "ON_A_PAGE", 2)
    residents_of(world, range(1, 6))
    Home.objects.filter(house_number="4").update(postcode="8888AA")
    editor = at_the_desk("editor")

    def shown(**said):
        page = editor.post(f"/en{PAGE}zoeken", said).content.decode()
        return re.findall(r"Voorbeeldstraat (\d)", page), re.findall(r"page \d of \d", page)

    assert shown() == (["4", "1"], ["page 1 of 3"])
    assert shown(page="2") == (["2", "3"], ["page 2 of 3"])
    assert shown(page="99") == (["5"], ["page 3 of 3"])
    assert shown(begins="8888 a") == (["4"], [])
    assert shown(begins="9999", page="2") == (["3", "5"], ["page 2 of 2"])
    assert shown(begins="7") == ([], [])
    assert editor.get(f"{PAGE}zoeken?begins=9999").status_code == 405
    assert at_the_desk("outsider").post(f"{PAGE}zoeken").status_code == 404


def test_every_number_at_the_desk_says_what_it_is(world, owner, told, at_the_desk, monkeypatch):
    monkeypatch.setattr(keeping, "AT_ONCE", 2)
    monkeypatch.setattr(keeping, "ON_A_PAGE", 2)
    residents_of(world, range(2, 6))
    windows_end(days=50)
    days = [clock.today() - timedelta(days=60), clock.today() - timedelta(days=10)]
    finished = [(home, days[place < 2]) for place, home in enumerate(Home.objects.order_by("pk")[:11])]
    note_all_finished(programme=world.programme, finished=finished, by=world.editor)
    editor, plan = at_the_desk("editor"), f"/redactie/plannen/{told.plan.public_id}/"
    money = "?fixed=0&per_address=50000&per_day=2000&cv=10&by=2029-01-01&budget=18000000"
    issued_page = f"/redactie/verwachtingen/{told.subject.public_id}/"
    pages = [
        DESK,
        PAGE,
        f"{DESK}klaar/",
        f"{DESK}telefoon/",
        f"{DESK}uitspraken/",
        plan,
        f"{plan}afwegen/{money}",
        issued_page,
    ]
    for address in [prefix + page for page in pages for prefix in ("", "/en")]:
        answer = editor.get(address)
        assert answer.status_code == 200, address
        assert bare_numbers(html.fromstring(answer.content)) == [], address
