"""What anybody may do without an account, in a real browser: have a paper checked, follow, ask."""

import os

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

pytestmark = [pytest.mark.browser, pytest.mark.db]
WIDTHS = [320, 1440]
PICTURES = os.environ.get("NAVOLGBAAR_PICTURES")
PAPER = """# Begroting van het buurtfonds

De kosten zijn 12.000 euro voor materiaal, 8.500 euro voor personeel en 4.000 euro voor huur, samen 25.500 euro.

| Post | Aantal | Bedrag |
|---|---|---|
| Materiaal | 3 | 12.000 |
| Personeel | 2 | 8.500 |
| Huur | 1 | 4.000 |
| Totaal | 6 | 25.500 |

Het aantal adressen steeg van 1.200 naar 1.500, een toename van 30%.
"""


@pytest.fixture
def watched(page):
    """The page; at every stop nothing may have been complained about in the browser's console."""
    page.complaints = []
    page.on("console", lambda message: page.complaints.append(message.text))
    page.on("pageerror", lambda error: page.complaints.append(str(error)))
    return page


def is_in_order(page, width, name):
    """Nothing in the console, no axe violation, and nothing to scroll sideways."""
    assert [said for said in page.complaints if "422" not in said] == []  # a form that is sent back says so
    if PICTURES:
        page.screenshot(path=f"{PICTURES}/{name}-{width}.png", full_page=True)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    results = Axe().run(page)
    assert results.violations_count == 0, results.generate_report()
    page.complaints.clear()  # axe itself tries inline styles, which the policy refuses


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize(
    ("home", "question", "button", "again"),
    [
        ("/", "Klopt deze som?", "Reken dit stuk na", "Reken een ander stuk na"),
        ("/en/", "Does this sum hold?", "Check this paper", "Check another paper"),
    ],
)
def test_a_journalist_brings_a_paper(live_server, watched, tmp_path, home, question, button, again, width):
    page, lang = watched, "en" if "en" in home else "nl"
    paper = tmp_path / "begroting.txt"
    paper.write_text(PAPER)
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(live_server.url + home)
    page.get_by_role("link", name=question).click()
    is_in_order(page, width, f"check-{lang}")
    page.get_by_role("button", name=button).click()
    is_in_order(page, width, f"check-refused-{lang}")
    page.locator("input[type=file]").set_input_files(paper)
    page.get_by_role("button", name=button).click()
    expect(page.locator("svg.sum").first).to_be_visible()
    is_in_order(page, width, f"checked-{lang}")
    with page.expect_download() as download:
        page.locator("article.sums button").first.click()
    assert download.value.suggested_filename == "narekenen-1.csv"
    page.locator("article.sums a").first.click()
    expect(page.locator(".checked .remark:target")).to_be_in_viewport()
    page.get_by_role("link", name=again).click()
    expect(page.get_by_role("button", name=button)).to_be_visible()


def test_a_paper_by_keyboard_and_without_javascript(live_server, browser):
    context = browser.new_context(java_script_enabled=False, locale="nl")
    page = context.new_page()
    page.goto(live_server.url + "/nareken/")
    for _ in range(15):
        page.keyboard.press("Tab")
        if page.locator(":focus").get_attribute("name") == "text":
            break
    page.keyboard.type("De kosten zijn 10 euro voor a en 20 euro voor b, samen 40 euro.")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_contain_text("In het stuk")
    context.close()
