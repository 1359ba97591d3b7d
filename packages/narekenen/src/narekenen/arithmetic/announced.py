"""Rules: what the text announces inside itself (an annex, a table, several variants in a table) and does not give."""

from __future__ import annotations

import re
from collections.abc import Iterator

from narekenen.arithmetic.model import Finding, Severity
from narekenen.arithmetic.prose import Sentence, evidence, sentences
from narekenen.documents.model import Span
from narekenen.readings.model import Letter, TableReading

RULE = "announced"
_ANNEX_HEADING = re.compile(r"^\W{0,4}(?:bijlage|annex)\s+(?P<label>\d{1,2}|[a-z]|[ivx]{1,4})\b")
_ANNEX = re.compile(r"(?<!\w)(?:in|zie|uit) bijlage (?P<label>\d{1,2}|[ivx]{2,4})(?![\w-])")
_OF_ANOTHER = re.compile(r"^[^.;:()]{0,60}?\b(?:bij|van|behorende?|uit) (?!dit |deze )[^\W\d_]")
_APART = re.compile(
    r"\b(?:separaat|afzonderlijk|apart|bijgevoegd|meegezonden|meegestuurd|kamerstuk\w*|besluit|regeling|wet)\b"
)
_TABLE_BELOW = re.compile(r"\b(?:onderstaande|navolgende|volgende) tabel\b|\b(?:tabel|overzicht) hieronder\b")
_SEVERAL = re.compile(
    r"\btabel met (?:de |alle )?(?:verschillende|diverse|alle|twee|drie|vier|vijf|zes|zeven|acht|[2-9]) "
    r"(?P<what>[^\W\d_]{3,30}(?:['’]s|en|s))(?!\w)"
)
_POINTER = re.compile(r"\b(?P<where>onder|boven)staande? (?P<what>[^\W\d_]+(?: [^\W\d_]+){0,3})")
_MOST = 20


def annexes_missing(letter: Letter) -> Iterator[Finding]:
    """ "in bijlage 3" of a text that holds its annexes under their own headings, but not that one.

    A finding where the number falls between those that are there (2 and 4 stand in the document); a hint where it
    comes before or after them, or where annexes are numbered in Roman: it may be a file of its own. Annexes of other
    documents ("bijlage 3 bij de wet") are left alone.
    """
    headings = {
        match["label"]
        for block in letter.running.blocks
        if block.kind in ("heading", "caption", "paragraph")
        and (match := _ANNEX_HEADING.match(letter.running.text[block.span.start : block.span.start + 24].lower()))
    }
    numbered = {label for label in headings if label.isdigit()}
    roman = headings - numbered if "ii" in headings else set()
    seen: set[str] = set()
    for sentence in sentences(letter):
        for match in _ANNEX.finditer(sentence.text.lower()):
            label = match["label"]
            family = numbered if label.isdigit() else roman
            behind = sentence.text[match.end() :]
            if (
                not family
                or label in family | seen
                or _APART.search(sentence.text.lower())
                or _OF_ANOTHER.match(behind)
            ):
                continue
            seen.add(label)
            yield _annex(letter, sentence.span_of(match.start(), match.end()), label, family)


def _annex(letter: Letter, span: Span, label: str, family: set[str]) -> Finding:
    numbers = sorted(int(other) for other in family if other.isdigit())
    between = bool(numbers) and label.isdigit() and numbers[0] < int(label) < numbers[-1]
    held = ", ".join(map(str, numbers)) or ", ".join(sorted(family))
    return _missing(
        letter, span, severity="finding" if between else "hint", follows=held,
        nl=f"De tekst verwijst naar bijlage {label}; onder die kop is in dit document niets gevonden, wel {held}.",
        en=f"The text refers to annex {label}; nothing was found under that heading here, unlike {held}.",
    )  # fmt: skip


def tables_missing(letter: Letter) -> Iterator[Finding]:
    """ "onderstaande tabel" without any table behind it. A hint where the document has no table at all: a reader of
    the file may have lost it."""
    if letter.source.media_type == "application/pdf":
        return  # a PDF keeps no tables apart: that none was found says nothing about the document
    last = max((table.span.end for table in letter.tables), default=-1)
    last = max((b.span.start for b in letter.running.blocks if b.kind == "table"), default=last)
    for sentence in sentences(letter):
        match = _TABLE_BELOW.search(sentence.text.lower())
        if match is None or last > sentence.span.start:
            continue
        yield _missing(
            letter, sentence.span_of(match.start(), match.end()), severity="hint", follows="",
            nl=f"Na ‘{match[0]}’ is in dit document geen tabel gevonden.",
            en=f"No table was found in this document after “{match[0]}”.",
        )  # fmt: skip
        return  # once is enough: the tables of such a file are elsewhere


def rows_missing(letter: Letter) -> Iterator[Finding]:
    """ "de tabel met de verschillende varianten", while the only tables named after a variant show one.

    A table is named after what the lines before it, its caption or its header say. Nothing is said when no table that
    follows is named after the thing, or when a table with two rows or more names it in the plural or in its header.
    """
    announcing = [(s, match) for s in sentences(letter) if (match := _SEVERAL.search(s.text.lower()))]
    for sentence, match in announcing[:_MOST]:
        plural = match["what"][-10:]
        stem = re.sub(r"(?:['’]s|en|s)$", "", plural)
        named = [(name, table) for table in letter.tables if stem in (name := _name(letter, table))]
        several = any(len(table.rows) > 1 and (plural in name or stem in _header(table)) for name, table in named)
        first = next((table for _, table in named if table.span.start > sentence.span.start), None)
        if first is None or several or len(first.rows) > 1:
            continue
        yield _missing(
            letter, sentence.span_of(match.start(), match.end()), severity="finding", follows=str(len(first.rows)),
            nl=f"Aangekondigd is een {match[0]}; de tabel daarover heeft één regel.",
            en=f"Announced is “{match[0]}”; the table about it has one row.",
        )  # fmt: skip


def _name(letter: Letter, table: TableReading) -> str:
    """The three lines before a table, its caption and its header, lower case."""
    before = letter.running.text[max(0, table.span.start - 250) : table.span.start].splitlines()[-3:]
    return " ".join((*before, table.caption, _header(table))).lower()


def _header(table: TableReading) -> str:
    return " ".join(cell.text for cell in table.header).lower()


def _missing(letter: Letter, span: Span, *, severity: Severity, follows: str, nl: str, en: str) -> Finding:
    return Finding(
        rule=RULE, verdict="missing_content", severity=severity,
        printed=letter.running.text[span.start : span.end], follows=follows,
        evidence=(evidence(letter, span, "claim"),), steps=(), nl=nl, en=en,
    )  # fmt: skip


def out_of_order(letter: Letter) -> Iterator[Finding]:
    """ "onderstaand plan" where the only part of that name stands above, and the other way round. Always a hint."""
    places: dict[str, list[int]] = {}
    for block in letter.running.blocks:
        if block.kind == "heading":
            name = letter.running.text[block.span.start : block.span.end].lower().strip(" .:#*")
            places.setdefault(name, []).append(block.span.start)
    for sentence in sentences(letter):
        for match in _POINTER.finditer(sentence.text.lower()):
            words = match["what"].split()
            names = (" ".join(words[:size]) for size in range(len(words), 1, -1))
            name = next((name for name in names if name in places), "")
            at = sentence.span.start + match.start()
            above = [start < at for start in places.get(name, ())]
            if above and (all(above) if match["where"] == "onder" else not any(above)):
                yield _order(letter, sentence, match, name, places[name][0])


def _order(letter: Letter, sentence: Sentence, match: re.Match[str], name: str, start: int) -> Finding:
    nl, en = ("boven", "above") if match["where"] == "onder" else ("onder", "below")
    span = sentence.span_of(match.start(), match.end())
    heading = Span(start, start + len(name))
    return Finding(
        rule=RULE, verdict="text_order", severity="hint", printed=match[0], follows=nl,
        evidence=(evidence(letter, span, "claim"), evidence(letter, heading, "part")), steps=(),
        nl=f"‘{name}’ staat {nl} deze zin.", en=f"“{name}” stands {en} this sentence.",
    )  # fmt: skip
