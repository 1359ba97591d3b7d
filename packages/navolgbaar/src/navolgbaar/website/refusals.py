"""Why a file cannot be checked, and what to do: in the visitor's words, by what narekenen says about it."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

OTHER_KIND = _("This kind of file cannot be read here. Give a PDF, a Word document (DOCX), a web page or plain text.")
TOO_LARGE = _(
    "This is too large to check here. Split the document, or check it with narekenen on your own computer: that has "
    "wider limits."
)
NO_TEXT = _(
    "There is no text in this file: most likely it is a scan. Have the text recognised first (OCR), or paste the text."
)
DAMAGED = _("This file is damaged or breaks off. Download it again, or open it and save it as PDF.")
PASSWORD = _("This file has a password. Open it with its password, save it without one, and try again.")
EMPTY = _("This file is empty. Check whether it was downloaded completely.")
TOO_OFTEN = _("You have asked this often in the past hour. Try again later.")
BUSY = _("Others are having their papers checked right now. Try again in a minute.")

BY_WORDS: tuple[tuple[tuple[str, ...], Promise], ...] = (
    (("password",), PASSWORD),
    (("empty file",), EMPTY),
    (("without text", "picture"), NO_TEXT),
    (("too large", "too much", "too many", "takes too long", " pages"), TOO_LARGE),
    (("damaged", "breaks", "cannot be read", "cannot be opened", "entities", "without a document"), DAMAGED),
)
"""Words of `UnusableInput.what`, and what they mean to a visitor. The first that fits counts."""


def refusal(what: str) -> Promise:
    """The sentence for what narekenen says is wrong with a file."""
    for words, sentence in BY_WORDS:
        if any(word in what for word in words):
            return sentence
    return OTHER_KIND
