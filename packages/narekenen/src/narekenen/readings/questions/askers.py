"""Who asks: the group that a heading names, the members or the committee that the head of a paper names."""

from __future__ import annotations

import re

from narekenen.readings.questions.model import Asker

_NAME = r"[A-Z0-9][\w./’'&+-]{0,40}"
_GROUP = re.compile(
    rf"(?P<left>(?:(?:{_NAME}|voor|de|der|van"
    rf"|en)[,]?\s){{0,8}})(?P<last>{_NAME}?)-?[Ff]racties?\b(?P<own>-[A-Z][\w’'-]{{1,40}})?"
)
_GROUP_OF = re.compile(
    rf"[Ff]racties?\s(?:van\s)(?:de\s|het\s)?(?P<names>{_NAME}(?:(?:,\s|\sen\s|,\sen\s)(?:de\s"
    rf"|het\s)?{_NAME}){{0,12}})"
)
_MEMBER = re.compile(
    r"\b(?:van\shet\s|Het\s)?[Ll]id\s(?P<name>(?:(?:van|de|der|den|Van|De|Den|Der|ten|ter|el"
    r"|El)\s){0,3}[A-Z][\w’'´-]{1,40})"
)
_SECTION = re.compile(
    r"(?:[IVX]{1,4}[.)]?\s|\d{1,2}(?:\.\d{1,2})?[.)]?\s)?(?:De\s)?(?:[Vv]ragen|[Oo]pmerkingen|[Ii]nbreng"
    r"|[Rr]eactie|[Aa]ntwoord(?:en)?"
    r"|[Bb]eantwoording|[Bb]ijdrage|[Ll]eden|[Ff]ractie|VRAGEN|INBRENG|REACTIE)\b"
)
_ALONE = re.compile(rf"(?:De\s)?{_NAME}(?:\s{_NAME}){{0,3}}-?[Ff]ractie:?$")
_SPEAKS = re.compile(
    r"\b(?:heeft|hebben|vraagt|lezen|leest|willen|wil|zijn|is|danken|constateren|vinden|onderschrijven|ontvangen|zien"
    r"|kunnen|maken|merken|steunen|verzoeken|verwijzen|sluiten)\b|[?!;]"
)
_PEOPLE = re.compile(
    r"[Vv]ragen\s(?!gesteld door de leden der Kamer)(?:gesteld\s)?(?:van"
    r"|door)\s(?:het\s)?(?:van\shet\s)?(?P<who>(?:lid|de\s(?:leden|Kamerleden)|leden|Kamerlid)\s.{2,300}?)"
    r"(?=\s(?:aan|over|inzake|naar|met\sbetrekking|betreffende|van\suw\sKamer|die|op)\b|\s\(ingezonden|\.\s|\.$|$)",
    re.DOTALL,
)
_PARTY = re.compile(r"\((?:beiden\s|allen\s)?(?P<party>[A-Z0-9][\w./+ ’'-]{0,40})\)")
_OPENING = re.compile(r"^(?:van\s)?(?:het\s)?(?:lid|Kamerlid|de\sleden|de\sKamerleden|leden)\s")
_COMMITTEE = re.compile(
    r"\b(?:vaste\s|algemene\s"
    r"|tijdelijke\s)?commissie\svoor\s(?:de\s)?(?P<name>[A-Z][^.:;(]{2,120}?)(?=,\s(?:belast|hierna)|\sheeft\b"
    r"|\sbestond\b|\shebben\b|\sheb\b|\stijdens\b)"
)
_LONGEST = 220


def group_named(text: str) -> Asker | None:
    """The group, or the member on his own, that a text names first: "de leden van de ABC-fractie" gives ABC."""
    found, other = _GROUP.search(text), _GROUP_OF.search(text)
    if other and (not found or other.start() <= found.end()):
        names = re.split(r",\sen\s|,\s|\sen\s", other["names"])
        parties = tuple(re.sub(r"^(?:de|het)\s", "", name).strip(".,") for name in names)
        return Asker("fractie", _listed(parties), parties)
    if found:
        name = _trimmed(f"{found['left']}{found['last']}") or (found["own"] or "").lstrip("-")
        if name:
            parties = tuple(part.rstrip("-") for part in re.split(r",\s|\sen\s", name))
            return Asker("fractie", name, parties)
    if member := _MEMBER.search(text):
        return Asker("leden", member["name"])
    return None


def _trimmed(name: str) -> str:
    """Without the articles before the name: "van de ABC" is ABC, "Partij voor de Dieren" stays whole."""
    words = name.split()
    while words and (words[0].islower() or words[0] in ("De", "Het", "Van", "Vragen", "Inbreng", "Reactie")):
        words.pop(0)
    return " ".join(words)


def _listed(names: tuple[str, ...]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} en {names[-1]}"


def group_heading(text: str) -> Asker | None:
    """The group whose section a line opens; None for a sentence about a group."""
    text = text.strip()
    if not text or len(text) > _LONGEST or text.endswith((".", "?", ",")):
        return None
    if not (_ALONE.match(text) or (_SECTION.match(text) and not _SPEAKS.search(text))):
        return None
    return group_named(text)


def asker_of(head: str) -> Asker:
    """Who asks according to the head of a paper: members by name, or the committee; empty where it names nobody."""
    people: list[Asker] = []
    for found in _PEOPLE.finditer(head):
        who = _OPENING.sub("", " ".join(found["who"].split()))
        if not who.startswith("der Kamer"):
            people.append(Asker("leden", who, tuple(dict.fromkeys(p["party"] for p in _PARTY.finditer(who)))))
    if people:
        return next((asker for asker in people if asker.parties), people[0])
    if committee := _COMMITTEE.search(head):
        return Asker("commissie", " ".join(committee["name"].split()))
    return Asker()
