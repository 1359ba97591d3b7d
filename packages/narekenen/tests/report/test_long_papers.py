"""A page and a result of a long paper take time in proportion to it, and places are found as by looking everywhere."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from narekenen.arithmetic.checks import check
from narekenen.documents.model import Span
from narekenen.readings.letter import read_letter
from narekenen.report.overlaps import Overlaps
from narekenen.report.page import page
from narekenen.report.reading import Checked
from narekenen.report.result import result

spans = st.tuples(st.integers(0, 60), st.integers(1, 20)).map(lambda pair: Span(pair[0], pair[0] + pair[1]))
PIECE = (
    "De gemeente heeft 1.240 woningen bezocht vóór 1 maart 2024, dat is 40 procent van 3.100 woningen.\n\n"
    "Post\tBedrag\nStoelen\t200\nTafels\t300\nLampen\t75\nTotaal\t525\n\nDaarna volgt een alinea die\nafbreekt.\n\n"
)


@given(placed=st.lists(spans), place=spans)
def test_what_overlaps_is_found_as_by_looking_at_each(placed: list[Span], place: Span) -> None:
    found = Overlaps((span, at) for at, span in enumerate(placed)).at(place)
    expected = [(span, at) for at, span in enumerate(placed) if span.overlaps(place)]
    assert found == sorted(expected, key=lambda item: item[0].start)


@pytest.fixture(scope="module")
def long() -> Checked:
    letter = read_letter((PIECE * 1_200).encode(), name="lang.txt")
    return Checked(letter, check(letter))


def test_pages_and_lines_of_a_long_paper(long: Checked) -> None:
    for evidence in (long.findings[0].evidence[0], long.findings[-1].evidence[-1]):
        passages = [p for p in long.letter.passages if p.raw.start <= evidence.raw.start < p.raw.end]
        assert long.passage_at(evidence.raw) == min(passages, key=lambda p: p.raw.end - p.raw.start).text
        assert long.place(evidence.raw) == (None, long.letter.source.line_at(evidence.raw.start))


def test_a_quarter_million_characters_with_1200_findings(long: Checked) -> None:
    assert len(long.of("finding")) == 1_200
    begin = time.process_time()
    html = page(long, "nl")
    written = result([long], [])
    assert time.process_time() - begin < 8
    assert html.count('<div class="remark wrong"') == len(written["files"][0]["findings"]) == 1_200
