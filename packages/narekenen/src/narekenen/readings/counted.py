"""What a number counts: the noun phrase beside it, what it is per, and over what it holds.

There is no parser here: a noun phrase runs from the number to its first plural noun and stops at a preposition, verb
or mark. Where that finds nothing, nothing is said.
"""

from __future__ import annotations

import re

from narekenen.readings.vocabulary import words

_NEXT = re.compile(
    r"[ \u00a0\n]{1,3}(?:\*{1,2}|[‘'\"«“(](?=[^\W\d_]))?"
    r"((?:[^\W\d_]+-(?= en [^\W\d_]))|[^\W\d_][\w’'-]*(?<![’'-]))[\"»”*]{0,2}(,?)"
)

STOP = words(
    """
    aan al alle alleen allemaal als altijd among anders ben bent bij binnen blijft blijkt boven buiten daar
    daardoor daarin daarmee daarna daarnaast daarom daarop daarvan dan dat de deed der des destijds deze die dit
    doen doet door dus echter een één eerst elk elke en er ergens ervan even eveneens gaan gaat gaf geen gehad
    gelden geldt geleden geven geweest had hadden heb hebben heeft hem hen het hier hierin hiervan hij hoe hoger
    hun ieder iedere iets ik in indien is ja jl kan kende kent komen komende komt kon konden kost krijgen krijgt
    kunnen lager lang langer liggen ligt maar mag meer men met mijn minder mits moest moesten moet moeten mogen
    na naar naast namelijk net niet niets nietmeer nog nu of ofwel om omdat onder ongeveer ons ook op over per
    plaats plus rond ruim samen sinds slechts soms staan staat steeds stelt te tegen ten terwijl tijdens toch
    toe toen tot totaal tussen uit van vanaf vanuit vanwege veel verder via vindt vinden volgens voor vooraf
    vooral vóór waar waarbij waardoor waarin waarmee waaronder waarop waarvan wanneer want waren was wat weer
    wel welke wellicht werd werden wie wij wil willen word worden wordt zal ze zelf zelfs zeker zich zie zien
    ziet zij zijn zo zoals zodat zonder zou zouden zullen zult tevens uiterlijk hiermee hierbij hiervoor bijna
    circa gemiddeld tezamen gezamenlijk jaarlijks structureel vaker eerder later hoog breed diep zwaar betaalt
    betalen bestaat bestaan bedraagt bedragen bedroeg lijkt leek blijven bleven bleek tenzij opnieuw inmiddels
    momenteel reeds thans elkaar elders beide and the for to with from are t/m m.i.v. o.a. zowel evenals
    respectievelijk resp and/or ja nee ofte alsmede dankzij namens ondanks rondom behalve inclusief incl excl
    exclusief bovenop omgerekend afgerond niettemin bovendien vervolgens tenslotte
    """
)
_NO_SUBJECT = words(
    """
    jaar maanden weken dagen uren jaren maand week dag uur minuten kwartaal aantal procent euro aandeel percentage
    """
)

_IRREGULAR = words(
    """
    euro procent fte man stuks keer maal stuk personeel leden kinderen eieren koeien vee leraren politie x
    fulltimers manuur leer
    """
)
_GE_NOUNS = words(
    """
    gebouwen gemeenten gezinnen gebieden gevallen gesprekken gebeurtenissen gedragingen gevangenen gegevens
    gerechten gewassen geluiden gebreken gevaren getuigen gevolgen gedragsregels geschillen gezichten gebruikers
    gedupeerden genen gevechten gebaren besluiten bedrijven berichten beelden betalingen bezwaren begrippen
    bewoners beroepen beweringen belangen bestanden bestuurders bezoekers verzoeken vergunningen verhalen
    verbanden vereisten verdachten verplichtingen verschillen verdragen versies verstoringen verslagen
    vertragingen verwijten verkopen vertrekken vermogens onderzoeken ontwerpen ontwikkelingen ondernemers
    onderdelen onderwerpen uitgaven uitspraken aanvragen aandelen aanbevelingen aanslagen afspraken opdrachten
    oproepen opgaven
    """
)
_PARTICIPLE = re.compile(
    r"(?:(?:aan|af|be|door|in|mee|na|om|onder|ont|op|over|her|toe|uit|ver|voor|weg)?ge|be|ver|ont|her|over|onder|aange)\w+en"
)
_ADJECTIVES_EN = words(
    """
    eigen open houten volwassen dronken even onbekende afgelopen
    """
)
_DETERMINERS = words(
    """
    de het alle al deze die dit dat onze ons hun zijn haar mijn uw elke ieder iedere een
    """
)


def counted_after(text: str, end: int, single: bool = False) -> tuple[str, int]:
    """The noun phrase that starts at `end`, as it stands, and where it stops; or ("", end).

    `single`: the number is one, or a measure: a singular noun will do ("1 woning", "200 ha bos").
    """
    at, first, words = end, -1, 0
    while words < 7:
        found = _NEXT.match(text, at)
        if not found:
            break
        word, comma = found[1], found[2]
        lower = word.lower()
        if lower == "te" and (verb := _NEXT.match(text, found.end())) and verb[1].endswith("n"):
            first, at, words = (found.start(1) if first < 0 else first), verb.end(), words + 2
            continue
        if lower in STOP or lower.isdigit():
            break
        first = found.start(1) if first < 0 else first
        if word.endswith("-"):
            at, words = found.end() + 3, words + 2
            continue
        if is_plural(lower) and not _modifies(text, lower, found.end(1)):
            return text[first : found.end(1)], found.end(1)
        if single and not lower.endswith("e") and not is_plural(lower):
            return text[first : found.end(1)], found.end(1)
        if comma and not lower.endswith("e"):
            break
        at, words = found.end(), words + 1
    return "", end


def is_plural(word: str) -> bool:
    """Whether a word in lower case can be a plural noun by its form. Verbs in -en pass: the place must decide."""
    if len(word) < 4 and word not in _IRREGULAR:
        return word.endswith(("'s", "’s")) and len(word) > 2
    if word in STOP or word.endswith(("ss", "isch", "lijks", "waarts", "is", "us")):
        return False
    return word.endswith(("en", "s", "ën")) or word in _IRREGULAR


def _modifies(text: str, word: str, end: int) -> bool:
    """A participle or adjective in -en before another plural: "betrokken gemeenten", "eigen woningen"."""
    if word in _GE_NOUNS or not (word in _ADJECTIVES_EN or _PARTICIPLE.fullmatch(word)):
        return False
    after = _NEXT.match(text, end)
    return after is not None and is_plural(after[1].lower())


_PER = re.compile(
    r"\s{0,2}(?:/\s?(?=[^\W\d_]{3})|\s(?:per|voor elke|voor iedere|voor ieder|elke|iedere|elk|ieder)\s"
    r"(?:gemiddelde?\s|afzonderlijke?\s|extra\s)?)"
    r"([^\W\d_][\w’'-]*)"
)
_PER_SHORT = re.compile(r"\s(p\.p\.|p/p|pp|p\.j\.|p/j|pj|per capita|per uur)(?![\w])")
_SHORT = {
    "p.p.": "persoon",
    "p/p": "persoon",
    "pp": "persoon",
    "p.j.": "jaar",
    "p/j": "jaar",
    "pj": "jaar",
    "per capita": "hoofd",
}


def per_after(text: str, end: int) -> tuple[str, int]:
    """The denominator that starts at `end`: ("woning", …) of " per woning" or "/ woning", else ("", end)."""
    found = _PER.match(text, end)
    if not found:
        short = _PER_SHORT.match(text, end)
        return (_SHORT.get(short[1], "uur"), short.end()) if short else ("", end)
    word, stop = found[1], found.end(1)
    if word.lower() in STOP or (word[:1].isupper() and word.lower() in _MONTH_WORDS) or word.lower() in _MONTH_WORDS:
        return "", end
    if (
        word.endswith("e")
        and word.lower() not in _E_NOUNS
        and (after := _NEXT.match(text, stop))
        and after[1].lower() not in STOP
    ):
        word, stop = text[found.start(1) : after.end(1)], after.end(1)
    return word, stop


_MONTH_WORDS = words(
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
    r"[\s,(]{1,2}(in totaal|totaal|gezamenlijk|tezamen|samen|gemiddeld|jaarlijks|structureel|eenmalig|"
    r"incidenteel|op jaarbasis|per jaar|per gemeente|in total)\b"
)
_WIDE_BEFORE = words(
    """
    gemiddeld gemiddelde jaarlijks structureel eenmalig gezamenlijk tezamen totaal samen cumulatief
    """
)


def base_of_share(text: str, end: int) -> str:
    """The whole that a share is a part of, as it stands behind it: "van de verhuurbemiddelaars", or ""."""
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
        if lower == "te" and (verb := _NEXT.match(text, word.end())) and verb[1].endswith("n"):
            at, words = verb.end(), words + 2
            continue
        if (lower in STOP and lower not in _DETERMINERS) or (stop > 0 and lower in STOP):
            break
        at, words = word.end(), words + 1
        if lower in _DETERMINERS or lower[0].isdigit():
            continue
        stop = word.end(1)
        if word[2] or (is_plural(lower) and not _modifies(text, lower, stop)) or not lower.endswith("e"):
            break
    return " ".join(text[start:stop].split()) if stop > 0 else ""


_WORD_OR_NUMBER = re.compile(r"[ \u00a0\n]{1,3}([0-9][0-9.]*|[^\W\d_][\w’'-]*)(,?)")


def wide_base(before: list[str], text: str, end: int) -> str:
    """Words beside the number that say over what it holds: "in totaal", "gemiddeld", "jaarlijks"."""
    if before:
        last = [word.rstrip(",") for word in before]
        for count in (1, 2, 3):
            if len(last) >= count and last[-count] in _WIDE_BEFORE:
                both = len(last) > count and last[-count] == "totaal" and last[-count - 1] == "in"
                return "in totaal" if both else last[-count]
    found = _WIDE.match(text, end)
    return found[1] if found else ""


_OF = re.compile(
    r"([^\W\d_][\w’-]*)\s+"
    r"(?:(?:is|zijn|was|waren|bedraagt|bedragen|bedroeg|bedroegen|wordt|worden|daalde|steeg|van|naar|tot)\s+){1,2}"
    r"(?:(?:nog|dan|in|op|met|totaal|gemiddeld|ongeveer|circa|ruim|bijna|meer|minder|minimaal|maximaal|ca\.|een|de|naar|van|slechts|dus|nu|wel)\s+){0,4}[*(]{0,2}$"
)
_SUBJECTS = ("aandeel ", "percentage ")
_SUBJECT = re.compile(r"\w+(?:\s[\w'’-]+){1,12}?(?=\s(?:is|was|zijn|waren|bedraagt|bedroeg|dat|die|steeg|daalde)\b|,)")
_SENTENCE_END = re.compile(r"[.;!?]\s")


def counted_before(text: str, start: int, share: bool) -> str:
    """What the number says something about, when that stands before it: "looptijd van drie jaar", "aantal X is 12".

    `share`: the number is a percentage; then a subject "het aandeel …" earlier in the sentence counts as well.
    """
    window = text[max(0, start - 48) : start]
    found = _OF.search(window) if window[-1:].isspace() or window[-1:] in "*(" else None
    if found and len(found[1]) > 2 and found[1].islower() and found[1] not in STOP and found[1] not in _NO_SUBJECT:
        return found[1]
    return _subject(text, start) if share else ""


def _subject(text: str, start: int) -> str:
    window = text[max(0, start - 300) : start]
    at = max(window.rfind(word) for word in _SUBJECTS)
    found = _SUBJECT.match(window, at) if at >= 0 else None
    return " ".join(found[0].split()) if found and not _SENTENCE_END.search(window, at) else ""
