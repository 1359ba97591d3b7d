"""The pages: a first answer from a workbook, sliders without JavaScript, issuing, own assumptions, who wins."""

import io
import re
import time
from datetime import date

import pytest
from crawling import bare_numbers
from django.test import Client
from django.utils import translation
from lxml import html
from openpyxl import load_workbook

from navolgbaar.forecasts import science
from navolgbaar.forecasts.actions import bring_plan, bring_track
from navolgbaar.forecasts.models import Plan, TrackRecord, Vintage
from navolgbaar.forecasts.queries import leagues, says

pytestmark = [pytest.mark.django_db, pytest.mark.db]
DESK = "/redactie/programmas/versterken/verwachting/"
EN = "/en"


def upload(client, data, name="plan.xlsx", world=None):
    file = io.BytesIO(data)
    file.name = name
    return client.post(EN + DESK, {"title": "Ons plan", "file": file, "organisation": world.ministry.pk})


def test_the_template_gives_a_first_answer(world, at_the_desk):
    client = at_the_desk("editor")
    template = client.get("/redactie/plannen/sjabloon.xlsx").content
    assert "adressen" in load_workbook(io.BytesIO(template)).sheetnames
    answer = upload(client, template, world=world)
    assert answer.status_code == 302
    page = client.get(answer.url)
    words = page.content.decode()
    assert "95% of the addresses finished, with 80% certainty by" in words
    assert html.fromstring(words).xpath("//svg/polygon | //*[local-name()='svg']//*[local-name()='polygon']")
    assert Vintage.objects.count() == 0


def test_faults_are_listed_by_sheet_and_cell_and_nothing_is_kept(world, at_the_desk, make_workbook):
    book = load_workbook(io.BytesIO(make_workbook()))
    book["capaciteit"]["C2"] = "veel"
    book["fasen"]["C3"] = "?"
    wrong = io.BytesIO()
    book.save(wrong)
    answer = upload(at_the_desk("editor"), wrong.getvalue(), world=world)
    assert answer.status_code == 422
    words = answer.content.decode()
    assert "capaciteit!C2" in words
    assert "fasen!C3" in words
    assert not Plan.objects.exists()


def test_faults_are_told_in_the_language_of_the_page(world, at_the_desk, make_workbook):
    book = load_workbook(io.BytesIO(make_workbook()))
    book["capaciteit"]["B2"] = "gauw"
    wrong = io.BytesIO()
    book.save(wrong)
    wrong.name = "plan.xlsx"
    wrong.seek(0)
    said = {"title": "Ons plan", "file": wrong, "organisation": world.ministry.pk}
    words = at_the_desk("editor").post(DESK, said).content.decode()
    assert "is geen datum" in words
    assert "is no date" not in words


def test_what_later_means_is_read_when_the_plan_comes_in(world, at_the_desk, make_workbook):
    for cell, nonsense in (("B3", "dromen"), ("B4", None), ("B2", "ooit")):
        book = load_workbook(io.BytesIO(make_workbook()))
        book["later"][cell] = nonsense
        wrong = io.BytesIO()
        book.save(wrong)
        assert upload(at_the_desk("editor"), wrong.getvalue(), world=world).status_code == 422
    assert not Plan.objects.exists()


@pytest.mark.parametrize(
    ("data", "name"), [(b"PK\x03\x04 no workbook", "plan.xlsx"), (b"x", "plan.exe"), (b"\xff\xfe", "plan.toml")]
)
def test_what_is_no_workbook_is_refused_in_words(world, at_the_desk, data, name):
    answer = upload(at_the_desk("editor"), data, name, world=world)
    assert answer.status_code == 422
    assert "Nothing was changed" in answer.content.decode()


def test_a_slider_is_a_form_and_its_answer_equals_a_full_run_with_the_same_seed(plan, at_the_desk):
    client = at_the_desk("editor")
    query = {"duration|ontwerp": "187", "capacity|bouw": "85", "ramp|": "45"}
    page = client.get(EN + plan.get_absolute_url(), query)
    assumptions = [
        {"kind": "capacity", "name": "bouw", "value": 0.85}, {"kind": "duration", "name": "ontwerp", "value": 187},
        {"kind": "ramp", "name": "", "value": 45},
    ]  # fmt: skip
    found = science.estimates(plan.value, assumptions, science.PREVIEW)
    with translation.override("en"):
        expected = science.in_words(found["date 95 at 80"])
    words = page.content.decode()
    assert expected in words
    for said in ("places in bouw × 0.85", "ontwerp: 187 days of work on average", "capacity comes 45 days later"):
        assert said in words
    assert Plan.objects.count() == 1
    moved = html.fromstring(words).xpath("//input[@name='duration|ontwerp']/@value")
    assert moved == ["187"]


def test_the_share_that_goes_back_has_a_slider_where_the_plan_says_to_which_stage(world, make_workbook, at_the_desk):
    book, again = load_workbook(io.BytesIO(make_workbook())), io.BytesIO()
    for cell, said in (("D1", "terug"), ("E1", "terug_naar"), ("D3", 0.05), ("E3", "ontwerp")):
        book["fasen"][cell] = said
    book.save(again)
    plan = bring_plan(data=again.getvalue(), name="plan.xlsx", title="Heen en weer", programme=world.programme,
                      organisation=world.ministry, by=world.editor)  # fmt: skip
    page = at_the_desk("editor").get(EN + plan.get_absolute_url(), {"back|bouw": "35"}).content.decode()
    found = science.estimates(plan.value, [{"kind": "back", "name": "bouw", "value": 0.35}], science.PREVIEW)
    assert found["date 95 at 80"].value > science.estimates(plan.value, [], science.PREVIEW)["date 95 at 80"].value
    with translation.override("en"):
        assert science.in_words(found["date 95 at 80"]) in page
    assert "share that goes back after bouw: 0.35" in page
    assert html.fromstring(page).xpath("//input[starts-with(@name, 'back|')]/@name") == ["back|bouw"]


def test_an_answer_to_a_slider_comes_within_a_second(plan, at_the_desk):
    client = at_the_desk("editor")
    client.get(plan.get_absolute_url())
    used = time.process_time()
    answer = client.get(plan.get_absolute_url(), {"duration|bouw": "101"}, headers={"X-Preview": "1"})
    assert answer.status_code == 200
    assert b"<html" not in answer.content
    assert time.process_time() - used < 1


def test_sliders_survive_nonsense(plan, at_the_desk):
    for value in ("NaN", "inf", "-1e99", "<script>", "", "1e400"):
        answer = at_the_desk("editor").get(plan.get_absolute_url(), {"duration|bouw": value, "ramp|": value})
        assert answer.status_code == 200
        assert b"<script>" not in answer.content.replace(b"<script src", b"")


def test_a_plan_is_seen_by_its_own_people_until_a_forecast_on_it_is_public(plan, issued, public, at_the_desk):
    outsider = at_the_desk("outsider")
    assert outsider.get(plan.get_absolute_url()).status_code == 404
    public(issued())
    assert outsider.get(plan.get_absolute_url()).status_code == 200
    assert Client().get(plan.get_absolute_url()).status_code == 302


def test_from_a_slider_to_a_forecast_in_the_own_name(world, plan, issued, public, at_the_desk):
    public(issued())
    outsider = at_the_desk("outsider")
    kept = outsider.post(
        f"{plan.get_absolute_url()}bewaren?duration%7Contwerp=200&capacity%7Cbouw=80",
        {"title": "Eigen aannamen", "organisation": world.inspectorate.pk},
    )
    own = Plan.objects.get(based_on=plan)
    assert kept.url.endswith(own.get_absolute_url())
    assert own.organisation == world.inspectorate
    page = outsider.post(f"{own.get_absolute_url()}vaststellen/", {"issued_on": "2026-02-01", "ledger": ""})
    vintage = Vintage.objects.get(plan=own)
    assert page.url == f"/redactie/verwachtingen/{vintage.subject.public_id}/"
    assert outsider.get(page.url).status_code == 200
    assert set(says(vintage, part="difference")) == {
        "days", "addresses", "days duration ontwerp", "addresses duration ontwerp", "days capacity bouw",
        "addresses capacity bouw",
    }  # fmt: skip
    public(vintage, by=world.outsider, second=second(world))
    words = Client().get(EN + vintage.get_absolute_url()).content.decode()
    assert "ontwerp: 200 days of work on average" in words
    assert "All together" in words


def second(world):
    """A second person of the inspectorate."""
    from navolgbaar.core.audit import System
    from navolgbaar.people.actions import create_user, give_role
    from navolgbaar.people.states import RoleKind

    user = create_user(email="second@example.org", password="a long enough one", by=System())
    give_role(user=user, organisation=world.inspectorate, kind=RoleKind.PUBLISHER, by=world.administrator)
    return user


@pytest.mark.parametrize(
    ("ledger", "says_"),
    [("zonder puntkomma", "Line 1"), ("x; reden", "Line 1"), ("3; a\n4; a", "twice"), ("5;", "Line 1"),
     ("5; a; colour = red", "names no addresses"), ("500; a; region = noord", "fit it")],
)  # fmt: skip
def test_a_ledger_that_cannot_be_read_is_refused_by_line(plan, at_the_desk, ledger, says_):
    address = f"{EN}{plan.get_absolute_url()}vaststellen/"
    answer = at_the_desk("editor").post(address, {"issued_on": "2026-02-01", "ledger": ledger})
    assert answer.status_code == 422
    assert says_ in answer.content.decode()
    assert not Vintage.objects.exists()


def test_issuing_and_publishing_by_the_pages(plan, world, at_the_desk):
    editor = at_the_desk("editor")
    ledger = "niet meegeteld 411; bekend, niet meegeteld"
    page = editor.post(f"{plan.get_absolute_url()}vaststellen/", {"issued_on": "2026-02-01", "ledger": ledger})
    vintage = Vintage.objects.get()
    assert says(vintage, part="left out")["bekend, niet meegeteld"].value == "411"
    assert "Bereid de publicatie voor" in editor.get(page.url).content.decode()
    proposal = editor.post(f"/redactie/verwachtingen/{vintage.subject.public_id}/publiceren")
    assert proposal.status_code == 302
    assert editor.get(proposal.url).status_code == 200


def test_the_public_page_shows_what_was_said_and_the_menu_leads_there(issued, public):
    assert "/verwachting/" not in Client().get("/").content.decode()
    vintage = issued(ledger=[("bekend", 0, 411)])
    public(vintage)
    assert "/verwachting/" in Client().get("/").content.decode()
    page = Client().get(vintage.get_absolute_url()).content.decode()
    tree = html.fromstring(page)
    told = says(vintage)
    shown = set(tree.xpath("//data/@data-figure"))
    outside = says(vintage, part="left days")["bekend"]
    assert {str(version) for version in (*told.values(), outside)} <= shown
    row = tree.xpath("//tr[th/q[text()='bekend']]/*")
    assert [cell.text_content().split()[0] for cell in row] == ["411", outside.published.split()[0]]
    assert tree.xpath("//*[local-name()='svg' and contains(@class, 'fan')]")
    rows = tree.xpath("//table[@data-figure]//tbody/tr")
    assert len(rows) == len(science.curve_of(told["curve"].run.estimates))
    assert Client().get("/verwachting/").status_code == 200
    assert Client().get("/en/verwachting/").status_code == 200


STATEMENTS = b"""issued,issuer,kind,quantity,period,low,high,actual,source
2021-07,NCG,target,strengthened,2021,1000,1200,661,a
2022-01,NCG,target,strengthened,2022,1000,1500,1038,b
2023-01,NCG,target,strengthened,2023,1100,1100,1122,c
2024-01,NCG,target,strengthened,2024,1400,1400,1229,d
2025-01,NCG,target,strengthened,2025,2250,2250,,e
"""
HISTORY = b"""date,metric,value
2020-12-31,strengthened,587
2021-12-31,strengthened,661
2022-12-31,strengthened,1038
2023-12-31,strengthened,1122
2024-12-31,strengthened,1229
"""


def test_the_calibration_page_says_plainly_who_wins(world, public):
    """Groningen 2021-2024 by CRPS: the targets 183 off, last year again 160. Last year again wins."""
    assert Client().get("/verwachting/uitgekomen/").status_code == 404
    record = bring_track(
        title="doelen", statements=STATEMENTS, history=HISTORY, names=("a.csv", "b.csv"), programme=world.programme,
        organisation=world.ministry, by=world.editor,
    )  # fmt: skip
    public(record)
    (league,) = leagues(record)
    assert league.winner == "last year again"
    assert (round(float(league.score.value)), float(league.naive.value), league.n.value) == (183, 160.5, "4")
    words = Client().get("/en/verwachting/uitgekomen/").content.decode()
    assert "“Last year again” wins: strengthened (promised)." in re.sub(r"\s+", " ", words)
    assert words.count("<tr>") == 1 + 3 + 1 + 5
    assert [rival for rival, _ in league.rivals] == ["at pace", "earned schedule"]
    from navolgbaar.figures.actions import register_quantity

    said = {
        "name": "Versterkte adressen",
        "name_en": "Addresses strengthened",
        "unit": "adressen",
        "unit_en": "addresses",
    }
    register_quantity(key="strengthened", **said, by=world.editor)
    assert league.words == "Addresses strengthened (promised)"
    from narekenen.replay import replay
    from navolgbaar.figures.bundles import bundle_of

    rivals = [version for _, other in league.rivals for version in (other.score, other.naive, other.n)]
    for version in (league.score, league.naive, league.n, *rivals):
        assert replay(bundle_of(version)).same


def test_what_anybody_could_have_said_equals_the_rivals_of_narekenen(world, public):
    """By the yearly numbers of Groningen. Earned schedule needs a year of the plan that is over: 2022 to 2024."""
    from narekenen.forecasts.rivals import rivals

    record = bring_track(
        title="doelen", statements=STATEMENTS, history=HISTORY, names=("a.csv", "b.csv"), programme=world.programme,
        organisation=world.ministry, by=world.editor,
    )  # fmt: skip
    public(record)
    (league,) = leagues(record)
    found = {rival: (float(other.score.value), int(other.n.value)) for rival, other in league.rivals}
    done = {2020: 587, 2021: 661, 2022: 1038, 2023: 1122, 2024: 1229}
    plan = {2021: 1100, 2022: 1250, 2023: 1100, 2024: 1400}
    of_three = {row.name: row.error for row in rivals(done, plan)}
    assert found["earned schedule"] == (pytest.approx(of_three["earned schedule"], abs=1e-5), 3)
    assert found["at pace"] == (pytest.approx((abs(587 - 661) + 3 * of_three["at pace"]) / 4, abs=1e-5), 4)


def test_every_number_for_everybody_can_be_followed_or_says_what_it_is(world, plan, issued, public):
    from navolgbaar.forecasts.homes import tell_windows

    vintage = issued(ledger=[("bekend", 0, 411)])
    public(vintage)
    tell_windows(vintage=vintage, by=world.editor)
    record = bring_track(
        title="doelen", statements=STATEMENTS, history=HISTORY, names=("a.csv", "b.csv"), programme=world.programme,
        organisation=world.ministry, by=world.editor,
    )  # fmt: skip
    public(record)
    rooms = ["/verwachting/", "/verwachting/uitgekomen/", "/verwachting/mijn-huis/versterken/"]
    things = (vintage, world.subject, vintage.subject, record.subject)
    pages = [*rooms, *(thing.get_absolute_url() for thing in things)]
    for page in [prefix + page for page in pages for prefix in ("", EN)]:
        answer = Client().get(page)
        assert answer.status_code == 200, page
        assert bare_numbers(html.fromstring(answer.content)) == [], page


def test_statements_with_faults_are_refused_by_cell(world, at_the_desk):
    wrong = io.BytesIO(STATEMENTS.replace(b"1100,1100", b"veel,1100"))
    wrong.name = "statements.csv"
    said = {"title": "x", "statements": wrong, "organisation": world.ministry.pk}
    answer = at_the_desk("editor").post(f"{EN}{DESK}uitspraken/", said)
    assert answer.status_code == 422
    assert "F4" in answer.content.decode()
    assert not TrackRecord.objects.exists()


def test_the_desk_lists_plans_and_strangers_see_nothing(plan, at_the_desk):
    assert "Plan 2026" in at_the_desk("editor").get(DESK).content.decode()
    assert at_the_desk("publisher").get(DESK).status_code == 200
    assert Client().get(DESK).status_code == 302
    assert "Plan 2026" not in at_the_desk("outsider").get(DESK).content.decode()


def test_a_year_is_laid_beside_what_was_measured_by_the_pages(world, issued, at_the_desk, monkeypatch):
    from navolgbaar.core import clock
    from navolgbaar.figures.actions import Question, record_run, register_quantity
    from navolgbaar.figures.states import FigureKind
    from navolgbaar.forecasts.recording import year_of

    vintage = issued()
    quantity = register_quantity(key="klaar", name="Klaar", name_en="Done", by=world.editor)
    question = Question(world.subject, quantity, year_of(2026), FigureKind.OBSERVED, world.ministry, date(2027, 1, 5),
                        world.ministry)  # fmt: skip
    version = record_run(question=question, recipe="arithmetic.sum@1", inputs={"terms": ["70"]}, by=world.editor)
    monkeypatch.setattr(clock, "today", lambda: date(2027, 2, 1))
    editor, address = at_the_desk("editor"), f"/redactie/verwachtingen/{vintage.subject.public_id}/jaren/2026/"
    assert editor.get(address).status_code == 200
    assert editor.post(address, {"actual": version.pk}).status_code == 302
    assert list(says(vintage, part="farewell")) == ["score 2026"]
    assert vintage.farewells.get().year == 2026
