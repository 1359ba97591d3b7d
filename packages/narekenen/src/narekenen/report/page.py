"""The document as a page: paper with what was read marked in the text, and beside it what does not add up."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from importlib.resources import files

from narekenen import __version__
from narekenen.arithmetic.model import Evidence, Finding
from narekenen.documents.model import Block, RunningText, Span
from narekenen.readings.model import Letter, TableReading
from narekenen.readings.statements import statements
from narekenen.report.annotations import Annotation, annotated, copies, running_spans
from narekenen.report.cards import cards, marks
from narekenen.report.overlaps import Overlaps
from narekenen.report.reading import Checked
from narekenen.report.tables import table_html
from narekenen.report.words import Lang, count, say, sort_of, what_was_read

CLASS = {"finding": "wrong", "hint": "hint", "confirmation": "holds"}
POLICY = "default-src 'none'; style-src 'unsafe-inline'"


def page(checked: Checked, lang: Lang) -> str:
    """One self-contained HTML page: no script, no request to anywhere, readable on a phone and on paper."""
    title = escape(checked.letter.source.name)
    style = files("narekenen.report").joinpath("page.css").read_text(encoding="utf-8")
    return (
        f'<!doctype html>\n<html lang="{lang}"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">'
        f'<meta name="viewport" content="width=device-width, initial-scale=1"><title>{title} · Narekenen</title>'
        f"<style>{style}</style></head><body>\n<main><h1>{title}</h1>{_lead(checked, lang)}\n"
        f"{rows(checked, lang, said=True)}</main>\n{_foot(checked, lang)}</body></html>\n"
    )


def rows(checked: Checked, lang: Lang, *, said: bool = False) -> str:
    """The paper with its margin alone, as HTML to put in a page: one row per block, all text of the document escaped.

    Each remark has the id `remark-N`, where N is the place of its finding in `checked.findings`, from 1. With `said`
    the statements stand in the margin too, below the remarks, with the id `statement-N` in the order of the text.
    """
    paper, remarks = _paper(checked, lang, said=said), _remarks(checked, lang)
    beside = cards(checked, lang) if said else {}
    blocks = range(len(checked.letter.running.blocks))
    return "".join(_row(paper, index, remarks.get(index, "") + beside.get(index, "")) for index in blocks)


@dataclass(frozen=True, slots=True)
class _Paper:
    """What stands in the text, by place: marks, places in tables, note marks, where the words of a note begin."""

    letter: Letter
    marks: Overlaps[Annotation]
    in_tables: Overlaps[str]
    tables: Overlaps[TableReading]
    notes: Overlaps[str]
    words: dict[int, int]


def _paper(checked: Checked, lang: Lang, *, said: bool) -> _Paper:
    letter = checked.letter
    words: dict[int, int] = {}
    for passage in letter.passages:
        words[passage.block] = min(words.get(passage.block, passage.span.start), passage.span.start)
    findings = [f for f in checked.findings if f.severity != "confirmation"]
    return _Paper(
        letter,
        Overlaps((mark.span, mark) for mark in [*_marks(checked, lang), *(marks(checked) if said else ())]),
        Overlaps((e.raw, _sort(f, e)) for f in findings for e in f.evidence),
        Overlaps((table.raw, table) for table in letter.tables),
        Overlaps((Span(at - 1, at), mark) for at, mark in _note_marks(letter.running).items()),
        words,
    )


def _lead(checked: Checked, lang: Lang) -> str:
    said = count(len(statements(checked.letter)), "statement", "sayings", lang)
    read = " · ".join([*what_was_read(checked.letter, lang), said])
    found = len(checked.of("finding"))
    verdict = f"<strong>{count(found, 'finding', 'findings', lang)}</strong>" if found else say("nothing", lang)
    hints = len(checked.of("hint"))
    more = f" · {count(hints, 'hint', 'hints', lang)}" if hints else ""
    return f'<p class="lead">{verdict}{more}</p><p class="small">{read}. {say("machine", lang)}</p>'


def _foot(checked: Checked, lang: Lang) -> str:
    source = checked.letter.source
    return (
        f"<footer><p>{say('made_with', lang)} {__version__}. {say('machine', lang)}</p>"
        f"<details><summary>{say('technical', lang)}</summary><p>sha256 {escape(source.digest)}<br>"
        f"{escape(source.reader)} · {escape(source.media_type)}<br>"
        f"{count(len(checked.letter.running.repairs), 'repair', 'repairs', lang)}</p></details></footer>"
    )


def _marks(checked: Checked, lang: Lang) -> list[Annotation]:
    letter, made = checked.letter, []
    copied = copies(letter.running)
    for number in letter.numbers:
        made.append(Annotation(number.span, f'<data class="figure" value="{number.value}">', "</data>", 2))
    for date in letter.dates:
        stamp = (
            f' datetime="{escape(date.edtf)}"'
            if date.grain in ("day", "month", "year") and date.edtf[:1].isdigit()
            else ""
        )
        made.append(Annotation(date.span, f'<time class="figure"{stamp}>', "</time>", 3))
    for finding in checked.findings:
        if finding.severity == "confirmation":
            continue
        for evidence in finding.evidence:
            opening = f'<mark class="{_sort(finding, evidence)}" title="{escape(sort_of(finding.verdict, lang))}">'
            for span in running_spans(copied, evidence.raw):
                made.append(Annotation(span, opening, "</mark>", 1))
    return made


def _sort(finding: Finding, evidence: Evidence) -> str:
    """What does not add up stands out; what it was computed from is marked quietly."""
    shown = evidence is finding.evidence[0] or evidence.role in ("printed", "claim")
    return CLASS[finding.severity] if shown else "part"


def _remarks(checked: Checked, lang: Lang) -> dict[int, str]:
    """Per block the remarks whose first evidence stands in it."""
    running = checked.letter.running
    copied = copies(running)
    found: dict[int, str] = {}
    for number, finding in enumerate(checked.findings, 1):
        spans = running_spans(copied, finding.evidence[0].raw) if finding.evidence else ()
        block = running.block_at(spans[0].start) if spans else 0
        if finding.severity != "confirmation":
            found[block] = found.get(block, "") + _remark(finding, number, lang)
    return found


def _remark(finding: Finding, number: int, lang: Lang) -> str:
    sort = sort_of(finding.verdict, lang)
    if finding.severity == "hint":
        sort = f"{say('hint', lang).capitalize()}: {sort[0].lower()}{sort[1:]}"
    steps = "".join(f"<li>{escape(step.line)}</li>" for step in finding.steps)
    working = f"<details><summary>{say('working', lang)}</summary><ol>{steps}</ol></details>" if steps else ""
    sentence = escape((finding.nl if lang == "nl" else finding.en).replace("€ ", "€\u00a0"))
    return (
        f'<div class="remark {CLASS[finding.severity]}" id="remark-{number}"><p class="sort">{sort}</p>'
        f"<p>{sentence}</p>{working}</div>"
    )


def _row(paper: _Paper, index: int, remarks: str) -> str:
    return (
        f'<div class="row"><div class="sheet" lang="nl">{_block(paper, index)}</div>'
        f'<div class="margin">{remarks}</div></div>\n'
    )


def _block(paper: _Paper, index: int) -> str:
    running = paper.letter.running
    block = running.blocks[index]
    marks = [mark for _, mark in paper.marks.at(block.span)]
    if block.kind == "table":
        return f'<div class="scroll" tabindex="0">{_tables(paper, block, marks)}</div>'
    start = paper.words.get(index, block.span.start) if block.kind == "note" else block.span.start
    points = {span.end: mark for span, mark in paper.notes.at(block.span)}
    text = annotated(running.text, _trimmed(running.text, Span(start, block.span.end)), marks, points)
    if block.kind == "heading":
        return f"<h{2 if block.level <= 1 else 3}>{text}</h{2 if block.level <= 1 else 3}>"
    if block.kind == "note":
        label = escape(block.label)
        return f'<p class="note" id="note-{label}"><sup>{label}</sup> {text}</p>'
    if block.kind == "list_item":
        return f'<p class="item">{text}</p>'
    return f'<p class="{block.kind}">{text}</p>' if block.kind != "paragraph" else f"<p>{text}</p>"


def _note_marks(running: RunningText) -> dict[int, str]:
    marks: dict[int, str] = {}
    for note in running.notes:
        label = escape(note.label)
        for at in note.cited_at:
            marks[at] = marks.get(at, "") + f'<sup><a href="#note-{label}">{label}</a></sup>'
    return marks


def _tables(paper: _Paper, block: Block, marks: list[Annotation]) -> str:
    running = paper.letter.running
    here = [table for _, table in paper.tables.at(running.raw_span(block.span))]
    if not here:
        return f"<pre>{annotated(running.text, block.span, marks)}</pre>"
    within = running.text[block.span.start : block.span.end]
    return "".join(table_html(table, paper.in_tables, within) for table in here)


def _trimmed(text: str, span: Span) -> Span:
    start, end = span
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end)
