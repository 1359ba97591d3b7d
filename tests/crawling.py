"""A crawl of the public pages, as a visitor without JavaScript follows their links."""

import re
from collections import deque

from lxml import etree, html

SAYS_WHAT_IT_IS = {"time", "address", "code", "pre", "cite", "q", "blockquote", "title", "output"}
"""title: repeats the heading. cite and q: somebody's own words; blockquote: words of a document; output: what a reader
chose with a slider."""


LEFT_OUT = ("/static/", "/account/", "/en/account/")


def has_origin(element):
    """Whether a number in this element can be followed, or says what it is."""
    for node in (element, *element.iterancestors()):
        if node.tag in SAYS_WHAT_IT_IS or "data-figure" in node.attrib:
            return True
        if {"data-plain", "data-count", "data-preview"} & set(node.attrib) or "paper" in node.get("class", "").split():
            return True
    return False


def bare_numbers(tree):
    """The words with a digit that stand on a page without an origin."""
    found = []
    for element in tree.iter():
        if not isinstance(element.tag, str):
            continue
        texts = [(element, element.text)] + [(element, child.tail) for child in element]
        found += [text.strip() for owner, text in texts if text and re.search(r"\d", text) and not has_origin(owner)]
    return found


def crawl(client, start=("/", "/en/")):
    """Every page that can be reached, as {address: tree}."""
    waiting, pages = deque(start), {}
    while waiting:
        address = waiting.popleft().split("#")[0]
        if address in pages or not address.startswith("/") or address.startswith(LEFT_OUT):
            continue
        response = client.get(address)
        assert response.status_code == 200, f"{address} gives {response.status_code}"
        pages[address] = None
        if response["Content-Type"].startswith("text/html"):
            pages[address] = html.fromstring(response.content)
            waiting.extend(link.get("href") for link in pages[address].iter("a"))
    return pages


def sitemap(client):
    """Every address of the sitemap, in the order in which it stands there."""

    def places(address):
        return [place.text for place in etree.fromstring(client.get(address).content).iter("{*}loc")]

    sections = [re.sub(r"^https?://[^/]+", "", place) for place in places("/sitemap.xml")]
    return [re.sub(r"^https?://[^/]+", "", place) for section in sections for place in places(section)]
