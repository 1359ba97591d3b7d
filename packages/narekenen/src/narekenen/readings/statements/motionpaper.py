"""A motion as it is published: its movers out of the title and the signatures, and its dictum."""

from __future__ import annotations

import re
from collections.abc import Iterator

from narekenen.documents.model import Passage
from narekenen.readings.metadata import LetterMetadata
from narekenen.readings.model import Letter
from narekenen.readings.statements.model import Statement, Words
from narekenen.readings.statements.moved import CLOSING, asked_of

_TITLE = re.compile(
    r"(?:(?:TWEEDE |NADER )*GEWIJZIGDE )?MOTIE VAN (?:HET LID |DE LEDEN |HET )?(?P<names>.{2,400})", re.DOTALL
)
_BETWEEN = re.compile(r"\s*,\s*|\s+EN\s+")
_AND_OTHERS = re.compile(r"(?:\s+C\.\s?S\.?)?(?:\s+TER VERVANGING VAN .*)?\s*\Z")
_CONSIDERS = re.compile(
    r"(?:gehoord|constaterende|constateert|overwegende|overweegt|van mening|van oordeel|gelet|gezien|kennisgenomen|"
    r"kennis genomen|indachtig|ervan uitgaande|erkennende|wijzende|de kamer,|de raad,|"
    r"(?:tevens|voorts|ook|verder) (?:overwegende|constaterende))"
)
_ASKS = re.compile(
    r"(?:verzoekt|spreekt|roept|vraagt|draagt|nodigt|dringt|besluit|geeft|zegt|stelt|keurt|wijst|betreurt|veroordeelt|"
    r"onderschrijft|(?:her)?bevestigt|machtigt|adviseert|beschouwt|schort)\b"
)
_CHAMBER = re.compile(r"\bde (?:kamer|raad),$|^gehoord de beraadslaging")
_DRAFT = re.compile(r"[0-9]{5}(?:-[IVX]{1,5}|-[A-Z]|-[0-9]{2})?-[0-9]{1,4}")
"""The number at the head of a motion that is not yet printed: 36410-V-49."""

_HEAD = 20
"""Passages in which the title of a motion stands."""
_SIGNATURE = re.compile(r"[A-Z'’ÀÁÄÇÈÉËÖÜŠŽ][\w'’. -]{1,40}")


def motion_paper(letter: Letter, metadata: LetterMetadata) -> Iterator[Statement]:
    """The motion that a document is: movers, paper and what it asks; nothing where the document is no motion."""
    head = letter.passages[:_HEAD]
    title = next((p for p in head if _TITLE.search(" ".join(p.text.split()))), None)
    heard = any(_CHAMBER.search(p.text.lower()) for p in letter.passages[: 2 * _HEAD])
    dictum = _dictum(letter.passages) if title and heard else []
    if title is None or not dictum:
        return
    printed = _TITLE.search(" ".join(title.text.split()))
    names = _AND_OTHERS.sub("", printed["names"] if printed else "")
    draft = next((found for p in head if (found := _DRAFT.fullmatch(p.text.strip()))), None)
    first, last = dictum[0], dictum[-1]
    span = type(first.span)(first.span.start, last.span.end)
    number = metadata.identifier or (f"kst-{draft[0]}" if draft else "")
    yield Statement(
        "motion", letter.running.text[span.start : span.end], span, letter.running.raw_span(span), first.id,
        "motion.dictum", (Words(title.text, title.span, title.raw),), movers=tuple(_movers(names, letter.passages)),
        paper=number, parts=tuple(asked_of(dictum, letter.running)),
    )  # fmt: skip


def _dictum(passages: tuple[Passage, ...]) -> list[Passage]:
    """The paragraphs that ask: from the first verb of asking behind the considerations up to the closing formula."""
    start = next((i for i, p in enumerate(passages) if _ASKS.match(p.text.lower())), None)
    if start is None:
        return []
    end = next((i for i in range(start, len(passages)) if CLOSING.search(passages[i].text)), len(passages) - 1)
    body = [p for p in passages[start : end + 1] if p.kind not in ("note", "furniture", "table")]
    body = [p for p in body if not CLOSING.match(p.text)]
    return [p for p in body if not _CONSIDERS.match(p.text.lower()) or p is body[0]]


def _movers(names: str, passages: tuple[Passage, ...]) -> Iterator[str]:
    """The names of the title, spelled as in the signatures where they stand there."""
    signed = {s.upper(): s for p in passages[-30:] for s in p.text.split("\n") if _SIGNATURE.fullmatch(s.strip())}
    for name in _BETWEEN.split(names.strip(" .")):
        if name:
            yield signed.get(name, name.title())
