"""Forecasts in a real browser: a planner with a workbook, an inspector with own assumptions, a resident on a phone.

By keyboard, in both languages, with and without JavaScript, on a phone and on a wide screen; axe finds nothing.
"""

import re
import time
from datetime import date

import pytest
from playwright.sync_api import expect
from visitor import WAYS, Visitor

from narekenen.forecasts.template import write_template
from navolgbaar.forecasts.actions import bring_plan, bring_track, issue, prepare_release
from navolgbaar.forecasts.homes import add_resident, give_codes, tell_windows
from navolgbaar.forecasts.models import Home, Plan, Vintage
from navolgbaar.forecasts.states import Tenure
from navolgbaar.publishing.actions import approve, submit

pytestmark = [pytest.mark.browser, pytest.mark.db]
PLAN = """
[programme]
start = 2026-01-01
horizon = 3650
[[stages]]
name = "ontwerp"
mean = 120
sd = 60
[[stages]]
name = "bouw"
mean = 90
sd = 40
[[capacity]]
stage = "ontwerp"
from = 2026-01-01
places = 40
[[capacity]]
stage = "bouw"
from = 2026-01-01
places = 30
[[addresses]]
name = "noord"
region = "noord"
release = 2026-01-01
until = 2027-01-01
count = 200
[[inclusions]]
group = "erbij"
low = 0
high = 1
[[addresses]]
name = "misschien"
region = "noord"
release = 2026-06-01
count = 20
group = "erbij"
[shared]
capacity_cv = 0.1
capacity_memory = 0.9
duration_cv = 0.1
ramp_high = 60
[later]
postpone = 365
stage = "bouw"
days_low = 10
days_high = 20
"""
HOMES = "".join(
    f'[[addresses]]\nname = "Voorbeeldstraat {i}"\nregion = "zuid"\nrelease = 2026-01-01\npostcode = "9999 ZZ"\n'
    f'house_number = "{i}"\n' for i in range(1, 13)
)  # fmt: skip
SAID = b"""issued,issuer,kind,quantity,period,low,high,actual,source
2022-01,Dienst,target,klaar,2022,100,150,80,brief
2023-01,Dienst,target,klaar,2023,100,100,95,brief
"""
DONE = b"date,metric,value\n2021-12-31,klaar,70\n2022-12-31,klaar,80\n2023-12-31,klaar,95\n"


def published(world, thing):
    proposal = prepare_release(thing=thing, by=world.editor)
    approve(proposal=submit(proposal=proposal, by=world.editor), by=world.publisher)


@pytest.fixture
def vintage(world):
    """A published forecast with homes that were told, and a track record."""
    plan = bring_plan(
        data=(PLAN + HOMES).encode(), name="plan.toml", title="Plan 2026", programme=world.programme,
        organisation=world.ministry, by=world.editor,
    )  # fmt: skip
    made = issue(plan=plan, issued_on=date(2026, 1, 15), ledger=[("bekend", 0, 411)], replications=100, by=world.editor)
    published(world, made)
    tell_windows(vintage=made, by=world.editor)
    record = bring_track(
        title="van de dienst", statements=SAID, history=DONE, names=("a.csv", "b.csv"), programme=world.programme,
        organisation=world.ministry, by=world.editor,
    )  # fmt: skip
    published(world, record)
    return made


@pytest.mark.parametrize(("language", "width", "javascript"), WAYS)
def test_a_planner_from_the_own_workbook_to_a_first_answer(
    world, at_the_desk, live_server, browser, tmp_path, language, width, javascript
):
    book = tmp_path / "plan.xlsx"
    write_template(book, "nl")
    planner = Visitor(browser, live_server.url, language, width, javascript, at_the_desk("editor"))
    planner.open("/redactie/programmas/versterken/verwachting/").look("desk")
    planner.fill("input[name=title]", "Ons plan").page.set_input_files("input[name=file]", book)
    planner.follow("form.fields button").look("first-answer")
    plan = Plan.objects.get()
    assert planner.page.url.endswith(plan.get_absolute_url())
    headline = planner.page.locator("#answer .answer").inner_text()
    planner.tab_to("input[name='duration|design']")
    for _ in range(60):
        planner.page.keyboard.press("ArrowRight")
    if javascript:
        began = time.monotonic()
        expect(planner.page.locator("#answer .answer")).not_to_have_text(headline, timeout=20_000)
        expect(planner.page).to_have_url(re.compile("duration"))
        assert time.monotonic() - began < 20
    else:
        planner.follow("form.sliders button")
        assert planner.page.locator("#answer .answer").inner_text() != headline
    planner.look("slider")
    planner.open(f"{plan.get_absolute_url()}vaststellen/").look("issue")
    planner.follow("form.fields button").look("issued")
    assert Vintage.objects.get().plan == plan


@pytest.mark.parametrize(("language", "width", "javascript"), WAYS)
def test_an_inspector_re_runs_the_plan_with_own_assumptions(
    world, vintage, at_the_desk, live_server, browser, language, width, javascript
):
    inspector = Visitor(browser, live_server.url, language, width, javascript, at_the_desk("outsider"))
    inspector.open(vintage.get_absolute_url()).look("public-forecast")
    inspector.follow(f"a[href$='{vintage.plan.get_absolute_url()}']")
    query = "?duration%7Contwerp=180&capacity%7Cbouw=80"
    inspector.open(vintage.plan.get_absolute_url() + query)
    inspector.tab_to("#answer summary").page.keyboard.press("Enter")
    inspector.look("own-assumptions")
    inspector.fill("#answer input[name=title]", "Aannamen van de inspectie").follow("#answer form button")
    own = Plan.objects.get(based_on=vintage.plan)
    assert own.organisation == world.inspectorate
    inspector.open(f"{own.get_absolute_url()}vaststellen/").follow("form.fields button").look("inspector-issued")
    made = Vintage.objects.get(plan=own)
    assert made.says.filter(part="difference").count() == 6


@pytest.mark.parametrize(("language", "width", "javascript"), WAYS)
def test_a_resident_on_a_phone(world, vintage, live_server, browser, language, width, javascript):
    home = Home.objects.get(house_number="7")
    resident = add_resident(home=home, tenure=Tenure.OWNER, by=world.editor)
    (_, code) = give_codes(residents=[resident], by=world.editor)[0]
    visitor = Visitor(browser, live_server.url, language, width, javascript)
    visitor.open("/verwachting/").look("overview")
    visitor.follow("a[href$='/mijn-huis/versterken/']").look("door")
    visitor.fill("input[name=postcode]", "9999 zz").fill("input[name=house_number]", "7")
    visitor.fill("input[name=code]", "BBBB-2222").follow("form.fields button").look("wrong-code")
    visitor.fill("input[name=postcode]", "9999 zz").fill("input[name=house_number]", "7")
    visitor.fill("input[name=code]", code.lower()).follow("form.fields button").look("my-home")
    assert re.search(r"/verwachting/mijn-huis/$", visitor.page.url)
    words = visitor.page.locator("main").inner_text()
    assert "Voorbeeldstraat 7" in words
    assert ("8 out of 10" if language == "en" else "8 van de 10") in words
    visitor.follow("form button.btn:not(.quiet)")
    visitor.page.goto(live_server.url + "/verwachting/mijn-huis/")
    assert "Voorbeeldstraat" not in visitor.page.locator("body").inner_text()


@pytest.mark.parametrize(("language", "width", "javascript"), WAYS)
def test_pages_of_the_room_looked_at(world, vintage, at_the_desk, live_server, browser, language, width, javascript):
    stranger = Visitor(browser, live_server.url, language, width, javascript)
    stranger.open("/verwachting/uitgekomen/").look("calibration")
    stranger.open(world.subject.get_absolute_url()).look("subject")
    editor = Visitor(browser, live_server.url, language, width, javascript, at_the_desk("editor"))
    for name in ("adressen", "klaar", "telefoon", "uitspraken"):
        editor.open(f"/redactie/programmas/versterken/verwachting/{name}/").look(f"desk-{name}")
    query = "?fixed=0&per_address=50000&per_day=2000&cv=10&by=2029-01-01&budget=18000000"
    editor.open(f"{vintage.plan.get_absolute_url().removeprefix('/en')}afwegen/{query}").look("weigh")
    editor.open("/redactie/programmas/versterken/verwachting/klaar/").fill("textarea", "9999 ZZ;1;morgen")
    editor.follow("form.fields button").look("finished-wrong")
    editor.fill("textarea", "9999 ZZ;1;2026-01-20").follow("form.fields button").look("finished")
    assert Home.objects.get(house_number="1").finished_on == date(2026, 1, 20)
