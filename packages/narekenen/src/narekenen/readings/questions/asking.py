"""Whether a sentence asks something, and of which kind of answer."""

from __future__ import annotations

import re
from typing import Literal

Wanted = Literal["yes_no", "number", "date", "reason", "view", "other"]

_WHO = (
    r"(?:[Dd]e (?:hier )?(?:aan het woord zijnde )?leden|[Dd]eze leden|[Gg]enoemde leden|[Vv]oornoemde leden"
    r"|[Zz]ij|[Hh]et lid|[Dd]it lid"
    r"|[Dd]e [\w’/+-]{2,40}-?fracties?|[Dd]eze fracties?|[Dd]e (?:vaste )?commissie|[Dd]e leden)"
)
_GROUP_SUBJECT = re.compile(rf"(?:(?:Ook|Verder|Tevens|Daarnaast|Voorts|Tot slot|Daarbij)\s(?:\w+\s){{0,2}}?)?{_WHO}\b")
_REQUEST = re.compile(
    r"\b(?:vragen|vraagt|verzoeken|verzoekt|vernemen|verneemt|benieuwd|weten|horen|ontvangen\s(?:hierop|hierover"
    r"|graag)|ontvangen\sgraag"
    r"|zien\sgraag|roepen|vroegen|zouden\sgraag|willen\sgraag|willen\s(?:de|een)\stoezegging|wensen)\b"
)
_DIRECT = re.compile(r"(?:Graag|Gaarne|Kunt u|Kan de|Wilt u|Zo nee|Zo ja|Indien)\b")
_CONTENT = re.compile(
    r"\b(?:of|om|hoe|naar|waarom|welke|wat|wanneer|hoeveel|waar|wie|dat|aandacht|toelichting|reactie|in hoeverre"
    r"|een|de|het)\b"
)
_HAS_QUESTIONS = re.compile(
    r"(?:\b(?:enkele|nog|een aantal|aantal|diverse|verschillende|twee|drie|vier|vijf|de volgende"
    r"|geen)\s(?:\w+\s){0,4}"
    r"(?:vragen|vraag|opmerkingen)(?:\s(?:en|en/of)\s(?:vragen|opmerkingen))?)(?:\s(?:aan|over|hierover|gesteld"
    r"|voorgelegd|bij)\b[^?]{0,160})?[.]?$"
)
_LOOKS_FORWARD = re.compile(r"\snaar\s(?:de|het)\s(?:\w+\s){0,2}(?:uitkomst(?:en)?|resultaten|resultaat|vervolg)\b")
_MARK = re.compile(r"\?[\"”’»')\]]{0,3}(?:\s?(?:\d{1,2}\)|\[\d{1,2}\]|[¹²³⁴-⁹]|\d{1,2})[,\s]{0,2}){0,4}\s*$")
_YES_NO = re.compile(
    r"(?:En |Of |Maar |Zo (?:ja|nee), )?(?:[Kk]unt|[Kk]an|[Bb]ent|[Ii]s|[Zz]ijn|[Kk]lopt|[Dd]eelt|[Hh]eeft|[Hh]ebt"
    r"|[Hh]ebben|[Hh]erinnert|[Kk]ent"
    r"|[Ee]rkent|[Oo]nderschrijft|[Ww]ilt|[Ww]il|[Ww]ordt|[Ww]orden|[Gg]aat|[Gg]aan|[Zz]ult|[Zz]al|[Zz]ullen"
    r"|[Vv]indt|[Zz]iet|[Bb]egrijpt|[Mm]oet"
    r"|[Bb]eschikt|[Bb]estaat|[Bb]estaan|[Kk]rijgen|[Kk]omt|[Kk]omen|[Bb]iedt|[Hh]oudt|[Ww]eet|[Ee]rvaart|[Ss]taat"
    r"|[Gg]eldt|[Mm]ag|[Kk]unnen)\b"
)
_EXPLAINS = re.compile(
    r"^(?:En |Of )?(?:[Kk]unt u|[Kk]an (?:de|het) [\w-]+|[Ww]ilt u|[Bb]ent u bereid)\s[^?]{0,40}?"
    r"\b(?:aangeven|toelichten|uiteenzetten|schetsen|uitleggen|ingaan|reflecteren|overzicht|inzicht|vertellen"
    r"|beschrijven|uiteen)\b"
)
_NUMBER = re.compile(
    r"\b(?:[Hh]oeveel|[Hh]oe vaak|[Ww]elk(?:e)? (?:aantal|aantallen|bedrag|percentage|budget|aandeel)"
    r"|[Ww]at zijn de kosten|[Hh]oe groot|[Hh]oe hoog)\b"
)
_DATE = re.compile(
    r"\b(?:[Ww]anneer|[Oo]p welke termijn|[Bb]innen welke termijn|[Vv]anaf welk moment|[Ww]at is (?:de"
    r"|het) (?:planning|tijdpad)|[Hh]oe lang)\b"
)
_REASON = re.compile(
    r"\b(?:[Ww]aarom|[Oo]m welke reden(?:en)?|[Hh]oe komt het|[Ww]at is de reden|[Hh]oe verklaart|[Hh]oe kan het)\b"
)
_VIEW = re.compile(
    r"\b(?:[Ww]at is (?:uw|de) (?:reactie|mening|oordeel|opvatting|appreciatie)|[Hh]oe (?:reageert|kijkt"
    r"|beoordeelt|duidt|waardeert|oordeelt)"
    r"|[Ww]at vindt|[Ww]at (?:ging|gaat) er door u heen)\b"
)
_DEPENDS = re.compile(
    r"(?:En\s|Maar\s|Of\s)?(?P<if>(?:[Zz]o|[Ii]ndien)\s(?P<which>ja|nee|neen|niet|wel)|[Ww]aarom\s(?:niet|wel))\b"
)


def asks(sentence: str) -> bool:
    """Whether a sentence asks: it ends in a question mark, or a group or committee asks in it. Announcing does not."""
    if _MARK.search(sentence):
        return True
    if _HAS_QUESTIONS.search(sentence):
        return False
    subject = _GROUP_SUBJECT.match(sentence)
    if subject is None:
        subject_inside = re.search(rf"\b(?:zijn|vragen|willen|verzoeken|vernemen)\s{_WHO}\b", sentence[:160])
        if subject_inside is None:
            return False
    request = _REQUEST.search(sentence)
    if request is not None and _LOOKS_FORWARD.match(sentence, request.end()):
        return False
    return request is not None and _CONTENT.search(sentence, request.end()) is not None


def of_group(sentence: str) -> bool:
    """Whether a sentence has the asking group as its subject: it belongs to the question and not to the answer."""
    return _GROUP_SUBJECT.match(sentence) is not None


def asks_directly(sentence: str) -> bool:
    """Whether a sentence behind a question still belongs to it: "Graag een toelichting."."""
    return _DIRECT.match(sentence) is not None


def depends(part: str) -> str:
    """ "ja" or "nee" where a question holds only for that answer ("Zo nee, waarom niet?"), else ""."""
    found = _DEPENDS.match(part)
    if found is None:
        return ""
    return "ja" if found["which"] in ("ja", "wel") or found["if"].lower() == "waarom wel" else "nee"


def wanted(part: str) -> Wanted:
    """What kind of answer a question calls for."""
    if _NUMBER.search(part):
        return "number"
    if _DATE.search(part):
        return "date"
    if _REASON.search(part):
        return "reason"
    if _VIEW.search(part):
        return "view"
    return "yes_no" if _YES_NO.match(part) and not _EXPLAINS.match(part) else "other"
