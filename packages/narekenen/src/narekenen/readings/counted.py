"""What a number counts: the noun phrase behind it.

There is no parser here: a noun phrase runs from the number to its first plural noun and stops at a preposition, verb
or mark. Where that finds nothing, nothing is said.
"""

from __future__ import annotations

import re

from narekenen.readings.vocabulary import words

NEXT_WORD = re.compile(
    r"[ \u00a0\n]{1,3}(?:\*{1,2}|[‘'\"«“(](?=[^\W\d_]))?"
    r"((?:[^\W\d_]+-(?= en [^\W\d_]))|[^\W\d_][\w’'-]*(?<![’'-]))[\"»”*]{0,2}(,?)"
)

_PLAIN_WORD = re.compile(r"[ \u00a0\n]{1,3}([^\W\d_][\w’'-]*)")

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
    exclusief http https bovenop omgerekend afgerond niettemin bovendien vervolgens tenslotte richting
    middels zo'n zo’n ca.
    """
)

_IRREGULAR = words(
    """
    euro procent fte man stuks keer maal stuk personeel leden kinderen criteria media musea data eieren koeien vee
    leraren politie fulltimers manuur leer
    """
)
_SINGULAR = words(
    """
    virus campus basis crisis status versus plus kennis huis reis prijs bewijs onderwijs gas fonds proces congres
    succes adres cursus bonus http https
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
_ADJECTIVE = re.compile(
    r"nieuw|groot|klein|goed|lang|kort|extra|uniek|centraal|nationaal|regionaal|lokaal|sociaal|digitaal|"
    r"\w+(?:lijk|isch|end|baar|ieel|ueel|reel|loos)"
)
_PARTICIPLE = re.compile(
    r"(?:(?:aan|af|be|door|in|mee|na|om|onder|ont|op|over|her|toe|uit|ver|voor|weg)?ge|be|ver|ont|her|over|onder|aange)\w+en"
)
_ADJECTIVES_EN = words(
    """
    eigen open houten volwassen dronken even onbekende afgelopen
    """
)


def counted_after(text: str, end: int, single: bool = False) -> tuple[str, int]:
    """The noun phrase that starts at `end`, as it stands, and where it stops; or ("", end).

    `single`: the number is one, or a measure: a singular noun will do ("1 woning", "200 ha bos").
    """
    at, first, last, words = end, -1, -1, 0
    while words < 7:
        found = NEXT_WORD.match(text, at)
        if not found:
            break
        word, comma = found[1], found[2]
        lower = word.lower()
        if lower == "te" and (verb := NEXT_WORD.match(text, found.end())) and verb[1].endswith("n"):
            first, at, words = (found.start(1) if first < 0 else first), verb.end(), words + 2
            continue
        if lower == "nog" and first < 0:
            at = found.end()
            words += 1
            continue
        if lower in STOP or lower.isdigit():
            break
        first = found.start(1) if first < 0 else first
        if word.endswith("-"):
            at, words = found.end() + 3, words + 2
            continue
        if is_plural(lower) and not modifies(text, lower, found.end(1)):
            return text[first : found.end(1)], found.end(1)
        if single and not (lower.endswith("e") or is_plural(lower) or _ADJECTIVE.fullmatch(lower)):
            return text[first : found.end(1)], found.end(1)
        if comma and not lower.endswith("e"):
            break
        at, last, words = found.end(), found.end(1), words + 1
    return (text[first:last], last) if single and words == 1 else ("", end)


def is_plural(word: str) -> bool:
    """Whether a word in lower case can be a plural noun by its form. Verbs in -en pass: the place must decide."""
    if len(word) < 4 and word not in _IRREGULAR:
        return word.endswith(("'s", "’s")) and len(word) > 2
    if (
        word in STOP
        or word in _SINGULAR
        or word.endswith(("ss", "reis", "prijs", "wijs", "fonds", "ees", "isch", "lijks", "waarts"))
    ):
        return False
    return word.endswith(("en", "s", "ën")) or word in _IRREGULAR


def modifies(text: str, word: str, end: int) -> bool:
    """A participle or adjective in -en before another plural: "betrokken gemeenten", "eigen woningen"."""
    if word in _GE_NOUNS or not (word in _ADJECTIVES_EN or _PARTICIPLE.fullmatch(word)):
        return False
    after = _PLAIN_WORD.match(text, end)
    return after is not None and is_plural(after[1].lower())
