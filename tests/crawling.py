"""A crawl of the public pages, as a visitor without JavaScript follows their links."""

import re
from collections import Counter, deque

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


def shape(address):
    """What pages of one template have in common: their address without names that hold a digit, and without a query."""
    return re.sub(r"[^/]*\d[^/]*", "…", address.partition("?")[0])


def crawl(client, start=("/", "/en/"), most=None, whole=()):
    """(address, tree) of every page that can be reached; the tree is None for what is no page or was not opened. Not
    kept: a thousand trees are a gigabyte. Where `most` is given, so many of a shape are opened, and all in `whole`."""
    waiting, seen, opened = deque(start), set(), Counter()
    while waiting:
        address = waiting.popleft().split("#")[0]
        if address in seen or not address.startswith("/") or address.startswith(LEFT_OUT):
            continue
        seen.add(address)
        opened[shape(address)] += 1
        if most is not None and opened[shape(address)] > most and shape(address) not in whole:
            yield address, None
            continue
        response = client.get(address)
        assert response.status_code == 200, f"{address} gives {response.status_code}"
        tree = None
        if response["Content-Type"].startswith("text/html"):
            tree = html.fromstring(response.content)
            waiting.extend(link.get("href") for link in tree.iter("a"))
        yield address, tree


def sitemap(client):
    """Every address of the sitemap, in the order in which it stands there."""

    def places(address):
        return [place.text for place in etree.fromstring(client.get(address).content).iter("{*}loc")]

    sections = [re.sub(r"^https?://[^/]+", "", place) for place in places("/sitemap.xml")]
    return [re.sub(r"^https?://[^/]+", "", place) for section in sections for place in places(section)]
