"""A second wave beside the first: what changed, and how both were made up."""

import io

import pytest
from crawling import bare_numbers
from docx import Document
from lxml import html

from narekenen.fieldtests.cells import PairedCells
from narekenen.fieldtests.comparisons import change
from narekenen.fieldtests.shares import share_change
from narekenen.replay import replay
from navolgbaar.fieldtests.calls import calls_of
from navolgbaar.fieldtests.former import are_comparable, call_changes, changes
from navolgbaar.fieldtests.groups import groups_of
from navolgbaar.fieldtests.models import Wave
from navolgbaar.fieldtests.queries import wave_before
from navolgbaar.fieldtests.released import published_cells, published_counts, released_of
from navolgbaar.fieldtests.results import part_of
from navolgbaar.fieldtests.science import protocol_of
from navolgbaar.fieldtests.validation import pairs_of
from navolgbaar.figures.bundles import bundle_of

pytestmark = pytest.mark.db


@pytest.fixture
def stand():
    return "second"


@pytest.fixture
def first():
    return Wave.objects.order_by("first").first()


def test_the_change_is_that_of_narekenen_from_the_published_cells_of_both(wave, first):
    assert wave_before(wave) == first
    assert wave_before(first) is None
    then, now = published_cells(first), published_cells(wave)
    lines = [line for line in released_of(wave, "nl").profiles if line.change]
    assert lines
    for line in lines:
        profile = line.version.figure.breakdown["profile"]
        found = change(PairedCells(**then[profile]), PairedCells(**now[profile]))
        assert float(line.change.value) == pytest.approx(100 * found.difference)
        assert float(line.change.low) == pytest.approx(100 * found.low)
        assert float(line.change_p.value) == pytest.approx(found.z_p)
        assert line.change.figure.breakdown["since"] == first.public_id
        assert line.change.run == line.change_p.run
        assert replay(bundle_of(line.change)).same


def test_the_page_shows_the_change_with_the_composition_of_both(wave, first, client):
    for prefix in ("", "/en"):
        tree = html.fromstring(client.get(f"{prefix}/veldtesten/{wave.public_id}/").content)
        assert bare_numbers(tree) == []
        shown = {data.get("data-figure") for data in tree.iter("data")}
        released = released_of(wave, "nl")
        told = [v for line in released.profiles if line.change for v in (line.change, line.change_p)]
        pairs = released.composition
        assert len(pairs) == 3  # two regions, and any positive answer
        assert all(former.figure.subject == first.subject for _, former in pairs)
        assert {str(v) for v in [*told, *(v for pair in pairs for v in pair)]} <= shown
        assert f"{prefix}/veldtesten/{first.public_id}/" in {link.get("href") for link in tree.iter("a")}


def test_the_annex_tells_it_as_well(wave, client):
    paper = Document(io.BytesIO(client.get(f"/veldtesten/{wave.public_id}/bijlage.docx").content))
    cells = {cell.text for table in paper.tables for row in table.rows for cell in row.cells}
    released = released_of(wave, "nl")
    line = next(line for line in released.profiles if line.change)
    assert {line.change.published, line.change_p.published, released.composition[0][1].published} <= cells
    assert {line.held[0][1].published, released.call_changes[0].detectable.published} <= cells
    assert any(paragraph.text.startswith("Verandering sinds") for paragraph in paper.paragraphs)


def test_waves_that_count_otherwise_are_not_compared(wave, first):
    left = groups_of(wave, pairs_of(wave))[1]
    parts = {group: part_of(wave, group) for group in left}
    assert changes(wave, left, parts)
    body = first.protocol.body
    body["inclusion"]["reply_days"] += 1
    first.protocol.save()
    assert not are_comparable(protocol_of(wave.protocol.body), protocol_of(body))
    assert changes(wave, left, parts) == []


def test_a_wave_of_made_up_data_is_not_compared_with_a_real_one(wave, first):
    Wave.objects.filter(pk=first.pk).update(is_synthetic=False)
    assert wave_before(wave) is None


def test_a_held_change_is_withheld_where_a_part_of_it_is(wave):
    lines = [line for line in released_of(wave, "nl").profiles if line.change]
    (block, held, p), *others = lines[0].held
    assert (block, held.value, held.absent_because, p, others) == ("regio", None, "n < 5", None, [])


def test_what_changed_in_the_calls_beside_what_could_have_shown(wave, first, client):
    changes = released_of(wave, "nl").call_changes
    then, now = published_counts(first), published_counts(wave)
    assert {one.answer.figure.quantity.key for one in changes} >= {"fieldtest-call-weigert", "fieldtest-call-headline"}
    for one in changes:
        key = one.answer.figure.quantity.key.removeprefix("fieldtest-")
        found = share_change(*((side[key]["count"], side[key]["of"]) for side in (then, now)))
        assert float(one.change.value) == pytest.approx(100 * found.difference)
        assert float(one.p.value) == pytest.approx(found.p)
        if found.detectable is None:
            assert one.detectable.published == "– (geen verandering had kunnen blijken)"
        else:
            assert float(one.detectable.value) == pytest.approx(100 * found.detectable)
        assert replay(bundle_of(one.change)).same
    shown = {
        data.get("data-figure") for data in html.fromstring(client.get(wave.get_absolute_url()).content).iter("data")
    }
    assert {str(version) for one in changes for version in (one.change, one.p, one.detectable)} <= shown


def test_calls_that_were_coded_otherwise_are_not_compared(wave, first):
    calls = calls_of(wave)
    assert call_changes(wave, calls)
    body = first.protocol.body
    next(code for code in body["codes"] if code["key"] == "aan-verhuurder")["positive"] = True
    first.protocol.save()
    assert call_changes(wave, calls) == []
