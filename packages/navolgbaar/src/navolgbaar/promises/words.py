"""Words of a document, as an editor writes or pastes them: found in its passages, and made an anchor."""

from __future__ import annotations

import re

from navolgbaar.promises.science import commitment_of
from navolgbaar.sources.models import Anchor, Document, Passage

SHORTEST = 3


class NotThere(Exception):
    """These words do not stand in that document."""


def find(document: Document, words: str, near: int | None = None) -> tuple[Passage, int, int]:
    """(passage, at, to) of words, spaces apart. `near` is an order in the document: of several places the nearest.

    Raises NotThere where no single passage holds them.
    """
    wanted = words.split()
    if len("".join(wanted)) < SHORTEST:
        raise NotThere(words)
    pattern = re.compile(r"\s+".join(re.escape(word) for word in wanted), re.IGNORECASE)
    rows = document.passages.filter(erased_at=None, text__icontains=max(wanted, key=len)).order_by("order")
    found = [(row, match.start(), match.end()) for row in rows if (match := pattern.search(row.text))]
    if not found:
        raise NotThere(words)
    return min(found, key=lambda place: abs(place[0].order - (near or 0)))


def anchor_of(passage: Passage, at: int, to: int, like: Anchor | None = None) -> Anchor:
    """The anchor of words in a passage, saved. Its offsets in the bytes' text are those of the words where they stand
    there in one piece, else those of the whole passage.

    like   an anchor of the same document, for its locator ("page 3")
    """
    document = passage.document
    known: Anchor | None = Anchor.objects.filter(passage=passage, at=at, to=to, source=document.file.digest).first()
    if known is not None:
        return known
    words = passage.text[at:to]
    offset = passage.source_text.find(words)
    start = passage.start + offset if offset >= 0 else passage.start
    return Anchor.objects.create(
        source=document.file.digest,
        reader=document.reader,
        start=start,
        end=start + len(words) if offset >= 0 else passage.end,
        passage=passage,
        at=at,
        to=to,
        locator=like.locator if like is not None and like.passage_id == passage.pk else "",
        commitment=commitment_of(passage.salt, words),
    )


def anchor_for(document: Document, words: str, near: Passage | None = None) -> Anchor:
    """The anchor of words that stand in a document. Raises NotThere."""
    passage, at, to = find(document, words, near.order if near is not None else None)
    return anchor_of(passage, at, to)


def quoted(anchor: Anchor) -> str:
    """The words of an anchor; "" where they were erased."""
    return "" if anchor.passage.erased_at else anchor.passage.text[anchor.at : anchor.to]
