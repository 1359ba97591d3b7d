"""Laws and the journals they are printed in: articles, BWB and JCI identifiers, Staatsblad, European acts.

Identifiers: BWB numbers and JCI 1.3 (juriconnect.nl), CELEX (EUR-Lex: sector, year, type, number),
`stb-<year>-<number>` and its sisters as officielebekendmakingen.nl writes them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from narekenen.readings.citing import DASH, GAP, SPACE, at_words, reference
from narekenen.readings.lawnames import ABBREVIATION, is_settled, law_name_at, law_names
from narekenen.readings.model import ReferenceKind, ReferenceReading

_ARTICLE_NUMBER = (
    rf"[0-9]{{1,4}}(?:[.:][0-9]{{1,4}}){{0,4}}(?:(?:bis|ter|quater|quinquies)(?![a-z])|[a-z]{{1,2}}(?![a-z])|[A-Z](?![A-Za-z]))?"
    rf"(?!{SPACE}?%|[.,]?[0-9])"
)
_AND = rf"{GAP}(?:,{GAP}en\b|,|\ben\b|\bof\b|tot{SPACE}en{SPACE}met|t/m|{DASH}){GAP}"
_ARTICLE = re.compile(
    rf"(?:[Aa]rtikel(?:en)?|[Aa]rt\.){GAP}(?P<numbers>{_ARTICLE_NUMBER}(?:{_AND}{_ARTICLE_NUMBER}){{0,12}})"
)
_ORDINAL = r"(?:eerste|tweede|derde|vierde|vijfde|zesde|zevende|achtste|negende|tiende|[0-9]{1,2}e)"
_WITHIN = re.compile(
    rf"{GAP},?{GAP}(?:en{GAP})?(?:{_ORDINAL}(?:{_AND}{_ORDINAL}){{0,4}}{SPACE}+(?:lid|volzin|zin)|lid{GAP}[0-9]{{1,2}}[a-z]?(?:{_AND}[0-9]{{1,2}})?"
    rf"|(?:aanhef{SPACE}+en{SPACE}+)?(?:onder|onderdeel|sub){GAP}[a-z0-9]{{1,2}}(?:°|\b)(?:{_AND}[a-z](?![a-z])){{0,3}}|aanhef)(?![A-Za-z0-9])"
)
_OF = re.compile(rf"{GAP},?{GAP}(?:(?:van|uit|in|bij){SPACE}+(?:het|de)?{GAP})?")

_BWB = re.compile(
    r"(?<![A-Za-z0-9])(?:(?P<jci>jci[0-9.]{1,5}:[a-z]):)?(?P<bwb>BWB[RVW][0-9]{7})(?P<rest>&[\w&=.:;%-]{1,200})?(?![0-9])"
)

_JOURNALS: dict[str, tuple[ReferenceKind, str]] = {
    "Stb": ("staatsblad", "stb"),
    "Staatsblad": ("staatsblad", "stb"),
    "Stcrt": ("staatscourant", "stcrt"),
    "Staatscourant": ("staatscourant", "stcrt"),
    "Trb": ("tractatenblad", "trb"),
    "Tractatenblad": ("tractatenblad", "trb"),
}
_JOURNAL = re.compile(
    rf"(?P<name>Stb|Staatsblad|Stcrt|Staatscourant|Trb|Tractatenblad)\.?{GAP}(?:van{GAP})?"
    rf"(?P<year>(?:18|19|20)[0-9]{{2}}){GAP},{GAP}(?:nr\.?{GAP})?(?P<nr>[0-9]{{1,6}})(?![0-9])"
)
_EU_TYPES = {"v": "R", "r": "L", "b": "D", "k": "F"}
# An act is found by the stroke in its number (2016/679) and then read backwards to the word that says what it is.
_EU_STROKE = re.compile(r"/(?P<b>[0-9]{1,4})(?:/(?P<old>EU|EG|EEG|JBZ|Euratom|GBVB)(?![A-Za-z]))?(?![0-9/])")
_EU_HEAD = re.compile(
    rf"(?<![A-Za-z])(?P<type>(?:[Uu]itvoerings|[Gg]edelegeerde{SPACE})?(?:[Vv]erordening|[Rr]ichtlijn|[Bb]esluit|[Kk]aderbesluit))"
    rf"{GAP}(?:\((?P<new>EU|EG|EEG|EU,{SPACE}Euratom|Euratom)\){GAP})?(?P<nr>nr\.?{GAP})?(?P<a>[0-9]{{2,4}})\Z"
)
_CELEX = re.compile(r"[1-9](?<![A-Za-z0-9].)[12][0-9]{3}[A-Z]{1,2}[0-9]{4}(?:\([0-9]{2}\))?(?![A-Za-z0-9])")
_COM = re.compile(
    rf"(?P<type>COM|SWD|JOIN){SPACE}?\((?P<year>(?:19|20)[0-9]{{2}})\){SPACE}?(?P<nr>[0-9]{{1,4}})(?![0-9])"
)


def journals(text: str) -> Iterator[ReferenceReading]:
    """Stb. 2019, 33 is `stb-2019-33`; Stcrt. and Trb. likewise."""
    for found in at_words(_JOURNAL, text, "tb", "taats", "tcrt", "rb", "ractat"):
        kind, short = _JOURNALS[found["name"]]
        identifier = f"{short}-{found['year']}-{int(found['nr'])}"
        yield reference(
            text, found.start(), found.end(), kind, (identifier,), (("year", found["year"]), ("nr", found["nr"]))
        )


def identifiers(text: str) -> Iterator[ReferenceReading]:
    """BWB and JCI identifiers as they stand: `BWBR0005181`, `jci1.3:c:BWBR0005181&artikel=3`."""
    for found in _BWB.finditer(text) if "BWB" in text else ():
        rest = (found["rest"] or "").rstrip(".;:")
        whole = f"{found['jci']}:{found['bwb']}{rest}" if found["jci"] else found["bwb"]
        end = found.start() + len(whole)
        yield reference(text, found.start(), end, "bwb", (whole,), (("bwb", found["bwb"]),))


def _celex(head: re.Match[str], second: str) -> str:
    """CELEX of an act. Since 2015 the year stands first in all acts; before, a regulation began with its number."""
    letter = _EU_TYPES[re.sub(r"^(?:uitvoerings|gedelegeerde\s)", "", head["type"].lower())[0]]
    first_is_number = letter == "R" and (head["nr"] is not None or head["new"] in ("EG", "EEG"))
    year, number = (second, head["a"]) if first_is_number else (head["a"], second)
    if len(year) == 2:
        year = ("19" if int(year) > 50 else "20") + year
    return f"3{year}{letter}{int(number):04d}" if len(year) == 4 else ""


def european(text: str) -> Iterator[ReferenceReading]:
    """European acts and Commission documents.

    Verordening (EU) 2016/679 is CELEX `32016R0679`; a CELEX number and COM(2020) 123 stay as they are.
    """
    for stroke in _EU_STROKE.finditer(text):
        head = _EU_HEAD.search(text, max(0, stroke.start() - 70), stroke.start())
        identifier = _celex(head, stroke["b"]) if head and (head["new"] or stroke["old"]) else ""
        if head and identifier:
            kind = ("type", " ".join(head["type"].lower().split()))
            yield reference(text, head.start(), stroke.end(), "celex", (identifier,), (kind,))
    for found in _CELEX.finditer(text):
        yield reference(text, found.start(), found.end(), "celex", (found[0],))
    for found in at_words(_COM, text, "OM", "WD", "OIN"):
        identifier = f"{found['type']}({found['year']}) {found['nr']}"
        yield reference(text, found.start(), found.end(), "celex", (identifier,))


def _after_article(text: str, end: int) -> int:
    """Where the members, points and sentences behind an article number end: ", tweede lid, onder g"."""
    for _ in range(5):
        found = _WITHIN.match(text, end)
        if not found:
            break
        end = found.end()
    return end


def _doubts(text: str, law: re.Match[str]) -> tuple[str, ...]:
    name, behind = " ".join(law[0].split()), text[law.end() : law.end() + 2]
    return () if is_settled(name, behind) else ("where the name of the law ends is not marked",)


def articles(text: str) -> Iterator[ReferenceReading]:
    """Articles with the law that they stand in: artikel 10, tweede lid, van de Wob. Without a law nothing is read."""
    for found in at_words(_ARTICLE, text, "rt"):
        end = _after_article(text, found.end())
        of = _OF.match(text, end)
        at = of.end() if of else end
        law = law_name_at(text, at) or ABBREVIATION.match(text, at)
        if not law:
            continue
        numbers = re.findall(_ARTICLE_NUMBER, found["numbers"])
        within = text[found.end() : end].strip(" ,\n\u00a0")
        parts = [("law", " ".join(law[0].split()))] + [("article", number) for number in numbers]
        parts += [("within", " ".join(within.split()))] if within else []
        yield reference(text, found.start(), law.end(), "wet", (), tuple(parts), _doubts(text, law))


def laws(text: str) -> Iterator[ReferenceReading]:
    """Laws named without an article: "Woningwet", "Wetboek van Strafrecht", "Algemene wet bestuursrecht"."""
    for found in law_names(text):
        name = ("law", " ".join(found[0].split()))
        yield reference(text, found.start(), found.end(), "wet", (), (name,), _doubts(text, found))
