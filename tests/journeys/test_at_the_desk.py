"""A clerk takes a letter in, confirms, corrects and publishes with a colleague: by keyboard, in a real browser."""

import os
import time
from pathlib import Path

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from axe_playwright_python.sync_playwright import Axe
from django.core.cache import cache
from playwright.sync_api import expect

from navolgbaar.figures.models import FigureVersion
from navolgbaar.publishing.models import Release

pytestmark = [pytest.mark.browser, pytest.mark.db]
PICTURES = os.environ.get("JOURNEY_PICTURES")
PASSWORD = "a long enough one"
LETTER = """Utrecht, 3 mei 2024

Betreft: stand van zaken

In 2023 zijn 2.345 woningen bezocht. Voor 2024 zijn 3.100 bezoeken toegezegd.
"""
WORDS = {
    "nl": {
        "log in": "Inloggen", "documents": "Documenten", "send": "Versturen", "check": "Controleer wat er gelezen is",
        "confirm": "Bevestigen", "confirm figure": "Bevestigen en cijfer maken", "value": "Wat er staat",
        "correct figure": "Verbeteren en cijfer maken", "name": "Naam, in het Nederlands",
        "name_en": "Naam, in het Engels", "unit": "Eenheid, in het Nederlands", "record": "Cijfer vastleggen",
        "publications": "Publicaties", "prepare": "Publicatie voorbereiden", "title": "Titel",
        "together": "Samenstellen", "ask": "Vraag een collega om goedkeuring", "approve": "Goedkeuren en publiceren",
        "figure": "2.345", "unanswered": "waarden om te controleren", "home": "/", "what": "Wat er geteld wordt",
        "kinds": ("gemeten", "toegezegd"), "programme": "Versterken", "new": "Er wordt iets nieuws geteld",
    },
    "en": {
        "log in": "Log in", "documents": "Documents", "send": "Send", "check": "Check what was read",
        "confirm": "Confirm", "confirm figure": "Confirm, make a figure", "value": "What stands there",
        "correct figure": "Correct, make a figure", "name": "Name, in Dutch", "name_en": "Name, in English",
        "unit": "Unit, in Dutch", "record": "Record the figure", "publications": "Publications",
        "prepare": "Prepare a publication", "title": "Title", "together": "Put together",
        "ask": "Ask a colleague to approve", "approve": "Approve and publish", "figure": "2,345",
        "unanswered": "values to check", "home": "/en/", "what": "What is counted",
        "kinds": ("measured", "promised"), "programme": "Strengthening", "new": "Something new is counted",
    },
}  # fmt: skip


class Clerk:
    """Somebody at a keyboard. At every stop the page is looked at: axe, nothing to scroll sideways, a picture."""

    def __init__(self, browser, url, language, width, javascript=True):
        self.words, self.language, self.width, self.url = WORDS[language], language, width, url
        context = browser.new_context(
            locale=language, java_script_enabled=javascript, viewport={"width": width, "height": 900}
        )
        self.page, self.looks = context.new_page(), javascript
        self.stops = 0

    def open(self, address):
        prefix = "/en" if self.language == "en" else ""
        self.page.goto(self.url + prefix + address)

    def look(self, name):
        self.stops += 1
        if PICTURES:
            picture = f"{name}-{self.language}-{self.width}{'' if self.looks else '-nojs'}.png"
            self.page.screenshot(path=Path(PICTURES) / picture, full_page=True)
        if not self.looks:
            return
        assert self.page.evaluate("document.documentElement.scrollWidth") <= self.width, name
        results = Axe().run(self.page)
        assert results.violations_count == 0, f"{name}: {results.generate_report()}"

    def named(self, focused):
        """What the element in focus is called."""
        identifier = focused.get_attribute("id")
        label = self.page.locator(f'label[for="{identifier}"]') if identifier else None
        if label is not None and label.count():
            return label.first.inner_text().strip().rstrip(":")
        return (focused.get_attribute("aria-label") or focused.inner_text()).strip()

    def tab_to(self, word, exactly=True):
        name = self.words.get(word, word)
        for _ in range(120):
            focused = self.page.locator(":focus")
            called = self.named(focused) if focused.count() else ""
            if called == name or (not exactly and name in called):
                return self
            self.page.keyboard.press("Tab")
        raise AssertionError(f"{name!r} cannot be reached by keyboard on {self.page.url}")

    def press(self, key="Enter"):
        if key != "Enter":
            self.page.keyboard.press(key)
            return self
        with self.page.expect_navigation():
            self.page.keyboard.press(key)
        return self

    def type(self, field, words):
        self.tab_to(field)
        self.page.keyboard.press("Control+a")
        self.page.keyboard.type(words)
        return self

    def log_in(self, name, secret=None):
        self.open("/account/login/")
        self.look("login")
        self.page.keyboard.press("Tab")
        self.page.locator('input[name="login"]').focus()
        self.page.keyboard.type(f"{name}@example.org")
        self.page.locator('input[name="password"]').focus()
        self.page.keyboard.type(PASSWORD)
        self.press()
        if secret:
            self.look("second-factor")
            self.page.locator('input[name="code"]').focus()
            self.page.keyboard.type(format_hotp_value(hotp_value(secret, int(time.time()) // 30)))
            self.press()


def take_in(clerk, tmp_path):
    letter = tmp_path / "brief mei.txt"
    letter.write_text(LETTER)
    clerk.open("/redactie/")
    clerk.look("desk")
    clerk.tab_to("programme").press()
    clerk.look("programme")
    clerk.tab_to("documents").press()
    clerk.look("documents")
    clerk.page.locator('input[type="file"]').set_input_files(letter)
    clerk.tab_to("send").press()
    expect(clerk.page.locator("h1")).to_contain_text("brief mei")
    clerk.look("document")


def make_figures(clerk):
    """Enter for what is right, one correction, two figures; the second with what the first one left in the form."""
    clerk.press()  # the button to begin has the focus already
    clerk.look("reading")
    while "2345" not in clerk.page.locator(".read-as").inner_text():
        clerk.tab_to("confirm").press()
    clerk.tab_to("confirm figure").press()
    clerk.look("record")
    clerk.tab_to("new")
    clerk.type("name", "Bezochte woningen").type("name_en", "Homes visited").type("unit", "woningen")
    clerk.page.get_by_label(clerk.words["kinds"][0]).focus()
    clerk.press("Space").tab_to("record").press()
    while "3100" not in clerk.page.locator(".read-as").inner_text():
        clerk.tab_to("confirm").press()
    clerk.type("value", "drie").tab_to("correct figure").press()
    clerk.look("reading-refused")
    clerk.type("value", "3.150").tab_to("correct figure").press()
    clerk.page.get_by_label(clerk.words["kinds"][1]).focus()
    clerk.press("Space").tab_to("record").press()


def publish(clerk):
    clerk.open("/redactie/programmas/versterken/")
    clerk.tab_to("publications").press()
    clerk.tab_to("prepare").press()
    clerk.type("title", "Bezoeken in 2023")
    for box in clerk.page.locator('input[type="checkbox"]').all():
        box.focus()
        clerk.press("Space")
    clerk.look("prepare")
    clerk.tab_to("together").press()
    clerk.look("proposal")
    clerk.tab_to("ask").press()
    clerk.look("proposal-submitted")


def approve(clerk):
    clerk.open("/redactie/programmas/versterken/publicaties/")
    clerk.look("publications")
    clerk.tab_to("Bezoeken in 2023").press()
    clerk.look("approve")
    clerk.tab_to("approve").press()
    expect(clerk.page.locator("main .rows").first).to_contain_text(clerk.words["figure"])
    clerk.look("release")


@pytest.fixture(autouse=True)
def _nobody_tried_before():
    cache.clear()


@pytest.mark.parametrize(
    ("language", "width", "javascript"), [("nl", 1440, True), ("en", 320, True), ("nl", 320, False)]
)
def test_a_clerk_confirms_corrects_and_publishes_with_a_colleague(
    live_server, browser, world, store, second_factor, tmp_path, language, width, javascript
):
    secret = second_factor(world.publisher)
    clerk, colleague = (Clerk(browser, live_server.url, language, width, javascript) for _ in range(2))
    clerk.log_in("editor")
    take_in(clerk, tmp_path)
    make_figures(clerk)
    assert {version.value for version in FigureVersion.objects.all()} == {"2345", "3150"}
    clerk.open("/redactie/programmas/versterken/cijfers/")
    clerk.look("figures")
    publish(clerk)
    assert not Release.objects.exists()
    colleague.log_in("publisher", secret)
    approve(colleague)
    assert Release.objects.get().manifest["figures"][0]["figure"] in {str(v) for v in FigureVersion.objects.all()}
    assert clerk.stops + colleague.stops >= 15
    clerk.page.context.close()
    colleague.page.context.close()
