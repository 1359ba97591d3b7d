"""Which sentences of a document may say something: answers, not questions; the letter, not the law in its annex."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator

from narekenen.documents.model import Passage
from narekenen.readings.model import Letter
from narekenen.readings.statements.phases import phases
from narekenen.readings.statements.sentence import Sentence, lower, tokens

_QUESTION_HEAD = re.compile(r"(?:\d{1,3}\.? ?)?vra(?:ag|gen) ?(?:\d|:|$)")
_ANSWER_HEAD = re.compile(r"(?:antwoord|reactie|beantwoording)")
_LAW_HEAD = re.compile(r"artikel (?:\d|[ivx])")
_LAW_LINE = re.compile(r"artikel (?:\d{1,4}[a-z]{0,2}|[ivx]{1,6})\.?")
_ASKERS = re.compile(
    r"(?:ook |verder |voorts |tevens )?(?:de leden van de|deze leden|het lid [a-z]+ vraagt|de fractieleden)\b"
)
_FORM = re.compile(r"(?:bij beantwoording de datum|wilt u slechts (?:één|een) zaak)")


LONGEST = 6000
"""Characters. What is longer without a full stop is no sentence, and is not read."""


def sentences(letter: Letter) -> Iterator[Sentence]:
    """The sentences that can hold a statement, in the order of the text."""
    passages = letter.passages
    asked = _question_blocks(passages)
    starts = [date.span.start for date in letter.dates]
    plan = phases(letter)
    heading, in_question, in_law = "", False, False
    for at, passage in enumerate(passages):
        low = lower(passage.text)
        if passage.kind == "heading":
            heading = low
            in_question = _QUESTION_HEAD.match(low) is not None
            in_law = _LAW_HEAD.match(low) is not None or (in_law and not _ANSWER_HEAD.match(low))
        elif _LAW_LINE.fullmatch(low):
            in_law = True
        if passage.kind not in ("paragraph", "list_item", "heading"):
            continue
        if (
            len(low) > LONGEST
            or in_question
            or in_law
            or passage.block in asked
            or low.rstrip(" »”’)").endswith("?")
            or _FORM.match(low)
        ):
            continue
        first = bisect_left(starts, passage.span.start)
        after = bisect_left(starts, passage.span.end)
        items = _items(passages, at) if low.rstrip().endswith(":") else ()
        yield Sentence(
            letter.running, passage, low, tokens(low), letter.dates[first:after], letter.dated, heading, items, plan
        )


def _question_blocks(passages: tuple[Passage, ...]) -> set[int]:
    """Blocks in which members of parliament speak: they end in a question, or open with who asks."""
    return {
        passage.block
        for passage in passages
        if passage.kind == "paragraph" and (passage.text.rstrip().endswith("?") or _ASKERS.match(lower(passage.text)))
    }


def _items(passages: tuple[Passage, ...], at: int) -> tuple[Passage, ...]:
    """The list items behind a sentence that announces them."""
    end = at + 1
    while end < len(passages) and passages[end].kind == "list_item":
        end += 1
    return passages[at + 1 : end]
