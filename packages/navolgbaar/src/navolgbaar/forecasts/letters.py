"""The letter to a resident: one A4 in large type, the same words each year, PDF/UA."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import get_language, gettext

from navolgbaar.core import clock
from navolgbaar.forecasts.models import Resident
from navolgbaar.forecasts.resident import Answer, answers_for
from navolgbaar.printing import pdfs


def letters(given: Iterable[tuple[Resident, str]], *, address: str, made: datetime | None = None) -> Iterator[bytes]:
    """A PDF for each resident with their code, in the language of the page.

    address   where the page is found, as it stands in the letter: never with a code in it
    """
    letters_of = list(given)
    answers = answers_for([resident for resident, _ in letters_of])
    data = (content_of(answer, code, address) for answer, (_, code) in zip(answers, letters_of, strict=True))
    return pdfs(_template(), data, language=_language(), title=gettext("When is it your turn?"), made=made)


def content_of(answer: Answer, code: str, address: str) -> dict[str, Any]:
    """The words of one letter."""
    later = answer.later
    then = [gettext("If you wait: %(window)s.") % {"window": later.words}] if later else []
    return {
        "date": date_format(clock.today(), "j F Y"),
        "sender": answer.vintage.organisation.name if answer.vintage else answer.home.programme.organisation.name,
        "to": [gettext("To the resident of"), answer.home.label, answer.home.postcode],
        "about": str(answer.home.programme),
        "window": answer.now.words if answer.now else answer.why,
        "is_window": answer.now is not None,
        "headings": {
            "when": gettext("When is it your turn?"), "sure": gettext("How sure is that?"),
            "changed": gettext("What changed, and why?"), "choose": gettext("What may you choose?"),
            "call": gettext("Whom can you call?"),
        },
        "sure": [answer.sure, *_held(answer)] if answer.now else [],
        "changed": answer.changed,
        "choose": [*answer.may_choose, *then],
        "call": [answer.call],
        "code": [gettext("Your code: %(code)s") % {"code": code}, address] if code else [],
        "origin": _origin(answer),
    }  # fmt: skip


def _held(answer: Answer) -> list[str]:
    if answer.held is None or answer.held.value is None:
        return []
    held = answer.held.published_en if _language() == "en" else answer.held.published
    return [gettext("Of the windows that we gave earlier, this share held: %(share)s.") % {"share": held}]


def _origin(answer: Answer) -> str:
    if answer.vintage is None:
        return ""
    return gettext("This follows from forecast %(forecast)s.") % {"forecast": answer.vintage.subject.public_id}


def _language() -> str:
    return "en" if get_language() == "en" else "nl"


@cache
def _template() -> str:
    return (Path(__file__).parent / "templates" / "forecasts" / "letter.typ").read_text(encoding="utf-8")
