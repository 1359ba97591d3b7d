"""Remnants of markdown and HTML, odd spaces and odd characters inside a line."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence

from narekenen.documents.edits import Edit
from narekenen.documents.hyphens import CONJUNCTIONS
from narekenen.documents.model import Span

_ODD = r"\t\xa0\u1680\u2000-\u200a\u202f\u205f\u3000"
_HIDDEN = r"\xad\u200b\u200c\u200d\u2060\ufeff"
_CONTROLS = r"\x01-\x08\x0e-\x1b\x1f\x7f\ufffe\uffff"
_BLANKS = f"[ {_ODD}{_HIDDEN}]*"
_LETTERS = "[a-zà-öø-ÿ]{2}"
_CHARACTERS = (
    rf"(?P<gap>{_BLANKS}(?:[{_ODD}{_HIDDEN}]|[ {_ODD}]{{2}}){_BLANKS})"
    r"|(?P<ligature>[\ufb00-\ufb06])"
    rf"|(?P<control>[{_CONTROLS}]+)"
)
_STATED = re.compile(_CHARACTERS)
_INLINE = re.compile(
    _CHARACTERS + rf"|(?P<soft>(?<={_LETTERS})- (?={_LETTERS})(?!{CONJUNCTIONS}|[\w'’]+-))"
    r"|<sup>\s?(?P<raised>\d{1,3})\s?</sup>"
    r"|(?P<comment><!--[^<>]{0,2000}-->)"
    r"|(?P<tag></?(?:i|b|u|em|strong|br|span|p|div|sub|sup|small)\s?/?>)"
    r"|(?P<auto><(?=(?:https?://|www\.|mailto:)[^<>\s]{1,500}>))(?P<autourl>[^<>\s]+)(?P<autoend>>)"
    r"|(?P<open>!?\[)(?P<label>[^\[\]\n]{1,400})(?P<link>\]\((?P<url>[^()\s]{0,500})\))"
    r"|(?P<escape>(?<!\\)\\(?=[()|&_~!]|\*(?=\s|$)))"
)
_QUICK = re.compile(rf"[{_ODD}{_HIDDEN}\ufb00-\ufb06{_CONTROLS}<\[\\]|  |- ")
_IN_ADDRESS = re.compile(r"(?:https?://|www\.)\S*$")
_SUPERSCRIPT = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_HIDDEN_CHARACTERS = "\xad\u200b\u200c\u200d\u2060\ufeff"


def inline_edits(text: str, start: int, end: int, plain: bool = True) -> Iterator[Edit]:
    """The edits inside one stretch of a line, in order. Emphasis stars are left to `emphasis`.

    plain   the text may hold remnants of markup; False for formats that state their structure
    """
    if _QUICK.search(text, start, end) is None:
        return
    for found in (_INLINE if plain else _STATED).finditer(text, start, end):
        kind = found.lastgroup
        at, to = found.span()
        if kind == "gap":
            if found.group().strip(_HIDDEN_CHARACTERS):
                yield Edit(at, to, " ", "space", "odd or double spaces")
            else:
                yield Edit(at, to, "", "soft_hyphen", "invisible characters")
        elif kind == "soft":
            if _IN_ADDRESS.search(text, max(start, at - 200), at):
                continue
            yield Edit(at, to, "", "soft_hyphen", "a hyphen left over from a line end")
        elif kind == "ligature":
            yield Edit(at, to, unicodedata.normalize("NFKC", found.group()), "character", "a ligature")
        elif kind == "control":
            yield Edit(at, to, "", "character", "control characters")
        elif kind == "raised":
            yield Edit(at, to, found.group("raised").translate(_SUPERSCRIPT), "drop_markup", "HTML left in the text")
        elif kind == "comment" or kind == "tag":
            after = " " if found.group().startswith(("<br", "<p", "</p", "<div", "</div")) else ""
            yield Edit(at, to, after, "drop_markup", "HTML left in the text")
        elif kind == "autoend":
            yield Edit(at, at + 1, "", "drop_markup", "angle brackets around an address")
            yield Edit(to - 1, to, "", "drop_markup", "angle brackets around an address")
        elif kind == "url" or kind == "link":
            yield from _link(text, found)
        elif kind == "escape":
            yield Edit(at, to, "", "drop_markup", "a backslash of markdown")


def _link(text: str, found: re.Match[str]) -> Iterator[Edit]:
    """[text](address) becomes text (address); an empty address goes."""
    url = found.group("url")
    yield Edit(*found.span("open"), "", "drop_markup", "a markdown link")
    yield from inline_edits(text, *found.span("label"))
    if url and not url.startswith("#"):
        first = found.start("link")
        yield Edit(first, first + 2, " (", "drop_markup", "a markdown link")
    else:
        yield Edit(*found.span("link"), "", "drop_markup", "a markdown link")


def emphasis(text: str, stretches: Sequence[Span]) -> list[Edit]:
    """The stars of *emphasis* and **strong emphasis** in one block: those that come in pairs.

    Two or three stars mean nothing else and go alone too; a single star may be the mark of a remark and stays.
    """
    waiting: dict[int, list[Span]] = {1: [], 2: [], 3: []}
    edits: list[Edit] = []
    for low, high in stretches:
        for found in _STARS.finditer(text, low, high):
            at, to = found.span()
            before = text[at - 1] if at > low else " "
            after = text[to] if to < high else " "
            stack = waiting[to - at]
            if stack and not before.isspace() and not after.isalnum():
                first = stack.pop()
                edits += [_star(first), _star(Span(at, to))]
            elif not after.isspace() and not before.isalnum():
                stack.append(Span(at, to))
            elif to - at > 1 and not before.isspace():
                edits.append(_star(Span(at, to)))
    edits += [_star(left) for length in (2, 3) for left in waiting[length]]
    return sorted(edits)


_STARS = re.compile(r"(?<![*\\])\*{1,3}(?![*])")


def _star(span: Span) -> Edit:
    return Edit(span.start, span.end, "", "drop_markup", "emphasis of markdown")
