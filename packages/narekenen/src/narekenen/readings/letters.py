"""Documents that are named by what they are: letters by their date, file numbers, commitments, annexes, reports."""

from __future__ import annotations

import re
from collections.abc import Iterator

from narekenen.readings.citing import GAP, MONTH, SPACE, apart, at_words, iso_date, reference
from narekenen.readings.model import ReferenceKind, ReferenceReading

_DATE = (
    rf"(?P<day>[0-3]?[0-9]){SPACE}(?P<month>{MONTH})(?:{SPACE}{{1,3}}(?P<year>(?:19|20)[0-9]{{2}})(?![0-9]))?(?![a-z])"
)
_WHO = r"(?:van [^.;:()\n0-9]{3,90}? )?"
_LETTER = re.compile(rf"(?:[Kk]amerb|[Bb])rie(?:f|ven){SPACE}{_WHO}(?:van|d\.d\.|dd\.?|gedateerd){SPACE}{_DATE}")

_PARLIAMENT = re.compile(r"(?:19|20)(?<![\w-]..)[0-9]{2}[ZDA][0-9]{5}(?![0-9A-Za-z])")

# A file number may be broken behind a hyphen, and be written around a stroke: DGA / 20227924
_VALUE = r"[A-Za-z0-9][A-Za-z0-9._-]{0,40}(?:(?:(?<=-)[ \t]*\n\s{0,3}|[ \u00a0]?/[ \u00a0]?)[A-Za-z0-9._-]{1,40}){0,5}"
_FILE = re.compile(
    rf"(?:[Kk]enmerk(?:nummer)?|[Oo]nze{SPACE}referentie|[Rr]eferentie(?:nummer)?|[Zz]aaknummer){GAP}(?::|is)?{GAP}"
    rf"(?P<value>(?=[^\s,;()]{{0,30}}(?:[ \u00a0]/[ \u00a0])?[^\s,;()]{{0,30}}[0-9]){_VALUE})"
)
_OWN_FILE = re.compile(rf"(?:[Oo]ns{SPACE}[Kk]enmerk|[Oo]nze{SPACE}[Rr]eferentie)")
_LETTER_NUMBER = re.compile(rf",{GAP}nr\.{GAP}(?P<value>[0-9]{{6,9}})(?![0-9])")

_COMMITMENT = re.compile(
    rf"[Tt]oezegging(?:en)?(?:{SPACE}(?:met{SPACE})?(?:nummer|nr\.?))?{SPACE}\(?(?P<number>[0-9]{{5,6}}|T[0-9]{{5}})\)?(?![0-9])"
    rf"(?:{SPACE}van{SPACE}{_DATE})?|(?P<register>TZ[0-9]{{6}}-[0-9]{{3}})(?![0-9])"
)

_ANNEX = re.compile(
    rf"[Bb]ijlagen?{SPACE}(?P<number>[0-9]{{1,6}}|[A-Z]|[IVX]{{1,5}})(?![A-Za-z0-9])(?P<own>{SPACE}?:)?"
)

_ADVICE = re.compile(r"W[0-9]{2}\.[0-9]{2}\.[0-9]{4}/[IVX]{1,5}(?:/[A-Z]{1,3})?(?![A-Za-z0-9])")

# A title is found by its quotation mark; the word before it says what it is the title of.
_TITLE = re.compile(
    r"«(?P<guillemets>[^«»]{8,220})»|‘(?P<curly>[^‘’\n]{8,220})’(?![a-z])|“(?P<high>[^“”]{8,220})”"
    r"|\"(?P<straight>[^\"\n]{8,220})\"|'(?<!\w')(?P<single>[^'\n]{8,220})'(?!\w)"
)
_WHAT = re.compile(
    rf"(?<![A-Za-z-])(?P<what>[A-Za-z]{{0,20}}(?:rapport(?:age)?|advies|handreiking|notitie|nota|manifest|evaluatie|brief))"
    rf"{SPACE}(?:getiteld{SPACE})?\Z",
    re.IGNORECASE,
)
_LINE_START = re.compile(r"(?:\A|\n)[0-9¹²³⁴-⁹⁰. \t]{0,6}\Z")


def letters(text: str) -> Iterator[ReferenceReading]:
    """Letters by their date: "brief van 6 mei 2020" has ("date", "2020-05-06"), without a year "--05-06"."""
    for found in at_words(_LETTER, text, "rie", "amerbrie"):
        date = iso_date(found["day"], found["month"], found["year"] or "")
        doubts = () if found["year"] else ("the year is not printed",)
        yield reference(text, found.start(), found.end(), "brief", (), (("date", date),), doubts)


def files(text: str) -> Iterator[ReferenceReading]:
    """Numbers of parliament (2023Z14759, 2020D29960) and the file numbers that offices give ("kenmerk …").

    "Ons kenmerk" is the number of the letter itself: ("role", "own").
    """
    for found in _PARLIAMENT.finditer(text):
        yield reference(text, found.start(), found.end(), "zaak", (found[0],))
    numbered = (at_words(_FILE, text, "enmerk", "nze", "eferentie", "aaknummer"), _LETTER_NUMBER.finditer(text))
    for matches in numbered:
        for found in matches:
            value = re.sub(r"\s", "", found["value"]).rstrip("._-/")
            if sum(character.isdigit() for character in value) >= 4:
                end = found.end() - (len(found["value"]) - len(found["value"].rstrip("._-/")))
                own = _OWN_FILE.search(text, max(0, found.start() - 8), found.start("value")) is not None
                parts = (("role", "own"),) if own else ()
                yield reference(text, found.start("value"), end, "kenmerk", (value,), parts)


def commitments(text: str) -> Iterator[ReferenceReading]:
    """Commitments by number: "toezegging (123456) van 6 mei 2020", TZ202306-026."""
    for found in at_words(_COMMITMENT, text, "oezegging", "Z20"):
        number = found["number"] or found["register"]
        parts = [("number", number)]
        if found["day"]:
            parts.append(("date", iso_date(found["day"], found["month"], found["year"] or "")))
        yield reference(text, found.start(), found.end(), "toezegging", (number,), tuple(parts))


def annexes_of_this(text: str) -> Iterator[ReferenceReading]:
    """Numbered annexes: "bijlage 2". The heading of the annex itself ("Bijlage 2: …") refers to nothing."""
    for found in at_words(_ANNEX, text, "ijlage"):
        if not (found["own"] and (found.start() == 0 or text[found.start() - 1] == "\n")):
            yield reference(text, found.start(), found.end("number"), "bijlage", (), (("number", found["number"]),))


def reports(text: str) -> Iterator[ReferenceReading]:
    """Reports and advice by title, and advice of the Council of State by number (W13.19.0425/III).

    A title counts behind a word such as rapport or advies, and at the start of a note in «…», with a comma behind it.
    """
    for found in _TITLE.finditer(text):
        start, end = found.span()
        what = _WHAT.search(text, max(0, start - 45), start)
        leads = (
            found["guillemets"] and text[end : end + 1] == "," and _LINE_START.search(text, max(0, start - 8), start)
        )
        if what or leads:
            kind: ReferenceKind = "advies" if what and what["what"].lower().endswith("advies") else "rapport"
            title = " ".join(found[found.lastgroup or 0].split())
            yield reference(text, what.start() if what else start, end, kind, (), (("title", title),))
    for found in apart(_ADVICE, text):
        yield reference(text, found.start(), found.end(), "advies", (found[0],))
