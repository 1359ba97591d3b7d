"""A stranger follows a number from home to the sentence, in a real browser."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect
from visitor import go

from navolgbaar.figures.states import FigureKind
from navolgbaar.sources.actions import move_document
from navolgbaar.sources.states import DocumentState

pytestmark = [pytest.mark.browser, pytest.mark.db]
WIDTHS = [320, 1440]


@pytest.fixture
def site(live_server, world, letter, say, release):
    """A served site with one public letter and two published numbers."""
    move_document(document=letter, state=DocumentState.PUBLIC, by=world.editor)
    release(say("1229"), say("1400", FigureKind.TARGET))
    return live_server.url


@pytest.fixture
def watched(page):
    """The page; at every stop nothing may have been complained about in the browser's console."""
    page.complaints = []
    page.on("console", lambda message: page.complaints.append(message.text))
    page.on("pageerror", lambda error: page.complaints.append(str(error)))
    page.on("requestfailed", lambda request: page.complaints.append(f"failed: {request.url}"))
    return page


def is_in_order(page, width):
    """Nothing in the console, no axe violation, and nothing to scroll sideways."""
    page.wait_for_load_state()  # a click waits for the answer, not for the page
    assert page.complaints == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    results = Axe().run(page)
    assert results.violations_count == 0, results.generate_report()
    page.complaints.clear()  # axe itself tries inline styles, which the policy refuses


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize(("home", "name", "number"), [("/", "Versterken", "1.229"), ("/en/", "Strengthening", "1,229")])
def test_from_home_to_the_sentence_in_three_clicks(site, watched, home, name, number, width):
    page = watched
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(site + home)
    is_in_order(page, width)
    go(page, page.get_by_role("link", name=name).first)
    is_in_order(page, width)
    go(page, page.get_by_role("link", name=number).first)
    expect(page.locator("mark")).to_have_text("1.229")
    is_in_order(page, width)
    go(page, page.get_by_role("link", name="Voortgang 2023").first)
    expect(page.locator("article.paper")).to_contain_text("In 2022 zijn 1.229 adressen versterkt.")
    expect(page).to_have_url(re.compile(r"#p\d+"))
    is_in_order(page, width)


def test_without_javascript_and_by_keyboard_alone(site, browser):
    context = browser.new_context(java_script_enabled=False, locale="nl")
    page = context.new_page()
    page.goto(site)
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Naar de inhoud")).to_be_focused()
    page.keyboard.press("Enter")
    for _ in range(12):
        page.keyboard.press("Tab")
        if page.locator(":focus").get_attribute("id") == "q":
            break
    page.keyboard.type("versterkte adressen")
    page.keyboard.press("Enter")
    expect(page.locator("blockquote").first).to_contain_text("1.229")
    context.close()


def test_the_login_page_is_in_order(site, watched):
    watched.goto(site + "/account/login/")
    is_in_order(watched, 1280)
