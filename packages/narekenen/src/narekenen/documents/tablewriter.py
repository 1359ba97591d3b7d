"""Writes a table so that its rows and columns can be counted: what a merged cell covers is written as empty cells."""

from __future__ import annotations

from narekenen.documents.writer import LINE, PARAGRAPH, Writer

MOST_COLUMNS = 1000
"""As in the HTML standard, which cuts a colspan at this number."""


class TableWriter:
    """One table. Cells carry `row` and `column` (from 0), and `colspan` and `rowspan` where they cover more than one.

    Positions that a merged cell covers come out as empty cells with `covered` = "yes", so that the tabs of every row
    stand for the same columns.
    """

    def __init__(self, writer: Writer, **attributes: str) -> None:
        self.writer = writer
        self.row, self.column = -1, 0
        self._covered: dict[int, int] = {}
        self._colspan = 1
        writer.gap(PARAGRAPH)
        writer.open("table", **attributes)

    def close(self) -> None:
        self.writer.close()
        self.writer.gap(PARAGRAPH)

    def open_row(self) -> None:
        self.row += 1
        self.column = 0
        self.writer.gap(LINE)
        self.writer.open("row", row=str(self.row))

    def close_row(self) -> None:
        self._fill()
        while any(column >= self.column for column in self._covered):
            self._empty()
            self._fill()
        self.writer.close()
        self.writer.gap(LINE)

    def open_cell(self, header: bool = False, colspan: int = 1, rowspan: int = 1, covered: bool = False) -> None:
        """A cell at the next position that no cell of an earlier row covers.

        covered   for formats that write the covered cells out themselves, as Word does for merged rows
        """
        self._fill()
        self._colspan = max(1, min(colspan, MOST_COLUMNS - self.column))
        if rowspan > 1:
            self._covered.update({self.column + i: rowspan - 1 for i in range(self._colspan)})
        at = {"row": str(self.row), "column": str(self.column)}
        if self._colspan > 1:
            at["colspan"] = str(self._colspan)
        if rowspan > 1:
            at["rowspan"] = str(rowspan)
        if covered:
            at["covered"] = "yes"
        self.writer.open_cell(self.column == 0, header, **at)

    def close_cell(self) -> None:
        self.writer.close_cell()
        self.column += 1
        for _ in range(self._colspan - 1):
            self._empty()

    def _fill(self) -> None:
        """Empty cells for what cells of earlier rows cover here."""
        while self.column in self._covered:
            left = self._covered.pop(self.column) - 1
            if left:
                self._covered[self.column] = left
            self._empty()

    def _empty(self) -> None:
        at = {"row": str(self.row), "column": str(self.column), "covered": "yes"}
        self.writer.open_cell(self.column == 0, False, **at)
        self.writer.close_cell()
        self.column += 1
