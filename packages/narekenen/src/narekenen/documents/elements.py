"""What the readers of XML and HTML share: a careful parse, names without namespaces, a walk without recursion."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Collection, Iterator
from functools import lru_cache
from time import monotonic
from typing import Any, Literal

from lxml import etree

from narekenen.documents.limits import Limits
from narekenen.errors import UnusableInput, say

Element = Any  # lxml-stubs has no single name for elements, comments and entities together
Event = tuple[Literal["start", "text", "end", "skipped"], Any]

_ENTITY = re.compile(rb"<\x00?!\x00?E\x00?N\x00?T\x00?I\x00?T\x00?Y")
_LONG_TAG = re.compile(rb"<[A-Za-z][^<>]{2000,}")
_QUOTED = re.compile(rb"\"[^\"]*\"|'[^']*'")
_MOST_ATTRIBUTES = 1000
"""libxml2 compares every attribute of an HTML element with all before it: a million would take an hour."""


def refuse_floods(data: bytes, where: str, limits: Limits) -> None:
    """Raises UnusableInput for markup that would take a parser too much memory or time."""
    if len(data) > limits.markup_bytes:
        raise _flood(say("{count} bytes of XML or HTML", count=len(data)), limits.markup_bytes, where)
    tags = data.count(b"<")
    if tags > limits.tags:
        raise _flood(say("{count} tags", count=tags), limits.tags, where)


def refuse_attributes(data: bytes, where: str) -> None:
    """Raises UnusableInput for an HTML element with more attributes than can be compared in time."""
    for tag in _LONG_TAG.finditer(data):
        attributes = len(_QUOTED.sub(b"", tag[0]).split())
        if attributes > _MOST_ATTRIBUTES:
            raise _flood(say("{count} attributes in one tag", count=attributes), _MOST_ATTRIBUTES, where)


def _flood(what: str, most: int, where: str) -> UnusableInput:
    why = say("At most {most} are read", most=most)
    return UnusableInput(what, where=where, why=why, do="Split the document, or save it as text")


def parse_xml(data: bytes, where: str, limits: Limits) -> Element:
    """The root of an XML document. Nothing outside it is read and no entity is expanded.

    Raises UnusableInput for XML that is broken, declares entities, or goes past the limits or past what libxml2
    takes on without being told to (256 elements inside one another, 10 million characters in one text or attribute).
    """
    refuse_floods(data, where, limits)
    if _ENTITY.search(data):
        why = "Entities can make a small file endlessly large or fetch other files, so they are never expanded"
        raise UnusableInput("XML that declares entities", where=where, why=why, do="Save the document without them")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, dtd_validation=False)
    try:
        return etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError, LookupError) as problem:
        why = str(problem).partition(", try")[0].partition(", use")[0]
        do = "Download the document again, or open it and save it anew"
        raise UnusableInput("XML that cannot be read", where=where, why=why, do=do) from problem


@lru_cache(maxsize=4096)
def _without_namespace(tag: str) -> str:
    return tag.rpartition("}")[2]


def local_name(element: Element) -> str:
    """The name of an element without its namespace; "" for comments, instructions and entities."""
    tag = element.tag
    return _without_namespace(tag) if isinstance(tag, str) else ""


def plain(element: Element) -> str:
    """All text in an element with single spaces: for names and labels, not for running text."""
    return " ".join("".join(element.itertext()).split())


def holds_text(element: Element, inline: Collection[str]) -> bool:
    """Whether text stands in a block itself or in what is inline in it, and not only in the blocks inside it."""
    if element.text and element.text.strip():
        return True
    looking = [iter(element)]
    while looking:
        child = next(looking[-1], None)
        if child is None:
            looking.pop()
            continue
        if child.tail and child.tail.strip():
            return True
        if local_name(child) in inline:
            if child.text and child.text.strip():
                return True
            looking.append(iter(child))
    return False


def walk(root: Element, skip: Callable[[Element], bool], limits: Limits, where: str) -> Iterator[Event]:
    """Start, text and end of everything under `root` in reading order, without recursion.

    Of an element for which `skip` holds nothing inside comes out, only itself as "skipped"; text after it is kept.
    Raises UnusableInput for more than `limits.depth` elements inside one another, and after `limits.seconds`.
    """
    until = monotonic() + limits.seconds
    if skip(root):
        yield ("skipped", root)
        return
    yield ("start", root)
    if root.text:
        yield ("text", root.text)
    open_elements = [(root, iter(root))]
    while open_elements:
        element, children = open_elements[-1]
        child = next(children, None)
        if monotonic() > until:
            why = say("At most {most:g} seconds are spent on one document", most=limits.seconds)
            raise UnusableInput("takes too long to read", where=where, why=why, do="Save it as text or split it")
        if child is None:
            open_elements.pop()
            yield ("end", element)
            if open_elements and element.tail:
                yield ("text", element.tail)
        elif isinstance(child.tag, str) and not skip(child):
            if len(open_elements) >= limits.depth:
                raise too_deep(limits, where)
            yield ("start", child)
            if child.text:
                yield ("text", child.text)
            open_elements.append((child, iter(child)))
        else:
            if isinstance(child.tag, str):
                yield ("skipped", child)
            elif child.tag is etree.Entity:
                yield ("text", html.unescape(child.text))
            if child.tail:
                yield ("text", child.tail)


def too_deep(limits: Limits, where: str) -> UnusableInput:
    """What a reader raises for elements inside elements inside elements."""
    why = say("At most {most} levels are followed", most=limits.depth)
    return UnusableInput("too many elements inside one another", where=where, why=why, do="Save it as text or PDF")
