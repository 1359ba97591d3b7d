"""Web and e-mail addresses, put together again where a line break cut them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from narekenen.readings.citing import reference
from narekenen.readings.model import ReferenceReading

# What ends an address: white space, brackets, quotation marks. A round bracket may belong to it (see `_trimmed`).
# U+FFFE and U+00AD are how PDF readers hand over a hyphen at a line end.
_INSIDE = r"[^\s<>\[\]{}|\\^`\"«»“”„‘’]"

_SCHEME = re.compile(rf"://{_INSIDE}+")
_SCHEME_NAME = re.compile(r"(?:https?|ftp)\Z", re.IGNORECASE)

# Without a scheme only what has a path: a host alone names an organisation, not a document. The end of the host is
# looked for first, because it is rare; what stands before it is then read backwards.
_PATH = re.compile(rf"\.(?:nl|eu|com|org|net|info|int|gov|edu|be|de|uk|frl|amsterdam)/{_INSIDE}+")
_HOST = re.compile(r"(?<![\w@./:%-])[A-Za-z0-9][A-Za-z0-9-]{1,62}(?:\.[A-Za-z0-9-]{1,63}){0,4}\Z")

_DOMAIN = re.compile(r"@[A-Za-z0-9][A-Za-z0-9-]{1,62}(?:\.[A-Za-z0-9-]{2,63}){0,4}\.[A-Za-z]{2,24}(?![\w@-])")
_MAILBOX = re.compile(r"(?<![\w.+\ufffe-])[A-Za-z0-9][\w.+\ufffe-]{0,63}\Z")

# An address goes on after a line break when it stopped at a joint and what follows looks like more of it.
_JOINT = frozenset("-/_=&?%~\u00ad\ufffe")
_NEXT = re.compile(rf"[ \t\u00a0]*\n?[ \t\u00a0]*({_INSIDE}+)")
_MORE = re.compile(r"[^\W_][^\s]*[-/_=&?%.~][^\s.]")

_ENDS = ".,;:!?'\"*…"
_CLOSING = {")": "("}


def _trimmed(address: str) -> str:
    """The address without the punctuation of the sentence around it."""
    while address:
        last = address[-1]
        if last in _ENDS or (last in _CLOSING and address.count(last) > address.count(_CLOSING[last])):
            address = address[:-1]
        else:
            break
    return address


def _joined(text: str, end: int, address: str) -> tuple[int, str]:
    """The address with what stands on the following lines, and where it ends in the text."""
    for _ in range(4):
        more = _NEXT.match(text, end) if address[-1] in _JOINT else None
        if not more or more.start(1) == end:
            break
        broken, piece = "\n" in more[0], more[1]
        if not (_MORE.match(piece) or (broken and address[-1] != "/" and piece[0].islower())):
            break
        if not broken and address[-1] != "-":
            break
        end, address = more.end(1), address + piece
    return end, address


def _address(text: str, start: int, end: int) -> ReferenceReading | None:
    """The address that was found in text[start:end], joined and trimmed."""
    end, whole = _joined(text, end, text[start:end])
    url = _trimmed(whole)
    if url.endswith("//"):
        return None
    end -= len(whole) - len(url)
    printed, url = text[start:end], url.replace("\u00ad", "-").replace("\ufffe", "-")
    return reference(
        text, start, end, "url", (url,), doubts=() if url == printed else ("put together over a line break",)
    )


def _spots(text: str) -> Iterator[tuple[int, int]]:
    """Where something like an address stands."""
    for found in _SCHEME.finditer(text):
        scheme = _SCHEME_NAME.search(text, max(0, found.start() - 5), found.start())
        if scheme:
            yield scheme.start(), found.end()
    for found in _PATH.finditer(text):
        host = _HOST.search(text, max(0, found.start() - 90), found.start())
        if host:
            yield host.start(), found.end()


def urls(text: str) -> Iterator[ReferenceReading]:
    """Web addresses in `text`: with a scheme, or without one when they have a path (`www.example.nl/page`).

    Broken ones are joined; angle brackets and the punctuation of the sentence are left off. A host alone
    (`www.example.nl`) is not read: it names an organisation, not a document.
    """
    for start, end in _spots(text):
        found = _address(text, start, end)
        if found:
            yield found


def emails(text: str) -> Iterator[ReferenceReading]:
    """E-mail addresses in `text`, in lower case. A domain of one letter (`a@b.in`) is not taken for one."""
    for domain in _DOMAIN.finditer(text) if "@" in text else ():
        box = _MAILBOX.search(text, max(0, domain.start() - 70), domain.start())
        if box:
            address = text[box.start() : domain.end()].replace("\ufffe", "-")
            yield reference(text, box.start(), domain.end(), "email", (address.lower(),))
