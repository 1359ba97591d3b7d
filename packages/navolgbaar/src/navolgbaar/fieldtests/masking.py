"""A reply as a coder may read it: without names, addresses, numbers, and without a word about to whom it was."""

from __future__ import annotations

import re
from collections.abc import Iterable, Set

from navolgbaar.fieldtests.vault import WORD, is_telling, mark, words_of

MOST = 20_000  # characters of a reply that are kept
ADDRESS = re.compile(r"[^\s@<>]{1,64}@[^\s@<>]{1,255}")
LINK = re.compile(r"(?:https?://|www\.)\S{1,500}", re.IGNORECASE)
NUMBER = re.compile(r"\+?\d(?:[ ()./-]{0,2}\d){7,14}")
POSTCODE = re.compile(r"\b\d{4} ?[A-Z]{2}\b(?: ?\d{1,5})?")
GREETING = re.compile(  # up to the comma, or a short line: what follows on the same line is the answer
    r"^\W{0,3}(?:beste|geachte|hallo|hoi|hi|dag|dear|hello|goede\w+|good \w+)\b"
    r"(?:(?:[ \t]+[^\s,!:.]+){0,5}[ \t]*[,!:.]|(?:[ \t]+[^\s,!:.]+){0,3}[ \t]*$)",
    re.IGNORECASE | re.MULTILINE,
)
CLOSING = re.compile(
    r"^\W{0,3}(?:met (?:vriendelijke|hartelijke) groet\w*|vriendelijke groet\w*|hartelijke groet\w*|groet\w*|mvg|"
    r"hoogachtend|(?:kind|best|warm) regards|regards|sincerely|yours \w+)\b",
    re.IGNORECASE | re.M,
)
TITLE = re.compile(r"\b(?:de heer|heer|meneer|mevrouw|mevr|mw|dhr|mr|mrs|ms|sir|madam)\b\.?", re.IGNORECASE)
NAME, LEFT_OUT = "[…]", "[ondertekening weggelaten]"


def mask(text: str, marks: Set[str], secret: bytes, *, personas: Iterable[str] = ()) -> str:
    """The text without what says who wrote it or to whom.

    marks      keyed digests of the names of tested parties (`vault.marks_of`)
    personas   names under the messages, whose words go as well: a coder does not know the profile
    Addresses, links, telephone numbers, postcodes, greetings, titles and everything from the closing on go, whoever
    they are of. A name that stands nowhere in the listings and in the middle of the text stays: tell testers so.
    """
    text = text[:MOST].replace("\r\n", "\n").replace("\x00", "")
    closing = CLOSING.search(text)
    if closing:
        text = text[: closing.start()] + LEFT_OUT
    for pattern in (ADDRESS, LINK, POSTCODE, NUMBER, GREETING, TITLE):
        text = pattern.sub(NAME, text)
    own = {word for name in personas for word in words_of(name) if is_telling(word)}
    known: dict[str, bool] = {}

    def masked(found: re.Match[str]) -> str:
        word = found.group().casefold()
        if word not in known:
            known[word] = is_telling(word) and (word in own or mark(word, secret) in marks)
        return NAME if known[word] else found.group()

    return WORD.sub(masked, text).strip()
