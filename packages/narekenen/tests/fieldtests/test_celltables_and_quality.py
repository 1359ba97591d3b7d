"""A table that already counts; level and spread straight from a file with a row per message."""

import json

import pytest

from narekenen.cli import main
from narekenen.errors import UnusableInput
from narekenen.fieldtests.cells import PairedCells
from narekenen.fieldtests.counting import cells_by
from narekenen.fieldtests.pairfile import Reading, read_pairs
from narekenen.fieldtests.quality import decompose_file

TABLE = "profiel;alleen controle;alleen test;beide;geen\nArabic;307;80;464;1883\nItalian;184;110;600;1859\n"


@pytest.fixture
def write(tmp_path):
    def _write(text):
        path = tmp_path / "file.csv"
        path.write_text(text, encoding="utf-8")
        return path

    return _write


def test_published_cells_are_read_as_they_are_printed(write):
    table = read_pairs(write(TABLE))
    assert cells_by(table) == {
        ("Arabic",): PairedCells(n11=464, n10=307, n01=80, n00=1883),
        ("Italian",): PairedCells(n11=600, n10=184, n01=110, n00=1859),
    }
    assert dict(table.flow)["valid pairs"] == 2734 + 2753


def test_cells_per_wave_and_subgroup(write):
    text = "id,profile,wave,city,c10,c01,c11,c00\nx,a,1,G4,3,1,2,9\nx,a,2,G4,2,2,0,0\nx,a,2,rest,0,0,0,4\n"
    table = read_pairs(write(text), Reading(by=("city",)))
    assert cells_by(table, ("wave",))[("2",)] == PairedCells(n11=0, n10=2, n01=2, n00=4)
    assert cells_by(table, ("city",))[("G4",)].total == 19


def test_every_cell_that_is_no_count_is_named(write):
    with pytest.raises(UnusableInput) as caught:
        read_pairs(write("n10,n01,n11,n00\n1,x,3,4\n-1,2,,4\n"))
    assert [line.split(":")[0] for line in caught.value.problems] == ["row 3", "row 2", "row 3"]
    with pytest.raises(UnusableInput, match="at most 20,000,000"):
        read_pairs(write("n10,n01,n11,n00\n1,99999999999,3,4\n"))
    with pytest.raises(UnusableInput, match="row 3: a group without pairs"):
        read_pairs(write("n10,n01,n11,n00\n1,2,3,4\n0,0,0,0\n"))


@pytest.mark.shared
def test_bertrand_and_mullainathan_2004_cells_and_spread(shared, capsys):
    """Ads: equal 1,166, none 1,103, white favoured 111, black favoured 46; spread as in test_pooling_and_neumark."""
    path = shared / "data/fieldtests/bm2004_ads.csv"
    cells = cells_by(read_pairs(path, Reading(control_profile="w", same="compare")))[("b",)]
    assert (cells.n10, cells.n01, cells.n11 + cells.n00, cells.n00, cells.total) == (111, 46, 1166, 1103, 1323)
    shares = [f"{100 * x / cells.total:.2f}" for x in (cells.n11 + cells.n00, cells.n00, cells.n10, cells.n01)]
    assert shares == ["88.13", "83.37", "8.39", "3.48"]
    names = ("education", "yearsexp", "honors", "volunteer", "military", "email", "empholes", "workinschool",
             "computerskills", "specialskills", "sex", "city")  # fmt: skip
    found = decompose_file(path, Reading(control_profile="w"), names)["b"]
    assert (round(found.homoskedastic.value, 4), round(found.total.value, 4)) == (-0.0294, -0.0253)
    words = ["fieldtest", "analyse", str(path), "--control", "w", "--same", "compare"]
    quality = [word for name in names for word in ("--quality", name)]
    assert main([*words, *quality, "--lang", "en"]) == 0
    assert "Level or spread" in capsys.readouterr().out
    assert main([*words, *quality, "--json"]) == 0
    assert round(json.loads(capsys.readouterr().out)["quality"]["b"]["sd_ratio"], 2) == 1.28


def test_quality_needs_messages_and_complete_cells(write):
    with pytest.raises(UnusableInput, match="belongs to a message"):
        decompose_file(write("control,test,income\n1,0,5\n"), Reading(), ("income",))
    with pytest.raises(UnusableInput) as caught:
        decompose_file(
            write("listing,profile,outcome,income\n1,control,1,5\n1,a,misschien,\n2,control,0,\n"),
            Reading(),
            ("income",),
        )
    assert caught.value.problems == ("outcome 'misschien' stands in no list", "rows 3, 4: no income")
