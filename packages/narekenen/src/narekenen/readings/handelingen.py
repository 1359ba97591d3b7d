"""Proceedings of parliament and the annex with written questions and answers."""

from __future__ import annotations

import re
from collections.abc import Iterator

from narekenen.readings.citing import DASH, GAP, SPACE, YEARS, parliamentary_year, reference
from narekenen.readings.model import ReferenceKind, ReferenceReading

_CHAMBER = r"(?:(?P<first>I|EK|Eerste Kamer)|(?P<second>II|TK|Tweede Kamer)|UCV|OCV)(?![A-Za-z])"
_YEAR = rf"(?:{GAP},?{GAP}(?:[Vv]ergaderjaar|[Zz]ittings?jaar){GAP}|{GAP},?{GAP})(?P<year>{YEARS})"
_NR = rf"{GAP},?{GAP}nrs?\b\.?{GAP}"

_ANNEX = re.compile(
    rf"Aanhangsel(?:{SPACE}+(?:van{SPACE}+de{SPACE}+|tot{SPACE}+het{SPACE}+Verslag{SPACE}+van{SPACE}+de{SPACE}+)?Handelingen)?"
    rf"(?:{GAP},?{GAP}{_CHAMBER})?{_YEAR}(?:{_NR}(?P<nr>[0-9]{{1,4}})(?![0-9]))?"
)
_PROCEEDINGS = re.compile(
    rf"Handelingen(?:{GAP},?{GAP}{_CHAMBER})?{_YEAR}(?:{GAP},{GAP}(?P<dossier>[1-4][0-9]{SPACE}?[0-9]{{3}})(?![0-9]))?"
    rf"(?:{_NR}(?P<nr>[0-9]{{1,3}})(?![0-9]))?(?:{GAP},?{GAP}item{GAP}(?P<item>[0-9]{{1,3}})(?![0-9]))?"
    rf"(?:{GAP},?{GAP}(?:pp?|blz|pag)\b\.?{GAP}(?P<page>[0-9]{{1,5}}(?:{GAP}(?:{DASH}|[,/]|en|t/m){GAP}[0-9]{{1,5}}){{0,6}}))?"
)
_IDENTIFIER = re.compile(
    r"(?<![\w/-])(?:(?P<annex>ah-[te]k-[0-9]{8}-[0-9]{1,4})|(?P<proceedings>h-[te]k-[0-9]{8}-[0-9]{1,4}(?:-[0-9]{1,5}){0,3}))"
    r"(?![\w-])(?!\s{1,9}ISSN)"
)

_SESSION = re.compile(rf"[Vv]ergaderjaar{GAP}{YEARS}")


def _years(found: re.Match[str]) -> tuple[str, str, tuple[str, ...]]:
    year, doubt = parliamentary_year(found["year"])
    return year, year.replace("-", ""), (doubt,) if doubt else ()


def _named(found: re.Match[str], year: str, names: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    parts = [("year", year)] + [(name, " ".join(found[name].split())) for name in names if found[name]]
    if found["first"] or found["second"]:
        parts.append(("chamber", "I" if found["first"] else "II"))
    return tuple(parts)


def annexes(text: str) -> Iterator[ReferenceReading]:
    """Written questions and answers: Aanhangsel Handelingen, vergaderjaar 2014-2015, nr. 403 is `ah-tk-20142015-403`.

    Without a number there is no identifier, and `canonical` is empty.
    """
    for found in _ANNEX.finditer(text):
        year, digits, doubts = _years(found)
        if not found["nr"] and not found[0].startswith("Aanhangsel van") and "Handelingen" not in found[0]:
            continue
        house = "ek" if found["first"] else "tk"
        canonical = (f"ah-{house}-{digits}-{found['nr']}",) if found["nr"] else ()
        parts = _named(found, year, ("nr",))
        yield reference(text, found.start(), found.end(), "aanhangsel", canonical, parts, doubts)


def proceedings(text: str) -> Iterator[ReferenceReading]:
    """Debates: Handelingen II 2022/23, nr. 84, item 12 is `h-tk-20222023-84-12`.

    Older citations give pages only ("blz. 39-2410"): those have no identifier, and `canonical` is empty.
    """
    for found in _PROCEEDINGS.finditer(text):
        year, digits, doubts = _years(found)
        house = "ek" if found["first"] else "tk"
        numbered = "-".join(number for number in (found["nr"], found["item"]) if number)
        canonical = (f"h-{house}-{digits}-{numbered}",) if found["nr"] and not found["dossier"] else ()
        parts = _named(found, year, ("dossier", "nr", "item", "page"))
        yield reference(text, found.start(), found.end(), "handelingen", canonical, parts, doubts)
    for found in _IDENTIFIER.finditer(text) if "-tk-" in text or "-ek-" in text else ():
        kind: ReferenceKind = "aanhangsel" if found["annex"] else "handelingen"
        yield reference(text, found.start(), found.end(), kind, (found[0],))


def sessions(text: str) -> Iterator[ReferenceReading]:
    """A parliamentary year on its own: "vergaderjaar 2022\u20132023" is "2022-2023"."""
    for found in _SESSION.finditer(text):
        year, doubt = parliamentary_year(found[0])
        yield reference(
            text, found.start(), found.end(), "vergaderjaar", (year,), (("year", year),), (doubt,) if doubt else ()
        )
