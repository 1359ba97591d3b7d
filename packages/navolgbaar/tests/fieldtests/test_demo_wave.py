"""The made-up wave of the demonstration, whole: 3,030 tests and 203 calls through the room, as the files say."""

import stat

import pytest

from narekenen.fieldtests import evidence
from narekenen.fieldtests.cells import PairedCells
from narekenen.fieldtests.standardisation import held_change
from narekenen.replay import replay
from navolgbaar.fieldtests.chain import chain_file
from navolgbaar.fieldtests.models import Content, Wave
from navolgbaar.fieldtests.queries import wave_before
from navolgbaar.fieldtests.released import published_strata, released_of
from navolgbaar.figures.bundles import bundle_of
from navolgbaar.figures.queries import published_versions
from navolgbaar.ops.demo_fieldtests import load_field_test
from navolgbaar.ops.demo_files import find_files

pytestmark = [pytest.mark.db, pytest.mark.slow]


@pytest.fixture
def wave(demonstration):
    return Wave.objects.latest("first")


def test_the_wave_of_the_demonstration(wave, demonstration, client):
    load_field_test(find_files(), None, demonstration.folder)  # the second time there is nothing to do
    assert Wave.objects.count() == 2
    released = released_of(wave, "nl")
    assert [version.published for version in released.flow][1] == "3.030"
    assert released.calls.published == "203"
    lines = {line.label: line for line in released.profiles}
    assert len(lines) == 6
    moroccan, couple = lines["Marokkaanse man"], lines["Stel van twee mannen"]
    assert float(moroccan.version.low) > 0
    assert float(moroccan.adjusted.value) < 0.05
    assert float(couple.adjusted.value) > 0.05
    assert float(couple.detectable.value) > 5
    assert "per saldo" in moroccan.sentence
    published = published_versions().filter(figure__subject=wave.subject)
    assert all(line.version.value is not None for line in lines.values())  # a block of a profile may be small by lot
    assert sum(version.value is None for version in published) < len(published) / 10
    assert all(replay(bundle_of(version)).same for version in published)
    assert evidence.verify(chain_file(wave), expect=wave.head) == ()
    assert not Content.objects.exclude(text="").exists()
    assert stat.S_IMODE((demonstration.folder / "demo-vault.key").stat().st_mode) == 0o600
    page = client.get(wave.get_absolute_url())
    assert page.status_code == 200
    assert "Verzonnen gegevens" in page.content.decode()


def _cells(strata):
    return {value: PairedCells(**cells) for value, cells in strata.items()}


def test_what_changed_since_the_earlier_wave_of_the_demonstration(wave):
    former, released = wave_before(wave), released_of(wave, "nl")
    assert former.first.year == wave.first.year - 1
    compared = [line for line in released.profiles if line.change]
    assert [line.label for line in compared] == ["Marokkaanse man", "Marokkaanse vrouw"]
    then, now = published_strata(former), published_strata(wave)
    held = [(line, *row) for line in compared for row in line.held]
    assert [row[1] for row in held] == 2 * ["regio", "lidmaatschap"]
    for line, block, change, p in held:
        key = (line.version.figure.breakdown["profile"], block)
        found = held_change(_cells(then[key]), _cells(now[key]))
        assert float(change.value) == pytest.approx(100 * found.difference)
        assert float(change.high) == pytest.approx(100 * found.high)
        assert float(p.value) == pytest.approx(found.p)
        assert replay(bundle_of(change)).same
    large = {version.figure.part: (version, before) for version, before in released.composition}["regio: G4"]
    assert float(large[1].value) > float(large[0].value) + 10  # more of the earlier advertisements lay there
    assert released.call_changes
    assert all(float(one.p.value) > 0.05 for one in released.call_changes)  # agencies answered alike in both
