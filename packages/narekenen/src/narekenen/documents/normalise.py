"""One spelling of a text, so that a quote from one rendering of a document is found in another.

`normalise` keeps text readable and leaves out what renderings differ in: kinds of spaces and line ends, curly and
straight quotes, kinds of hyphens and dashes, hyphens at line ends, ligatures, invisible characters, composed and
decomposed accents (Unicode NFC), marks of notes. Normalising twice is normalising once.

`squeeze` goes further and is only for comparing: without spaces and hyphens, which PDF files put in and leave out,
except between digits, where they make another number.
"""

from __future__ import annotations

import re
import unicodedata
from array import array
from collections.abc import Callable, Sequence
from typing import NamedTuple

from narekenen.documents.model import Span

NORMALISER = "normal@1"

_INVISIBLE = re.compile("[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\u00ad\u200b-\u200f\u2060-\u2064\ufeff\ufffe\uffff]+")
_LIGATURE = re.compile("[\ufb00-\ufb06\u0132\u0133]")
_LETTERS = {
    "\ufb00": "ff", "\ufb01": "fi", "\ufb02": "fl", "\ufb03": "ffi", "\ufb04": "ffl", "\ufb05": "st", "\ufb06": "st",
    "\u0132": "IJ", "\u0133": "ij",
}  # fmt: skip
_RAISED = re.compile("(?P<unit>(?<![^\\W\\d_])[kcdm]?m[²³](?![⁰¹²³⁴-⁹]))|[⁰¹²³⁴-⁹]+")
_TYPOGRAPHY = re.compile("[“”„‟«»″‘’‚‛‹›`´′‐‑‒–—―−﹣－…]")
_PLAIN = {
    **dict.fromkeys("“”„‟«»″", '"'), **dict.fromkeys("‘’‚‛‹›`´′", "'"), **dict.fromkeys("‐‑‒–—―−﹣－", "-"), "…": "...",
}  # fmt: skip
_LINE_END = re.compile(r"(?<=\w)-[^\S\n]*\n\s*(?=\w)")
_SPACE = re.compile(r"\s+")
_WORD = re.compile(r"\S+")
_LOOSE = re.compile(r"[\s-]+")


class Normalised(NamedTuple):
    """Text with, for every code point of it, the stretch of the original that it stands for."""

    text: str
    starts: Sequence[int]
    ends: Sequence[int]

    def original(self, span: Span) -> Span:
        """The stretch of the original for a span of the normalised text; an empty one for an empty one."""
        if span.start >= span.end:
            at = self.starts[span.start] if span.start < len(self.starts) else (self.ends[-1] if self.ends else 0)
            return Span(at, at)
        return Span(self.starts[span.start], self.ends[span.end - 1])


def normalise(text: str, without: Sequence[Span] = ()) -> Normalised:
    """The normal form of `text` with the way back. `without` names stretches to leave out, such as note marks."""
    now = Normalised(text, array("L", range(len(text))), array("L", range(1, len(text) + 1)))
    if without:
        now = _put(now, [(span.start, span.end, "") for span in sorted(without) if span.start < span.end])
    now = _replace(now, _INVISIBLE, lambda _: "")
    now = _replace(now, _LIGATURE, lambda found: _LETTERS[found[0]])
    now = _replace(now, _RAISED, lambda found: found["unit"] or "")
    if not unicodedata.is_normalized("NFC", now.text):
        now = _compose(now)
    now = _replace(now, _TYPOGRAPHY, lambda found: _PLAIN[found[0]])
    now = _replace(now, _LINE_END, lambda found: "" if _joins(found) else "-")
    return _replace(now, _SPACE, lambda found: " " if found.start() > 0 and found.end() < len(found.string) else "")


def squeeze(normal: Normalised) -> Normalised:
    """Normalised text without spaces and hyphens, for comparing; `original` leads back to the normalised text."""
    whole = range(len(normal.text))
    as_is = Normalised(normal.text, whole, range(1, len(normal.text) + 1))
    return _replace(as_is, _LOOSE, _between_digits)


def plainly_squeezed(text: str) -> str:
    """Normalised text squeezed, without the way back."""
    return _LOOSE.sub(_between_digits, text)


def _between_digits(found: re.Match[str]) -> str:
    """Nothing, or between two digits the hyphen or space that keeps them two numbers."""
    text, start, end = found.string, found.start(), found.end()
    if start == 0 or end == len(text) or not (text[start - 1].isdigit() and text[end].isdigit()):
        return ""
    return "-" if "-" in found[0] else " "


def _joins(found: re.Match[str]) -> bool:
    """Whether a hyphen at a line end was put there by the typesetter: a letter before, a small letter after."""
    return found.string[found.start() - 1].isalpha() and found.string[found.end()].islower()


def _replace(now: Normalised, pattern: re.Pattern[str], by: Callable[[re.Match[str]], str]) -> Normalised:
    changes = [(found.start(), found.end(), by(found)) for found in pattern.finditer(now.text)]
    return _put(now, changes) if changes else now


def _put(now: Normalised, changes: Sequence[tuple[int, int, str]]) -> Normalised:
    """Replace stretches that do not overlap. Every new code point stands for the whole stretch it replaces."""
    parts: list[str] = []
    starts, ends = array("L"), array("L")
    at = 0
    for start, end, new in changes:
        if start < at:
            continue
        parts += (now.text[at:start], new)
        starts.extend(now.starts[at:start])
        ends.extend(now.ends[at:start])
        starts.extend([now.starts[start]] * len(new))
        ends.extend([now.ends[end - 1]] * len(new))
        at = end
    parts.append(now.text[at:])
    starts.extend(now.starts[at:])
    ends.extend(now.ends[at:])
    return Normalised("".join(parts), starts, ends)


def _compose(now: Normalised) -> Normalised:
    """Unicode NFC, word by word: a word that changes stands for itself as a whole where its letters do not line up."""
    changes: list[tuple[int, int, str]] = []
    for word in _WORD.finditer(now.text):
        if not unicodedata.is_normalized("NFC", word[0]):
            letters = list(_letters(word[0], word.start()))
            whole = unicodedata.normalize("NFC", word[0])
            lines_up = "".join(new for _, _, new in letters) == whole
            changes += letters if lines_up else [(word.start(), word.end(), whole)]
    return _put(now, changes)


def _letters(word: str, at: int) -> list[tuple[int, int, str]]:
    """Each letter of a word with the accents that follow it, composed."""
    found: list[tuple[int, int, str]] = []
    start = 0
    for end in range(1, len(word) + 1):
        if end == len(word) or not unicodedata.combining(word[end]):
            found.append((at + start, at + end, unicodedata.normalize("NFC", word[start:end])))
            start = end
    return found
