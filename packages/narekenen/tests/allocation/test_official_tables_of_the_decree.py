"""Besluit decentralisatie- en integratie-uitkeringen (BWBR0027383): stated totals against the rows; CSVs likewise."""

from collections import defaultdict
from decimal import Decimal
from fractions import Fraction

import polars as pl
import pytest

from narekenen.allocation.officialtables import read_amount_table, read_official_tables
from narekenen.allocation.phasein import Rules, phase_in
from narekenen.errors import UnusableInput


@pytest.fixture(scope="module")
def decree(shared):
    return read_official_tables(shared / "data/monitor/law/BWBR0027383_besluit_DU_IU.md")


@pytest.mark.shared
def test_the_totals_that_do_not_hold(decree):
    stated = [table for table in decree if table.stated is not None]
    wrong = {table.annex: int(table.difference()) for table in stated if table.difference()}
    assert len(stated) == 128
    # Annex 9 adds two rounded columns per row; the other two are plain tables of 443 and 431 municipalities.
    assert wrong == {"27c": -8, "29jj": 6, "9": 2}
    (wmo,) = [table for table in stated if table.annex == "27c"]
    assert (wmo.total(), wmo.stated, len(wmo.rows)) == (1_469_545_408, 1_469_545_416, 443)


@pytest.mark.shared
def test_shelter_in_43_centre_municipalities(decree, shared):
    totals = {table.annex: table.total() for table in decree}
    assert (totals["29xx-b"], totals["29xx-c"]) == (307_828_115, 307_228_117)
    path = shared / "data/monitor/nl/maatschappelijke_opvang_centrumgemeenten_2010_2011.csv"
    first, second = read_amount_table(path)
    assert len(first.rows) == 43
    assert (first.total(), second.total()) == (307_828_115, 307_228_117)
    change = {n: b / a - 1 for (n, a), (_, b) in zip(first.rows, second.rows, strict=True)}
    assert min(change, key=change.get) == "Spijkenisse"
    assert round(100 * min(change.values()), 1) == Decimal("-11.7")
    assert max(change, key=change.get) == "Utrecht"
    assert round(100 * max(change.values()), 1) == Decimal("9.5")
    assert sum(c < 0 for c in change.values()) == 31


@pytest.mark.shared
def test_wmo_grants_of_four_years(decree, shared):
    frame = pl.read_csv(shared / "data/monitor/nl/wmo_integratie_uitkering_2007_2011.csv")
    sums = {str(annex): (rows, int(total)) for annex, rows, total in
            frame.group_by("bijlage").agg(pl.len(), pl.col("bedrag_eur").sum()).iter_rows()}  # fmt: skip
    assert sorted(sums.values()) == [
        (418, 1_455_985_635), (431, 1_540_963_628), (441, 1_535_349_553), (443, 1_469_545_408),
    ]  # fmt: skip
    printed = {t.annex: t for t in decree if t.annex in sums}
    assert {annex: (len(t.rows), int(t.total())) for annex, t in printed.items()} == sums


@pytest.mark.shared
def test_corrections_of_the_fund_that_should_add_up_to_nothing(shared):
    """Suppletie 2006 to 2009 (BWBR0025868): paid out in halves, and not neutral."""
    sums = defaultdict(list)
    for annex in (1, 2):
        path = shared / f"data/monitor/nl/suppletie_gemeentefonds_bijlage{annex}_2006_2009.csv"
        for table in read_amount_table(path):
            sums[annex].append(table.total())
    assert sums[1] == [Decimal("103373.66"), Decimal("-103383.88")]
    assert sums[2] == [Decimal(485_670), Decimal(2_559_067)]


@pytest.mark.shared
def test_the_same_corrections_along_a_path_do_add_up(shared):
    """From the grants of 2010 to those of 2011, scaled to one budget, at most 200,000 euros a year each."""
    first, second = read_amount_table(shared / "data/monitor/nl/maatschappelijke_opvang_centrumgemeenten_2010_2011.csv")
    old = [int(100 * amount) for _, amount in first.rows]
    new = [int(100 * amount) for _, amount in second.rows]
    new[0] += sum(old) - sum(new)
    path = phase_in(old, new, [1] * 43, Rules((Fraction(200_000),) * 12))
    assert (path.corrections.sum(axis=1) == 0).all()
    assert path.finished is not None


def test_tables_of_ones_own(tmp_path):
    path = tmp_path / "t.md"
    path.write_text(
        "### Bijlage 3a\n\n| *Gemeente* | *2010* | Opmerking |\n|:--|:--|:--|\n| A | € 1.000,50 | x |\n"
        "| B | – | y |\n| C | € −2 | z |\n| *Totaal* | *€ 1.000* | |\n",
        encoding="utf-8",
    )
    (table,) = read_official_tables(path)
    assert (table.annex, table.head, len(table.rows)) == ("3a", "2010", 2)
    assert (table.total(), table.difference()) == (Decimal("998.5"), Decimal("-1.5"))
    (tmp_path / "a.csv").write_text("naam;bedrag;soort\nA;1.000,5;x\nB;2.5;y\n")
    (column,) = read_amount_table(tmp_path / "a.csv")
    assert (column.total(), column.stated, column.difference()) == (Decimal(1003), None, None)


def test_files_without_amounts(tmp_path):
    (tmp_path / "t.md").write_text("nothing")
    (tmp_path / "t.csv").write_text("a,b\nx,y\n")
    for read, name in ((read_official_tables, "t.md"), (read_official_tables, "none.md"), (read_amount_table, "t.csv")):
        with pytest.raises(UnusableInput):
            read(tmp_path / name)
