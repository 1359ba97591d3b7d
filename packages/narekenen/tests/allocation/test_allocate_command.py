"""`narekenen allocate`: readable in two languages, complete as JSON, exit 1 and 2 as promised."""

import polars as pl
import pytest
from openpyxl import Workbook

from narekenen.cli import main

COMMAND = "allocate"

UNITS = "gemeente,inwoners,bijstand\nA,100000,3000\nB,50000,500\nC,20000,100\n"
OLD = "maatstaf,bedrag\ninwoners,133.69\nbijstand,1507.81\n"
NEW = "maatstaf;bedrag\ninwoners;101,50\nbijstand;2.100,00\n"


def test_divide(at, told, result):
    words = ("divide", at("u.csv", UNITS), at("k.csv", OLD), "--budget", "25000000.01")
    found = result(*words)
    assert found["schema"] == "narekenen/allocate.divide/1"
    assert sum(found["grants_cents"].values()) == found["total_cents"] == 2_500_000_001
    _, out = told(*words)
    assert "Samen € 25.000.000,01" in out.out
    _, out = told(*words, "--lang", "en")
    assert "Together €25,000,000.01" in out.out


def test_the_same_from_xlsx_and_parquet(at, tmp_path, result):
    rows = [line.split(",") for line in UNITS.split()]
    book = Workbook()
    for row in rows:
        book.active.append([row[0], *(int(c) if c.isdigit() else c for c in row[1:])])
    book.save(tmp_path / "u.xlsx")
    pl.DataFrame(rows[1:], schema=rows[0], orient="row").with_columns(pl.col("inwoners").cast(int)).write_parquet(
        tmp_path / "u.parquet"
    )
    key = at("k.csv", OLD)
    found = [result("divide", name, key, "--budget", "100") for name in (at("u.csv", UNITS), "u.xlsx", "u.parquet")]
    assert found[0] == found[1] == found[2]


def test_path(at, told, result):
    at("g.csv", "gemeente,oud,nieuw,inwoners\nA,1900,1000,300\nB,0,600,200\nC,0,300,100\n")
    found = result("path", "g.csv", "--caps", "2,1")
    assert found["corrections_cents"] == {"A": [90000, 30000, 0], "B": [-60000, -20000, 0], "C": [-30000, -10000, 0]}
    assert (found["finished"], found["outstanding_cents"]) == (2, [180000, 60000, 0])
    _, out = told("path", "g.csv", "--caps", "2")
    assert "Na 1 jaar is het nieuwe bedrag nog niet overal bereikt." in out.out
    assert "€ 600,00" in out.out
    _, out = told("path", "g.csv", "--caps", "2,1", "--lang", "en")
    assert "From year 2 every municipality gets the new amount." in out.out


def test_explain(at, told, result):
    words = (
        "explain",
        at("u.csv", UNITS),
        at("o.csv", OLD),
        at("n.csv", NEW),
        "--budget",
        "25000000",
        "--municipality",
        "A",
    )
    found = result(*words)
    bars = found["waterfall_cents"]
    assert bars["before"] + sum(bar["change"] for bar in bars["bars"]) == bars["after"]
    _, out = told(*words)
    assert "A krijgt €" in out.out
    assert "bijstand" in out.out


def test_diff_shows_the_money_of_a_changed_input(at, told, result):
    words = (
        "diff",
        at("u.csv", UNITS),
        at("v.csv", UNITS.replace("3000", "3300")),
        at("k.csv", OLD),
        "--budget",
        "25000000",
    )
    found = result(*words, status=1)
    assert [one["municipality"] for one in found["changed"]] == ["A"]
    moves = {name: one["after"] - one["before"] for name, one in found["money_cents"].items()}
    assert sum(moves.values()) == 0
    assert moves["A"] == found["moved_cents"] > 0
    _, out = told(*words)
    assert "Gewijzigde cijfers: 1; samen verschuift €" in out.out
    assert result("diff", "u.csv", "u.csv", "k.csv", "--budget", "1")["moved_cents"] == 0


def test_check(at, told, result):
    at("t.md", "### Bijlage 9\n\n| Gemeente | 2010 |\n|:--|:--|\n| A | € 10 |\n| B | € 5 |\n| Totaal | € 16 |\n")
    found = result("check", "t.md", status=1)
    assert found["tables"] == [
        {"annex": "9", "head": "2010", "rows": 2, "sum": "15.0", "stated": "16.0", "difference": "-1.0"}
    ]
    _, out = told("check", "t.md")
    assert "de rijen tellen op tot € 15, vermeld staat € 16 (verschil € −1)" in out.out
    status, out = told("check", at("t.csv", "gemeente,bedrag\nA,10\nB,5\n"), "--lang", "en")
    assert status == 0
    assert "2 rows, together €15" in out.out


@pytest.mark.shared
def test_check_on_the_decree(shared, told):
    status, out = told("check", str(shared / "data/monitor/law/BWBR0027383_besluit_DU_IU.md"))
    assert status == 1
    assert "Van 128 vermelde totalen kloppen er 125 met hun rijen." in out.out
    assert (
        "27c, Uitkering 2008: de rijen tellen op tot € 1.469.545.408, vermeld staat € 1.469.545.416 (verschil € −8)."
        in out.out
    )
    assert "(verschil € 6)" in out.out


DIVIDE = "divide u.csv k.csv --budget 1"


@pytest.mark.parametrize(
    ("files", "words", "said"),
    [
        ({"u.csv": UNITS.replace("500", "")}, DIVIDE, "row 3, bijstand is empty: missing is not 0"),
        ({"u.csv": UNITS.replace("500", "many")}, DIVIDE, "row 3, bijstand: 'many' is no number"),
        ({"u.csv": UNITS + "A,1,1\n"}, DIVIDE, "row 5: 'A' occurs twice"),
        ({"u.csv": UNITS.replace("bijstand", "x")}, DIVIDE, "A: no units of bijstand"),
        ({}, "divide u.csv u.csv --budget 1", "There is no column maatstaf, bedrag"),
        ({}, "divide u.csv k.csv --budget 0.001", "no whole number of cents"),
        ({}, "explain u.csv k.csv k.csv --budget 1 --municipality Z", "Z is not in both divisions"),
        ({"g.csv": "gemeente,oud,nieuw,inwoners\nA,1,2,3\n"}, "path g.csv --caps 1", "add up to 1, the new ones to 2"),
        ({"g.csv": "gemeente,oud,nieuw,inwoners\nA,1,1,0\n"}, "path g.csv --caps 1", "A: 0 inhabitants"),
        ({"g.csv": "gemeente,oud,nieuw,inwoners\nA,1,1,1\n"}, "path g.csv --caps=-1", "A cap is zero or more"),
    ],
)  # fmt: skip
def test_unusable_input_exits_2_with_one_clear_message(at, files, words, said, told):
    for name, text in {"u.csv": UNITS, "k.csv": OLD, **files}.items():
        at(name, text)
    status, out = told(*words.split(), "--lang", "en")
    assert status == 2
    assert said in out.err
    assert out.out == ""


@pytest.mark.parametrize("words", ["divide u k --budget lots", "path g --caps 1,,2"])
def test_wrong_usage(words):
    with pytest.raises(SystemExit) as stopped:
        main(["allocate", *words.split()])
    assert stopped.value.code == 2


def test_path_by_a_rule_with_its_reference(at, told, result):
    at("g.csv", "gemeente,oud,nieuw,inwoners\nA,19000,10000,100\nB,0,9000,200\n")
    found = result("path", "g.csv", "--rule", "gemeentefonds-2023")
    # in all 37.50 x 100 for A: from 19,000 to 15,250
    assert found["end_cents"] == {"A": 1_525_000, "B": 375_000}
    assert [abs(a - b) for a, b in zip(*(found["corrections_cents"]["A"][i:][:3] for i in (0, 1)), strict=True)] == [
        75_000, 150_000, 150_000,
    ]  # fmt: skip
    assert "4212" in found["reference"]
    status, out = told("path", "g.csv", "--rule", "unknown")
    assert status == 2
    assert "gemeentefonds-2023" in out.err


PERSONS = "kosten;oud;gemeente\n" + "".join(f"{1 + i % 3};{i % 2};{'ABC'[i % 3]}\n" for i in range(60))


@pytest.mark.parametrize("model", ["poisson", "poisson-multilevel", "amounts-multilevel"])
def test_weights(at, model, told, result):
    words = ("weights", at("p.csv", PERSONS), "--outcome", "kosten", "--columns", "oud", "--municipality", "gemeente")
    found = result(*words, "--model", model)
    assert found["weights"]["names"] == ["constant", "oud"]
    assert len(found["weights"]["coefficients"]) == 2
    _, out = told(*words, "--model", model)
    assert "60 rijen" in out.out


def test_weights_say_what_is_wrong_with_every_column(at, told):
    text = "kosten,oud,gemeente\n1,x,A\n,1,B\n2,0,\n"
    at("p.csv", text)
    words = ("weights", "p.csv", "--lang", "en", "--columns", "oud", "--outcome")
    status, out = told(*words, "kosten", "--municipality", "gemeente")
    assert status == 2
    for said in ("kosten: empty or no number in row 3", "oud: empty or no number in row 2", "gemeente: empty in row 4"):
        assert said in out.err
    status, out = told(*words, "euros")
    assert (status, "There is no column euros" in out.err) == (2, True)


def test_sensitivity(at, told, result):
    words = ("sensitivity", at("u.csv", UNITS), at("k.csv", OLD), "--budget", "25000000")
    found = result(*words)
    assert {(v["what"], v["maatstaf"]) for v in found["variants"]} == {
        ("without", "inwoners"), ("without", "bijstand"), ("+10.0%", "inwoners"), ("+10.0%", "bijstand"),
    }  # fmt: skip
    other = result(*words, "--other-year", at("v.csv", UNITS.replace("3000", "2000")))
    assert next(v for v in other["variants"] if v["what"] == "other year")["maatstaf"] == "bijstand"
    _, out = told(*words, "--lang", "en")
    assert "loses most" in out.out


def test_cumulate(at, told, result):
    at("gf.csv", "gemeente,oud,nieuw,inwoners\nA,5000,0,100\nB,0,5000,100\n")
    at("bw.csv", "gemeente,oud,nieuw,inwoners\nA,3000,0,100\nB,0,3000,100\n")
    found = result("cumulate", "gf.csv", "bw.csv", "--years", "3", "--cap", "10", status=1)
    assert found["moved_cents"]["A"] == [-200_000, -200_000, -200_000]
    assert {"year": 1, "municipality": "A"} in found["over"]
    assert (
        max(abs(a - b) for a, b in zip(*(found["together_cents"]["A"][i:][:3] for i in (0, 1)), strict=True)) == 100_000
    )
    found = result("cumulate", "gf.csv", "--years", "3", "--cap", "10")
    assert found["over"] == []
    at("other.csv", "gemeente,oud,nieuw,inwoners\nB,5000,0,100\nA,0,5000,100\n")
    assert told("cumulate", "gf.csv", "other.csv", "--years", "3", "--cap", "10")[0] == 2


def test_plausible(at, told, result):
    many = UNITS + "".join(f"M{i},{50000 + 100 * i},{500 + 7 * i}\n" for i in range(20)) + "Z,100,900\n"
    found = result("plausible", at("u.csv", many), at("k.csv", OLD), "--budget", "25000000", status=1)
    assert found["outliers"][0]["municipality"] == "Z"
    assert found["not_monotonic"] == []
    _, out = told("plausible", "u.csv", "k.csv", "--budget", "25000000")
    assert "Ver van de rest: Z" in out.out
