"""`narekenen forecast nowcast`: late registrations from a file, with what was known on a day."""

import json

import numpy as np
import pytest

from narekenen.cli import main

DELAYS = (0.5, 0.3, 0.2)


@pytest.fixture
def register(tmp_path):
    """Forty cases a month from 2023 to 2025, registered in the month itself, the next one or the one after."""
    rng, rows = np.random.default_rng(4), ["happened,registered"]
    for month in range(36):
        for delay in rng.choice(3, 40, p=DELAYS):
            year, rest = divmod(month + int(delay), 12)
            rows.append(f"{2023 + month // 12}-{month % 12 + 1:02}-01,{2023 + year}-{rest + 1:02}-15")
    file = tmp_path / "register.csv"
    file.write_text("\n".join(rows) + "\n")
    return file


def run(capsys, *words):
    status = main(["forecast", "nowcast", *map(str, words)])
    said = capsys.readouterr()
    return status, said.out, said.err


def test_months_that_are_not_complete_are_nowcast(register, capsys):
    status, out, _ = run(capsys, register, "--known-on", "2025-12-31", "--longest", 2, "--json")
    found = {row["month"]: row["row"] for row in json.loads(out)["months"]}
    assert status == 0
    assert set(found) == {"2025-11", "2025-12"}
    assert found["2025-12"]["registered"] < 40
    for row in found.values():
        assert row["low"] <= 40 <= row["high"]
    assert json.loads(out)["schema"] == "narekenen/forecast.nowcast/1"


def test_the_report_says_it_in_both_languages(register, capsys):
    _, dutch, _ = run(capsys, register, "--known-on", "2025-12-31", "--longest", 2)
    _, english, _ = run(capsys, register, "--known-on", "2025-12-31", "--longest", 2, "--lang", "en")
    assert "december 2025: " in dutch
    assert "geregistreerd" in dutch
    assert "once all is in" in english


def test_what_was_not_known_yet_is_left_out(register, capsys):
    _, out, _ = run(capsys, register, "--known-on", "2024-06-30", "--longest", 2, "--json", "--months", 12)
    assert {row["month"] for row in json.loads(out)["months"]} == {"2024-05", "2024-06"}


@pytest.mark.parametrize(
    ("rows", "says"),
    [
        ("happened,registered\n2025-01-01,gauw\n", "register!B2"),
        ("happened,registered\n2025-01-01,\n", "both dates are needed"),
        ("happened,registered\n2025-03-01,2025-02-01\n", "before it happened"),
        ("start,end\n2025-03-01,2025-02-01\n", "no column 'happened'"),
    ],
)
def test_faults_are_named(tmp_path, capsys, rows, says):
    file = tmp_path / "register.csv"
    file.write_text(rows)
    status, _, error = run(capsys, file, "--known-on", "2025-12-31", "--lang", "en")
    assert status == 2
    assert says in error
