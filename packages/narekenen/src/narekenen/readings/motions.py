"""Motions by the members who moved them, joined to the paper that stands beside the name or in the note behind it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from narekenen.readings.citing import SPACE, apart, reference
from narekenen.readings.model import ReferenceReading

_PARTICLE = rf"(?:(?:[Vv]an|[Dd]e[rn]?|het|[Tt]en|[Tt]er?|[Ee]l|al|'t|’t|[Vv]on|l[ea]){SPACE}){{0,3}}"
_LETTER = r"[^\W\d_²³¹⁰-⁹]"
_NOT_A_NAME = r"(?!(?:Kamer|Tweede|Eerste|TK|EK|De[ ]Kamer|De[ ]heer|Nr|Vergaderjaar))"
_CAPITAL = rf"{_NOT_A_NAME}(?=[A-ZÀ-ÖØ-ÞĀ-Ž]){_LETTER}(?:{_LETTER}|['’]){{1,30}}(?:-(?:{_LETTER}|['’]){{1,30}}){{0,3}}"
_NAME = rf"{_PARTICLE}{_CAPITAL}(?:{SPACE}{_PARTICLE}{_CAPITAL}){{0,2}}"
_MOTION = re.compile(
    rf"(?P<what>[Mm]oties?|[Kk]amermoties?|[Aa]mendement(?:en)?)"
    rf"(?:-|{SPACE}(?:van{SPACE})?(?:(?:het{SPACE}(?:[Kk]amer)?lid|de{SPACE}(?:[Kk]amer)?leden|de{SPACE}heer|mevrouw){SPACE})?)"
    rf"(?P<names>{_NAME}(?:(?:/|,{SPACE}|{SPACE}en{SPACE}){_NAME}){{0,9}})(?:{SPACE}c\.s\.)?"
)
_SPLIT = re.compile(rf"/|,{SPACE}|{SPACE}en{SPACE}")
_BETWEEN = re.compile(r"[\s(,]{0,4}(?:op stuk |stuk )?(?:nrs?\.\s?)?\Z")


def motions(text: str, papers: Iterable[ReferenceReading]) -> Iterator[ReferenceReading]:
    """Motions and amendments named by their movers: "de motie-Dassen c.s. (35 896, nr. 12)", "motie van het lid X".

    `papers` are the parliamentary papers read in the same text. The one that stands directly behind the names is given
    as ("paper", "kst-35896-12"); `canonical` stays empty, because the paper is a reading of its own. ("member", …) per
    mover.
    """
    starts = {paper.span.start: paper for paper in papers if paper.canonical and paper.canonical[0].startswith("kst-")}
    for found in apart(_MOTION, text, "otie", "mendement"):
        members = [" ".join(name.split()) for name in _SPLIT.split(found["names"])]
        parts = [("member", member) for member in members]
        if found["what"].lower().startswith("amendement"):
            parts.append(("type", "amendement"))
        beside = next(
            (
                starts[at]
                for at in range(found.end(), found.end() + 22)
                if at in starts and _BETWEEN.match(text[found.end() : at])
            ),
            None,
        )
        parts += [("paper", identifier) for identifier in beside.canonical] if beside else []
        yield reference(text, found.start(), found.end(), "motie", (), tuple(parts))
