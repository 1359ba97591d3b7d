"""`narekenen forecast`: readable in two languages, complete as JSON, every fault named by sheet and cell."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from openpyxl import Workbook

COMMAND = "forecast"
TARGETS = "year,production,cumulative\n2024,100,100\n2025,200,300\n2026,100,400\n"


@pytest.fixture
def at(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)

    def write(name, content):
        if name.endswith(".xlsx"):
            book = Workbook()
            book.remove(book.active)
            for title, rows in content.items():
                sheet = book.create_sheet(title)
                for row in rows:
                    sheet.append(row)
            book.save(tmp_path / name)
        else:
            (tmp_path / name).write_text(content, encoding="utf-8")
        return name

    return write


@pytest.fixture
def refused(told):
    """What is said about input that cannot be used, in English."""

    def ask(*words):
        status, out = told(*words, "--lang", "en")
        assert status == 2
        return out.err

    return ask


def test_targets_that_can_be_reached(at, told):
    status, out = told("targets", at("t.csv", TARGETS), "--end", "2026", "--lang", "en")
    assert status == 0
    assert "targets: the columns add up." in out.out
    assert "If every target is met, 95% is reached by the end of 2026." in out.out


def test_targets_that_cannot_reach_their_own_end_exit_with_1(at, told):
    status, out = told("targets", at("t.csv", TARGETS), "--end", "2025", "--json")
    assert status == 1
    found = json.loads(out.out)
    assert found["schema"] == "narekenen/forecast.targets/1"
    assert found["columns"][0]["possible"] is False
    assert found["columns"][0]["short"] == 80
    assert found["columns"][0]["totals"] == {"2024": 100, "2025": 300, "2026": 400}


def test_targets_and_measures_from_a_workbook(at, told):
    name = at("t.xlsx", {
        "Doelen": [["Jaar", "Jaarproductie", "Afgerond", "Jaarproductie*", "Afgerond*"], [2028, 10, 30, 10, 30],
                   [2029, 5, 35, 12, 42]],
        "Maatregelen": [["name", "buildings", "share_low", "share_high", "months_low", "months_high"],
                        ["m6", 5500, 0.1, "20%", 3, 6]],
    })  # fmt: skip
    status, out = told("targets", name)
    assert status == 0
    assert "m6: 1.650 tot 6.600 gebouwmaanden extra." in out.out
    assert "*: de kolommen tellen op." in out.out


def test_every_bad_cell_is_named_by_sheet_and_cell(at, refused):
    rows = [["jaar", "jaarproductie", "afgerond"], [2028, "veel", 30], ["x", 5, 35], [2030, 2.5, True]]
    err = refused("targets", at("t.xlsx", {"Doelen": rows}))
    for cell in ("Doelen!B2: 'veel' is no whole", "Doelen!A3", "Doelen!B4", "Doelen!C4"):
        assert cell in err


@pytest.mark.parametrize(
    ("name", "content", "part"),
    [
        ("a.csv", "a,b\n1,2\n", "No table of targets"),
        ("a.csv", "year,b\n1,2\n", "no targets"),
        ("a.txt", "", "kind of"),
    ],
)
def test_files_that_are_no_targets(at, name, content, part, refused):
    assert part in refused("targets", at(name, content))


def test_a_file_that_is_absent_or_damaged(at, told):
    assert "no such file" in told("targets", "none.csv", "--lang", "en")[1].err
    (Path.cwd() / "broken.xlsx").write_bytes(b"no workbook")
    assert "cannot be read" in told("targets", "broken.xlsx", "--lang", "en")[1].err


def test_help_and_targets_load_nothing_heavy(at):
    name = at("t.csv", TARGETS)
    code = (
        "import sys; from narekenen.cli import main\n"
        f"main(['forecast', 'targets', {name!r}])\n"
        "assert not {'numpy', 'scipy', 'numba', 'openpyxl', 'polars'} & set(sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_from_the_template_to_a_first_answer_in_both_languages(at, tmp_path, told):
    for lang in ("nl", "en"):
        assert told("template", f"{lang}.xlsx", "--lang", lang)[0] == 0
    answers = []
    for lang in ("nl", "en"):
        status, out = told("run", f"{lang}.xlsx", "--replications", "40", "--json")
        assert status == 0
        answers.append(json.loads(out.out))
    assert answers[0] == answers[1]
    found = answers[0]
    assert found["schema"] == "narekenen/forecast.run/1"
    assert found["addresses"]["listed"] == 1100
    assert found["warnings"] == []
    assert [(d["share"], d["certainty"]) for d in found["dates"][:3]] == [(0.5, 0.5), (0.5, 0.8), (0.5, 0.95)]
    assert found["inputs"].startswith("sha256:")
    status, out = told("run", "en.xlsx", "--replications", "40", "--lang", "en", "--tail", "--share", "95")
    assert "95% finished: by " in out.out
    assert "The last 5%: " in out.out
    assert "waiting for a place" in out.out
    assert told("template", "nl.xlsx")[0] == 2
    assert told("template", "nl.csv")[0] == 2


def test_processes_never_change_the_answer(at, told):
    told("template", "t.xlsx")
    ask = ("run", "t.xlsx", "--replications", "300", "--json")
    assert told(*ask)[1].out == told(*ask, "--processes", "2")[1].out
    assert told(*ask, "--processes", "0")[0] == 2


PLAN = """
[programme]
start = 2025-01-01
horizon = 4000
[[stages]]
name = "build"
mean = 100
sd = 50
after = "design"
[[stages]]
name = "design"
mean = 200
sd = 100
[[capacity]]
stage = "design"
from = 2025-01-01
places = 30
[[capacity]]
stage = "build"
from = 2025-01-01
places = 20
[[addresses]]
name = "a"
count = 120
release = 2025-01-01
until = 2026-01-01
"""


def test_a_plan_in_toml_with_targets_and_the_warning_about_narrow_margins(at, told):
    goals = at("goals.csv", "year,production,cumulative\n2025,1,1\n2026,40,41\n")
    status, out = told("run", at("p.toml", PLAN), "--replications", "30", "--targets", goals)
    assert status == 0
    assert "de marges zijn veel te smal" in out.out
    assert "Doel 2026 (40): kans" in out.out
    found = json.loads(told("run", "p.toml", "--replications", "30", "--targets", goals, "--json")[1].out)
    assert found["warnings"] == ["independent_only"]
    assert [row["year"] for row in found["targets"]] == [2025, 2026]


@pytest.mark.parametrize(
    ("change", "parts"),
    [
        (("mean = 100", "mean = -5"), ["stages[1].mean: A mean duration of -5 days"]),
        (("mean = 100", 'duration = "normal"'), ["stages[1].duration: 'normal'; choose from"]),
        (('name = "design"', 'name = "design"\nafter = "build"'), ["cycle"]),
        (('after = "design"', 'after = "roof"'), ["'roof', which is no stage"]),
        (('name = "design"', 'name = "design"\nafter = "design"'), ["come after 'design'"]),
        (("places = 30", 'places = "many"'), ["capacity[1].places: 'many' is no number", "capacity[1].from"]),
        (("places = 20", "places = 0"), ["no places for ever"]),
        (("sd = 50", ""), ["stages[1].sd: A standard deviation of 0 days"]),
        (("sd = 50", "sd = 50\nwait_mean = -4"), ["stages[1].wait_mean: A mean duration of -4 days"]),
        (("sd = 50", "sd = 50\nsaef = 0.2"), ["stages: column 'saef' is not known; is 'safe' meant?"]),
        (("horizon = 4000", "[[inclusions]]\ngroup = 'x'\nlow = 0\nhigh = 2"), ["inclusion x: shares lie"]),
        (("sd = 50", "sd = 50\n[[inclusions]]\ngroup = 'x'\nlow = 0\nhigh = 2"), ["inclusion x: shares lie"]),
        (('[[capacity]]\nstage = "build"\nfrom = 2025-01-01\nplaces = 20\n', ""), ["stage build: no capacity\n"]),
        (('stage = "build"', 'stage = "roof"'), ["no stage 'roof'"]),
        (("until = 2026-01-01", "until = 2024-01-01"), ["addresses[1].count: a count below 1, or a last date"]),
        (("count = 120", "count = 10000000"), ["more than 2,000,000 addresses"]),
        (("start = 2025-01-01", "begin = 2025-01-01"), ["'begin' is not known", "no date 'start'"]),
        (("[[stages]]", "[[steps]]"), ["there is no sheet 'stages' (fasen)"]),
        (("release = 2025-01-01", ""), ["no column 'release' (vrij_vanaf)"]),
        (("[programme]", "programme = 5\n[x]"), ["programme is no table"]),
        (("[programme]", "[programme"), ["TOML file cannot be read"]),
    ],
)  # fmt: skip
def test_faults_of_a_plan_file_are_named_by_place(at, change, parts, refused):
    err = refused("run", at("p.toml", PLAN.replace(*change)))
    for part in parts:
        assert part in err


def test_columns_of_ones_own_export_are_no_problem(at, told):
    """Only what looks like a column that the sheet may have and lacks is asked about."""
    extra = PLAN.replace('name = "a"', 'name = "a"\nstart = "x"\nstatus = "y"\nnaam2 = "b"\nopmerking = "z"')
    assert told("run", at("p.toml", extra), "--replications", "2")[0] == 0


def test_faults_in_a_workbook_are_named_by_sheet_and_cell_all_at_once(at, told):
    from openpyxl import load_workbook

    told("template", "t.xlsx")
    book = load_workbook("t.xlsx")
    book["capaciteit"]["C2"] = "soon"
    book["fasen"]["C3"] = "long"
    book["extra"]["F2"] = None
    book["adressen"]["D3"] = "2025-99-01"
    book.save("t.xlsx")
    status, out = told("run", "t.xlsx", "--lang", "en")
    assert status == 2
    assert "A mean duration of 0" not in out.err  # one cell, one sentence
    for cell in (
        "capaciteit!C2: 'soon' is no date, such as 2024-12-31",
        "fasen!C3: 'long' is no number",
        "adressen!D3",
        "extra!F2: is empty",
    ):
        assert cell in out.err, cell


CASES = "start,end,kind\n" + "".join(
    f"20{20 + i % 3}-0{1 + i % 9}-11,{f'202{3 + i % 2}-0{1 + i % 8}-21' if i % 3 else ''},{'ab'[i % 2]}\n"
    for i in range(90)
)


def test_lead_times_from_a_file(at, told, refused):
    name = at("cases.csv", CASES)
    status, out = told("fit", name, "--known-on", "2024-12-31")
    assert status == 0
    assert "Alleen wat klaar is: " in out.out
    found = json.loads(told("fit", name, "--known-on", "2024-12-31", "--by", "kind", "--json")[1].out)
    assert found["schema"] == "narekenen/forecast.fit/1"
    assert [card["name"] for card in found["cards"]] == ["a", "b"]
    assert all(card["best"]["mean"] > card["naive"] for card in found["cards"])
    assert "no column 'colour'" in refused("fit", name, "--known-on", "2024-12-31", "--by", "colour")
    bad = at("bad.csv", "start,end\n2024-01-05,2024-01-01\nx,\n")
    err = refused("fit", bad, "--known-on", "2024-12-31")
    assert "bad!B2: 2024-01-01 lies before the start on 2024-01-05" in err
    assert "bad!A3" in err


STATEMENTS = "issued,issuer,kind,quantity,period,low,high,actual\n2021-01,A,target,homes,2021,100,120,90\n"
HISTORY = "date,metric,value\n2020-12-31,homes_year,85\n2020-12-31,homes_year,86\n"


def test_statements_scored_and_the_winner_said_plainly(at, told):
    ask = ("score", at("s.csv", STATEMENTS), "--history", at("h.csv", HISTORY), "--series", "homes=homes_year")
    status, out = told(*ask)
    assert status == 0
    assert "'Net als vorig jaar' wint. (n = 1 is weinig)" in out.out
    assert "0 van 1 bandbreedtes hielden" in out.out
    assert "'Last year again' wins." in told(*ask, "--lang", "en")[1].out
    found = json.loads(told(*ask, "--json")[1].out)
    assert found["schema"] == "narekenen/forecast.score/1"
    assert [[point["value"] for point in group] for group in found["contradictions"]] == [[85, 86]]
    assert told(*ask[:-1], "homes=other")[0] == 2


def test_two_plans_under_the_same_luck(at, told, refused):
    second = PLAN.replace("places = 20", "places = 12").replace("count = 120", "count = 125")
    ask = ("compare", at("a.toml", PLAN), at("b.toml", second), "--replications", "20")
    status, out = told(*ask)
    assert status == 0
    assert "kans op later 100%" in out.out
    assert "0 adressen of complexen staan alleen in het eerste plan, 5 alleen in het tweede." in out.out
    found = json.loads(told(*ask, "--json")[1].out)
    assert found["schema"] == "narekenen/forecast.compare/1"
    assert found["difference"]["per_address"] > 30
    assert found["difference"]["only_second"] == 5
    same = json.loads(told("compare", "a.toml", "a.toml", "--replications", "5", "--json")[1].out)["difference"]
    assert (same["days"], same["later"], same["per_address"]) == ([0, 0, 0, 0], 0, 0)
    other = at("c.toml", PLAN.replace("start = 2025-01-01", "start = 2025-01-02"))
    assert "the starts differ" in refused("compare", "a.toml", other, "--replications", "5")
    strangers = at("d.toml", PLAN.replace('name = "a"', 'name = "z"'))
    assert "no address in common" in refused("compare", "a.toml", strangers, "--replications", "5")
