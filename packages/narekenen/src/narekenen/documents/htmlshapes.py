"""What an HTML element is from how it stands in the page: a note and its mark, a layout table, the label of an item."""

from __future__ import annotations

import re
from itertools import islice

from narekenen.documents.docxstyles import numeral
from narekenen.documents.elements import Element, local_name, plain

_NOTE_LABEL = re.compile(r"[\[(]?(\d{1,3}|[*†‡]{1,3}|[a-z]|[ivxlc]{1,6})[\])]?")
_STYLES = {"a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}


class Shapes:
    """Looks once through a page for links to notes and counts the items of numbered lists."""

    def __init__(self, root: Element) -> None:
        self._positions: dict[Element, int] = {}
        places: dict[str, int] = {}
        links: list[tuple[int, Element]] = []
        for place, element in enumerate(root.iter()):
            places.setdefault(element.get("id") or element.get("name") or "", place)
            if element.tag == "a" and self._looks_like_note_ref(element):
                links.append((place, element))
        # A raised number inside a note points back to where the note is cited: notes come after what cites them.
        self._refs = {link for place, link in links if places.get(link.get("href")[1:], -1) > place}
        self._labels = {link.get("href")[1:]: self.label(link) for _, link in reversed(links) if link in self._refs}

    def label(self, link: Element) -> str:
        """The label of a note mark without its brackets, "" where it is no label."""
        found = _NOTE_LABEL.fullmatch(plain(link))
        return found[1] if found else ""

    def _looks_like_note_ref(self, link: Element) -> bool:
        href = link.get("href", "")
        if not href.startswith("#") or len(href) < 2 or not self.label(link):
            return False
        parent = link.getparent()
        raised = (parent is not None and parent.tag == "sup") or link.find("sup") is not None
        said = f"{link.get('role', '')} {link.get('class', '')} {link.get('rel', '')}".lower()
        return raised or "noteref" in said or "footnote" in said or "voetnoot" in said

    def is_note_ref(self, link: Element) -> bool:
        return link in self._refs

    def note_label(self, element: Element) -> str:
        """The label under which a block is cited as a note, "" for any other block."""
        if not self._labels:
            return ""
        name = element.get("id", "")
        if name in self._labels or element.tag not in ("p", "li", "dd"):
            return self._labels.get(name, "")
        near = [child.get("id") or child.get("name") or "" for child in islice(element.iter(), 1, 4)]
        return next((self._labels[name] for name in near if name in self._labels), "")

    def position(self, item: Element) -> int:
        """The number of an item in its `ol`: from `start` or its own `value`, one more than the item before it."""
        given = item.get("value") or ""
        parent = item.getparent()
        first = parent.get("start") or "1"
        before = self._positions.get(parent)
        start = int(first) if first.isascii() and first.isdigit() and len(first) < 7 else 1
        count = start if before is None else before + 1
        if given.isascii() and given.isdigit() and len(given) < 7:
            count = int(given)
        self._positions[parent] = count
        return count


def list_label(item: Element, position: int) -> str:
    """What a browser prints before an item."""
    parent = item.getparent()
    if local_name(parent) != "ol":
        return "•"
    return f"{numeral(position, _STYLES.get(parent.get('type', ''), 'decimal'))}."


def is_layout(table: Element) -> bool:
    """Whether a table only places things: it says so, holds another table, or has no row of two cells."""
    if table.get("role") in ("presentation", "none") or table.find(".//table") is not None:
        return True
    return not any(sum(1 for cell in row if cell.tag in ("td", "th")) > 1 for row in table.iter("tr"))
