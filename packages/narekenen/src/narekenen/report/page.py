"""The document as a page: paper with what was read marked in the text, and beside it what does not add up."""

from __future__ import annotations

from html import escape
from importlib.resources import files

from narekenen import __version__
from narekenen.arithmetic.model import Evidence, Finding
from narekenen.documents.model import Block, RunningText, Span
from narekenen.report.annotations import Annotation, annotated, running_spans
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
        f"{rows(checked, lang)}</main>\n{_foot(checked, lang)}</body></html>\n"
    )


def rows(checked: Checked, lang: Lang) -> str:
    """The paper with its margin alone, as HTML to put in a page: one row per block, all text of the document escaped.

    Each remark has the id `remark-N`, where N is the place of its finding in `checked.findings`, from 1.
    """
    marks = _marks(checked, lang)
    remarks = _remarks(checked, lang)
    blocks = range(len(checked.letter.running.blocks))
    return "".join(_row(checked, index, marks, remarks.get(index, ""), lang) for index in blocks)


def _lead(checked: Checked, lang: Lang) -> str:
    read = " · ".join(what_was_read(checked.letter, lang))
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
            for span in running_spans(letter.running, evidence.raw):
                made.append(Annotation(span, opening, "</mark>", 1))
    return made


def _sort(finding: Finding, evidence: Evidence) -> str:
    """What does not add up stands out; what it was computed from is marked quietly."""
    shown = evidence is finding.evidence[0] or evidence.role in ("printed", "claim")
    return CLASS[finding.severity] if shown else "part"


def _remarks(checked: Checked, lang: Lang) -> dict[int, str]:
    """Per block the remarks whose first evidence stands in it."""
    running = checked.letter.running
    found: dict[int, str] = {}
    for number, finding in enumerate(checked.findings, 1):
        spans = running_spans(running, finding.evidence[0].raw) if finding.evidence else ()
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


def _row(checked: Checked, index: int, marks: list[Annotation], remarks: str, lang: Lang) -> str:
    block = checked.letter.running.blocks[index]
    inside = [mark for mark in marks if mark.span.overlaps(block.span)]
    return (
        f'<div class="row"><div class="sheet" lang="nl">{_block(checked, index, inside)}</div>'
        f'<div class="margin">{remarks}</div></div>\n'
    )


def _block(checked: Checked, index: int, marks: list[Annotation]) -> str:
    running = checked.letter.running
    block = running.blocks[index]
    if block.kind == "table":
        return f'<div class="scroll" tabindex="0">{_tables(checked, block, marks)}</div>'
    shown = Span(_after_label(checked, index) if block.kind == "note" else block.span.start, block.span.end)
    text = annotated(running.text, _trimmed(running.text, shown), marks, _note_marks(running))
    if block.kind == "heading":
        return f"<h{2 if block.level <= 1 else 3}>{text}</h{2 if block.level <= 1 else 3}>"
    if block.kind == "note":
        label = escape(block.label)
        return f'<p class="note" id="note-{label}"><sup>{label}</sup> {text}</p>'
    if block.kind == "list_item":
        return f'<p class="item">{text}</p>'
    return f'<p class="{block.kind}">{text}</p>' if block.kind != "paragraph" else f"<p>{text}</p>"


def _after_label(checked: Checked, index: int) -> int:
    """Where the words of a note begin: its label is shown apart."""
    starts = [passage.span.start for passage in checked.letter.passages if passage.block == index]
    return min(starts, default=checked.letter.running.blocks[index].span.start)


def _note_marks(running: RunningText) -> dict[int, str]:
    marks: dict[int, str] = {}
    for note in running.notes:
        label = escape(note.label)
        for at in note.cited_at:
            marks[at] = marks.get(at, "") + f'<sup><a href="#note-{label}">{label}</a></sup>'
    return marks


def _tables(checked: Checked, block: Block, marks: list[Annotation]) -> str:
    letter = checked.letter
    raw = letter.running.raw_span(block.span)
    here = [table for table in letter.tables if table.raw.overlaps(raw)]
    if not here:
        return f"<pre>{annotated(letter.running.text, block.span, marks)}</pre>"
    findings = [f for f in checked.findings if f.severity != "confirmation"]
    marked = [(e.raw, _sort(f, e)) for f in findings for e in f.evidence]
    within = letter.running.text[block.span.start : block.span.end]
    return "".join(table_html(table, marked, within) for table in here)


def _trimmed(text: str, span: Span) -> Span:
    start, end = span
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end)
