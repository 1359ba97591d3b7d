"""The demonstration in a real browser: eight strangers find what they want within three clicks; and on every address of
its sitemap, in both languages, axe finds nothing, nothing has to be scrolled sideways on a telephone, and no number
stands without an origin."""

import re
from collections import Counter

import pytest
from axe_playwright_python.base import AXE_FILE_PATH
from crawling import bare_numbers, sitemap
from lxml import html
from strangers import MOST_CLICKS, STRANGERS, walk

pytestmark = [pytest.mark.browser, pytest.mark.db]
NARROW = {"width": 320, "height": 800}
MOST, WHOLE = 8, 3
"""Pages of one template in one language that are opened: the others differ in their words alone. And on how many axe
looks at everything; on the rest it leaves out the contrast of colours, which takes more time than all its other rules,
and which the style sheet decides and not the page."""
LOOK = """whole => axe.run(document, {resultTypes: ["violations"], rules: {"color-contrast": {enabled: whole}}})
    .then(found => found.violations.map(violation => violation.id + " " + violation.nodes[0].html))"""


def test_eight_strangers_find_what_they_want(demonstration_site, browser):
    assert len({stranger.who for stranger in STRANGERS}) == 8
    lost = {stranger.who: said for stranger in STRANGERS if (said := walk(stranger, demonstration_site, browser))}
    assert lost == {}
    assert max(len(stranger.clicks) for stranger in STRANGERS) <= MOST_CLICKS


def test_every_page_in_both_languages_is_in_order(demonstration_site, browser, client):
    addresses = sitemap(client)
    assert len(addresses) > 150
    assert {address.startswith("/en/") for address in addresses} == {True, False}
    context = browser.new_context(viewport=NARROW, locale="nl-NL")
    context.add_init_script(path=AXE_FILE_PATH)
    page, seen, wrong = context.new_page(), Counter(), {}
    for address in addresses:
        seen[template := re.sub(r"[^/]*\d[^/]*/.*", "…", address)] += 1
        if seen[template] > MOST:
            continue
        whole = seen[template] <= WHOLE
        page.goto(demonstration_site + address)
        if said := wrong_with(page, whole):
            wrong[address] = said
    context.close()
    assert wrong == {}
    assert len(seen) >= 14


def wrong_with(page, whole):
    found = page.evaluate(LOOK, whole)
    if (wide := page.evaluate("document.documentElement.scrollWidth")) > NARROW["width"]:
        found.append(f"{wide} wide")
    return found + bare_numbers(html.fromstring(page.content()))


def test_what_is_wrong_would_be_found(live_server, browser, db):
    """Otherwise the test before this one finds nothing for the wrong reason."""
    context = browser.new_context(viewport=NARROW, locale="nl-NL")
    context.add_init_script(path=AXE_FILE_PATH)
    page = context.new_page()
    page.goto(live_server.url)
    assert wrong_with(page, True) == []
    page.evaluate("""() => {
        const main = document.querySelector("main");
        main.innerHTML += "<p>Er zijn 12 huizen</p><img src='data:,'><pre id='w'></pre><p id='c'>licht</p>";
        document.getElementById("w").style.width = "900px";
        document.getElementById("c").style.color = "#eee";
    }""")
    found = wrong_with(page, True)
    assert [said.split()[0] for said in found[:2]] == ["color-contrast", "image-alt"]
    assert found[2].endswith(" wide")
    assert found[3] == "Er zijn 12 huizen"
    assert wrong_with(page, False)[0].startswith("image-alt")
    context.close()
