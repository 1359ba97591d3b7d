"""A resident's window: behind a code that cannot be guessed, never in an address, gone on moving; the letter."""

import io
import re
import time
import zipfile
from contextlib import suppress
from datetime import date, timedelta
from functools import cache

import pypdfium2
import pytest
from django.test import Client, RequestFactory
from django.utils import translation

from navolgbaar.core import clock
from navolgbaar.core.models import AuditEvent
from navolgbaar.forecasts import codes
from navolgbaar.forecasts.actions import NotPossibleNow
from navolgbaar.forecasts.codes import TooManyTries, new_code, resident_with
from navolgbaar.forecasts.homes import (
    add_resident,
    give_codes,
    move_out,
    note_finished,
    record_held,
    tell_windows,
)
from navolgbaar.forecasts.letters import letters
from navolgbaar.forecasts.models import Home, HomeWindow, Resident, Try
from navolgbaar.forecasts.queries import past_homes, past_residents, tally_of
from navolgbaar.forecasts.resident import answer_for
from navolgbaar.forecasts.states import Choice, Tenure

pytestmark = [pytest.mark.django_db, pytest.mark.db]
DOOR = "/verwachting/mijn-huis/versterken/"


def said(code, number="1", postcode="9999 zz"):
    return {"postcode": postcode, "house_number": number, "code": code}


@pytest.mark.usefixtures("in_english")
def test_windows_are_told_once_and_after_publication(world, issued, public):
    vintage = issued()
    with pytest.raises(NotPossibleNow, match="after the forecast was published"):
        tell_windows(vintage=vintage, by=world.editor)
    public(vintage)
    assert tell_windows(vintage=vintage, by=world.editor) == 12
    assert HomeWindow.objects.filter(choice=Choice.NOW).count() == 12
    assert HomeWindow.objects.filter(choice=Choice.LATER).count() == 12
    now, later = (HomeWindow.objects.filter(choice=choice).order_by("home") for choice in (Choice.NOW, Choice.LATER))
    assert all(a.low < a.high for a in now)
    assert sum(b.low > a.low for a, b in zip(now, later, strict=True)) >= 11
    with pytest.raises(NotPossibleNow, match="said once"):
        tell_windows(vintage=vintage, by=world.editor)


def test_the_windows_of_few_homes_are_those_of_the_whole_programme(plan):
    from narekenen.forecasts.planvalue import plan_of
    from narekenen.forecasts.running import run
    from narekenen.forecasts.windows import later_windows, of_addresses, read_later, windows
    from navolgbaar.forecasts.science import HOMES, LEVEL, SEED, home_windows

    read, how = plan_of(plan.value), {"replications": HOMES, "seed": SEED}
    outcome = run(read, shares=(1.0,), per_address=True, **how)
    now = of_addresses(outcome, windows(outcome, level=LEVEL))
    later = later_windows(read, read_later(plan.value), level=LEVEL, **how)
    units = ["A3-00002", "A3-00011"]
    found = home_windows(plan.value, [*units, "nobody"])
    assert {unit: (w.now, w.later) for unit, w in found.items()} == {unit: (now[unit], later[unit]) for unit in units}


def test_the_right_code_opens_the_page_and_stands_in_no_address(owner):
    client, code = Client(), owner[1]
    opened = client.post(DOOR, said(code.lower().replace("-", " ")), follow=True)
    assert opened.redirect_chain == [("/verwachting/mijn-huis/", 302)]
    words = opened.content.decode()
    assert "Voorbeeldstraat 1" in words
    assert "8 van de 10" in words
    assert code not in words
    assert "no-store" in opened["Cache-Control"] or "no-cache" in opened["Cache-Control"]
    assert Client().get("/verwachting/mijn-huis/").status_code == 404
    letter = client.get("/verwachting/mijn-huis/brief.pdf")
    assert letter["Content-Type"] == "application/pdf"
    client.post("/verwachting/mijn-huis/klaar")
    assert client.get("/verwachting/mijn-huis/").status_code == 404


@pytest.mark.parametrize("wrong", [said("BBBB-2222"), said("x", number="2"), said("y", postcode="1111AA")])
def test_a_wrong_code_and_a_wrong_address_get_the_same_words(owner, wrong):
    answer = Client().post(DOOR, {**wrong, "code": wrong["code"] if wrong["code"] != "y" else owner[1]})
    assert answer.status_code == 422
    assert "horen niet bij elkaar" in answer.content.decode()


def test_the_code_of_one_home_opens_no_other(owner):
    assert Client().post(DOOR, said(owner[1], number="2")).status_code == 422


def test_the_page_closes_by_itself_after_a_quarter_of_an_hour(owner, monkeypatch):
    client = Client()
    client.post(DOOR, said(owner[1]))
    assert client.get("/verwachting/mijn-huis/").status_code == 200
    later = clock.now() + timedelta(minutes=16)
    monkeypatch.setattr(clock, "now", lambda: later)
    assert client.get("/verwachting/mijn-huis/").status_code == 404


def test_who_moves_out_is_out_at_once(world, owner):
    client = Client()
    client.post(DOOR, said(owner[1]))
    move_out(resident=owner[0], on=date(2026, 2, 1), by=world.editor)
    assert client.get("/verwachting/mijn-huis/").status_code == 404
    assert Client().post(DOOR, said(owner[1])).status_code == 422


def test_a_new_letter_ends_the_code_of_the_earlier_one(world, owner):
    (_, fresh) = give_codes(residents=[owner[0]], by=world.editor)[0]
    assert Client().post(DOOR, said(owner[1])).status_code == 422
    assert Client().post(DOOR, said(fresh)).status_code == 302


def knocker(home):
    """knock(code, visitor): one try at the door of this home."""
    request = cache(lambda visitor: RequestFactory().post(DOOR, REMOTE_ADDR=visitor))

    def knock(code, visitor):
        said_ = {"postcode": home.postcode, "house_number": home.house_number, "code": code}
        return resident_with(programme=home.programme_id, request=request(visitor), **said_)

    return knock


def test_of_many_tries_at_once_no_more_get_through_than_in_a_row(owner, monkeypatch):
    """Each try begins while the ones before it are still being looked up."""
    knock, looked_up, digest_of = knocker(owner[0].home), [], codes.digest_of

    def while_another_begins(code, home):
        looked_up.append(code)
        if len(looked_up) < 60:
            with suppress(TooManyTries):
                knock(new_code(), "10.0.0.1")
        return digest_of(code, home)

    monkeypatch.setattr(codes, "digest_of", while_another_begins)
    knock(new_code(), "10.0.0.1")
    assert len(looked_up) == codes.BY_VISITOR


def test_the_right_code_is_not_counted_as_a_try(owner):
    knock = knocker(owner[0].home)
    for _ in range(codes.AT_ADDRESS + 5):
        assert knock(owner[1], "10.0.0.1") == owner[0]


def test_ten_thousand_wrong_codes_open_nothing(owner):
    """One visitor, and a crowd at one address; and the right resident gets in again when the hour is over."""
    knock = knocker(owner[0].home)

    outcomes = {"opened": 0, "wrong": 0, "refused": 0}
    for i in range(10_000):
        visitor = "10.0.0.1" if i < 5000 else f"10.1.{i % 250}.{i // 250}"
        try:
            outcomes["opened" if knock(new_code(), visitor) else "wrong"] += 1
        except TooManyTries:
            outcomes["refused"] += 1
    assert outcomes["opened"] == 0
    assert outcomes["wrong"] <= codes.AT_ADDRESS
    assert outcomes["wrong"] + outcomes["refused"] == 10_000
    with pytest.raises(TooManyTries):
        knock(owner[1], "10.9.9.9")
    Try.objects.update(hour=clock.now() - timedelta(hours=2))
    assert knock(owner[1], "10.9.9.9") == owner[0]


def test_one_visitor_who_guesses_does_not_shut_others_out(owner):
    client = Client(REMOTE_ADDR="10.0.0.1")
    answers = [client.post(DOOR, said("BBBB-2222")).status_code for _ in range(25)]
    assert answers[:20] == [422] * 20
    assert set(answers[20:]) == {429}
    assert client.post(DOOR, said(owner[1])).status_code == 429
    assert Client(REMOTE_ADDR="10.0.0.2").post(DOOR, said(owner[1])).status_code == 302


def test_tries_tell_nothing_about_anybody(owner):
    Client(REMOTE_ADDR="10.0.0.1").post(DOOR, said("BBBB-2222"))
    kept = " ".join(Try.objects.values_list("who", flat=True))
    assert re.fullmatch(r"[0-9a-f ]+", kept)
    assert Resident.objects.get().code_digest not in ("", owner[1])


def test_an_owner_and_a_tenant_are_told_other_things(world, owner):
    tenant = add_resident(home=owner[0].home, tenure=Tenure.TENANT, by=world.editor)
    mine, theirs = answer_for(owner[0]), answer_for(tenant)
    assert mine.now == theirs.now
    assert mine.may_choose != theirs.may_choose
    assert any("landlord" in line or "verhuurder" in line for line in theirs.may_choose)


def test_a_window_is_in_whole_quarters_and_names_what_changed(world, owner, issued, public, make_workbook):
    first = answer_for(owner[0])
    assert first.now.low.day == 1
    assert (first.now.high + timedelta(days=1)).day == 1
    assert len(first.changed) == 1
    from navolgbaar.forecasts.actions import bring_plan

    slower = bring_plan(
        data=make_workbook(design=600), name="plan.xlsx", title="Trager", programme=world.programme,
        organisation=world.ministry, by=world.editor,
    )  # fmt: skip
    again = issued(slower, on=date(2026, 6, 1))
    public(again)
    tell_windows(vintage=again, by=world.editor)
    with translation.override("nl"):
        changed = answer_for(owner[0]).changed
    assert "maanden later dan we u het laatst zeiden" in changed[0]
    assert "doorlooptijden" in changed[1]


def test_the_helper_on_the_telephone_says_the_same_and_leaves_a_trace(world, owner, at_the_desk):
    resident_page = Client().post(DOOR, said(owner[1]), follow=True).content.decode()
    helper = at_the_desk("editor").post("/redactie/programmas/versterken/verwachting/telefoon/", said(owner[1]))
    words = helper.content.decode()
    for line in (answer_for(owner[0]).now.words, "8 van de 10"):
        with translation.override("nl"):
            shown = answer_for(owner[0]).now.words if line != "8 van de 10" else line
        assert shown in words
        assert shown in resident_page
    event = AuditEvent.objects.get(event="forecasts.helped")
    assert "Voorbeeld" not in str(event.data) + event.target
    assert at_the_desk("outsider").get("/redactie/programmas/versterken/verwachting/telefoon/").status_code == 404


def text_of(data):
    found = pypdfium2.PdfDocument(data)
    try:
        return len(found), " ".join(found[0].get_textpage().get_text_range().split())
    finally:
        found.close()


def test_the_letter_is_one_accessible_page_with_the_code_and_the_same_words(owner):
    with translation.override("nl"):
        data = next(letters([owner], address="https://example.org/verwachting/"))
        answer = answer_for(owner[0])
    pages, words = text_of(data)
    assert pages == 1
    assert b"<pdfuaid:part>1" in data
    for part in (
        owner[1],
        answer.now.words,
        "8 van de 10",
        "Voorbeeldstraat 1",
        "https://example.org/verwachting/",
        "Steunpunt, 000 123",
    ):
        assert part in words
    with translation.override("en"):
        pages, words = text_of(next(letters([owner], address="https://example.org/")))
    assert pages == 1
    assert "8 out of 10" in words


def test_letters_of_all_residents_come_in_one_go_each_with_a_code_of_its_own(world, owner, at_the_desk):
    Resident.objects.update(code_given_at=None)
    answer = at_the_desk("editor").post("/redactie/programmas/versterken/verwachting/brieven")
    with zipfile.ZipFile(io.BytesIO(answer.content)) as packed:
        texts = [text_of(packed.read(name))[1] for name in packed.namelist()]
    assert len(texts) == 1
    code = re.search(r"[2-9B-Z]{4}-[2-9B-Z]{4}", texts[0]).group()
    assert Client().post(DOOR, said(code)).status_code == 302
    assert Client().post(DOOR, said(owner[1])).status_code == 422


def test_a_thousand_letters_in_under_ten_seconds(owner):
    began = time.process_time()
    assert sum(1 for _ in letters([owner] * 1000, address="https://example.org/")) == 1000
    assert time.process_time() - began < 10


def decide(world, inside, outside):
    """Windows of homes whose late end is past, and what came of them."""
    homes = list(Home.objects.order_by("pk"))[: inside + outside]
    for place, home in enumerate(homes):
        window = home.windows.get(choice=Choice.NOW)
        low, high = clock.today() - timedelta(days=200), clock.today() - timedelta(days=100)
        HomeWindow.objects.filter(pk=window.pk).update(low=low, high=high)
        day = low + timedelta(days=50) if place < inside else high + timedelta(days=40)
        note_finished(home=home, on=day, by=world.editor)


@pytest.mark.usefixtures("in_english")
def test_how_often_windows_held_is_a_figure_and_widens_the_next_ones(world, told, issued, make_workbook, public):
    with pytest.raises(NotPossibleNow, match="Fewer than ten"):
        record_held(vintage=told, by=world.editor)
    decide(world, 6, 6)
    assert sorted(miss for _, _, miss in tally_of(world.programme).decided) == [-50] * 6 + [40] * 6
    version = record_held(vintage=told, by=world.editor)
    assert float(version.value) == 50
    assert version.warnings == ["too few"]
    from navolgbaar.forecasts.science import home_windows, margin_of

    margin = margin_of([miss for _, _, miss in tally_of(world.programme).decided])
    assert margin == 40
    unit = "A3-00001"
    plain, wide = home_windows(told.plan.value, [unit]), home_windows(told.plan.value, [unit], margin=margin)
    assert set(plain) == {unit}
    assert (wide[unit].now.high - plain[unit].now.high).days == 40


def test_a_home_that_is_finished_hears_so(world, owner):
    note_finished(home=owner[0].home, on=date(2026, 3, 4), by=world.editor)
    with translation.override("nl"):
        answer = answer_for(owner[0])
    assert answer.now is None
    assert "4 maart 2026" in answer.why


def test_what_is_past_its_term_is_found(world, owner):
    assert not past_residents().exists()
    move_out(resident=owner[0], on=clock.today() - timedelta(days=31), by=world.editor)
    assert past_residents().count() == 1
    assert not past_homes().exists()
    world.programme.ends_on = clock.today() - timedelta(days=800)
    world.programme.save()
    assert past_homes().count() == 12


def test_no_page_of_the_room_names_an_address_to_strangers(owner):
    for address in ("/verwachting/", "/en/verwachting/", DOOR):
        words = Client().get(address).content.decode()
        assert "Voorbeeldstraat" not in words
        assert "9999" not in words


@pytest.mark.parametrize("words", ["9999ZZ", "9999 zz 4", "Voorbeeldstraat 1", "Dorpsplein 12 b", "1234 AB"])
def test_who_looks_for_an_address_is_led_to_the_door_and_learns_nothing_else(owner, words):
    page = Client().get("/zoeken", {"q": words}).content.decode()
    assert re.findall(r'<a href="([^"]+)"', page.partition("<main")[2].partition("</main")[0]) == [DOOR]


@pytest.mark.parametrize("words", ["versterken", "versterkt 2024", "12"])
def test_other_words_are_no_address(owner, words):
    assert "/verwachting/mijn-huis/" not in Client().get("/zoeken", {"q": words}).content.decode()
