"""`narekenen forecast`: readable in two languages, complete as JSON, every fault named by sheet and cell."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from openpyxl import Workbook

from narekenen.cli import main

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


def told(capsys, *words):
    status = main(["forecast", *words])
    return status, capsys.readouterr()


def test_targets_that_can_be_reached(capsys, at):
    status, out = told(capsys, "targets", at("t.csv", TARGETS), "--end", "2026", "--lang", "en")
    assert status == 0
    assert "targets: the columns add up." in out.out
    assert "If every target is met, 95% is reached by the end of 2026." in out.out


def test_targets_that_cannot_reach_their_own_end_exit_with_1(capsys, at):
    status, out = told(capsys, "targets", at("t.csv", TARGETS), "--end", "2025", "--json")
    assert status == 1
    found = json.loads(out.out)
    assert found["schema"] == "narekenen/forecast.targets/1"
    assert found["columns"][0]["possible"] is False
    assert found["columns"][0]["short"] == 80
    assert found["columns"][0]["totals"] == {"2024": 100, "2025": 300, "2026": 400}


def test_targets_and_measures_from_a_workbook(capsys, at):
    name = at("t.xlsx", {
        "Doelen": [["Jaar", "Jaarproductie", "Afgerond", "Jaarproductie*", "Afgerond*"], [2028, 10, 30, 10, 30],
                   [2029, 5, 35, 12, 42]],
        "Maatregelen": [["name", "buildings", "share_low", "share_high", "months_low", "months_high"],
                        ["m6", 5500, 0.1, "20%", 3, 6]],
    })  # fmt: skip
    status, out = told(capsys, "targets", name)
    assert status == 0
    assert "m6: 1.650 tot 6.600 gebouwmaanden extra." in out.out
    assert "*: de kolommen tellen op." in out.out


def test_every_bad_cell_is_named_by_sheet_and_cell(capsys, at):
    rows = [["jaar", "jaarproductie", "afgerond"], [2028, "veel", 30], ["x", 5, 35], [2030, 2.5, True]]
    status, out = told(capsys, "targets", at("t.xlsx", {"Doelen": rows}))
    assert status == 2
    for cell in ("Doelen!B2: 'veel' is no whole", "Doelen!A3", "Doelen!B4", "Doelen!C4"):
        assert cell in out.err


@pytest.mark.parametrize(
    ("name", "content", "part"),
    [
        ("a.csv", "a,b\n1,2\n", "No table of targets"),
        ("a.csv", "year,b\n1,2\n", "no targets"),
        ("a.txt", "", "kind of"),
    ],
)
def test_files_that_are_no_targets(capsys, at, name, content, part):
    status, out = told(capsys, "targets", at(name, content))
    assert status == 2
    assert part in out.err


def test_a_file_that_is_absent_or_damaged(capsys, at):
    assert "no such file" in told(capsys, "targets", "none.csv")[1].err
    (Path.cwd() / "broken.xlsx").write_bytes(b"no workbook")
    assert "cannot be read" in told(capsys, "targets", "broken.xlsx")[1].err


def test_help_and_targets_load_nothing_heavy(at):
    name = at("t.csv", TARGETS)
    code = (
        "import sys; from narekenen.cli import main\n"
        f"main(['forecast', 'targets', {name!r}])\n"
        "assert not {'numpy', 'scipy', 'numba', 'openpyxl', 'polars'} & set(sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
