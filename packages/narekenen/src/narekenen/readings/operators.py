"""Words and signs that say how a number is meant: ruim 1.200, minimaal 9, hooguit een jaar, een kleine 300."""

from __future__ import annotations

import re

from narekenen.readings.model import Operator
from narekenen.readings.vocabulary import words

_PHRASES: dict[Operator, str] = {
    "~": """
        circa|ca.|ca|ongeveer|zo'n|zo’n|rond|rond de|rond een|rondom|rondom de|omstreeks|plusminus|plm.|±|~|≈|grofweg|
        naar schatting|schatting van|inschatting van|geschat|geschat op|bij benadering|pakweg|om en nabij|een slordige|
        om en nabij de|in de orde van|in de orde van grootte van|richting de|tegen de|approximately|about
    """,
    ">": """
        ruim|ruim de|meer dan|meer dan de|iets meer dan|wel meer dan|boven de|hoger dan|groter dan|langer dan|ouder dan|
        een dikke|een goede|een ruime|more than|>
    """,
    "<": """
        bijna|bijna de|minder dan|minder dan de|iets minder dan|lager dan|kleiner dan|korter dan|jonger dan|krap|
        nog geen|net geen|een kleine|net onder de|less than|<
    """,
    ">=": """
        minimaal|minimaal de|minstens|ten minste|tenminste|op zijn minst|op z'n minst|minimum|minimum van|min.|zeker|
        niet minder dan|vanaf|at least|≥|>=
    """,
    "<=": """
        maximaal|tot maximaal|hoogstens|hooguit|ten hoogste|ten hoogste de|maximum|maximum van|max.|plafond van|
        niet meer dan|niet hoger dan|niet langer dan|binnen|uiterlijk|uiterlijk na|uiterlijk binnen|at most|≤|<=
    """,
}
OPERATORS: dict[str, Operator] = {
    phrase.strip(): operator for operator, phrases in _PHRASES.items() for phrase in phrases.split("|")
}
_BETWEEN = words(
    """
    de het een nog in totaal gemiddeld weer al eens zeker nog maar hun ook naar
    """
)
_AFTER = re.compile(r"\s{1,2}(?:of|en)\s(?:(meer|hoger|ouder|langer)|(minder|lager|jonger|korter))\b")


def operator_before(before: list[str]) -> Operator:
    """The operator said by the last words before a number ("nearest last"), "=" where they say none."""
    words = [word.rstrip(",") if word not in ("ca.",) else word for word in before]
    for dropped in range(3):
        tail = words[: len(words) - dropped] if dropped else words
        for length in (3, 2, 1):
            found = OPERATORS.get(" ".join(tail[-length:])) if len(tail) >= length else None
            if found:
                return found
        if not tail or tail[-1] not in _BETWEEN:
            break
    return "="


def operator_after(lower: str, end: int) -> Operator:
    """ "of meer" and "of minder" behind a number."""
    found = _AFTER.match(lower, end)
    if not found:
        return "="
    return "<=" if found[2] else ">="
