"""Requests and calls: a committee asks, a letter asks its reader, a manifest calls upon many."""

from __future__ import annotations

import re

from narekenen.readings.statements.model import Statement
from narekenen.readings.statements.saying import said
from narekenen.readings.statements.sentence import Sentence

_COMMITTEE = re.compile(
    r"\bcommissie\b[^.;]{0,120}?\b(?:heeft|hebben|had) (?P<asked>mij|ons|u|de \w+|het \w+)\b[^.;]{0,80}?"
    r"\b(?:verzocht|gevraagd)\b|"
    r"\bcommissie\b[^.;]{0,80}?\b(?:verzoekt|verzoeken|zal)\b (?P<asked2>mij|ons|u|de \w+|het \w+)\b(?: verzoeken)?"
)
_DECIDED = re.compile(r"^(?:noot: )?besluit:? (?P<asked>[^.;]{3,120}?) (?:te )?(?:verzoeken|vragen) (?:om|te|de|het)\b")
_OWN = re.compile(
    r"\b(?:verzoek|verzoeken|vraag|vragen) (?:ik|wij|we) (?:van )?(?P<asked>u|de [\w()-]+|het [\w-]+|alle [\w-]+)\b|"
    r"\b(?:ik|wij|we) (?:verzoek|verzoeken|vraag|vragen) (?:van )?(?P<asked2>u|de [\w()-]+|het [\w-]+|alle [\w-]+)\b"
)
_WONDERS = re.compile(r"\b(?:vraag|vragen|vraagt) zich af\b|\bte vragen\b")
_CALL = re.compile(
    r"\b(?:doet|doen|deed|deden|richt|richten) [^.;]{0,60}?\b(?:een|de|hun|haar|deze) oproep\b|"
    r"\b(?P<verb>roept|roepen|riep|riepen|roep)\b (?P<asked>[^.;,]{0,120}?)\bop (?:om|tot|te)\b|"
    r"\b(?:pleit|pleiten|pleitten) [^.;]{0,40}?voor\b[^.;]{0,120}\bacties\b|"
    r"\b(?:ik|wij|we) (?:moedig|moedigen) [^.;]{2,80}\baan\b"
)


def request(sentence: Sentence, sender: str) -> Statement | None:
    """Somebody asks somebody to do something, or None. Questions to be answered are no requests."""
    low = sentence.low
    for rule, pattern in (("committee", _COMMITTEE), ("decided", _DECIDED), ("own", _OWN)):
        found = pattern.search(low)
        if not found or _WONDERS.search(low):
            continue
        group = "asked" if found["asked"] else "asked2"
        asked = sentence.passage.text[slice(*found.span(group))]
        asked = sender if asked.lower() in ("mij", "ons") else asked
        words = [sentence.found(found)]
        return said(sentence, "request", f"request.{rule}", words, actor=asked, addressee=asked, kind="verzoek")
    return None


def call(sentence: Sentence, sender: str) -> Statement | None:
    """An appeal: "doen een oproep om", "roepen de gemeenten op om"; its list items are its parts."""
    found = _CALL.search(sentence.low)
    if not found:
        return None
    addressee = sentence.passage.text[slice(*found.span("asked"))].strip() if found["asked"] else ""
    return said(sentence, "call", "call.appeal", [sentence.found(found)], addressee=addressee, actor=addressee)
