"""Plain text and markdown: bytes to code points, with an honest word where the encoding was guessed.

Offsets are code points of the whole decoded file: line ends stay as they are (CRLF counts two), which is what
Python reads with `newline=""`. A byte order mark is a signature and no character: it is left out.
"""

from __future__ import annotations

import codecs
import re
from typing import NamedTuple

from narekenen.documents.limits import LIMITS, Limits
from narekenen.documents.model import SourceText
from narekenen.errors import UnusableInput, say

READER = "text@1"

_SIGNATURES = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16: its first two bytes are the mark of UTF-16
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_CONTROLS = re.compile("[\x00-\x08\x0b\x0e-\x1a\x1c-\x1f\x7f-\x84\x86-\x9f]")
_NOT_UTF8 = re.compile("[\udc80-\udcff]")
_UNDEFINED_IN_1252 = (b"\x81", b"\x8d", b"\x8f", b"\x90", b"\x9d")
_PASTED = {0xDC00 + byte: bytes([byte]).decode("cp1252", "replace") for byte in range(0x80, 0x100)}
_SAMPLE = 1 << 16
_MOST_CONTROLS = 0.02
"""Share of control characters above which something is no text: old print-outs hold a few, programs 10 % and more."""


class Decoded(NamedTuple):
    """`warnings` is empty where the bytes themselves say what they are."""

    text: str
    encoding: str
    warnings: tuple[str, ...] = ()


def read_text(data: bytes, *, name: str, digest: str, limits: Limits = LIMITS) -> SourceText:
    """The text of a plain or markdown file.

    Raises UnusableInput for what is no text after all, and for more than `limits.characters`.
    """
    try:
        decoded = decode(data)
    except UnicodeError as problem:
        why = say("It says that it is UTF-16 or UTF-32 but is not: {reason}", reason=str(problem))
        do = "Open it in an editor and save it as UTF-8"
        raise UnusableInput("the text breaks off or is damaged", where=name, why=why, do=do) from problem
    text, warnings = decoded.text, list(decoded.warnings)
    if len(text) > limits.characters:
        why = say("At most {most} are read", most=limits.characters)
        raise UnusableInput(
            say("too much text: {count} characters", count=len(text)), where=name, why=why, do="Split the file"
        )
    sample = text[:_SAMPLE]
    controls = len(_CONTROLS.findall(sample))
    if controls > _MOST_CONTROLS * len(sample):
        why = say("{count} of the first {all} characters are control characters", count=controls, all=len(sample))
        do = "Give a text, PDF, DOCX or HTML file, or XML of officielebekendmakingen.nl"
        raise UnusableInput("this is no text", where=name, why=why, do=do)
    if "\x00" in text:
        warnings.append(f"Holds {text.count(chr(0))} NUL character(s); the file may be damaged.")
    return SourceText(name, digest, "text/plain", READER, text, warnings=tuple(warnings))


def decode(data: bytes) -> Decoded:
    """The text in `data`: by its byte order mark, as UTF-8 where that fits, else by the best guess with a warning.

    Raises UnicodeError where a byte order mark promises what the bytes do not keep.
    """
    data = data.removeprefix(codecs.BOM_UTF8)
    for mark, encoding in _SIGNATURES:
        if data.startswith(mark):
            return Decoded(data[len(mark) :].decode(encoding, "strict"), encoding)
    unmarked = _utf16_without_mark(data)
    if unmarked:
        warning = f"Read as {unmarked.upper()}, a guess: no byte order mark, but every other byte is zero."
        return Decoded(data.decode(unmarked), unmarked, (warning,))
    try:
        return Decoded(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError as problem:
        return _eight_bit(data, data.count(b"\n", 0, problem.start) + 1)


def _utf16_without_mark(data: bytes) -> str:
    """Letters of western languages leave every other byte zero; nothing else in text does."""
    sample = data[:_SAMPLE]
    if len(sample) < 4 or len(data) % 2 or 0 not in sample:
        return ""
    half = len(sample) // 2
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    if odd > 0.6 * half and even < 0.05 * half:
        return "utf-16-le"
    if even > 0.6 * half and odd < 0.05 * half:
        return "utf-16-be"
    return ""


def _eight_bit(data: bytes, line: int) -> Decoded:
    """UTF-8 with Windows-1252 pasted into it, Windows-1252, or Latin-1. `line` is the first that is not UTF-8."""
    mixed = data.decode("utf-8", "surrogateescape")
    strangers = len(_NOT_UTF8.findall(mixed))
    if len(mixed.encode("utf-8", "surrogateescape")) - len(mixed) > strangers:
        warning = f"Not wholly UTF-8: {strangers} byte(s), the first on line {line}, were read as Windows-1252."
        return Decoded(mixed.translate(_PASTED), "utf-8", (warning,))
    if any(byte in data for byte in _UNDEFINED_IN_1252):
        warning = (
            f"Read as Latin-1, a guess: line {line} is not UTF-8, and Windows-1252 does not know all of its bytes."
        )
        return Decoded(data.decode("latin-1"), "latin-1", (warning,))
    warning = f"Read as Windows-1252, a guess: line {line} is not UTF-8. Check the letters with accents and the €."
    return Decoded(data.decode("cp1252"), "cp1252", (warning,))
