"""What anybody may do without an account, in a real browser: have a paper checked, follow, ask."""

import os
import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.core import mail
from playwright.sync_api import expect
from visitor import go

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
    page.wait_for_load_state()  # the style sheets too
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
    go(page, page.get_by_role("link", name=question).first)
    is_in_order(page, width, f"check-{lang}")
    go(page, page.get_by_role("button", name=button))
    is_in_order(page, width, f"check-refused-{lang}")
    page.locator("input[type=file]").set_input_files(paper)
    go(page, page.get_by_role("button", name=button))
    expect(page.locator("svg.sum").first).to_be_visible()
    is_in_order(page, width, f"checked-{lang}")
    with page.expect_download() as download:
        page.locator("article.sums button").first.click()
    assert download.value.suggested_filename == "narekenen-1.csv"
    page.locator("article.sums a").first.click()
    expect(page.locator(".checked .remark:target")).to_be_in_viewport()
    go(page, page.get_by_role("link", name=again).first)
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


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize(
    ("home", "name", "follow", "yes", "no"),
    [
        ("/", "Versterken", "Volgen", "Ja, laat mij", "Ja, vergeet"),
        ("/en/", "Strengthening", "Follow", "Yes, tell me", "Yes, forget"),
    ],
)
def test_a_resident_follows_and_leaves(live_server, settings, world, watched, home, name, follow, yes, no, width):
    page, lang = watched, "en" if "en" in home else "nl"
    settings.PUBLIC_ADDRESS = live_server.url
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(live_server.url + home)
    go(page, page.get_by_role("link", name=name).first)
    is_in_order(page, width, f"subject-{lang}")
    go(page, page.get_by_role("link", name=follow).first)
    is_in_order(page, width, f"follow-{lang}")
    page.locator("input[type=email]").fill("lezer@example.org")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    expect(page.locator("h1")).not_to_contain_text(name)
    is_in_order(page, width, f"follow-sent-{lang}")
    page.goto(re.search(r"http\S+", mail.outbox[-1].body)[0])
    is_in_order(page, width, f"follow-confirm-{lang}")
    go(page, page.get_by_role("button", name=yes))
    is_in_order(page, width, f"followed-{lang}")
    from navolgbaar.mailings.models import Subscription
    from navolgbaar.mailings.tokens import LEAVE, token

    prefix = "/en" if lang == "en" else ""
    signed = token(Subscription.objects.get().public_id, LEAVE)
    page.goto(f"{live_server.url}{prefix}/volgen/stoppen/{signed}/")
    go(page, page.get_by_role("button", name=no))
    is_in_order(page, width, f"left-{lang}")
    assert not Subscription.objects.exists()


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize(
    ("home", "name", "doubt", "send"),
    [
        ("/", "Versterken", "Klopt dit niet?", "Verstuur de vraag"),
        ("/en/", "Strengthening", "Is this not right?", "Send the question"),
    ],
)
def test_a_reader_asks_and_an_editor_answers(
    live_server, world, watched, browser, client, home, name, doubt, send, width
):
    page, lang = watched, "en" if "en" in home else "nl"
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(live_server.url + home)
    go(page, page.get_by_role("link", name=name).first)
    go(page, page.get_by_role("link", name=doubt).first)
    is_in_order(page, width, f"ask-{lang}")
    page.locator("textarea").fill("Ik tel twee adressen meer in tabel 2.")
    go(page, page.get_by_role("button", name=send))
    expect(page.locator("main")).to_contain_text(re.compile("Ministerie|Ministry"))
    is_in_order(page, width, f"asked-{lang}")
    client.force_login(world.editor, backend="allauth.account.auth_backends.AuthenticationBackend")
    desk = browser.new_context(locale="nl")
    desk.add_cookies([{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_server.url}])
    editor = desk.new_page()
    editor.complaints = []
    editor.set_viewport_size({"width": width, "height": 900})
    editor.goto(live_server.url + ("/en" if lang == "en" else "") + "/lezersvragen/")
    is_in_order(editor, width, f"inbox-{lang}")
    go(editor, editor.get_by_role("link", name=name).first)
    is_in_order(editor, width, f"answering-{lang}")
    editor.locator("input[name=summary]").fill("Een lezer telt twee adressen meer dan de brief.")
    editor.locator("textarea").fill("Tabel 2 telt twee adressen dubbel. Wij verbeteren de toelichting.")
    go(editor, editor.locator("form.bring button"))
    desk.close()
    page.reload()
    expect(page.locator("blockquote")).to_contain_text("Wij verbeteren de toelichting.")
    is_in_order(page, width, f"answered-{lang}")
    go(page, page.get_by_role("link", name=name).first)
    expect(page.locator("main")).to_contain_text("Een lezer telt twee adressen meer")
    is_in_order(page, width, f"subject-answered-{lang}")
