"""Parliamentary papers, in all the ways they are cited: `Kamerstukken 31 293 en 31 289, nrs. 520 en 548`.

A citation is found by its dossier number and then read in both directions: before it stand the words that introduce
it (Kamerstukken II 2022/23), behind it the numbers of the papers. Five digits alone are never a citation.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator

from narekenen.readings.citing import GAP, reference
from narekenen.readings.dossiers import DOSSIER, Dossier, dossiers_at, numbers_at
from narekenen.readings.model import ReferenceReading
from narekenen.readings.paperlead import Lead, Tail, announced, lead, unannounced

_NUMBER_BEFORE = re.compile(rf"(?:nr|nrs|nummers?)\b\.?{GAP}(?P<numbers>[^()]{{1,40}}?){GAP}\({GAP}\Z")
_BRACKET_BEHIND = re.compile(rf"{GAP}\)")
_BRACKET_BEFORE = re.compile(rf"\({GAP}\Z")
_LINE_END = re.compile(r"[ \t]*(?:\n|\Z)")
_BILL_BEFORE = re.compile(
    r"(?:[Ww]etsvoorstel|[Vv]oorstel van wet|[Ii]nitiatiefnota|[Bb]egroting)[^.;:()\n]{0,90}\([^()\n]{0,3}\Z"
)
_RESPECTIVELY = re.compile(rf"{GAP},?{GAP}(?:respectievelijk|resp\.)")

# The foot and the imprint of a printed paper give its own number; they refer to nothing.
_FOOT = re.compile(
    r"^(?:[^\n]{0,80}Gravenhage [0-9]{4})?[ \t]*(?:Tweede|Eerste) Kamer, vergaderjaar [0-9][^\n()]{0,60}[0-9][ \t]*$"
    r"|^[ \t]*kst-[0-9A-Za-z-]{5,30}[ \t]*\n\s{0,9}ISSN",
    re.MULTILINE,
)
_NO_MORE = (sys.maxsize, sys.maxsize)
_FOOT_SIGN = re.compile(r"Kamer, vergaderjaar|ISSN")


def _reversed(text: str, start: int, dossier: Dossier) -> tuple[int, Tail] | None:
    """The numbers before a dossier in brackets: "stuk nr. 1181 (33 529)"."""
    behind = _BRACKET_BEHIND.match(text, dossier.end)
    before = _NUMBER_BEFORE.search(text, max(0, start - 60), start) if behind else None
    if not (behind and before):
        return None
    numbers = numbers_at(text, before.start("numbers"), plural=True)
    if not numbers or numbers.end != before.end("numbers"):
        return None
    return before.start("numbers"), Tail(numbers.values, (), behind.end())


def _dossier_alone(text: str, start: int, dossier: Dossier, before: Lead) -> bool:
    """Whether a dossier without a number is named as one: Kamerstuk 36 512, wetsvoorstel … (36 512), (36 410-V)."""
    spaced = not text[start + 2].isdigit()
    if before.paper and "\n" in text[before.start : start] and _LINE_END.match(text, dossier.end):
        return False  # the head of a printed paper: the word and the dossier on a line each
    if before.paper:
        return spaced or bool(dossier.chapter) or not before.paper.startswith("dossier")
    if not _BRACKET_BEFORE.search(text, max(0, start - 3), start) or not _BRACKET_BEHIND.match(text, dossier.end):
        return False
    return (bool(dossier.chapter) and not dossier.chapter.isdigit()) or bool(
        _BILL_BEFORE.search(text, max(0, start - 120), start)
    )


def _canonical(text: str, dossiers: tuple[Dossier, ...], tail: Tail) -> tuple[str, ...]:
    """One identifier per paper. A paper printed under two dossiers has its number in the first one."""
    pairs = len(dossiers) == len(tail.numbers) > 1 and _RESPECTIVELY.match(text, tail.end)
    if pairs:
        return tuple(f"kst-{d.key}-{number}" for d, number in zip(dossiers, tail.numbers, strict=True))
    return tuple(dict.fromkeys(f"kst-{dossiers[0].key}-{number}" for number in tail.numbers))


def _parts(dossiers: tuple[Dossier, ...], before: Lead, tail: Tail | None) -> tuple[tuple[str, str], ...]:
    parts: list[tuple[str, str]] = []
    for dossier in dossiers:
        parts.append(("dossier", dossier.number))
        parts += [
            (name, value) for name, value in (("chapter", dossier.chapter), ("rijkswet", dossier.kingdom)) if value
        ]
    parts += [("nr", number) for number in tail.numbers] if tail else []
    parts += [("page", page) for page in tail.pages] if tail else []
    parts += [(name, value) for name, value in (("chamber", before.chamber), ("year", before.year)) if value]
    return tuple(parts)


def _doubts(before: Lead, dossiers: tuple[Dossier, ...], tail: Tail | None) -> tuple[str, ...]:
    doubts = [before.doubt] if before.doubt else []
    if tail and len(dossiers) == len(tail.numbers) > 1:
        doubts.append("as many papers as dossiers: each may belong to its own")
    return tuple(doubts)


def _reading(text: str, start: int) -> ReferenceReading | None:
    """The citation around the dossier number at `start`, or None where the digits are something else."""
    before, dossiers = lead(text, start), dossiers_at(text, start)
    if not dossiers or (dossiers[0].loose and not (before.paper or before.chamber)):
        return None
    last, first = dossiers[-1], before.start
    tail = announced(text, last.end) or unannounced(text, start, last, before)
    if not tail:
        turned = _reversed(text, before.start, last)
        first, tail = turned or (first, None)
    if tail:
        canonical, end = _canonical(text, dossiers, tail), tail.end
    elif _dossier_alone(text, start, last, before):
        canonical, end = tuple(f"dossier-{dossier.key}" for dossier in dossiers), last.end
    else:
        return None
    parts = _parts(dossiers, before, tail)
    return reference(text, first, end, "kamerstuk", canonical, parts, _doubts(before, dossiers, tail))


def kamerstukken(text: str) -> Iterator[ReferenceReading]:
    """Parliamentary papers cited in `text`, in the order in which they stand.

    canonical is `kst-<dossier>[-<chapter>]-<nr>` per paper, `dossier-<dossier>` where no paper is named. Page feet
    ("Tweede Kamer, vergaderjaar 2022–2023, 36 200, nr. 12" on a line of its own) and imprints are left out.
    """
    feet = (found.span() for found in _FOOT.finditer(text)) if _FOOT_SIGN.search(text) else iter(())
    low, high = next(feet, _NO_MORE)
    done = 0
    for found in DOSSIER.finditer(text):
        while high <= found.start():
            low, high = next(feet, _NO_MORE)
        if found.start() < done or low <= found.start():
            continue
        reading = _reading(text, found.start())
        if reading:
            yield reading
            done = reading.span.end
