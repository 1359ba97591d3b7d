"""The grammar of parliamentary papers: dossier numbers, chapters and the numbers of papers in a dossier.

Spellings follow officielebekendmakingen.nl, whose identifiers are `kst-<dossier>[-<chapter>]-<number>`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from narekenen.readings.citing import DASH, GAP, SPACE

# Five digits, the first two apart or not. Dossiers of five digits run from the 1960s; number 37 000 falls in 2027.
LOWEST, HIGHEST = 10_000, 49_999

DOSSIER = re.compile(rf"[1-4](?<![0-9].)[0-9](?:{SPACE}|[.-])?[0-9]{{3}}(?![0-9])")

# Budget chapters (VI, XVIII, IIB), budget funds (A, J) and the numbered chapters of the European councils (21501-32).
_ROMAN = r"(?:X{0,2}(?:IX|IV|V?I{1,3}|V)|XX?)[A-E]?"
_NR = r"(?:nrs?|nummers?|letter)\b"
_CHAPTER = re.compile(
    rf"{GAP}\((?P<bracketed>{_ROMAN})\)"
    rf"|(?:,?{GAP}hoofdstuk{GAP}|{SPACE}?{DASH}{SPACE}?|\.|{SPACE})?(?P<roman>{_ROMAN})(?![A-Za-z0-9])"
    rf"|(?P<fund>[A-M])(?![A-Za-z0-9])"
    rf"|(?:{SPACE}|{SPACE}?{DASH}{SPACE}?)(?P<apart>[A-M])(?=,?{GAP}{_NR}|{DASH}[0-9])"
    rf"|{SPACE}?{DASH}{SPACE}?(?P<council>[0-9]{{2}})(?![0-9A-Za-z])"
)
_FOLLOWED = re.compile(rf",?{GAP}{_NR}")
_KINGDOM = re.compile(rf"{GAP}[-,]?{GAP}\(?(R{SPACE}?[0-9]{{2,4}})\)?(?![0-9])")
_NEXT_DOSSIER = re.compile(rf"{GAP}(?:,|/|;|&|\+|,?{GAP}\ben\b){GAP}(?=[1-4][0-9])")

_NUMBER = r"(?:[0-9]{1,4}[a-zA-Z]?(?![0-9A-Za-z]|[.,\u00a0 ][0-9]{3}(?![0-9]))|[A-Z]{1,3}(?=[0-9]?(?![0-9A-Za-z])))"
NUMBER = re.compile(_NUMBER)
_RANGE = re.compile(rf"{GAP}(?:{DASH}|t/m|tot{SPACE}en{SPACE}met){GAP}({_NUMBER})")
_AND = re.compile(rf"{GAP}(?:,{GAP}en\b|,|/|;|&|\ben\b|\balsmede\b){GAP}(?={_NUMBER})")
_MONTH_OR_UNIT = re.compile(
    rf"{SPACE}{{1,3}}(?:jan|feb|maart|apr|mei|jun|jul|aug|sep|okt|nov|dec|miljoen|miljard|euro)|%"
)
LISTED_END = re.compile(rf"{GAP}(?:[).;:,]|\Z|\n)")
_LIST = re.compile(rf"[0-9]{{1,4}}(?:,{SPACE}[0-9]{{1,4}}(?![0-9])){{1,20}}{SPACE}en{SPACE}[0-9]{{1,4}}(?=[).;]|\Z)")


@dataclass(frozen=True, slots=True)
class Dossier:
    """A dossier as the archive writes it ("31700", chapter "XVIII") and where it ends in the text."""

    number: str
    chapter: str
    kingdom: str
    end: int
    loose: bool
    """printed with a full stop or hyphen (31.700, 31-700): only a dossier where the words say so"""

    @property
    def key(self) -> str:
        return f"{self.number}-{self.chapter}" if self.chapter else self.number


@dataclass(frozen=True, slots=True)
class Numbers:
    """Numbers of papers in the order printed, with ranges written out, and where they end in the text."""

    values: tuple[str, ...]
    end: int


def dossier_at(text: str, start: int) -> Dossier | None:
    """The dossier that starts at `start`, with its chapter and kingdom act number."""
    found = DOSSIER.match(text, start)
    if not found:
        return None
    digits = re.sub(r"[^0-9]", "", found[0])
    if not LOWEST <= int(digits) <= HIGHEST:
        return None
    end, chapter, kingdom = found.end(), "", ""
    named = _CHAPTER.match(text, end)
    if named and not (named["council"] and not _is_council(text, digits, named.end())):
        chapter, end = named[named.lastgroup or 0], named.end()
    act = _KINGDOM.match(text, end)
    if act:
        kingdom, end = re.sub(r"\s", "", act[1]), act.end()
    return Dossier(digits, chapter, kingdom, end, found[0][2] in ".-")


def _is_council(text: str, digits: str, end: int) -> bool:
    """Whether two digits after a hyphen are a chapter (21501-32) and not the number of a paper (33529-11)."""
    return digits == "21501" or _FOLLOWED.match(text, end) is not None


def dossiers_at(text: str, start: int) -> tuple[Dossier, ...]:
    """All dossiers of a list such as "31 293 en 31 289"; the first one holds the numbers of the papers."""
    found: list[Dossier] = []
    while len(found) < 8:
        dossier = dossier_at(text, start)
        if not dossier:
            break
        found.append(dossier)
        more = _NEXT_DOSSIER.match(text, dossier.end)
        if not more:
            break
        start = more.end()
    return tuple(found)


def _written_out(first: str, last: str) -> tuple[str, ...]:
    """1\u20133 is 1, 2, 3. A range that runs down, or over more than twenty papers, keeps its two ends."""
    if first.isdigit() and last.isdigit() and 0 < int(last) - int(first) <= 20:
        return tuple(str(number) for number in range(int(first), int(last) + 1))
    return (first, last)


def _item_at(text: str, start: int) -> tuple[tuple[str, ...], int] | None:
    found = NUMBER.match(text, start)
    if not found or _MONTH_OR_UNIT.match(text, found.end()):
        return None
    last = _RANGE.match(text, found.end())
    return (_written_out(found[0], last[1]), last.end()) if last else ((found[0],), found.end())


def numbers_at(text: str, start: int, plural: bool) -> Numbers | None:
    """The numbers at `start`: "520 en 548", "383, 348", "1\u20133", "E", "AI" (from AI1, a letter with a note mark).

    After the singular "nr." a second number counts only in "84 en 85)" and "83, 84 en 85)", with nothing behind it,
    so that "nr. 12 en 2 andere moties" gives one number.
    """
    item = _item_at(text, start)
    if not item:
        return None
    plural = plural or _LIST.match(text, start) is not None
    values, end = list(item[0]), item[1]
    while len(values) < 60:
        more = _AND.match(text, end)
        if not more or not (plural or "en" in more[0] or "/" in more[0]):
            break
        item = _item_at(text, more.end())
        if not item or not (plural or LISTED_END.match(text, item[1])):
            break
        values += item[0]
        end = item[1]
    return Numbers(tuple(values), end)
