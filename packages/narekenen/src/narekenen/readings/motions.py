"""Motions by the members who moved them, joined to the paper that stands beside the name or in the note behind it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from narekenen.readings.citing import SPACE, at_words, reference
from narekenen.readings.model import ReferenceReading

_S = rf"{SPACE}{{1,3}}"
_PARTICLE = rf"(?:(?:[Vv]an|[Dd]e[rn]?|het|[Tt]en|[Tt]er?|[Ee]l|al|'t|’t|[Vv]on|l[ea]){_S}){{0,3}}"
_LETTER = r"[^\W\d_²³¹⁰-⁹]"
# Parties and offices move motions too, but they are no members; a particle alone is no name.
_NOT_A_NAME = (
    r"(?!(?:Kamer|Tweede|Eerste|Nr|Vergaderjaar|Partij|Minister|Staatssecretaris|Regering|Commissie|GroenLinks|"
    r"ChristenUnie|Pvd[AD]|Denk|Volt|Forum|[A-Z]{2}|(?:Van|De[rn]?|Ten|Ter|Von|El)(?![\w'’-])))"
)
_CAPITAL = rf"{_NOT_A_NAME}(?=[A-ZÀ-ÖØ-ÞĀ-Ž]){_LETTER}(?:{_LETTER}|['’]){{1,30}}(?:-(?:{_LETTER}|['’]){{1,30}}){{0,3}}"
_NAME = rf"{_PARTICLE}{_CAPITAL}(?:{_S}{_PARTICLE}{_CAPITAL}){{0,2}}"
_WHO = rf"(?:het{_S}(?:[Kk]amer)?lid|de{_S}(?:[Kk]amer)?leden|de{_S}heer|mevrouw)"
_DAY = (
    rf"(?:van|d\.d\.|dd\.?){_S}\d{{1,2}}{_S}[a-z]{{3,9}}(?:{_S}(?:(?:19|20)\d\d|j\.?l\.|jongstleden))?,?{_S}"
    rf"(?=van{_S}(?:het|de){_S})"
)
_MOTION = re.compile(
    rf"(?P<what>[Mm]oties?|[Kk]amermoties?|[Aa]mendement(?:en)?)"
    rf"(?:(?:-|{_S}(?:{_DAY})?(?:van{_S}(?!de[rn]?{_S}[A-Z]))?(?:{_WHO}{_S})?)"
    rf"(?P<names>{_NAME}(?:(?:/|,{_S}|{_S}en{_S}){_NAME}){{0,9}})(?:{_S}c\.s\.)?)?(?![A-Za-zà-ÿ-])"
)
_NEXT = re.compile(
    rf"(?:{_S}over{_S}[^().;]{{1,200}})?(?:{_S}\([^()]{{0,80}}\))?(?:,|{_S}en){_S}(?:die{_S})?(?P<who>van{_S}(?:het{_S}(?:[Kk]amer)?lid|de{_S}(?:[Kk]amer)?leden){_S}"
    rf"(?P<names>{_NAME}(?:(?:/|,{_S}|{_S}en{_S}){_NAME}){{0,9}})(?:{_S}c\.s\.)?)(?![A-Za-zà-ÿ-])"
)
"""Another motion of a list: "de moties van het lid Peters (…) en van de leden Smit en Bakker (…)"."""
_ABOUT = re.compile(rf"{_S}over{_S}[^().;]{{1,200}}\(")
_SPLIT = re.compile(rf"/|,{_S}|{_S}en{_S}")
_BETWEEN = re.compile(r"[\s(,]{0,4}(?:op stuk |stuk )?(?:nrs?\.\s?)?\Z")


def _beside(text: str, end: int, starts: dict[int, ReferenceReading]) -> ReferenceReading | None:
    """The paper that stands directly behind the names: in brackets, or after "op stuk nr."."""
    for at in range(end, min(end + 22, len(text))):
        if at in starts and _BETWEEN.match(text[end:at]):
            return starts[at]
    return None


def motions(text: str, papers: Iterable[ReferenceReading]) -> Iterator[ReferenceReading]:
    """Motions and amendments named by their movers: "de motie-Dassen c.s. (35 896, nr. 12)", "motie van het lid X".

    `papers` are the parliamentary papers read in the same text. The one that stands directly behind the names is given
    as ("paper", "kst-35896-12"); `canonical` stays empty, because the paper is a reading of its own. ("member", …) per
    mover; without names only where a paper stands beside ("motie op stuk nr. 9 (36 471)").
    """
    starts = {paper.span.start: paper for paper in papers if paper.canonical and paper.canonical[0].startswith("kst-")}
    for found in at_words(_MOTION, text, "otie", "amermotie", "mendement"):
        names = _SPLIT.split(found["names"]) if found["names"] else []
        beside = _beside(text, found.end(), starts)
        if not (names or beside):
            continue
        parts = [("member", " ".join(name.split())) for name in names]
        if found["what"].lower().startswith("amendement"):
            parts.append(("type", "amendement"))
        parts += [("paper", identifier) for identifier in beside.canonical] if beside else []
        yield reference(text, found.start(), found.end(), "motie", (), tuple(parts))
        if names and found["what"].lower() in ("moties", "kamermoties"):
            yield from _further(text, found.end(), starts)


def _paper_behind(text: str, end: int, starts: dict[int, ReferenceReading]) -> bool:
    """Whether a paper stands in brackets behind what a motion is about: "van het lid X over Y (Kamerstuk …)"."""
    about = _ABOUT.match(text, end)
    return about is not None and any(at in starts for at in range(about.end(), min(about.end() + 14, len(text))))


def _further(text: str, end: int, starts: dict[int, ReferenceReading]) -> Iterator[ReferenceReading]:
    """The other motions of a list; only those with a paper beside them or behind what they are about.

    A name alone may be anybody.
    """
    while again := _NEXT.match(text, end):
        end = again.end()
        beside = _beside(text, end, starts)
        if beside or _paper_behind(text, end, starts):
            parts = [("member", " ".join(name.split())) for name in _SPLIT.split(again["names"])]
            parts += [("paper", identifier) for identifier in beside.canonical] if beside else []
            yield reference(text, again.start("who"), end, "motie", (), tuple(parts))
