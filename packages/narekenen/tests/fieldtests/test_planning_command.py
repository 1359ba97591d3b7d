"""`narekenen fieldtest protocol|pool|standardise|guests|simulate`, and families of a protocol in `analyse`."""

import json

import pytest

from narekenen.cli import main
from narekenen.fieldtests.protocolmodel import CONDUCT

LABEL = {"nl": "a", "en": "b"}
PROTOCOL = {
    "schema": "narekenen/protocol/1",
    "title": "t",
    "personas": [
        {"key": "control", "side": "control", "label": LABEL, "signs": "x"},
        {"key": "man", "side": "test", "label": LABEL, "signs": "y"},
        {"key": "woman", "side": "test", "label": LABEL, "signs": "z"},
    ],
    "meetvragen": ["net_all"],
    "margins": {"net_all": 8},
    "families": [{"name": "women first", "members": ["woman"]}, {"name": "all", "members": ["*"], "method": "bh"}],
}
CELLS = "profile,n10,n01,n11,n00\nman,40,20,60,200\nwoman,30,25,60,200\n"


@pytest.fixture
def file(tmp_path):
    def write(name, text):
        path = tmp_path / name
        path.write_text(text if isinstance(text, str) else json.dumps(text))
        return str(path)

    return write


def run(capsys, *words):
    status = main(["fieldtest", *words])
    return status, capsys.readouterr()


def test_the_families_of_a_protocol_decide_and_its_meetvraag_and_margin_too(file, capsys):
    words = ("analyse", file("cells.csv", CELLS), "--protocol", file("p.json", PROTOCOL))
    status, said = run(capsys, *words, "--json")
    result = json.loads(said.out)
    assert status == 0
    assert result["report"]["question"]["estimand"] == "net_all"
    assert result["report"]["question"]["margin"] == 0.08
    rows = {(row["family"], *row["group"]): row for row in result["declared_families"]}
    assert set(rows) == {("women first", "woman"), ("all", "man"), ("all", "woman")}
    assert rows["women first", "woman"]["adjusted"] == rows["women first", "woman"]["p"]
    assert rows["all", "man"]["adjusted"] == pytest.approx(2 * rows["all", "man"]["p"])
    assert "women first (Holm)" in run(capsys, *words, "--lang", "en")[1].out


def test_a_family_that_does_not_fit_is_refused(file, capsys):
    said = {**PROTOCOL, "families": [{"name": "f", "members": ["man / G4"]}]}
    status, out = run(capsys, "analyse", file("cells.csv", CELLS), "--protocol", file("p.json", said))
    assert status == 2
    assert "no group answers to 'man / G4'" in out.err


def test_protocol_tells_what_lacks_and_exits_1(file, capsys):
    status, said = run(capsys, "protocol", file("p.json", PROTOCOL))
    assert status == 1
    assert "ethics_approval" in said.out
    whole = {
        **PROTOCOL, "conduct": dict.fromkeys(CONDUCT, "x"), "templates": [{"key": "A", "body": "{signs}"}],
        "codes": [{"key": "c", "label": LABEL, "positive": True}],
    }  # fmt: skip
    status, said = run(capsys, "protocol", file("q.json", whole), "--json")
    assert status == 0
    assert json.loads(said.out)["digest"].startswith("sha256:")
    assert run(capsys, "protocol", "absent.json")[0] == 2


def test_pool_counts_and_differences(file, capsys):
    counts = "gemeente,positief,bezoeken\nA,3,5\nB,1,5\nC,5,5\n"
    status, said = run(capsys, "pool", file("a.csv", counts), "--json")
    found = json.loads(said.out)["pooling"]
    assert status == 0
    assert [area["own"] for area in found["areas"]] == [0.6, 0.2, 1]
    assert found["areas"][2]["value"] < 1
    values = "area,value,se\nA,10,4\nB,2,4\nC,6,4\n"
    assert "94%" not in run(capsys, "pool", file("b.csv", values), "--lang", "en")[1].out
    assert run(capsys, "pool", file("c.csv", "area,positive,visits\nA,x,5\nA,1,5\nA,1.5,5\n"))[0] == 2
    assert run(capsys, "pool", file("d.csv", "area\nA\n"))[0] == 2


def test_standardise_gives_the_base_group_back_and_moves_the_other(file, capsys):
    strata = (
        "wave,region,n10,n01,n11,n00\n1,G4,10,10,80,100\n1,rest,40,10,50,100\n2,G4,5,5,40,50\n2,rest,80,20,100,200\n"
    )
    status, said = run(capsys, "standardise", file("s.csv", strata), "--json")
    groups = json.loads(said.out)["groups"]
    assert status == 0
    assert groups["1"]["standardised"]["value"] == pytest.approx((0 + 30 / 100) / 2)
    assert groups["2"]["standardised"]["value"] == pytest.approx((0 + 60 / 200) / 2)
    assert "(" in run(capsys, "standardise", file("s.csv", strata), "--like", "2")[1].out
    assert run(capsys, "standardise", file("s.csv", strata), "--like", "9")[0] == 2
    assert run(capsys, "standardise", file("s.csv", strata), "--estimand", "conditional_or")[0] == 2
    assert run(capsys, "standardise", file("t.csv", "a,b\n1,2\n"))[0] == 2


def test_guests_say_what_a_rule_does_and_what_to_do_at_a_desk(capsys):
    words = ("guests", "--incidental", "10", "--structural", "50")
    status, said = run(capsys, *words, "--seen", "4/5", "--json")
    assert status == 0
    result = json.loads(said.out)
    assert result["verdict"] == "structural"
    assert result["behaviour"][0]["called_structural"] < 0.06
    assert "nog een bezoek" in run(capsys, *words, "--seen", "1/2")[1].out
    assert run(capsys, *words, "--seen", "many")[0] == 2
    assert run(capsys, "guests", "--incidental", "50", "--structural", "10")[0] == 2


def test_simulate_plays_the_design_and_keeps_its_level(capsys):
    words = ("simulate", "--pairs", "200", "--p10", "10", "--p01", "10", "--p11", "25")
    status, said = run(capsys, *words, "--json")
    rates = json.loads(said.out)["rates"]
    assert status == 0
    assert 0.03 < rates["mid-p (default)"] < 0.07
    assert not any(name.startswith("callback") for name in rates)
    assert run(capsys, "simulate", "--pairs", "200", "--p10", "80", "--p01", "80", "--p11", "25")[0] == 2
