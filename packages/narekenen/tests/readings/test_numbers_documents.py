"""Figures of real papers against labels by hand, and what the readers owe to a document as a whole."""

import json
import re
from decimal import Decimal
from pathlib import Path
from typing import NamedTuple

import pytest

from narekenen.documents.model import SourceText
from narekenen.documents.opening import open_document
from narekenen.documents.running import running_text
from narekenen.readings.model import NumberReading
from narekenen.readings.numbers import numbers, numbers_in

LABELS = Path(__file__).parent / "gold"


class Figure(NamedTuple):
    start: int
    end: int
    value: Decimal
    required: bool


class Score(NamedTuple):
    required: int
    found: int
    right: int
    extra: int


def read(shared: Path, number: str) -> tuple[NumberReading, ...]:
    return numbers(running_text(open_document(next((shared / "documents").glob(f"{number}_*.txt")))))


def score(found: tuple[NumberReading, ...], gold: list[Figure]) -> Score:
    """The method of score.py beside the labels: a span counts when it overlaps for half of the shorter of the two."""
    taken: dict[int, bool] = {}
    extra = 0
    for reading in found:
        hits = [i for i, figure in enumerate(gold) if overlaps(reading, figure)]
        free = [i for i in hits if i not in taken]
        if free:
            taken[free[0]] = reading.value == gold[free[0]].value
        extra += not hits
    required = [i for i, figure in enumerate(gold) if figure.required]
    return Score(len(required), sum(i in taken for i in required), sum(taken.get(i, False) for i in required), extra)


def overlaps(reading: NumberReading, figure: Figure) -> bool:
    shared = min(reading.raw.end, figure.end) - max(reading.raw.start, figure.start)
    return shared > 0 and shared >= 0.5 * min(reading.raw.end - reading.raw.start, figure.end - figure.start)


@pytest.mark.shared
@pytest.mark.parametrize("number", ["000", "004"])
def test_figures_of_the_labelled_papers(shared: Path, number: str) -> None:
    gold = json.loads((shared / "gold" / "gold_000_004.json").read_text())["documents"][number]["figures"]
    figures = [
        Figure(each["pos"]["start"], each["pos"]["end"], Decimal(str(each["value"])), not each.get("optional"))
        for each in gold
    ]
    result = score(read(shared, number), figures)
    assert result.right >= 0.9 * result.required


@pytest.mark.shared
@pytest.mark.parametrize("number", ["001", "002", "003"])
def test_figures_labelled_before_the_reader_was_made(shared: Path, number: str) -> None:
    gold = json.loads((LABELS / f"figures_{number}.json").read_text())["figures"]
    figures = [
        Figure(each["start"], each["end"], Decimal(str(each["value"])), not each.get("optional")) for each in gold
    ]
    result = score(read(shared, number), figures)
    assert result.right >= 0.95 * result.required
    assert result.extra <= 0.05 * len(figures) + 1


@pytest.mark.shared
def test_every_anchor_of_a_corpus_letter_points_at_its_number(shared: Path) -> None:
    for path in sorted((shared / "documents" / "corpus" / "kamervragen_docx").glob("*.docx")):
        source = open_document(path)
        running = running_text(source)
        for reading in numbers(running):
            assert running.text[reading.span.start : reading.span.end] == reading.text
            raw = source.text[reading.raw.start : reading.raw.end]
            assert [c for c in raw if c.isdigit()] == [c for c in reading.text if c.isdigit()]


def plain(text: str) -> SourceText:
    return SourceText("letter.txt", "0" * 64, "text/plain", "text@1", text)


LETTER = """Geachte voorzitter,

In deze brief meld ik u dat er in het afgelopen jaar 1.250 panden zijn onderzocht, waarvan 15,4% in
een slechte staat verkeert. De kosten bedragen € 2,5 miljoen per jaar.

Jaar\tPanden\tBedrag
2021\t400\t€ 1.000
2022\t850\t€ 1.500

De minister zegt toe dat binnen twee maanden een plan volgt.
"""


def test_prose_and_table_cells_of_one_letter() -> None:
    running = running_text(plain(LETTER))
    found = numbers(running)
    assert [(r.text, r.unit) for r in found] == [
        ("1.250", ""),
        ("15,4%", "%"),
        ("€ 2,5 miljoen", "euro"),
        ("400", ""),
        ("€ 1.000", "euro"),
        ("850", ""),
        ("€ 1.500", "euro"),
        ("twee maanden", "maand"),
    ]
    assert all(LETTER[r.raw.start : r.raw.end] == r.text == running.text[r.span.start : r.span.end] for r in found)


def test_a_number_broken_over_lines_keeps_its_place_in_the_source() -> None:
    text = (
        "De gemeenten hebben samen met de provincie en het Rijk vorig jaar ongeveer 12\n"
        "miljoen euro aan subsidie verstrekt.\n"
    )
    found = numbers(running_text(plain(text)))
    assert [(r.value, r.unit) for r in found] == [(12_000_000, "euro")]
    assert text[found[0].raw.start : found[0].raw.end] == "12\nmiljoen euro"


@pytest.mark.shared
def test_trap_list_of_the_reference_file(shared: Path) -> None:
    """The traps between backticks that are no rows of a table: post office boxes, postcodes, a mail address."""
    lines = (shared / "reference" / "dossier.md").read_text().splitlines()
    line = next(each for each in lines if "Traps that must give nothing" in each)
    traps = [trap for trap in re.findall(r"`([^`]+)`", line) if "TAB" not in trap and not trap.startswith("kst-")]
    assert len(traps) >= 3
    assert [numbers_in(trap) for trap in traps] == [()] * len(traps)
