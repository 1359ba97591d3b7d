"""Distributions in a real browser: an adviser sees what other numbers move, a council member prints one sheet."""

from datetime import date

import pytest
from playwright.sync_api import expect
from visitor import WAYS, Visitor

from navolgbaar.budgets.actions import bring_model, issue, prepare_release
from navolgbaar.budgets.models import Model
from navolgbaar.figures.models import FigureVersion
from navolgbaar.publishing.actions import approve, submit

pytestmark = [pytest.mark.browser, pytest.mark.db]
UNITS = """code;nu;inwoners;nood
GM0014;4.000,00;200;10
GM0363;9.000,00;800;90
GM0344;3.000,00;300;20
GM0599;6.000,00;600;70
GM0518;5.000,00;500;60
GM0448;3.000,00;100;0
"""
OTHER = UNITS.replace("GM0014;4.000,00;200;10", "GM0014;4.000,00;200;40")
KEY = "maatstaf;bedrag\ninwoners;10\nnood;50\n"
COVARIANCE = "maatstaf;inwoners;nood\ninwoners;0,04;0\nnood;0;4\n"


@pytest.mark.parametrize(("language", "width", "javascript"), WAYS)
def test_an_adviser_brings_other_numbers_and_sees_the_euros_before_anyone_decides(
    live_server, browser, world, at_the_desk, tmp_path, language, width, javascript
):
    for name, text in (("units", UNITS), ("other", OTHER), ("key", KEY), ("wrong", UNITS.replace("800;90", "x;90"))):
        (tmp_path / f"{name}.csv").write_text(text)
    somebody = Visitor(browser, live_server.url, language, width, javascript, at_the_desk("editor"))
    somebody.open("/redactie/programmas/versterken/").follow('a[href$="/geld/"]:not(.menu a)').look("budgets-desk")

    def bring(title, units):
        somebody.page.locator("#id_title").fill(title)
        somebody.page.locator("#id_units").set_input_files(tmp_path / f"{units}.csv")
        somebody.page.locator("#id_key").set_input_files(tmp_path / "key.csv")
        return somebody.follow("main form.fields button")

    bring("Model een", "wrong").look("budgets-refused")
    expect(somebody.page.locator(".message.error")).to_contain_text("row 3" if language == "en" else "rij 3")
    bring("Model een", "units").look("budgets-model")
    somebody.open("/redactie/programmas/versterken/geld/").follow('a[href*="?op="]')
    bring("Model twee", "other").look("budgets-money-diff")
    main = somebody.page.locator("main")
    expect(main).to_contain_text("10 → 40")
    expect(main).to_contain_text("Groningen")
    assert Model.objects.get(title="Model twee").based_on.title == "Model een"
    assert not FigureVersion.objects.exists()
    somebody.page.context.close()


@pytest.fixture
def published(world):
    model = bring_model(
        title="Model van de raad", units=("cijfers.csv", UNITS.encode()), key=("sleutel.csv", KEY.encode()),
        covariance=("covariantie.csv", COVARIANCE.encode()), caps=["2", "2", "50"], programme=world.programme,
        organisation=world.ministry, by=world.editor,
    )  # fmt: skip
    made = issue(model=model, issued_on=date(2026, 1, 15), codes=["GM0363", "GM0448"], by=world.editor)
    proposal = prepare_release(distribution=made, by=world.editor)
    approve(proposal=submit(proposal=proposal, by=world.editor), by=world.publisher)
    return made


@pytest.mark.parametrize(("language", "width", "javascript"), WAYS)
def test_a_council_member_finds_the_own_municipality_and_takes_one_sheet(
    live_server, browser, published, language, width, javascript
):
    somebody = Visitor(browser, live_server.url, language, width, javascript)
    somebody.open("/").follow('.menu a[href$="/geld/"]').look("budgets")
    somebody.follow(f'main a[href$="{published.get_absolute_url()}"]').look("budgets-distribution")
    somebody.follow('table a[href$="/GM0363/"]').look("budgets-municipality")
    sheet = somebody.page.locator('a[href$="raad.pdf"]').get_attribute("href")
    answer = somebody.page.request.get(somebody.url + sheet)
    assert answer.headers["content-type"] == "application/pdf"
    assert answer.body().startswith(b"%PDF")
    somebody.follow('main a[href$="/reken-na/"]').look("budgets-sum")
    somebody.page.locator("#m0").fill("900")
    somebody.follow("form.sliders button")
    expect(somebody.page.locator("#answer")).to_contain_text("+")
    somebody.follow('.crumbs a[href$="/GM0363/"]').follow('main a[href*="/pad/?gemeente="]').look("budgets-explorer")
    expect(somebody.page.locator("#answer caption").first).to_contain_text("Amsterdam")
    if javascript:
        somebody.page.locator("#cap").focus()
        before = somebody.page.locator("#answer").inner_text()
        for _ in range(5):
            somebody.page.keyboard.press("ArrowRight")
        expect(somebody.page.locator("#answer")).not_to_have_text(before)
    somebody.page.context.close()
