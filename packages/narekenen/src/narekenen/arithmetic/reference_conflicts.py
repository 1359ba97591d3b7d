"""Rule: one Kamerstuk number cited for two different things."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from narekenen.arithmetic.model import Finding
from narekenen.arithmetic.prose import Sentence, evidence, sentences
from narekenen.readings.model import Letter, ReferenceReading

RULE = "reference_conflicts"
_LETTER_OF = re.compile(r"\b(?:brief|kamerbrief|nota|rapportage)\b(?:[^.;()]{0,50}?)\b(?:van|d\.d\.|dd\.) $")
_MOTION_OF = re.compile(
    r"\bmotie[- ](?:van )?(?:het (?:kamer)?lid |de (?:kamer)?leden |de heer |mevrouw )?"
    r"(?P<names>[A-Z][\w'-]+(?:(?:,| en|/| c\.s\.,?)? ?(?:(?:van|de|der|den|el|ten|ter) ){0,3}[A-Z][\w'-]+){0,4})"
)
_ASKED = re.compile(
    r"\b(?:verzocht|verzoekt|vraagt|vroeg|gevraagd|opgeroepen|roept)\b(?P<what>[^.;]{25,400})", re.IGNORECASE
)
_WORD = re.compile(r"[^\W\d_]{6,}")
_EMPTY = re.compile(
    r"betreft|daar\w+|hier\w+|waar\w+|gemeenten|generaal|gevraagd|hebben|informeren|kabinet|kamer|kamerstuk\w*|kunnen|leden|"
    r"minister|moeten|mogelijk\w*|motie|nadere|onderzoek\w*|overleg|regering|staatssecretaris|staten|tweede|uitkomsten|"
    r"verdere?|vergaderjaar|verzoekt|verzocht|wijze|worden|zodat"
)
_POINTS_BACK = re.compile(
    r"\b(?:dit|deze|dat|die) (?:onderzoek|rapport|advies|brief|voorstel|motie|thema|onderwerp|punt)\b"
)
_MEMBER = re.compile(r"\blid (?P<name>[A-Z][\w'-]+)")
_STEM = 6
_MOST, _MOST_CITED = 50, 5_000

Kind = Literal["date", "mover", "request"]
_NL = {"date": "een brief van {0} en voor een brief van {1}", "mover": "een motie van {0} en voor een motie van {1}"}
_EN = {"date": "a letter of {0} and for a letter of {1}", "mover": "a motion by {0} and for a motion by {1}"}


@dataclass(frozen=True, slots=True)
class Said:
    """What one place says of the document it cites: the day of a letter, the movers of a motion, or its request."""

    reference: ReferenceReading
    kind: Kind
    shown: str
    words: frozenset[str]


def one_number_for_two(letter: Letter) -> Iterator[Finding]:
    """A Kamerstuk with its number, cited at two places that cannot mean one document.

    A finding when the two places give different days of a letter directly before the reference, or movers of a motion
    of whom none is the same; or when both say what a motion requests and the two requests share no telling word.
    Only places that cite this one number; in a note it is the sentence that cites the note.
    """
    said: dict[str, list[Said]] = defaultdict(list)
    every = sentences(letter)
    starts = [sentence.span.start for sentence in every]
    cited = [r for r in letter.references if r.kind == "kamerstuk"][:_MOST_CITED]
    homes = [(reference, _homes(every, starts, reference)) for reference in cited]
    busy = Counter(at for _, places in homes for at in places)
    for reference, places in homes:
        if len(reference.canonical) == 1 and reference.canonical[0].count("-") >= 2:
            for at in places:
                described = _described(letter, every, at, reference, alone=busy[at] == 1)
                said[reference.canonical[0]].extend(described)
    for number, found in said.items():
        pair = _conflict(found[:_MOST])
        if pair is not None:
            yield _finding(letter, number, *pair)


def _homes(every: tuple[Sentence, ...], starts: list[int], reference: ReferenceReading) -> list[int]:
    """The sentences that cite a reference, by index: its own, or those that cite the note it stands in."""
    offsets = reference.cited_at[:3] if reference.note else (reference.span.start,)
    places = {bisect_right(starts, offset) - 1: offset for offset in offsets}
    return [at for at, offset in places.items() if at >= 0 and offset < every[at].span.end]


def _described(
    letter: Letter, every: tuple[Sentence, ...], at: int, reference: ReferenceReading, *, alone: bool
) -> Iterator[Said]:
    home = every[at]
    upto = reference.span.start - home.span.start if not reference.note else len(home.text)
    before = home.text[:upto]
    if not reference.note:
        for day in home.dates:
            gap = (
                letter.running.text[day.span.end : reference.span.start]
                if day.span.end <= reference.span.start
                else "-" * 9
            )
            lead = home.slice(day.span.start - 80, day.span.start)
            if day.grain == "day" and not day.inferred and re.fullmatch(r",? ?\(?", gap) and _LETTER_OF.search(lead):
                yield Said(reference, "date", day.text, frozenset({day.edtf}))
    motions = list(_MOTION_OF.finditer(before))
    if motions and (alone or (not reference.note and upto - motions[-1].end() < 12)):
        names = frozenset(re.findall(r"[A-Z][\w'-]{2,}", motions[-1]["names"]))
        yield Said(reference, "mover", motions[-1]["names"], names)
    asked = _ASKED.search(home.text)
    if alone and asked and "motie" in home.text.lower():
        what = _MOTION_OF.sub(" ", asked["what"])
        if _POINTS_BACK.search(what):
            what += " " + every[at - 1].text if at and every[at - 1].block == home.block else ""
        members = {m["name"].lower() for m in _MEMBER.finditer(home.text)}
        words = frozenset(w for w in _WORD.findall(what.lower()) if not _EMPTY.fullmatch(w) and w not in members)
        if len(words) >= 2:
            yield Said(reference, "request", " ".join(asked["what"].split()), words)


def _conflict(places: list[Said]) -> tuple[Said, Said] | None:
    for at, one in enumerate(places):
        for other in places[:at]:
            if one.kind == other.kind and one.reference is not other.reference and not _alike(one, other):
                return other, one
    return None


def _alike(one: Said, other: Said) -> bool:
    """Whether the two share what they say; of requests a word of which the first six letters stand in the other."""
    if one.kind != "request":
        return bool(one.words & other.words)
    return any(a[:_STEM] in b or b[:_STEM] in a for a in one.words for b in other.words)


def _finding(letter: Letter, number: str, one: Said, other: Said) -> Finding:
    printed = other.reference.text
    if one.kind == "request":
        nl, en = "twee verschillende verzoeken", "two different requests"
    else:
        nl, en = _NL[one.kind].format(one.shown, other.shown), _EN[one.kind].format(one.shown, other.shown)
    return Finding(
        rule=RULE, verdict="reference_conflict", severity="finding", printed=printed, follows=number,
        evidence=(evidence(letter, other.reference.span, "claim"), evidence(letter, one.reference.span, "part")),
        steps=(),
        nl=f"{printed} staat hier voor {nl}; dat past niet bij één stuk.",
        en=f"{printed} is given here for {en}; that does not fit one document.",
    )  # fmt: skip
