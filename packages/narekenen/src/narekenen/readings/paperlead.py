"""What stands around a dossier number: the words that introduce it, and the numbers of the papers behind it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from narekenen.readings.citing import DASH, GAP, YEARS, parliamentary_year
from narekenen.readings.dossiers import LISTED_END, NUMBER, Dossier, numbers_at

# The words before a dossier number, in any order: Tweede Kamer, vergaderjaar 2016/17, Kamerstuk II
_PAPER = (
    r"(?:[Kk]amer(?:-\n?)?stuk(?:ken)?(?:nummers?|nr\.?)?|KAMERSTUK(?:KEN)?|[Kk]st\.?|[Dd]ossiers?(?:nummers?)?"
    r"|[Ww]etsvoorstel(?:len)?)"
)
_HOUSE = r"(?:TK|EK|(?:Tweede|Eerste)\s[Kk]amer(?:\sder\sStaten-Generaal)?|II?)"
_LEAD = re.compile(
    rf"(?<![A-Za-z/])(?:(?:{_PAPER}|{_HOUSE}|{YEARS}|[Vv]ergaderjaar|[Zz]ittings?jaar|[Zz]itting|nrs?\.?|nummers?)"
    rf"(?![A-Za-z0-9])[,.;:]?{GAP}|[Kk]st-){{1,8}}\Z"
)
_CHAMBER = re.compile(r"(?<![A-Za-z])(?:(I|EK|Eerste\s[Kk]amer)|(II|TK|Tweede\s[Kk]amer))(?![A-Za-z])")
_PAPER_WORD = re.compile(_PAPER)
_WINDOW = 120

_NR = re.compile(
    rf"{GAP}[,.;:]?{GAP}(?:op{GAP})?(?:stuk{GAP})?(?:[Nn]r|(?P<plural>[Nn]rs|nummers)|nummer|letter)\b\.?{GAP}"
)
_AGAIN = re.compile(rf"{GAP}[,;]?{GAP}(?:en{GAP})?(?:nr|(?P<plural>nrs)|letter)\b\.?{GAP}")
_YEAR_LIKE = re.compile(r"(?:19|20)[0-9]{2}\Z")
_COMMA = re.compile(rf"{GAP},{GAP}")
_COMPACT = re.compile(rf"{DASH}(?=[0-9A-Z])")
_PAGE = re.compile(
    rf"{GAP},?{GAP}(?:pp?|blz|pag|bladzijden?|pagina['\u2019]?s?)\b\.?{GAP}"
    rf"(?P<page>[0-9]{{1,5}}(?:{GAP}(?:{DASH}|[,/]|en|t/m){GAP}[0-9]{{1,5}}(?![0-9])){{0,8}}(?:{GAP}e\.?{GAP}v\.?)?)"
)
_DASH_BEFORE = re.compile(r"[-\u2013](?:[ \u00a0]{1,3}\n?|\n)\Z")
_LINE_START = re.compile(r"(?:\A|\n)[ \t]*\Z")
_LINE_END = re.compile(r"[ \t\u00a0]*(?:\n|\Z)")


@dataclass(frozen=True, slots=True)
class Lead:
    """What stands before a dossier: where it starts, the chamber, the year, and the word that says "paper"."""

    start: int
    chamber: str = ""
    year: str = ""
    doubt: str = ""
    paper: str = ""


@dataclass(frozen=True, slots=True)
class Tail:
    """The papers named behind a dossier, the pages in them, and where it ends."""

    numbers: tuple[str, ...]
    pages: tuple[str, ...]
    end: int


def lead(text: str, at: int) -> Lead:
    """The words that introduce the dossier at `at`; an empty lead where none of them says paper or chamber."""
    found = _LEAD.search(text, max(0, at - _WINDOW), at)
    if not found:
        return Lead(at)
    year, doubt = parliamentary_year(found[0])
    house, paper = _CHAMBER.search(found[0]), _PAPER_WORD.search(found[0])
    if not (paper or house):
        return Lead(at)
    chamber = "" if not house else "I" if house[1] else "II"
    return Lead(found.start(), chamber, year, doubt, paper[0].lower() if paper else "")


def pages_at(text: str, end: int) -> tuple[tuple[str, ...], int]:
    """The pages at `end`, as printed, and where they end."""
    found = _PAGE.match(text, end)
    return ((" ".join(found["page"].split()),), found.end()) if found else ((), end)


def announced(text: str, end: int) -> Tail | None:
    """The numbers behind a dossier that are announced as such: ", nrs. 520 en 548, p. 3; nr. 7"."""
    values: tuple[str, ...] = ()
    pages: tuple[str, ...] = ()
    word = _NR.match(text, end)
    while word and len(values) < 60:
        numbers = numbers_at(text, word.end(), plural=word["plural"] is not None)
        if not numbers:
            break
        values += numbers.values
        page, end = pages_at(text, numbers.end)
        pages += page
        word = _AGAIN.match(text, end)
    return Tail(values, pages, end) if values else None


def _alone(text: str, start: int, end: int) -> bool:
    """Whether text[start:end] fills a bracket, or stands between a dash and the end of the line."""
    if text[start - 1 : start] == "(":
        return text[end : end + 1] == ")"
    before = _DASH_BEFORE.search(text, max(0, start - 8), start)
    return before is not None and _LINE_END.match(text, end) is not None


def _sure(text: str, start: int, number: re.Match[str], dossier: Dossier) -> bool:
    """Whether digits joined by a hyphen are a paper without any word to say so.

    With a chapter (35925-VI-56) they are, but not where they fill a line: that is the head of the paper itself.
    """
    if _alone(text, start, number.end()):
        return number[0].isdigit()
    fills_line = _LINE_START.search(text, max(0, start - 8), start) and _LINE_END.match(text, number.end())
    return bool(dossier.chapter) and not fills_line


def unannounced(text: str, start: int, dossier: Dossier, before: Lead) -> Tail | None:
    """A number without "nr.": 33529-1181 and 35925-VI-56; ", 32" or ", AA" behind a chamber or a year, or at the end.

    Without words before it, 33529-1181 must stand alone (in brackets, or on the rest of a line behind a dash, as in
    lists of decisions), because file numbers look the same.
    """
    joint = _COMPACT.match(text, dossier.end)
    if joint:
        number = NUMBER.match(text, joint.end())
        sure = number is not None and (bool(before.paper or before.chamber) or _sure(text, start, number, dossier))
        return Tail((number[0],), (), number.end()) if number and sure else None
    comma = _COMMA.match(text, dossier.end)
    named = bool(before.chamber or before.year) or before.paper.startswith(("kamer", "kst"))
    numbers = numbers_at(text, comma.end(), plural=False) if comma and named else None
    if not numbers:
        return None
    alone = LISTED_END.match(text, numbers.end) and not _YEAR_LIKE.match(numbers.values[0])
    if not (before.chamber or before.year or alone):
        return None
    pages, end = pages_at(text, numbers.end)
    return Tail(numbers.values, pages, end)
