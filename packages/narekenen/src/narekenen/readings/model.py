"""What can be read out of a text: numbers, dates, references, tables. All proposals, none confirmed.

`span` is in the text that was given (mostly the running text); `raw` in the source text, where anchors point.
A reader that works on a bare string leaves `raw` equal to `span`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, Literal

from narekenen.documents.model import Passage, RunningText, SourceText, Span

NumberForm = Literal["digits", "words", "fraction", "multiplier", "collective", "formula", "ordinal"]
"""multiplier: verdubbelt, 5 maal; collective: drietal, tientallen; formula: aantal scholen * 3 jaar * 2.000 euro."""

NumberKind = Literal[
    "count", "amount", "percentage", "percentage_point", "duration", "rate", "factor", "measure", "bare"
]

Operator = Literal["=", "~", ">", ">=", "<", "<="]


@dataclass(frozen=True, slots=True)
class NumberReading:
    """A number with what it counts.

    value      exact, in the unit that stands there: 15,4 % is 15.4; 200 miljoen euro is 200000000 (unit "euro");
               of a formula the last factor, and `per` names the others: 5000 euro per "buurten, jaar"
    high       the upper end of a printed range ("10-20%"), else None; `value` is then the lower end
    step       weight of the last printed digit, in `value`'s unit: 15,4 -> 0.1; 200 miljoen -> 1000000. The number
               stands for [value - step/2, value + step/2]; words and small integers have step 1 but count as exact
               where `exact` is true
    unit       "%", "procentpunt", "euro", "jaar", "maand", "fte", "uur", … or "" where something is counted
    counted    what is counted or measured, as it stands: "bezochte woningen"
    per        the denominator of a rate: "woning" in "21 euro per woning", "maand, huishouden" where there are two
    base       over what a number holds when it says so: "per gemeente", "in totaal", "van de scholen"
    operator   ">=" for minimaal, "<=" for maximaal, ">" for ruim/meer dan, "<" for bijna/minder dan, "~" for circa
    doubts     what the reader was not sure of, in plain English
    parts      the printed numbers of a formula or fraction: (2, 5000), (3, 4); else ()
    """

    span: Span
    raw: Span
    text: str
    value: Decimal
    form: NumberForm
    kind: NumberKind
    step: Decimal
    high: Decimal | None = None
    unit: str = ""
    counted: str = ""
    per: str = ""
    base: str = ""
    operator: Operator = "="
    exact: bool = False
    doubts: tuple[str, ...] = ()
    parts: tuple[Decimal, ...] = ()


DateGrain = Literal[
    "day", "month", "quarter", "season", "half", "year", "school_year", "period", "duration", "recurring"
]


@dataclass(frozen=True, slots=True)
class DateReading:
    """A date or period as EDTF / ISO 8601.

    edtf        "2023-09-06", "2023-23" (autumn), "2023-01/2023-04", "../2023-12-22", "2024-01-01/..", "P3M", "R/P1Y"
    earliest, latest   first and last day that fit, ISO; "" where open or unknown
    inferred    what does not stand in the words: ("year", "letter is dated 2023-09-06")
    """

    span: Span
    raw: Span
    text: str
    edtf: str
    grain: DateGrain
    earliest: str = ""
    latest: str = ""
    inferred: tuple[tuple[str, str], ...] = ()
    doubts: tuple[str, ...] = ()


ReferenceKind = Literal[
    "kamerstuk", "aanhangsel", "handelingen", "vergaderjaar", "url", "email", "staatsblad", "staatscourant",
    "tractatenblad", "wet", "bwb", "ecli", "ljn", "celex", "kenmerk", "zaak", "toezegging", "motie", "brief", "rapport",
    "bijlage", "advies",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class ReferenceReading:
    """A reference to another document, or to another part of this one.

    canonical   identifiers as the archive writes them, one per document named: ("kst-31234-12", "kst-31234-15");
                a dossier alone is "dossier-35999"; a URL is itself
    parts       named parts as printed: ("dossier", "31234"), ("nr", "12"), ("chapter", "XVIII"), ("year", "2022-2023")
    note        label of the note it stands in, or ""
    cited_at    running offsets of the sentences that cite that note
    """

    span: Span
    raw: Span
    text: str
    kind: ReferenceKind
    canonical: tuple[str, ...]
    parts: tuple[tuple[str, str], ...] = ()
    note: str = ""
    cited_at: tuple[int, ...] = ()
    doubts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell. `number` or `date` is set when the whole cell reads as one."""

    text: str
    raw: Span
    number: NumberReading | None = None
    date: DateReading | None = None

    @property
    def is_empty(self) -> bool:
        return not self.text.strip(" \t\u00a0-–—.…") and self.number is None


@dataclass(frozen=True, slots=True)
class TableReading:
    """A table with its header and typed cells.

    header   one text per column, () where the table has none; a header over several lines is joined with spaces
    rows     without the header; every row has `columns` cells (missing ones are empty)
    caption  the line above that names it, or ""
    how      how it was found: "marks", "tabs", "markdown", "spaces", "cell_lines"
    """

    span: Span
    raw: Span
    header: tuple[Cell, ...]
    rows: tuple[tuple[Cell, ...], ...]
    columns: int
    caption: str = ""
    how: str = ""
    doubts: tuple[str, ...] = field(default=())


@dataclass(frozen=True, slots=True)
class Letter:
    """A document with everything that was read in it. `dated` is the letter's own date, ISO, "" when unknown.

    `memo` keeps what the rules derive from the letter and ask for again and again; it is no part of its value.
    """

    source: SourceText
    running: RunningText
    passages: tuple[Passage, ...]
    numbers: tuple[NumberReading, ...]
    dates: tuple[DateReading, ...]
    references: tuple[ReferenceReading, ...]
    tables: tuple[TableReading, ...]
    dated: str = ""
    memo: dict[str, Any] = field(default_factory=dict, init=False, repr=False, compare=False)
