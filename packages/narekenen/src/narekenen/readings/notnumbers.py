"""Digits that are no quantity: dates, years, article and page numbers, postcodes, phones, case numbers, times.

Two questions: does something that is no number start here (`skip`), and is the number a label of the word before it
(`labelled`): artikel 5, fase 2, nr. 44.
"""

from __future__ import annotations

import re

from narekenen.readings.vocabulary import words

MONTHS = (
    "januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december|jan|febr?|mrt|apr|jun|jul|"
    "aug|sept?|okt|nov|dec|january|february|march|may|june|july|october"
)
_ORDINAL = "(?:e|ste|de)?"
_ALSO = r"\s{0,2}(?:,|en|of|t/m|tot en met|tot|[-–—&])\s{0,2}"
_DATE = re.compile(
    rf"[0-9]{{1,2}}{_ORDINAL}(?:{_ALSO}[0-9]{{1,2}}{_ORDINAL}){{0,5}}\s{{1,4}}(?:{MONTHS})(?![a-z])(?:\.?,?\s{{1,4}}['’]?[0-9]{{2,6}})?"
    r"|[0-9]{1,2}([-/.])[0-9]{1,2}\1(?:[0-9]{4}|[0-9]{2})(?![0-9])"
    r"|[0-9]{4}-[0-9]{2}(?:-[0-9]{2})?(?![0-9])"
    r"|(?:19|20)[0-9]{2}\s?[-–—/]\s?['’]?(?:(?:19|20)[0-9]{2}|[0-9]{2,3})(?![0-9.,%])"
    r"|(?:19|20)[0-9]{2}\s?=\s?100(?![0-9])"
)
_TIME = re.compile(
    r"[0-2]?[0-9][:.][0-5][0-9](?:\s?(?:[-–]|tot|en)\s?[0-2]?[0-9][:.][0-5][0-9])?\s{0,2}(?:uur|u|h)\b|[0-9]{1,2}:[0-9]{2}(?![0-9])"
)
_PHONE = re.compile(
    r"0[0-9]{1,3}\)?[ \u00a0-]{0,3}[0-9]{2,4}(?:[ \u00a0-]?[0-9]{2,4}){1,3}(?![0-9.,])|0[89]00[ -]?[0-9]{4}"
    r"|(?<=\+)[0-9]{2}(?:[ \u00a0()-]{0,3}[0-9]{1,4}){3,6}"
)
_UPPER_UNITS = r"(?!(?:MW|GW|KW|KM|HA|TJ|PJ|GJ|DB|GB|MB|TB)(?!\s{1,3}(?:te\s)?[A-Z]))"
_POSTCODE = re.compile(rf"(?:[0-9]{{1,5}}\s{{1,3}})?[1-9][0-9]{{3}}[ \u00a0]{{0,2}}{_UPPER_UNITS}[A-Z]{{2}}(?![\w-])")
_CASE = re.compile(
    r"[0-9]{5,}[-/][0-9A-Za-z][0-9A-Za-z/.-]{0,40}"
    r"|(?![0-9]{1,3}(?:\.[0-9]{3})+(?![0-9.]))[0-9]{1,6}(?:\.[0-9]{1,6}){3,12}"
)

LABELS = words(
    """
    artikel artikelen art art. artt. lid onderdeel onderdelen paragraaf paragrafen par par. § hoofdstuk
    hoofdstukken hfst hfst. bijlage bijlagen tabel tabellen figuur figuren fig fig. grafiek grafieken kaart nr
    nr. nrs nrs. nummer nummers no no. kamerstuk kamerstukken kst tk ek box fase fasen fases actielijn
    actielijnen maatregel maatregelen stap stappen vraag vragen antwoord antwoorden pagina pagina's pagina’s pag
    pag. p. blz blz. pp. bladzijde voetnoot noot versie v. kenmerk ref ref. deel delen deelvraag blok spoor
    pijler categorie klasse niveau schaal cluster stb. stcrt. staatsblad staatscourant postbus verordening
    richtlijn zaaknummer groep groepen klas klassen jaar leerjaar kwartaal week weeknummer punt ad sub
    aanbeveling aanbevelingen doel doelen sdg programma optie opties scenario variant varianten kavel perceel
    lijn route rijksweg kamer zaal gate bus tram agendapunt onderwerp thema module cohort tranche bouwstenen
    bouwsteen cel cellen rij kolom regel regels alinea overweging overwegingen dossier dossiers besluit motie
    amendement zaak bis factsheet spoorlijn tarief trede type model generatie locatie ambitie top regio scope
    label labels werkpakket wp jaargang editie aflevering nota sectie station loket afdeling tijdvak graad
    stelling actie acties aanhangsel begroting casus lot
    perceelnummer volgnummer rekeningnummer telefoonnummer bsn kvk kvk-nummer
    sbi id
    """
)
"""Words whose number is a name. A unit, "%" or scale word after the number makes it a quantity all the same."""

_CHAIN = re.compile(
    r"\s{0,3}(?:,|;|en|of|t/m|tot en met|tot|[-–—&/+]|, en|en/of)?\s{0,3}"
    r"(?:(?:de )?(?:leden|lid|nrs?\.?|onder|en|punten|blz\.?)\s)?"
)

TEMPORAL = words(
    """
    in vanaf sinds van voor vóór na tot medio eind begin per over uit rond jaar jaren zomer winter najaar
    voorjaar herfst lente omstreeks anno begroting rijksbegroting verslag jaarverslag werkprogramma en of tussen
    """
)


def skip(text: str, lower: str, start: int) -> int:
    """End of a date, span of years, time, phone number, postcode or case number that starts here; 0 where none does."""
    for pattern, where in ((_DATE, lower), (_TIME, lower), (_POSTCODE, text), (_PHONE, lower), (_CASE, text)):
        found = pattern.match(where, start)
        if found:
            return found.end()
    return 0


def words_before(lower: str, start: int, count: int = 3) -> list[str]:
    """The last words before an offset, nearest last, without opening marks; a full stop ends nothing here."""
    return [word.lstrip("([«\"'‘“*_#") for word in lower[max(0, start - 48) : start].split()[-count:]]


def labelled(before: list[str], style: str) -> bool:
    """Whether the number is the label of the word before it ("artikel 5", "EBV-maatregel 12", "nrs. 83").

    A number with thousands or decimals marks is a label only behind the likes of "nr.": "in dat jaar 1.250 panden".
    """
    if not before:
        return False
    last = before[-1].rstrip(":")
    if last in _PERIODS and len(before) > 1 and before[-2] in _ONE_OF_MANY:
        return False
    if style in ("grouped", "decimal") and last not in _NUMBERED:
        return False
    return last in LABELS or last.rpartition("-")[2] in LABELS or last.endswith(_STREETS)


_PERIODS = words("jaar week kwartaal")
_ONE_OF_MANY = words("afgelopen vorig dit dat komend elk ieder per volgend zelfde heel half")
_NUMBERED = words("nr nr. nrs nrs. nummer nummers no. kenmerk dossier postbus artikel art. paragraaf versie")


def chained(lower: str, end: int, start: int) -> bool:
    """Whether the number at `start` goes on the list of labels that ended at `end`: "fase 7 en 8", "41,\\n43 en 47"."""
    return start - end <= 24 and _CHAIN.fullmatch(lower, end, start) is not None


_STREETS = (
    "straat", "straatweg", "laan", "plein", "dreef", "kade", "gracht", "singel", "dijk", "steeg", "boulevard",
    "plantsoen", "weg", "hof", "maatregel", "artikel", "nummer", "nr.",
)  # fmt: skip


def opens_line(lower: str, start: int) -> bool:
    """Whether only blanks and marks of a list or heading stand between the line's start and here."""
    window = lower[max(0, start - 12) : start]
    if start > 12 and "\n" not in window:
        return False
    return not window.rpartition("\n")[2].strip(" \t\u00a0*#>_-•–")
