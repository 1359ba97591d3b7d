"""`narekenen fieldtest`: readable in two languages, complete as JSON, exit 2 with one clear message."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from narekenen.fieldtests.evidence import Entry, build, head_of

COMMAND = "fieldtest"

HEADER = "listing,profile,control,test,agency,wave,city,control_first\n"
PAIRS = HEADER + "".join(
    f"{i},{'ab'[i % 2]},{int(i % 3 > 0)},{int(i % 5 > 1)},k{i % 30},"
    f"{1 + i % 2 * (i % 7 > 2)},{'xy'[i % 4 > 1]},{i % 2}\n"
    for i in range(240)
)


def test_cells_in_both_languages(told):
    status, out = told("analyse", "--cells", "307,80,464,1883")
    assert status == 0
    assert "26,7% (22,5% tot 30,8%)" in out.out
    assert "meer dan toeval verklaart (p = 1,2 × 10^-32)" in out.out.replace("\n", " ")
    _, out = told("analyse", "--cells", "307,80,464,1883", "--lang", "en")
    assert "more than chance explains" in out.out


def test_a_file_of_pairs_to_the_full_report(at, told):
    name = at("pairs.csv", PAIRS)
    status, out = told("analyse", name, "--by", "city", "--margin", "10", "--lang", "en")
    assert status == 0
    for part in (
        "valid pairs",
        "profiles:",
        "city:",
        "By agency (",
        "wave: 1 → 2",
        "conditional logit",
        "margin of 10.0%",
    ):
        assert part in out.out.replace("\n", " "), part


def test_names_with_brackets_are_shown_as_they_are(at, told):
    status, out = told("analyse", at("pairs.csv", "profile,control,test\n[red]x[/red],1,0\n[/],0,1\n"))
    assert status == 0
    assert "[red]x[/red]" in out.out
    assert "[/]" in out.out


def test_json_is_complete_and_carries_its_schema(at, told):
    status, out = told("analyse", at("pairs.csv", PAIRS), "--json", "--by", "city")
    value = json.loads(out.out)
    assert status == 0
    assert value["schema"] == "narekenen/fieldtest.analyse/1"
    assert {"question", "flow", "families", "comparisons", "model", "notes"} <= set(value["report"])
    row = value["report"]["families"]["profiles"][0]
    assert len(row["estimates"]) == 7
    assert set(value["verdicts"]["a"]) == {"nl", "en"}
    _, out = told("analyse", "--cells", "0,0,0,4", "--json")
    assert json.loads(out.out)["row"]["estimates"][0]["value"] is None


def test_power_of_one_design_and_of_a_file(at, told):
    status, out = told("power", "--pairs", "500", "--any", "32", "--discordant", "13", "--effect", "14", "--json")
    stratum = json.loads(out.out)["strata"][0]
    assert status == 0
    assert stratum["power"] == pytest.approx(0.8, abs=0.01)
    name = at(
        "strata.csv",
        'naam,paren,any,verschillend,effect,kosten,makelaars\nG4,500,32%,13%,14,"12,5",100\nrest,50,60,2,14,,\n',
    )
    status, out = told("power", name, "--most-contacts", "4")
    assert "10,0 (te veel)" in out.out
    assert "6.250,00" in out.out
    assert "rest: an effect of" in out.out


def test_a_draw_is_made_promised_and_verified(at, told):
    listings = at("listings.csv", "id,city\n" + "".join(f"L{i},{'xy'[i % 2]}\n" for i in range(20)))
    arguments = ["assign", listings, "--factor", "profile=Pools,Marokkaans", "--factor", "order=c,t", "--block", "city"]
    status, out = told(*arguments, "--out", "draw.json")
    assert status == 0
    published = out.out.split()[-1]
    assert published.startswith("sha256:")
    assert told("verify", "draw.json", "--expect", published)[0] == 0
    text = Path("draw.json").read_text()
    at("altered.json", text.replace('"Pools",\n   "order": "c"', '"Marokkaans",\n   "order": "c"', 1))
    status, out = told("verify", "altered.json", "--lang", "en")
    assert status == 1
    assert "drawn was 'Pools'" in out.out
    status, out = told(*arguments, "--out", "draw.json")
    assert status == 2
    assert "never written over" in out.err


def test_a_chain_of_evidence_is_verified(at, told):
    chain = build([Entry("2023-02-01", "sent", "T-1", b"hello", bytes(32))], title="t")
    at("chain.jsonl", chain.decode())
    assert told("verify", "chain.jsonl", "--expect", head_of(chain))[0] == 0
    at("altered.jsonl", chain.decode().replace('"sealed":"', '"sealed":"0'))
    status, out = told("verify", "altered.jsonl", "--json")
    assert status == 1
    assert json.loads(out.out)["faults"][0].startswith("line 2: record 1 no longer has the digest")
    assert told("verify", at("other.txt", "hello\n"))[0] == 2
    assert told("verify", at("other.json", "[1]"))[0] == 2


def test_agreement_in_both_forms_of_file(at, told):
    wide = at("wide.csv", "gesprek,anna,bert,besluit\n1,w,w,\n2,w,r,r\n3,r,r,\n4,l,,\n")
    long = at("long.csv", "unit,coder,code\n1,a,w\n1,b,w\n2,a,w\n2,b,r\n3,a,r\n3,b,r\n4,a,l\n")
    results = []
    for name in (wide, long):
        status, out = told("agree", name, "--json", "--positive", "w")
        assert status == 0
        results.append(json.loads(out.out))
    assert results[0]["estimates"][0] == results[1]["estimates"][0]
    assert (results[0]["headline"]["value"], results[1]["headline"]["value"]) == (0.25, 0.5)
    assert results[0]["undecided"] == []
    assert results[1]["undecided"] == ["2"]
    status, out = told("agree", wide, "--positive", "w")
    assert "Omstreden: 1 van 4" in out.out


def test_several_codes_per_call_are_compared_one_by_one(at, told):
    name = at("calls.csv", "gesprek,a,b\n1,w; expats,w\n2,r,r;expats\n3,w;expats,w;expats\n4,r,\n")
    status, out = told("agree", name, "--multiple", "--json")
    value = json.loads(out.out)
    assert status == 0
    assert [e["name"] for e in value["estimates"]] == ["expats", "r", "w"]
    assert value["disputed"] == {"expats": ["1", "2"], "r": [], "w": []}
    assert value["estimates"][2]["value"] == 1
    assert value["estimates"][0]["n"] == 3
    status, out = told("agree", name, "--multiple", "--categories", "w,r")
    assert status == 2
    assert "- expats" in out.err
    assert told("agree", name, "--multiple")[0] == 0


def test_claims_exit_one_when_one_is_not_carried(at, told):
    name = at("claims.csv", "claim,kind,before,before_n,after,after_n\nfell,change,80,200,73,203\n")
    status, out = told("claims", name)
    assert status == 1
    assert "niet gedragen" in out.out
    carried = at("carried.csv", "claim,kind,before,before_n,after,after_n\nrose,change,37,203,60,203\n")
    assert told("claims", carried, "--json")[0] == 0


@pytest.mark.parametrize(
    ("words", "part"),
    [
        (["analyse"], "either a file or --cells"),
        (["analyse", "--cells", "1,2,3", "--lang", "en"], "not four counts"),
        (["analyse", "--cells", "1,2,3,4", "--level", "2"], "--level"),
        (["analyse", "--cells", "1,2,3,4", "--estimand", "rate"], "ndr_any_positive"),
        (["analyse", "--cells", "1,2,3,4", "--margin", "500"], "margin"),
        (["analyse", "none.csv", "--lang", "en"], "no such file"),
        (["power"], "either a file"),
        (["power", "--pairs", "5", "--any", "10", "--discordant", "50"], "discordant"),
        (["assign", "l.csv", "--factor", "p=a,b", "--out", "o.json", "--weights", "x"], "whole numbers"),
        (["assign", "l.csv", "--factor", "p=a,b", "--out", "o.json", "--block", "city"], "No column"),
        (["assign", "l.csv", "--factor", "p=a,b", "--out", "o.json", "--most-per-party", "2"], "needs --party"),
        (["assign", "l.csv", "--factor", "p=a,b", "--out", "o.json", "--party", "agency"], "No column"),
        (["agree", "l.csv"], "two coders"),
        (["claims", "l.csv"], "kind is ''"),
    ],
)
def test_unusable_input_exits_two_with_the_message(at, words, part, told):
    at("l.csv", "id\n1\n2\n")
    status, out = told(*words)
    assert status == 2
    assert part in out.err
    assert out.out == ""


def test_strata_and_codes_with_several_faults_name_them_all(at, told):
    status, out = told("power", at("s.csv", "name,pairs,any,discordant,effect\na,x,32,13,y\nb,1,z,1,1\n"))
    assert status == 2
    assert out.err.count("which is no number") == 3
    status, out = told("agree", at("c.csv", "unit,coder,code\n1,a,x\n1,a,y\n2,a,x\n"))
    assert "coded unit '1' before" in out.err
    assert "one coder only" in out.err
    status, out = told("agree", at("d.csv", "unit,a,b\n1,x,x\n1,y,y\n"))
    assert "occurs again" in out.err


def test_without_the_science_extra_the_error_names_it(tmp_path):
    code = (
        "import sys; sys.modules['numpy'] = None\n"
        "from narekenen.cli import main\n"
        "sys.exit(main(['fieldtest', 'analyse', '--cells', '1,2,3,4']))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=tmp_path, check=False)
    assert done.returncode == 2
    assert "narekenen[science]" in done.stderr


def test_help_loads_nothing_heavy(tmp_path):
    code = (
        "import sys\nfrom narekenen.cli import main\n"
        "try:\n    main(['fieldtest', '--help'])\nexcept SystemExit:\n    pass\n"
        "assert not {'numpy', 'polars', 'scipy', 'rich'} & set(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", code], check=True, cwd=tmp_path, capture_output=True)
