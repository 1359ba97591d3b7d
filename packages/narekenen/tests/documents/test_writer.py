"""The writer: gaps between blocks, marks that span what was written while they were open, grids of cells."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from narekenen.documents.limits import LIMITS, Limits
from narekenen.documents.tablewriter import MOST_COLUMNS, TableWriter
from narekenen.documents.writer import LINE, PARAGRAPH, SPACE, Writer
from narekenen.errors import UnusableInput


def texts(writer: Writer) -> list[tuple[str, str]]:
    return [(mark.kind, writer.text[mark.span.start : mark.span.end]) for mark in writer.marks]


def test_marks_neither_begin_nor_end_with_a_gap():
    writer = Writer(LIMITS, "x")
    writer.open("paragraph")
    writer.flow("  De ")
    writer.open("emphasis")
    writer.flow(" kosten ")
    writer.close()
    writer.flow(" stijgen. ")
    writer.close()
    writer.gap(PARAGRAPH)
    writer.open("paragraph")
    writer.flow("Nu.")
    writer.close()
    assert writer.text == "De kosten stijgen.\n\nNu."
    assert texts(writer) == [("paragraph", "De kosten stijgen."), ("emphasis", "kosten"), ("paragraph", "Nu.")]


def test_the_largest_gap_stands_and_none_at_the_start():
    writer = Writer(LIMITS, "x")
    writer.gap(PARAGRAPH)
    writer.write("a")
    for size in (SPACE, PARAGRAPH, LINE):
        writer.gap(size)
    writer.write("b")
    assert writer.text == "a\n\nb"


def test_a_mark_without_text_is_left_out():
    writer = Writer(LIMITS, "x")
    writer.open("paragraph")
    writer.open("link", href="#")
    writer.close()
    writer.write("a")
    writer.close()
    assert texts(writer) == [("paragraph", "a")]


def test_non_breaking_spaces_are_characters_and_no_gap():
    writer = Writer(LIMITS, "x")
    writer.flow("\u00a032\u00a0847 \n")
    assert writer.text == "\u00a032\u00a0847"


@pytest.mark.parametrize(("limits", "what"), [(Limits(characters=5), "too much text"), (Limits(marks=2), "structure")])
def test_the_limits_are_kept(limits: Limits, what: str):
    writer = Writer(limits, "x")

    def write_three() -> None:
        for _ in range(3):
            writer.open("emphasis")
            writer.write("ab")
            writer.close()

    with pytest.raises(UnusableInput, match=what):
        write_three()


def grid(rows: list[list[tuple[str, int, int]]]) -> tuple[Writer, list[str]]:
    writer = Writer(LIMITS, "x")
    table = TableWriter(writer)
    for row in rows:
        table.open_row()
        for text, colspan, rowspan in row:
            table.open_cell(False, colspan, rowspan)
            writer.write(text)
            table.close_cell()
        table.close_row()
    table.close()
    return writer, writer.text.split("\n")


def test_what_a_merged_cell_covers_is_an_empty_cell():
    writer, lines = grid([[("a", 2, 2), ("b", 1, 1)], [("c", 1, 1)], [("d", 1, 1), ("e", 1, 1), ("f", 1, 1)]])
    assert lines == ["a\t\tb", "\t\tc", "d\te\tf"]
    covered = [(mark.get("row"), mark.get("column")) for mark in writer.marks if mark.get("covered")]
    assert covered == [("0", "1"), ("1", "0"), ("1", "1")]


def test_a_row_that_ends_early_is_filled_up_to_what_is_covered():
    _, lines = grid([[("a", 1, 1), ("b", 1, 1), ("c", 1, 2)], [("d", 1, 1)]])
    assert lines == ["a\tb\tc", "d\t\t"]


def test_a_colspan_is_cut_as_in_the_html_standard():
    _, lines = grid([[("a", 10**6, 1)]])
    assert lines[0].count("\t") == MOST_COLUMNS - 1


cells = st.tuples(st.text("ab 1", max_size=3), st.integers(1, 4), st.integers(1, 4))


@given(st.lists(st.lists(cells, max_size=5), max_size=6))
def test_every_row_counts_its_columns_from_nought(rows: list[list[tuple[str, int, int]]]):
    writer, _ = grid(rows)
    positions: dict[str, list[int]] = {}
    for mark in writer.marks:
        if mark.kind == "cell":
            assert 0 <= mark.span.start <= mark.span.end <= writer.length
            assert "\t" not in writer.text[mark.span.start : mark.span.end]
            positions.setdefault(mark.get("row"), []).append(int(mark.get("column")))
    assert all(columns == list(range(len(columns))) for columns in positions.values())
    written = [text for row in rows for text, _, _ in row if text]
    assert [t for kind, t in texts(writer) if kind == "cell" and t] == written


pieces = st.one_of(
    st.tuples(st.just("open"), st.sampled_from(["paragraph", "emphasis", "link"])),
    st.tuples(st.just("close"), st.just("")),
    st.tuples(st.just("gap"), st.sampled_from([SPACE, LINE, PARAGRAPH])),
    st.tuples(st.just("flow"), st.text("ab \n", max_size=6)),
)


@given(st.lists(pieces, max_size=30))
def test_marks_lie_within_the_text_and_inside_one_another(steps: list[tuple[str, object]]):
    writer, depth = Writer(LIMITS, "x"), 0
    for step, value in steps:
        if step == "open":
            writer.open(value)
            depth += 1
        elif step == "close" and depth:
            writer.close()
            depth -= 1
        elif step in ("gap", "flow"):
            getattr(writer, step)(value)
    for _ in range(depth):
        writer.close()
    text, marks = writer.text, writer.marks
    for mark in marks:
        stands = text[mark.span.start : mark.span.end]
        assert stands
        assert stands == stands.strip()
    for first, second in pairwise(marks):
        assert first.span.start <= second.span.start
        assert second.span.end <= first.span.end or first.span.end <= second.span.start
