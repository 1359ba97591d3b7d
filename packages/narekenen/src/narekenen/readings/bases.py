"""What a number is per, over what it holds, and what it says something about when that stands before it."""

from __future__ import annotations

import re

from narekenen.readings.counted import NEXT_WORD, STOP, is_plural, modifies
from narekenen.readings.vocabulary import words

_NO_SUBJECT = words(
    """
    jaar maanden weken dagen uren jaren maand week dag uur minuten kwartaal aantal procent euro aandeel percentage
    """
)

_DETERMINERS = words(
    """
    de het alle al deze die dit dat onze ons hun zijn haar mijn uw elke ieder iedere een
    """
)

_PER = re.compile(
    r"\s{0,2}(?:/\s?(?=[^\W\d_]{3})|\s(?:per|voor elke|voor iedere|voor ieder|elke|iedere|elk|ieder)\s"
    r"(?:gemiddelde?\s|afzonderlijke?\s|extra\s)?)"
    r"([^\W\d_][\w’'-]*)"
)
_PER_SHORT = re.compile(r"\s(p\.p\.|p/p|pp|p\.j\.|p/j|pj|per uur)(?![\w])")
_SHORT = {
    "p.p.": "persoon",
    "p/p": "persoon",
    "pp": "persoon",
    "p.j.": "jaar",
    "p/j": "jaar",
    "pj": "jaar",
    "per capita": "hoofd",
}


def per_after(text: str, end: int) -> str:
    """The denominators behind a number: "woning" of " per woning" or "/ woning", "maand, huishouden"; else ""."""
    names: list[str] = []
    while len(names) < 3:
        name, stop = _one_per(text, end)
        if not name:
            break
        names.append(name)
        end = stop
    return ", ".join(names)


def _one_per(text: str, end: int) -> tuple[str, int]:
    found = _PER.match(text, end)
    if not found:
        short = _PER_SHORT.match(text, end)
        return (_SHORT.get(short[1], "uur"), short.end()) if short else ("", end)
    word, stop = found[1], found.end(1)
    lower = word.lower()
    if lower in STOP or lower in _NO_DENOMINATORS:
        return "", end
    after = NEXT_WORD.match(text, stop) if lower.endswith("e") and lower not in _E_NOUNS else None
    if after and after[1].lower() not in STOP:
        return text[found.start(1) : after.end(1)], after.end(1)
    return word, stop


_NO_DENOMINATORS = words(
    """
    januari februari maart april mei juni juli augustus september oktober november december saldo abuis
    definitie se direct omgaande post brief mail ingang
    """
)
_E_NOUNS = words(
    """
    gemeente provincie eenheid fractie ronde zone functie locatie persoon categorie periode aanvrage instantie
    """
)

_BASE = re.compile(r"\s{1,2}(?:van|of)\s")
_WIDE = re.compile(
    r"[\s,(]{1,2}(in totaal|gezamenlijk|tezamen|gemiddeld|jaarlijks|structureel|eenmalig|incidenteel|"
    r"op jaarbasis|in total)\b"
)
_WIDE_BEFORE = words("gemiddeld gemiddelde jaarlijks structureel eenmalig gezamenlijk tezamen totaal samen cumulatief")


def base_of_share(text: str, end: int) -> str:
    """The whole that a share is a part of, as it stands behind it: "van de scholen", or ""."""
    found = _BASE.match(text, end)
    if not found:
        return ""
    start, at, words = found.start() + len(found[0]) - len(found[0].lstrip()), found.end() - 1, 0
    stop = -1
    while words < 8:
        word = _WORD_OR_NUMBER.match(text, at)
        if not word:
            break
        lower = word[1].lower()
        if lower == "te" and (verb := NEXT_WORD.match(text, word.end())) and verb[1].endswith("n"):
            at, words = verb.end(), words + 2
            continue
        if (lower in STOP and lower not in _DETERMINERS) or (stop > 0 and lower in STOP):
            break
        at, words = word.end(), words + 1
        if lower in _DETERMINERS or lower[0].isdigit():
            continue
        stop = word.end(1)
        if word[2] or (is_plural(lower) and not modifies(text, lower, stop)) or not lower.endswith("e"):
            break
    return " ".join(text[start:stop].split()) if stop > 0 else ""


_WORD_OR_NUMBER = re.compile(r"[ \u00a0\n]{1,3}([0-9][0-9.]*|[^\W\d_][\w’'-]*)(,?)")


def wide_base(before: list[str], text: str, end: int) -> str:
    """Words beside the number that say over what it holds: "in totaal", "gemiddeld", "jaarlijks"."""
    for place in range(len(before) - 1, max(-1, len(before) - 4), -1):
        word = before[place]
        if word in _WIDE_BEFORE:
            return "in totaal" if word == "totaal" and before[place - 1 : place] == ["in"] else word
        if word not in STOP or word in ("en", "of", "maar"):
            break
    found = _WIDE.match(text, end)
    return found[1] if found else ""


_OF = re.compile(
    r"([^\W\d_][\w’-]*)\s+"
    r"(?:(?:is|zijn|was|waren|bedraagt|bedragen|bedroeg|bedroegen|daalde|steeg|van|naar)\s+){1,2}"
    r"(?:(?:nog|dan|in|op|met|totaal|gemiddeld|ongeveer|circa|ruim|bijna|meer|minder|minimaal|maximaal|"
    r"ca\.|een|de|naar|van|slechts|dus|nu|wel)\s+){0,4}[*(]{0,2}$"
)
_VERB = re.compile(r"(?:\w*(?:eert|end|ende|de)|(?:toe|af|terug|op)?(?:ge|ver)\w*(?:d|t|en))$")
_SUBJECTS = ("aandeel ", "percentage ")
_SUBJECT = re.compile(r"\w+(?:\s[\w'’-]+){1,12}?(?=\s(?:is|was|zijn|waren|bedraagt|bedroeg|dat|die|steeg|daalde)\b|,)")
_SENTENCE_END = re.compile(r"[.;!?]\s")


def counted_before(text: str, start: int, share: bool) -> str:
    """What the number says something about, when that stands before it: "looptijd van acht jaar", "aantal X is 12".

    `share`: the number is a percentage; then a subject "het aandeel …" earlier in the sentence counts as well.
    """
    if share and (subject := _subject(text, start)):
        return subject
    window = text[max(0, start - 48) : start]
    found = _OF.search(window) if window[-1:].isspace() or window[-1:] in ("*", "(") else None
    noun = found[1] if found else ""
    known = len(noun) > 2 and noun.islower() and noun not in STOP and noun not in _NO_SUBJECT
    return noun if known and not _VERB.match(noun) else ""


def _subject(text: str, start: int) -> str:
    window = text[max(0, start - 300) : start]
    at = max(window.rfind(word) for word in _SUBJECTS)
    found = _SUBJECT.match(window, at) if at >= 0 else None
    return " ".join(found[0].split()) if found and not _SENTENCE_END.search(window, at) else ""
