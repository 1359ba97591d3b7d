"""Whether a passage reports that something was done, is late, or lapsed: from its words alone."""

from __future__ import annotations

import re
from typing import Literal

from narekenen.readings.statements.model import Statement

Reported = Literal["done", "late", "lapsed", ""]

_HAVE = re.compile(r"\b(?:heb|heeft|hebben|is|zijn|werd|werden|was|waren|hebt)\b", re.IGNORECASE)
_PARTICIPLE = re.compile(
    r"\b(?:(?:aan|af|op|uit|in|door|mee|voor|toe|vast|vol|mede|over|onder|bij|terug|samen|open)?ge\w{2,20}(?:d|t|en)"
    r"|(?:be|ver|ont|her)\w{3,20}(?:d|t|en)|gereed|klaar|afgerond|voltooid|volbracht|geïnformeerd|geëvalueerd)\b",
    re.IGNORECASE,
)
_NOT_YET = re.compile(
    r"\b(?:zal|zullen|wordt|worden|niet|geen|kan|kunnen|moet|moeten|gaat|gaan|wil|willen|zou|zouden|nog|streef\w*"
    r"|verwacht\w*|binnenkort"
    r"|voornemens|als|indien|toegezegd|afgesproken|aangekondigd|gevraagd|verzocht|gepland|bezig|begonnen|gestart)\b",
    re.IGNORECASE,
)
_LATE = re.compile(
    r"\b(?:vertraging|vertraagd|uitgesteld|uitstel|opgeschoven|doorgeschoven|verschoven|langer dan|later (?:\w+ )?dan"
    r"|meer tijd|niet gehaald"
    r"|niet haalbaar|niet gelukt|schuift\s(?:\w+\s){0,4}op)\b",
    re.IGNORECASE,
)
_LAPSED = re.compile(
    r"\b(?:ingetrokken|vervalt|vervallen|afgezien van|zie\s(?:\w+\s){0,3}af van|stopgezet|gestaakt|achterhaald"
    r"|niet langer (?:nodig|voortgezet)"
    r"|niet door(?:gaan|gegaan|gezet)|gaat niet door|niet voortgezet)\b",
    re.IGNORECASE,
)


def reported(text: str, statement: Statement | None) -> Reported:
    """What a passage reports. A statement tells it by its status; an ordinary sentence by a finished verb.

    A sentence with a future, a condition or a denial in it reports nothing: better silent than wrong.
    """
    if statement is not None:
        if statement.status in ("voldaan", "met_deze_brief"):
            return "done"
        if statement.status == "vervallen":
            return "lapsed"
        if statement.status == "vertraagd":
            return "late"
    if _LAPSED.search(text):
        return "lapsed"
    if _LATE.search(text):
        return "late"
    if statement is None and _HAVE.search(text) and _PARTICIPLE.search(text) and not _NOT_YET.search(text):
        return "done"
    return ""
