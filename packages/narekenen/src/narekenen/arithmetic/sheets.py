"""A table as arithmetic sees it: which columns can be added, and which rows say that they are totals."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from narekenen.readings.model import Cell, NumberReading, TableReading

ColumnKind = Literal["words", "year", "ordinal", "share", "rate", "quantity"]
Said = Literal["", "total", "balance", "part"]

_TOTAL = re.compile(
    r"^\W*(?:sub-?|eind|deel|generaal |algemeen |grand |de )?tota(?:al|len|le|l|ls)\b"
    r"|(?:^|[^\w(])(?:sub|eind)?totaal\W*$|^(?:de )?som\W*$|^som (?:van|der)\b|^samen\W*$|^optelling\W*$|^Σ",
    re.IGNORECASE,
)
_BARE_TOTAL = re.compile(r"\W*(?:eind|generaal |algemeen |grand )?tota(?:al|len|l|ls)\W*", re.IGNORECASE)
_CLEAR_TOTAL = re.compile(
    r"\W*(?:sub-?|eind|deel|generaal |algemeen |grand )?tota(?:al|len|l|ls)(?:\W.{0,12})?|.*\btotaal\W*|som\W*",
    re.IGNORECASE,
)
_PLAIN_TOTAL = re.compile(
    r"\W*(?:(?:sub|eind|deel)[- ]?|generaal |algemeen |grand |het )?"
    r"(?:tota(?:al|len|l|ls)(?:[ -]?(?:generaal|bedrag|kosten|uitgaven|lasten|baten|aantal|budget))?"
    r"|totale (?:kosten|uitgaven|lasten|baten|opbrengsten)|(?:de )?som|samen|sum)"
    r"(?: \d{1,4})?(?: ?\([^()]{0,20}\))?\W*",
    re.IGNORECASE,
)
_BALANCE = re.compile(r"^(?:saldo|resultaat|verschil|netto|tekort|overschot|batig|balance)\b", re.IGNORECASE)
_PART = re.compile(
    r"^\W*(?:waarvan|w\.?v\.?|o\.a\.|onder andere|per |gemiddeld|of which|percentage|aandeel)", re.IGNORECASE
)
_SHARE = re.compile(r"%|\bprocent|\bpercentage|\baandeel\b|\bdekkingsgraad\b", re.IGNORECASE)
_RATE = re.compile(
    r"\bper\b|/ ?[^\W\d]|gemiddeld|\bgem\. |mediaan|prijs\b|tarief|\bratio\b|index|\bscore\b|leeftijd|duur\b|looptijd"
    r"|termijn|\bnorm\b|factor|groei|cumulatief|\bstand\b|\bmax|\bmin(?:i|\b)|grens|limiet|drempel|\w+waarden?\b|lengte",
    re.IGNORECASE,
)
_ORDINAL = re.compile(
    r"\W*(?:nr|no|id|rang|positie|plaats|artikel|art|regel|hoofdstuk|pagina|vraag|bijlage|dossier|kenmerk|zaak|blz|jaar"
    r"|[\w-]*nummer|[\w-]+nr|[\w-]*code)\b(?: (?:van|vanaf|per|in|op|volgens)\b.*)?\W*",
    re.IGNORECASE,
)
_THREE_DECIMALS = re.compile(r"[^\d]*\d{1,3},\d{3}[^\d]*")
_DOTS = re.compile(r"[^\d]*[1-9]\d{0,2}\.\d{3}[^\d]*")
_DECIMAL_POINT = re.compile(r"[^\d]*0\.\d{3}[^\d]*")
_ZERO = frozenset(["pm", "p.m.", "p.m", "nihil", "geen", "n.v.t.", "nvt", "n.v.t"])


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table prepared for reckoning.

    kinds     what each column holds
    labels    the words of each row, without its numbers; what `said` makes of them
    numbers   per row and column the number when it can be reckoned with: no range, no "circa", no "<", no "1,382"
              among whole numbers, which may as well be 1382, and no "1.382" beside "0.370"
    """

    table: TableReading
    kinds: tuple[ColumnKind, ...]
    labels: tuple[str, ...]
    said: tuple[Said, ...]
    numbers: tuple[tuple[NumberReading | None, ...], ...]

    def header(self, column: int) -> str:
        return self.table.header[column].text if self.table.header else ""

    def unit(self, column: int) -> str:
        """The unit of most numbers in a column, or of its header when they have none."""
        units = Counter(number.unit for row in self.table.rows if (number := row[column].number) and number.unit)
        if units:
            return units.most_common(1)[0][0]
        return "euro" if re.search(r"€|\beuro\b", self.header(column)) else ""

    def columns(self, *kinds: ColumnKind) -> list[int]:
        return [c for c, kind in enumerate(self.kinds) if kind in kinds]

    def number(self, row: int, column: int) -> NumberReading | None:
        return self.numbers[row][column]

    def is_unknown(self, row: int, column: int) -> bool:
        """True where a cell holds something that is neither a usable number nor nothing: "<5", "x", "circa 10"."""
        cell = self.table.rows[row][column]
        return not (self.numbers[row][column] or cell.is_empty or cell.text.strip().lower() in _ZERO)


def sheet(table: TableReading) -> Sheet:
    """The table with its columns told apart by their header and their values."""
    labels = tuple(_label(row) for row in table.rows)
    texts = [cell.text for row in table.rows for cell in row if cell.number]
    doubtful = 0 < sum(bool(_THREE_DECIMALS.fullmatch(text)) for text in texts) < len(texts)
    points = any(_DECIMAL_POINT.fullmatch(text) for text in texts)
    numbers = tuple(tuple(_usable(cell.number, doubtful, points) for cell in row) for row in table.rows)
    kinds = tuple(_kind(table, c) for c in range(table.columns))
    return Sheet(table, kinds, labels, tuple(map(said, labels)), numbers)


def _usable(number: NumberReading | None, doubtful: bool, points: bool) -> NumberReading | None:
    if number is None or number.high is not None or number.operator != "=" or (doubtful and number.step < 1):
        return None
    return None if points and _DOTS.fullmatch(number.text) else number


def said(label: str) -> Said:
    """What a row label or a column header says about its numbers."""
    label = label.strip()
    if _PART.search(label):
        return "part"
    if _BALANCE.search(label):
        return "balance"
    return "total" if _TOTAL.search(label) else ""


def is_bare_total(label: str) -> bool:
    """ "Totaal" or "Eindtotaal" and no more: a total of everything, not of one group."""
    return bool(_BARE_TOTAL.fullmatch(label))


def _label(row: Sequence[Cell]) -> str:
    words = " ".join(cell.text for cell in row if cell.number is None and not cell.is_empty)
    return words or row[0].text


def is_clear_total(label: str) -> bool:
    """ "Totaal", "Subtotaal", "Uitgaven totaal": not "Totaal verlies van het gehoor", which may be no sum at all."""
    return bool(_CLEAR_TOTAL.fullmatch(label.strip()))


def is_plain_total(label: str) -> bool:
    """ "Totaal", "Subtotaal", "Totaal 2024", "Totale kosten", "Som" and no more: what stands above is added."""
    return bool(_PLAIN_TOTAL.fullmatch(label.strip()))


def _kind(table: TableReading, column: int) -> ColumnKind:
    header = table.header[column].text if table.header else ""
    cells = [row[column] for row in table.rows if not row[column].is_empty]
    numbers = [cell.number for cell in cells if cell.number]
    if not numbers or 2 * len(numbers) < len(cells):
        return "words"
    if all(re.fullmatch(r"(?:19|20)\d\d", cell.text.strip(" *")) for cell in cells):
        return "year"
    if _ORDINAL.fullmatch(header) or counts_up(numbers):
        return "ordinal"
    if _SHARE.search(header) or all(number.unit in ("%", "procentpunt") for number in numbers):
        return "share"
    return "rate" if _RATE.search(header) else "quantity"


def counts_up(numbers: Sequence[NumberReading]) -> bool:
    """Three numbers or more that each are one more than the one before: they number something."""
    pairs = itertools.pairwise(numbers)
    return len(numbers) >= 3 and all(later.value - earlier.value == 1 for earlier, later in pairs)
