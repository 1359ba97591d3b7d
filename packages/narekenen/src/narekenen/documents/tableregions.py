"""Where the tables are in raw text: flattened to tabs, markdown pipes, ragged spaces or one cell per line."""

from __future__ import annotations

import itertools
import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence

from narekenen.documents.celllines import cell_tables
from narekenen.documents.htmltables import html_tables
from narekenen.documents.model import Span
from narekenen.documents.tablelines import Layout, Line, fields, is_numeric, is_rule, layout_of, split_lines, tail_cuts

# Words that stand before a tab or a gap in a letterhead, a form or a colophon, and not in a table.
_LETTERHEAD = re.compile(
    r"(?:datum|betreft|onderwerp|kenmerk|(?:ons|uw|onze) (?:kenmerk|referentie|brief(?: van)?)|tel|telefoon|fax|e-?mail"
    r"|internet|website|postbus|postadres|bezoekadres|retouradres|contactpersoon|behandeld door|doorkiesnummer"
    r"|kvk|iban|bic)\b[\s.:()n]*",
    re.IGNORECASE,
)
_FORM = re.compile(  # these head columns of tables too: no evidence beside a number
    r"(?:aan|van|referentie|bijlagen?(?:\(n\))?|btw|pagina|cc|kopie aan|status|versie|auteur|afdeling|directie|plaats"
    r"|naam|handtekening|functie|locatie|tijd|aanwezig|afwezig|titel)[\s.:]*",
    re.IGNORECASE,
)
_ADDRESS = re.compile(r"\b\d{4} ?[A-Z]{2}\b|\bPostbus \d|\b0\d{1,3}[ -]\d{2,3} ?\d{2}|@|\bwww\.|https?:")
_SECTION = re.compile(r"(?:\d{1,2}(?:\.\d{1,2}){0,3}\.?|bijlage|hoofdstuk|deel|paragraaf|[IVX]{1,4}\.)(?:\s|$)", re.I)
_LEADER = re.compile(r"\.{4,}|(?: \.){4,}|…{2,}")
_TOTAL = re.compile(r"(?:sub|eind)?-?tota(?:al|len|l|ls)\b", re.IGNORECASE)
_PAGE = re.compile(r"\d{1,3}")


def table_regions(text: str) -> tuple[Span, ...]:
    """The stretches of `text` that hold a table, in reading order, whole lines without the last line break.

    text    raw text of a document. Offsets are code points.
    Returns spans that do not overlap. Tables that follow one another without prose between may share one span.
    Prose, lists, letterheads and tables of contents are not claimed; where it is doubtful whether something
    is a table, it is left alone. Time is linear in the length of the text.
    """
    stated = html_tables(text)
    lines = _outside(split_lines(text), stated)
    claimed = [
        (layout, _with_total(lines, _with_header(lines, run)) if layout == "tails" else run)
        for layout, run in _runs(lines)
        if _is_table([lines[i] for i in run], layout) or (layout == "tails" and _is_named(lines, run))
    ]
    taken = {i for _, run in claimed for i in range(run[0], run[-1] + 1)}
    spans = [*stated, *(Span(lines[run[0]].span.start, lines[run[-1]].span.end) for _, run in claimed)]
    for table in cell_tables(lines, taken):
        spans.append(Span(lines[table.cells[0]].span.start, lines[table.cells[-1]].span.end))
    return tuple(sorted(spans))


def _with_header(lines: Sequence[Line], run: list[int]) -> list[int]:
    """A line of words right above numbers, as many as there are columns, names them."""
    above = lines[run[0] - 1].text.split() if run[0] else []
    counts = Counter(len(fields(lines[i], "tails")) for i in run)
    columns = {min(counts), counts.most_common(1)[0][0]}
    named = len(above) in columns and not any(any(c.isdigit() for c in w) or w[-1] in ".,:;" for w in above)
    return [run[0] - 1, *run] if named else run


def _with_total(lines: Sequence[Line], run: list[int]) -> list[int]:
    """A total right below that gives fewer numbers than there are columns, "Totaal 575", is the last row."""
    below = lines[run[-1] + 1].text if run[-1] + 1 < len(lines) else ""
    return [*run, run[-1] + 1] if _TOTAL.match(below) and len(below) <= 60 and tail_cuts(below) else run


def _is_named(lines: Sequence[Line], run: list[int]) -> bool:
    """Small numbers make a table too where three rows or more have the same columns and a line names each of them."""
    counts = {len(fields(lines[i], "tails")) for i in run}
    return len(run) >= 3 and len(counts) == 1 and len(_with_header(lines, run)) > len(run)


def _outside(lines: list[Line], stated: Sequence[Span]) -> list[Line]:
    """The lines with those of stated tables taken for prose: they are claimed already."""
    starts = [table.start for table in stated]
    found = []
    for line in lines:
        at = bisect_right(starts, line.span.end) - 1
        inside = at >= 0 and line.span.start <= stated[at].end and line.text
        found.append(Line(line.span, "<table>") if inside else line)
    return found


def _runs(lines: Sequence[Line]) -> list[tuple[Layout, list[int]]]:
    """Stretches of lines with one layout; a blank line, or in a ragged table one short line, may stand between."""
    runs: list[tuple[Layout, list[int]]] = []
    for i, line in enumerate(lines):
        layout = layout_of(line)
        if layout is None:
            continue
        if runs and runs[-1][0] == layout and _continues(lines, runs[-1][1][-1], i, layout):
            runs[-1][1].append(i)
        else:
            runs.append((layout, [i]))
    return runs


def _continues(lines: Sequence[Line], last: int, this: int, layout: Layout) -> bool:
    if this == last + 1:
        return True
    if this != last + 2:
        return False
    between = lines[last + 1].text.strip()
    if not between:
        return len(fields(lines[last], layout)) == len(fields(lines[this], layout))
    wrapped = len(between) <= 60 and between[-1] not in ".;:?!" and layout_of(lines[last + 1]) is None
    if layout == "tabs":  # the first line of a label that goes on below
        return (
            wrapped and lines[this].text[:1].islower() and lines[last].text.count("\t") == lines[this].text.count("\t")
        )
    return layout == "spaces" and wrapped


def _is_table(run: Sequence[Line], layout: Layout) -> bool:
    rows = [fields(line, layout) for line in run if not is_rule(line.text)]
    if layout == "markdown":
        ruled = len(rows) < len(run)
        bounded = sum(line.text.lstrip().startswith("|") for line in run) >= 2
        return (ruled or bounded) and len(rows) >= 1 and max(map(len, rows)) >= 2
    rows = [row for row in rows if row]
    wide = [row for row in rows if len(row) >= 2]
    if len(wide) < 2 or is_letterhead(wide) or is_contents(wide):
        return False
    if layout == "tabs":
        return _has_tab_columns(wide)
    if layout == "tails":
        return _has_number_columns(wide)
    return _has_space_columns(wide)


def _has_tab_columns(wide: list[list[str]]) -> bool:
    if any(len(cell) > 400 for row in wide for cell in row):
        return False
    if max(map(len, wide)) >= 3:
        return True
    numbers = sum(is_numeric(row[-1]) for row in wide)
    return numbers >= max(1, len(wide) // 2) or (
        len(wide) >= 3 and all(len(cell) <= 80 for row in wide for cell in row)
    )


def _has_number_columns(wide: list[list[str]]) -> bool:
    """Labels with numbers behind them: three lines or more, one number of columns in most, and numbers of some size."""
    often = Counter(map(len, wide)).most_common(1)[0][1]
    numbers = [cell for row in wide for cell in row[1:]]
    large = sum(sum(c.isdigit() for c in cell) >= 3 for cell in numbers)
    return len(wide) >= 3 and 3 * often >= 2 * len(wide) and 2 * large >= len(numbers)


def _has_space_columns(wide: list[list[str]]) -> bool:
    """Ragged spaces are weak evidence: ask for numbers in most rows and for one number of cells in most rows."""
    if len(wide) < 3 or any(len(cell) > 80 for row in wide for cell in row):
        return False
    count, often = Counter(map(len, wide)).most_common(1)[0]
    numeric = sum(any(is_numeric(cell) for cell in row[1:]) for row in wide)
    return often >= 0.5 * len(wide) and numeric >= (0.75 if count == 2 else 0.5) * len(wide)


def is_letterhead(rows: Sequence[Sequence[str]]) -> bool:
    """True where at least half of the rows name a sender, a date, a reference or an address. Rows hold filled cells."""
    marks = 0
    for row in rows:
        form = len(row) == 2 and not is_numeric(row[1]) and _FORM.fullmatch(row[0])
        marks += bool(_LETTERHEAD.fullmatch(row[0]) or form or any(_ADDRESS.search(cell) for cell in row))
    return marks * 2 >= len(rows)


def is_contents(rows: list[list[str]]) -> bool:
    """A table of contents: rows that end in page numbers that never go down, after section numbers or dot leaders."""
    paged = [row for row in rows if _PAGE.fullmatch(row[-1])]
    if len(paged) < 2 or len(paged) * 3 < len(rows) * 2:
        return False
    pages = [int(row[-1]) for row in paged]
    if any(later < earlier for earlier, later in itertools.pairwise(pages)):
        return False
    marked = sum(bool(_SECTION.match(row[0])) or any(_LEADER.search(cell) for cell in row) for row in rows)
    return marked * 2 >= len(rows)
