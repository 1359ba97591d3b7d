"""Dates in the labelled documents: our own labels (offsets and values only) and those of the shared gold."""

import json
from pathlib import Path

import pytest

from narekenen.documents.opening import open_document
from narekenen.documents.running import running_text
from narekenen.readings.dates import dates, dates_in
from narekenen.readings.letter_date import letter_dating

GOLD = Path(__file__).parent / "gold"


def score(text, gold):
    rows = dates_in(text, dated=letter_dating(text).iso)
    found = right = 0
    for start, end, iso in gold:
        hits = [
            row.edtf or None
            for row in rows
            if 2 * (min(row.span.end, end) - max(row.span.start, start)) >= min(len(row.text), end - start)
        ]
        found += bool(hits)
        right += iso in hits
    return found, right


def test_dates_of_a_document_point_at_its_source_and_take_its_own_date():
    source = (
        "Datum 3 mei 2022\n\nGeachte voorzitter,\n\nOp 14 \n\napril jl. heb ik uw Kamer over de dijken geïnformeerd en "
        "in het \n\nnajaar ontvangt u het vervolg.\n"
    )
    running = running_text(open_document(source.encode(), name="brief.txt"))
    rows = dates(running)
    assert [row.edtf for row in rows] == ["2022-05-03", "2022-04-14", "2022-23"]
    assert " ".join(source[rows[1].raw.start : rows[1].raw.end].split()) == "14 april jl."
    assert all(row.text == running.text[row.span.start : row.span.end] for row in rows)


@pytest.mark.shared
@pytest.mark.parametrize("number", ["000", "004"])
def test_against_the_shared_gold(shared, number):
    gold = json.loads((shared / "gold/gold_000_004.json").read_text())["documents"][number]["dates"]
    text = next((shared / "documents").glob(f"{number}_*.txt")).read_text()
    wanted = [(item["pos"]["start"], item["pos"]["end"], item["iso"]) for item in gold]
    assert score(text, wanted) == (len(wanted), len(wanted))


@pytest.mark.shared
@pytest.mark.parametrize("number", ["001", "002", "003"])
def test_against_our_own_labels(shared, number):
    labels = json.loads((GOLD / f"dates_{number}.json").read_text())
    text = next((shared / "documents").glob(f"{number}_*.txt")).read_text()
    wanted = [(item["start"], item["end"], item["iso"]) for item in labels["dates"]]
    assert score(text, wanted) == (len(wanted), len(wanted))
