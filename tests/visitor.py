"""Somebody with a browser, at a keyboard. Every page where they stop is looked at."""

import os
from pathlib import Path

from axe_playwright_python.sync_playwright import Axe
from django.test import Client

PICTURES = os.environ.get("JOURNEY_PICTURES")
"""A folder that takes a picture of every page that is looked at."""
WAYS = [("nl", 1440, True), ("en", 320, True), ("nl", 320, False)]
"""(language, width, JavaScript): each journey is made in these ways."""
MOST_TABS = 200


def logged_in(user):
    """The client of somebody who has logged in."""
    client = Client()
    client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def go(page, element):
    """Click what leads to another page, and wait until that page is there: a click alone does not wait for it."""
    with page.expect_navigation():
        element.click()


class Visitor:
    """`client` is one that has logged in; a stranger where it is left out."""

    def __init__(self, browser, url, language="nl", width=1440, javascript=True, client=None):
        self.language, self.width, self.url, self.sees = language, width, url, javascript
        context = browser.new_context(
            locale=language, java_script_enabled=javascript, viewport={"width": width, "height": 900}
        )
        if client is not None:
            context.add_cookies([{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": url}])
        self.page = context.new_page()

    def open(self, address):
        self.page.goto(self.url + ("/en" if self.language == "en" else "") + address)
        return self

    def look(self, name):
        """A picture where asked for; nothing to scroll sideways; axe finds nothing (it needs JavaScript)."""
        self.page.wait_for_load_state("load")  # with its style sheets
        if PICTURES:
            way = f"{self.language}-{self.width}{'' if self.sees else '-nojs'}"
            self.page.screenshot(path=Path(PICTURES) / f"{name}-{way}.png", full_page=True)
        if self.sees:
            wide = self.page.evaluate("document.documentElement.scrollWidth")
            assert wide <= self.width, f"{name}: {wide} wide"
            found = Axe().run(self.page)
            assert found.violations_count == 0, f"{name}: {found.generate_report()}"
        return self

    def tab_to(self, selector):
        """With Tab alone, as somebody without a mouse comes there."""
        wanted = self.page.locator(selector).first.element_handle()
        for _ in range(MOST_TABS):
            if self.page.evaluate("element => element === document.activeElement", wanted):
                return self
            self.page.keyboard.press("Tab")
        raise AssertionError(f"{selector} cannot be reached by keyboard on {self.page.url}")

    def follow(self, selector):
        """To a link or button with Tab, and on with Enter."""
        self.tab_to(selector)
        with self.page.expect_navigation():
            self.page.keyboard.press("Enter")
        return self

    def fill(self, selector, words):
        """To a field with Tab, and over what stands there."""
        self.tab_to(selector)
        self.page.keyboard.press("Control+a")
        self.page.keyboard.type(words)
        return self
