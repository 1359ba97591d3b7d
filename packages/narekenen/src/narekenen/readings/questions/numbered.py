"""Questions and answers with numbers: written questions of members, lists of questions and answers."""

from __future__ import annotations

from dataclasses import dataclass, field

from narekenen.documents.model import RunningText, Span
from narekenen.readings.questions.askers import group_heading
from narekenen.readings.questions.drafts import (
    DraftExchange,
    DraftQuestion,
    asking_block,
    closes,
    readable,
    split_asking,
)
from narekenen.readings.questions.emphasis import MOSTLY, Emphasis
from narekenen.readings.questions.markers import Marker, bare_number, marker, trailing_number
from narekenen.readings.questions.model import Asker, Pairing


@dataclass(slots=True)
class _Entry:
    """A mark and the paragraphs under it."""

    mark: Marker
    asker: Asker
    spans: list[Span] = field(default_factory=list)
    blocks: list[int] = field(default_factory=list)


def numbered(running: RunningText, asker: Asker) -> list[DraftExchange]:
    """Every numbered question with its answer, in the order of the answers; () where no question has a number.

    asker   who asks according to the head of the paper; a heading that names a group goes before it
    """
    entries = _entries(running, asker)
    if not any(entry.mark.kind == "question" for entry in entries):
        return []
    exchanges: list[DraftExchange] = []
    for series in _series(entries):
        exchanges += _paired(series, running)
    return exchanges


def _entries(running: RunningText, asker: Asker) -> list[_Entry]:
    """The marks in reading order, each with its own text. Words before the first mark belong to none."""
    blocks = readable(running)
    texts = [running.text[block.span.start : block.span.end] for _, block in blocks]
    bare = not any((mark := marker(text)) and mark.kind == "question" for text in texts)
    entries: list[_Entry] = []
    due = 1
    for at, ((index, block), text) in enumerate(zip(blocks, texts, strict=True)):
        following = texts[at + 1] if at + 1 < len(texts) else ""
        mark = marker(text) or (_bare(text, block.label, following, due, entries) if bare else None)
        if (group := group_heading(text)) and group.kind == "fractie":
            asker = group
            continue
        if mark:
            entries.append(_Entry(mark, asker))
        if not entries or (mark is None and closes(text) and _answered(entries)):
            continue
        start, end = block.span.start + (mark.end if mark else 0), block.span.end
        number, cut = trailing_number(text) if bare else ("", 0)
        if number and number == str(_number(entries) + 1):
            end = block.span.start + cut
        start += len(running.text[start:end]) - len(running.text[start:end].lstrip())
        if start < end:
            entries[-1].spans.append(Span(start, end))
            entries[-1].blocks.append(index)
        if number and end < block.span.end:
            entries.append(_Entry(Marker("question", (number,), 0), asker))
        due = _number(entries) + 1
    return entries


def _answered(entries: list[_Entry]) -> bool:
    return entries[-1].mark.kind != "question" and bool(entries[-1].spans)


def _number(entries: list[_Entry]) -> int:
    """The last number of the last question."""
    for entry in reversed(entries):
        if entry.mark.kind == "question" and entry.mark.numbers:
            return int(entry.mark.numbers[-1].rstrip("abcdefghijklmnopqrstuvwxyz"))
    return 0


def _bare(text: str, label: str, following: str, due: int, entries: list[_Entry]) -> Marker | None:
    """A number alone on its line, or before the text of an item, that is the next one and has a question behind it."""
    number = bare_number(text)
    if number and int(number.rstrip("abcdefghijklmnopqrstuvwxyz")) == due and asking_block(following):
        return Marker("question", (number,), len(text))
    if label.rstrip(".)") == str(due) and text.startswith(label) and "?" in text:
        return Marker("question", (str(due),), len(label))
    if text.strip() in ("Antwoord", "Antwoord:") and entries:
        return Marker("answer", (), len(text))
    return None


def _series(entries: list[_Entry]) -> list[list[_Entry]]:
    """Numbering that starts again opens a new series; one that is only asked, and asked again with answers, goes."""
    series: list[list[_Entry]] = []
    seen: set[str] = set()
    for entry in entries:
        again = entry.mark.kind == "question" and entry.mark.numbers[0] in seen
        if again or not series:
            series.append([])
            seen = set()
        if entry.mark.kind == "question":
            seen.update(entry.mark.numbers)
        series[-1].append(entry)
    return [
        s
        for at, s in enumerate(series)
        if at == len(series) - 1 or any(e.mark.kind == "answer" for e in s) or _bodies(s)
    ]


def _bodies(series: list[_Entry]) -> bool:
    """Whether questions without answer marks have more than one paragraph each: then the answers stand under them."""
    return sum(len(entry.spans) > 1 for entry in series) * 2 > len(series)


def _paired(series: list[_Entry], running: RunningText) -> list[DraftExchange]:
    named = {number for entry in series if entry.mark.kind == "answer" for number in entry.mark.numbers}
    exchanges: list[DraftExchange] = []
    waiting: list[DraftQuestion] = []
    open_by_number: dict[str, DraftQuestion] = {}
    taken: set[int] = set()
    emphasis = Emphasis(running)
    for at, entry in enumerate(series):
        if entry.mark.kind == "question":
            last = at + 1 == len(series) or series[at + 1].mark.kind == "question"
            alone = last and not named.intersection(entry.mark.numbers)
            cut = _unmarked(entry, running, emphasis) if alone else len(entry.spans)
            asked = _asked(entry, cut)
            waiting += asked
            open_by_number.update((number, question) for question in asked for number in _numbers_of(question))
            if cut == len(entry.spans):
                continue
            found = _unmarked_exchange([q for q in waiting if id(q) not in taken], entry, cut)
        else:
            left = [] if entry.mark.numbers else [q for q in waiting if id(q) not in taken]
            found = _answer_of(entry, left, open_by_number)
        exchanges.append(found)
        taken.update(id(question) for question in found.questions)
        if not (entry.mark.kind == "answer" and entry.mark.numbers):
            waiting = []
    exchanges += [DraftExchange("numbered", [question]) for question in waiting if id(question) not in taken]
    return sorted(exchanges, key=_starts)


def _starts(exchange: DraftExchange) -> int:
    return next(iter([*exchange.questions[0].text, *exchange.answer]), Span(0, 0)).start


def _asked(entry: _Entry, cut: int) -> list[DraftQuestion]:
    """The questions under one mark: one per number where there are as many paragraphs as numbers."""
    spans = entry.spans[:cut]
    numbers = entry.mark.numbers
    if len(numbers) > 1 and len(spans) == len(numbers):
        return [DraftQuestion(number, entry.asker, [span]) for number, span in zip(numbers, spans, strict=True)]
    number = numbers[0] if len(numbers) == 1 else f"{', '.join(numbers[:-1])} en {numbers[-1]}"
    return [DraftQuestion(number, entry.asker, spans)]


def _numbers_of(question: DraftQuestion) -> set[str]:
    return set(question.number.replace(" en ", ", ").split(", "))


def _answer_of(entry: _Entry, waiting: list[DraftQuestion], open_by_number: dict[str, DraftQuestion]) -> DraftExchange:
    """The exchange of an answer mark, with the questions that it names, else all that wait."""
    numbers = entry.mark.numbers
    named = {id(q): q for number in numbers if (q := open_by_number.pop(number, None)) is not None}
    mine = list(named.values()) if numbers else list(waiting)
    doubts: list[str] = []
    if not mine:
        mine = [DraftQuestion(", ".join(numbers), entry.asker)]
        doubts.append("an answer whose question was not found")
    notice = entry.mark.kind == "notice"
    how: Pairing = "numbers" if numbers else "mark"
    return DraftExchange("numbered", mine, list(entry.spans), numbers, how, notice, doubts)


def _unmarked(entry: _Entry, running: RunningText, emphasis: Emphasis) -> int:
    """How many of the paragraphs under a question mark are the question itself: the rest is the answer."""
    if len(entry.spans) < 2:
        if entry.spans:
            asked, rest = split_asking(running.text[entry.spans[0].start : entry.spans[0].end], entry.spans[0])
            if rest is not None:
                entry.spans[:] = [asked, rest]
                return 1
        return len(entry.spans)
    shares = [emphasis.share(running.blocks[index]) for index in entry.blocks]
    if shares[0] >= MOSTLY and min(shares[1:]) < MOSTLY:
        return next(at for at, share in enumerate(shares) if share < MOSTLY)
    asking = [asking_block(running.text[span.start : span.end]) for span in entry.spans]
    last = max((at for at, asked in enumerate(asking) if asked), default=0)
    return next((at for at, asked in enumerate(asking) if not asked and at > 0), last + 1)


def _unmarked_exchange(waiting: list[DraftQuestion], entry: _Entry, cut: int) -> DraftExchange:
    doubt = "the answer has no mark of its own"
    return DraftExchange("numbered", waiting, entry.spans[cut:], entry.mark.numbers, "words", doubts=[doubt])
