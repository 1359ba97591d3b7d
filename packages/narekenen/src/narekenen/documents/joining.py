"""Does the next line carry on the sentence, or does something new start?

The answer uses only how one line ends and how the next one starts, so that text that was joined once is
judged the same way again.
"""

from __future__ import annotations

import re

from narekenen.documents import lineshapes as shape

NARROW = 160
"""Lines longer than this are whole paragraphs, not lines of a page."""
_FULL = 0.86
"""Share of the width of a column above which the next word did not fit; proportional fonts vary by a tenth."""
_NEARLY = 0.75
"""The same after a colon, which seldom ends a paragraph in the middle of a line."""
_SENTENCE = 30
"""Fewest characters of an unfinished stretch that may carry on after a blank line: shorter ones are labels."""
_PARAGRAPH = 100

_ITEM_ENDS = re.compile(r"[ ,](?:en|of|en/of)$")
_WORD = re.compile(r"\S+")
_URL_HEAD = re.compile(r"[a-z0-9%][\w%~-]*(?:[/=?&#]|[._-]\w)\S*")
_URL_REST = re.compile(r"[a-z0-9%][\w%.~-]{3,}")
_STRAY = re.compile(r"[.,;:)»”](?:\s|$)")
_HYPHEN = re.compile(r"[\w'’][-\u2010\ufffe\x02\xad]$")


def starts_new(before: str, line: str) -> bool:
    """The line opens something of its own, whatever stood before it."""
    if shape.stands_alone(line) or shape.is_caption(line):
        return True
    if shape.is_clause(line) and before[-1:] in ",;:.?!":
        return True
    if shape.is_section(line):
        return not shape.awaits_number(before)
    label = shape.list_label(line)
    if not label or shape.is_inline_label(line) or (label[0].isdigit() and shape.awaits_number(before)):
        return False
    dash = label[0] in "–—" or (label[0] == "-" and " - " in line[2:])
    dash = dash and shape.starts_low(line[1:].lstrip())
    return not dash or shape.is_closed(before) or before[-1:] == ","


def is_next_item(label: str, before: str, line: str) -> bool:
    """ "– een loket openen" behind "– een brief sturen en": the next item, though a dash may also stand in a sentence.

    label   of the list item that `before` ends; an aside has a second dash in its line
    """
    if label not in ("-", "–", "—") or shape.list_label(line) != label or f" {label} " in line[2:]:
        return False
    return _ITEM_ENDS.search(before, max(0, len(before) - 6)) is not None


def cuts_address(before: str, line: str) -> bool:
    """A web address is broken between the two lines."""
    if not _holds_address(before) or before[-1] in ".,;)>]":
        return False
    head = _URL_HEAD.match(line)
    return head is not None or (before[-1] in "/-_=&?%" and _URL_REST.match(line) is not None)


def _holds_address(before: str) -> bool:
    """The last word of the line is a web address."""
    word = before[before.rfind(" ") + 1 :]
    return "://" in word or word.startswith("www.")


def cuts_word(before: str, line: str) -> bool:
    """A word, a double name or a reference number is broken at a hyphen."""
    if _HYPHEN.search(before, max(0, len(before) - 2)) is None or not line[:1].isalnum():
        return False
    if line[0].isdigit() and not (before[-2].isdigit() or before[-2].isupper()):
        return False
    return not _holds_address(before)


def carries_on(before: str, length: int, line: str) -> bool:
    """The sentence certainly goes on, even over a blank line. `length` counts all of the paragraph so far."""
    if shape.stands_alone(before) or starts_new(before, line):
        return False
    if cuts_address(before, shape.bare(line)):
        return True
    if _STRAY.match(line):
        return True
    first, last = shape.bare(line), shape.bare(before)
    if not first or not last or length < _SENTENCE or shape.is_closed(last):
        return False
    if cuts_word(last, first):
        return True
    if shape.starts_low(first):
        return True
    if shape.needs_more(last) or (shape.starts_digit(first) and shape.awaits_number(last)):
        return True
    return last[-1] == "," and (shape.starts_digit(first) or length >= _PARAGRAPH) and not shape.starts_sentence(first)


def carries_on_over_page(before: str, length: int, line: str, width: int) -> bool:
    """The sentence goes on behind notes, a page header or a page break."""
    if carries_on(before, length, line):
        return True
    if shape.stands_alone(before) or starts_new(before, line):
        return False
    last = shape.bare(before)
    if not last or shape.is_closed(last):
        return False
    if shape.is_open(last) and length >= _PARAGRAPH:
        return True
    full = length >= _PARAGRAPH if width > NARROW else len(before) >= 0.7 * width and length > len(before)
    return full and not shape.starts_sentence(shape.bare(line))


def wraps(before: str, length: int, line: str, width: int, titled: bool = False) -> bool:
    """The next line of the same column belongs to the same paragraph.

    width    of the column in characters
    titled   the line looks like a title: short, unfinished, and something new starts behind it
    """
    if carries_on(before, length, line):
        return True
    if shape.is_subject(before) and shape.starts_low(line):
        return not starts_new(before, line)
    if shape.stands_alone(before) or starts_new(before, line):
        return False
    last, first = shape.bare(before), shape.bare(line)
    if shape.is_bare_label(before):
        return length == len(before)
    if not last or not first or shape.is_name(before) or shape.is_strong(before):
        return False
    if cuts_word(last, first) and (width <= NARROW or (len(before) <= NARROW and shape.starts_low(first))):
        return True
    if width > NARROW:
        return False
    word = _WORD.match(line)
    needed = len(before) + 1 + (word.end() if word else 0)
    full = needed >= _FULL * width
    if shape.is_closed(last):
        if last[-1] in ":;" and shape.starts_low(first):
            return needed >= _NEARLY * width
        return full and last[-1] != ";" and not titled and not shape.is_field(first)
    if titled and last[-1] == ",":
        return False
    if shape.starts_low(first) or shape.is_open(last):
        return True
    if shape.is_field(first) and last[-1] != ",":
        return False
    return full and not (length <= len(before) and shape.starts_sentence(first))
