"""The monitor in a real browser: an institution delivers, a municipality looks where it stands.

In both languages, with and without JavaScript, on a phone and on a wide screen, by keyboard; axe finds nothing.
"""

import re
from datetime import date

import pytest
from playwright.sync_api import expect
from visitor import WAYS, Visitor

from navolgbaar.core.audit import System
from navolgbaar.indicators.actions import add_institution, bring_features, deliver, open_round, state_key_period
from navolgbaar.indicators.issuing import issue, prepare_release
from navolgbaar.indicators.models import Delivery, Institution
from navolgbaar.indicators.plans import add_region, record_plan_event
from navolgbaar.indicators.states import PlanState
from navolgbaar.ops.demo_deliveries import make_delivery
from navolgbaar.people.actions import add_organisation, create_user, give_role
from navolgbaar.people.states import RoleKind
from navolgbaar.publishing.actions import approve, submit

pytestmark = [pytest.mark.browser, pytest.mark.db]
TOWNS = {
    "GM0363": ("Amsterdam", 300, 0.4), "GM0599": ("Rotterdam", 240, 0.25), "GM0518": ("Den Haag", 200, 0.35),
    "GM0344": ("Utrecht", 160, 0.5), "GM0014": ("Groningen", 110, 0.4), "GM0855": ("Tilburg", 90, 0.42),
    "GM0193": ("Zwolle", 80, 0.45), "GM0080": ("Leeuwarden", 70, 0.4), "GM0448": ("Texel", 9, 0.5),
}  # fmt: skip
YEAR = date(2024, 1, 1), date(2024, 12, 31)


def delivery_for(code, persons=None):
    name, usual, home = TOWNS[code]
    return make_delivery(code, f"Opvang {name}", persons or usual, home, *YEAR, "journey")


@pytest.fixture
def worker(world):
    """Somebody at an institution, and nowhere else."""
    house = add_organisation(key="opvang", name="Opvang", name_en="Shelter", by=world.administrator)
    world.worker = create_user(email="worker@example.org", password="a long enough one", by=System())
    give_role(user=world.worker, organisation=house, kind=RoleKind.EDITOR, by=world.administrator)
    return house


@pytest.fixture
def asked(world, worker):
    key = state_key_period(
        first=date(2023, 1, 1), last=date(2026, 12, 31), ground="Afspraak van de proef", programme=world.programme,
        organisation=world.ministry, by=world.editor,
    )  # fmt: skip
    for code, (name, _, _) in TOWNS.items():
        add_institution(
            name=f"Opvang {name}", code=code, programme=world.programme, asked_by=world.ministry, organisation=worker,
            by=world.editor,
        )  # fmt: skip
    return open_round(first=YEAR[0], last=YEAR[1], due=date(2025, 2, 1), key_period=key, by=world.editor)


@pytest.fixture
def published(world, asked):
    for each in Institution.objects.exclude(code="GM0080"):
        deliver(
            asked=asked, institution=each, file=(f"{each.code}.csv", delivery_for(each.code)), by=world.worker,
            received_on=date(2025, 2, 9 if each.code == "GM0193" else 1),
        )  # fmt: skip
    rows = "\n".join(f"{code};{n};{n * 3 % 7}" for n, code in enumerate(TOWNS, start=1))
    features = bring_features(
        file=("k.csv", f"code;inwoners;bijstand\n{rows}".encode()), source="Verzonnen", programme=world.programme,
        organisation=world.ministry, by=world.editor,
    )  # fmt: skip
    made = issue(asked=asked, issued_on=date(2025, 3, 1), features=features, by=world.editor)
    region = add_region(
        name="Regio Midden", codes=["GM0344", "GM0193"], programme=world.programme, organisation=world.ministry,
        by=world.editor,
    )  # fmt: skip
    for code, state in (("", PlanState.DRAFT), ("GM0344", PlanState.ADOPTED)):
        record_plan_event(
            region=region, code=code, state=state, on=date(2025, 4, 1), evidence="Besluitenlijst", by=world.editor
        )
    proposal = prepare_release(issue=made, by=world.editor)
    approve(proposal=submit(proposal=proposal, by=world.editor), by=world.publisher)
    return asked


@pytest.mark.parametrize(("language", "width", "javascript"), WAYS)
def test_an_institution_delivers_is_refused_mends_and_corrects(
    live_server, browser, world, asked, at_the_desk, tmp_path, language, width, javascript
):
    good = delivery_for("GM0363")
    files = {"bad": good.replace(b";m;", b";man?;"), "good": good, "better": delivery_for("GM0363", 310)}
    for name, data in files.items():
        (tmp_path / f"{name}.csv").write_bytes(data)
    somebody = Visitor(browser, live_server.url, language, width, javascript, at_the_desk("worker"))
    somebody.open("/redactie/programmas/versterken/").follow('a[href$="/monitor/"]:not(.menu a)').look(
        "desk-institution"
    )
    somebody.follow('a.btn[href*="/leveren/"]').look("deliver")

    def bring(name):
        somebody.page.locator("#id_file").set_input_files(tmp_path / f"{name}.csv")
        return somebody.follow("main form button")

    bring("bad").look("deliver-refused")
    expect(somebody.page.locator(".message.error")).to_contain_text("rows" if language == "en" else "rijen")
    assert not Delivery.objects.exists()
    bring("good").look("delivery")
    somebody.follow('main a.btn[href*="/leveren/"]')
    bring("better").look("delivery-corrected")
    expect(somebody.page.locator("main")).to_contain_text("300")
    expect(somebody.page.locator("main")).to_contain_text("310")
    pseudonym = good.splitlines()[1].split(b";")[0].decode()
    assert pseudonym not in somebody.page.content()
    assert Delivery.objects.count() == 2
    somebody.page.context.close()


@pytest.mark.parametrize(("language", "width", "javascript"), WAYS)
def test_a_municipality_sees_where_it_stands_as_a_range(live_server, browser, published, language, width, javascript):
    somebody = Visitor(browser, live_server.url, language, width, javascript)
    somebody.open("/").follow('.menu a[href$="/monitor/"]').look("monitor")
    somebody.follow(f'main a[href$="{published.get_absolute_url()}"]').look("round")
    expect(somebody.page.locator("svg.chart").first).to_be_visible()
    somebody.follow('table a[href$="/GM0344/"]').look("municipality")
    words = somebody.page.locator("main").inner_text()
    assert re.search(r"plaats \d+ tot \d+" if language == "nl" else r"place \d+ to \d+", words)
    somebody.follow('main a[href*="/regioplannen/"]').look("region")
    somebody.open(f"{published.get_absolute_url()}GM0448/").look("municipality-withheld")
    somebody.open(f"{published.get_absolute_url()}over/terugkeer/").look("came-back")
    somebody.page.context.close()


@pytest.mark.parametrize(("language", "width"), [("nl", 320), ("en", 1440)])
def test_the_desk_of_who_keeps_the_monitor_is_in_order(live_server, browser, published, at_the_desk, language, width):
    somebody = Visitor(browser, live_server.url, language, width, True, at_the_desk("editor"))
    somebody.open("/redactie/programmas/versterken/monitor/").look("desk")
    for details in somebody.page.locator("main details summary").all():
        details.click()
    somebody.look("desk-open")
    somebody.follow('main a[href*="/redactie/monitor/"]').look("desk-round")
    somebody.follow('main a[href*="/redactie/leveringen/"]').look("desk-delivery")
    somebody.open("/redactie/programmas/versterken/monitor/").follow('main a[href*="/redactie/regioplannen/"]')
    somebody.look("desk-region")
    somebody.page.context.close()
