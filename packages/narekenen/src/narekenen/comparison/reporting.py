"""Whether a passage reports that something was done, is late, or lapsed: from its words alone."""

from __future__ import annotations

import re
from typing import Literal

from narekenen.readings.contentwords import spelling, stem
from narekenen.readings.statements.model import Statement

Reported = Literal["done", "late", "lapsed", ""]

_HAVE = re.compile(r"\b(?:heb|heeft|hebben|is|zijn|werd|werden|was|waren|hebt)\b", re.IGNORECASE)
_PARTICIPLE = re.compile(
    r"\b(?:(?:aan|af|op|uit|in|door|mee|voor|toe|vast|vol|mede|over|onder|bij|terug|samen|open|vrij|klaar|stil|los"
    r"|rond|weg)?ge\w{2,20}(?:d|t|en)"
    r"|(?:be|ver|ont|her)\w{2,20}(?:d|t|en)|gereed|klaar|afgerond|voltooid|volbracht|geïnformeerd|geëvalueerd)\b",
    re.IGNORECASE,
)
_NOT_YET = re.compile(
    r"\b(?:zal|zullen|wordt|worden|niet|geen|kan|kunnen|moet|moeten|gaat|gaan|wil|willen|zou|zouden|nog|streef\w*"
    r"|verwacht\w*|binnenkort"
    r"|voornemens|als|indien|toegezegd|afgesproken|aangekondigd|gevraagd|verzocht|gepland|bezig"
    r"|afgezien)\b",
    re.IGNORECASE,
)
_LATE = re.compile(
    r"\b(?:vertraging|vertraagd|uitgesteld|uitstel|opgeschoven|doorgeschoven|verschoven|langer dan|later (?:\w+ )?dan"
    r"|meer tijd|niet gehaald"
    r"|niet haalbaar|niet gelukt|schuift\s(?:\w+\s){0,4}op)\b",
    re.IGNORECASE,
)
_LAPSED = re.compile(
    r"\b(?:ingetrokken|vervalt|vervallen|zie[nt]?\s(?:ik|wij|we|het kabinet|de \w+)\s(?:\w+\s){0,3}af\b|stopgezet"
    r"|gestaakt|achterhaald|(?:is|wordt|werd"
    r"|zijn|heb|heeft)\s(?:\w+\s){0,5}afgezien"
    r"|niet langer (?:nodig|voortgezet)"
    r"|niet door(?:gaan|gegaan|gezet)|gaat niet door|niet voortgezet)\b",
    re.IGNORECASE,
)


_SEPARABLE = (
    r"aan|af|op|uit|in|door|mee|voor|toe|vast|vol|mede|over|onder|bij|terug|samen|open|vrij|klaar|stil|los|rond|weg"
)
_WITH_GE = re.compile(rf"\b(?P<front>{_SEPARABLE})?ge(?P<verb>[\wï]{{2,20}})\b", re.IGNORECASE)
_WITHOUT_GE = re.compile(r"\b(?P<verb>(?:be|ver|ont|her)\w{2,20}(?:d|t|en))\b", re.IGNORECASE)
_FINISHED = re.compile(
    r"\b(?:afgerond|voltooid|gereed|klaar|uitgevoerd|gerealiseerd|opgeleverd|afgedaan|voldaan|nagekomen|gestand"
    r"|in werking getreden|van kracht|verschenen|ingevoerd|tot stand gekomen"
    r"|(?:inmiddels|thans|sindsdien)\s(?:\w+\s){0,6}(?:beschikbaar|operationeel|actief|aanwezig|open|in gebruik"
    r"|in bedrijf))\b",
    re.IGNORECASE,
)
_STRONG = {
    "geboden": "bieden", "aangeboden": "aanbieden", "verzonden": "verzenden", "gezonden": "zenden", "genomen": "nemen",
    "opgenomen": "opnemen", "gegeven": "geven", "gesloten": "sluiten", "besloten": "besluiten", "getroffen": "treffen",
    "gebracht": "brengen", "uitgebracht": "uitbrengen", "onderzocht": "onderzoeken", "gesproken": "spreken",
    "besproken": "bespreken", "toegezonden": "toezenden", "geschreven": "schrijven", "vrijgegeven": "vrijgeven",
    "bezocht": "bezoeken", "verzocht": "verzoeken", "gezocht": "zoeken", "gekocht": "kopen", "verkocht": "verkopen",
    "verstuurd": "sturen", "toegestuurd": "sturen", "betrokken": "betrekken",
    "getrokken": "trekken", "uitgetrokken": "uittrekken", "gehouden": "houden", "behouden": "behouden",
    "verleend": "verlenen", "vergeleken": "vergelijken", "aangenomen": "aannemen", "afgesloten": "afsluiten",
    "aangewezen": "aanwijzen", "voorgelegd": "voorleggen", "begonnen": "beginnen", "beschreven": "beschrijven",
    "bekeken": "bekijken", "gevonden": "vinden", "ondertekend": "ondertekenen", "gekozen": "kiezen",
}  # fmt: skip
ANY = "*"
"""Stands among the verbs of a report that says "afgerond" or the like: then whatever was promised is done."""


def done_verbs(text: str) -> frozenset[str]:
    """The verbs of what a sentence says was done, as the stems that a promise would have: "gestuurd" gives "stur"."""
    found: set[str] = {ANY} if _FINISHED.search(text) else set()
    for match in _WITH_GE.finditer(text):
        verb = match["verb"].lower().replace("ï", "i")
        found.update(_stems((match["front"] or "").lower() + verb))
    for match in _WITHOUT_GE.finditer(text):
        found.update(_stems(match["verb"].lower()))
    found.update(stem(infinitive) for participle, infinitive in _STRONG.items() if participle in text.lower())
    return frozenset(found)


def _stems(participle: str) -> set[str]:
    """With and without the last letter, which may belong to the verb: "inricht" and "stuurd"."""
    cut = participle[:-1] if participle.endswith(("d", "t")) else participle
    return {spelling(participle), spelling(cut), stem(participle)}


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
    finished = _PARTICIPLE.search(text) or _FINISHED.search(text)
    if statement is None and _HAVE.search(text) and finished and not _NOT_YET.search(text):
        return "done"
    return ""
