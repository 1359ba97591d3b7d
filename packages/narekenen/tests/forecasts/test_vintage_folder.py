"""A folder of vintages: never altered, never without a ledger and a scored farewell to the one before."""

import json
import stat
from datetime import date

import numpy as np
import pytest

from narekenen.cli import main
from narekenen.errors import UnusableInput
from narekenen.forecasts import vintagefile
from narekenen.forecasts.ledgerlines import LedgerLine
from narekenen.forecasts.planvalue import plan_of
from narekenen.forecasts.running import run
from narekenen.forecasts.scores import crps_sample
from narekenen.forecasts.vintagefile import issue_into, read_vintage, vintages_in, years_over


def value(count=120, places=30):
    return {
        "programme": {"start": "2024-01-01", "horizon": 3000},
        "stages": [{"name": "design", "mean": 200, "sd": 100, "back": 0.1, "back_to": "design"}],
        "capacity": [{"stage": "design", "from": "2024-01-01", "places": places}],
        "addresses": [{"name": "A1", "count": count, "release": "2024-01-01", "until": "2025-06-01"}],
        "shared": {"capacity_cv": 0.2, "capacity_memory": 0.9},
    }


FEW = {"replications": 60}
LEFT = (LedgerLine("withdrawn", -20), LedgerLine("not included for want of data", 0, 411))


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """Three vintages: March 2024, October 2024 and March 2026."""
    folder = tmp_path_factory.mktemp("programme") / "vintages"
    issue_into(folder, value(), on=date(2024, 3, 1), **FEW)
    issue_into(folder, value(100), on=date(2024, 10, 1), ledger=LEFT, **FEW)
    actual = {2023: 10.0, 2024: 25.0, 2025: 60.0}
    issue_into(folder, value(100, 45), on=date(2026, 3, 1), actual=actual, **FEW)
    return folder


def test_each_names_the_one_before_and_holds_what_was_known(folder):
    first, second, third = vintages_in(folder)
    assert (first["before"], second["before"], third["before"]) == (None, first["digest"], second["digest"])
    said = [(row["reason"], row["change"], row["left_out"]) for row in second["ledger"]]
    assert said == [("withdrawn", -20, 0), ("not included for want of data", 0, 411)]
    outcome = run(plan_of(first["plan"]), replications=60, seed=first["seed"], shares=(0.5, 0.8, 0.95, 1.0))
    days = np.sort(outcome.dates[:, 2])
    assert first["dates"]["95"][49] == days[29]
    assert first["dates"]["95"][79] == days[47]
    assert len(first["years"]["2024"]) == 99


def test_the_farewell_is_the_score_of_the_years_that_are_over(folder):
    _, second, third = vintages_in(folder)
    assert second["farewell"] == []
    assert [row["year"] for row in third["farewell"]] == [2024, 2025]
    row = third["farewell"][0]
    quantiles = np.array(second["years"]["2024"], dtype=float)
    assert row["crps"] == pytest.approx(crps_sample(quantiles, 25.0), abs=1e-6)
    assert row["inside"] is bool(quantiles[9] <= 25 <= quantiles[89])
    assert row["last_year_again"] == 15
    assert third["farewell"][1]["last_year_again"] == 35


def test_the_bridge_adds_up_to_the_difference(folder):
    _, second, third = vintages_in(folder)
    assert set(second["bridge"]["causes"]) == {"progress"}
    assert second["bridge"]["days"] < 0
    assert set(third["bridge"]["causes"]) == {"capacity"}
    assert sum(third["bridge"]["causes"].values()) == pytest.approx(third["bridge"]["days"])


@pytest.mark.parametrize(
    ("asked", "parts"),
    [
        ({}, ["(+20), the ledger explains +0", "2026 is over", "how many were finished in 2026?"]),
        ({"actual": {2026: 9.0}}, ["the scope went from 100 to 120 addresses (+20)"]),
        ({"ledger": (LedgerLine("new", 20),)}, ["2026 is over and the forecast of 2026-03-01 is not scored"]),
        ({"on": date(2026, 2, 1), "ledger": (LedgerLine("new", 20),)}, ["issued on 2026-03-01: choose a later day"]),
    ],
    ids=["nothing", "no ledger", "no farewell", "too early"],
)
def test_no_new_baseline_without_ledger_and_farewell(folder, asked, parts):
    before = sorted(folder.iterdir())
    with pytest.raises(UnusableInput, match="No new forecast without a scored farewell") as raised:
        issue_into(folder, value(), **{"on": date(2027, 2, 1), **FEW, **asked})
    for part in parts:
        assert part in str(raised.value)
    assert sorted(folder.iterdir()) == before


def test_a_year_in_which_nothing_was_forecast_is_scored_too(folder):
    """The horizon of the plan goes on; a year after the last address was forecast counts no more."""
    third = vintages_in(folder)[-1]
    assert years_over(third, date(2028, 1, 1)) == [2026, 2027]
    late = {**third, "issued": "2031-03-01"}
    assert years_over(late, date(2035, 1, 1)) == []


@pytest.fixture
def copy(folder, tmp_path):
    for path in folder.iterdir():
        (tmp_path / path.name).write_bytes(path.read_bytes())
    return tmp_path


def test_what_was_altered_or_taken_away_shows(copy):
    path = copy / "2024-10-01.json"
    content = json.loads(path.read_bytes())
    content["years"]["2024"][9] = 0
    path.write_text(json.dumps(content))
    with pytest.raises(UnusableInput, match="altered after the day of issue"):
        issue_into(copy, value(), on=date(2027, 2, 1), **FEW)
    path.unlink()
    with pytest.raises(UnusableInput, match="vintage of 2026-03-01 does not follow"):
        vintages_in(copy)
    for data in (b"{", b"[]", b'{"schema": "other"}'):
        (copy / "x.json").write_bytes(data)
        with pytest.raises(UnusableInput, match="no vintage of a forecast"):
            read_vintage(copy / "x.json")


def test_a_vintage_is_read_only_and_a_day_is_taken_once(folder, copy, monkeypatch):
    path = folder / "2024-03-01.json"
    assert not path.stat().st_mode & (stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH)
    monkeypatch.setattr(vintagefile, "vintages_in", lambda folder: ())  # another process wrote it a moment ago
    before = (copy / "2026-03-01.json").read_bytes()
    with pytest.raises(UnusableInput, match="never written over"):
        issue_into(copy, value(100), on=date(2026, 3, 1), **FEW)
    assert (copy / "2026-03-01.json").read_bytes() == before


def test_where_nothing_can_be_written_nothing_is_left(tmp_path, monkeypatch):
    (tmp_path / "file").write_text("x")
    with pytest.raises(UnusableInput, match="no folder"):
        issue_into(tmp_path / "file", value(), on=date(2024, 3, 1), replications=2)

    def full(content):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(vintagefile, "canonical_json", full)
    with pytest.raises(UnusableInput, match=r"cannot be written.*No space"):
        issue_into(tmp_path / "new", value(), on=date(2024, 3, 1), replications=2)
    assert list((tmp_path / "new").iterdir()) == []


def test_plans_that_do_not_fit_have_no_bridge_and_say_why(copy):
    other = value(100)
    other["stages"][0]["name"] = other["stages"][0]["back_to"] = other["capacity"][0]["stage"] = "roof"
    found = issue_into(copy, other, on=date(2026, 9, 1), **FEW)
    assert found["bridge"]["days"] is None
    assert "no stage 'design'" in found["bridge"]["reason"]
    again = issue_into(copy, other, on=date(2026, 9, 2), **FEW)
    assert again["bridge"] == {"days": 0.0, "causes": {}, "reason": ""}


PLAN = """
[programme]
start = 2024-01-01
horizon = 3000
[[stages]]
name = "design"
mean = 200
sd = 100
[[capacity]]
stage = "design"
from = 2024-01-01
places = 30
[[addresses]]
name = "a"
count = 120
release = 2024-01-01
"""


def test_the_command_in_both_languages(capsys, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "p.toml").write_text(PLAN)
    ask = ["forecast", "vintage", "p.toml", "kept", "--replications", "20", "--on"]
    assert main([*ask, "2024-03-01"]) == 0
    assert "Prognose van 1 maart 2024: 120 adressen" in capsys.readouterr().out
    (tmp_path / "p.toml").write_text(PLAN.replace("120", "110"))
    assert main([*ask, "2025-03-01", "--lang", "en"]) == 2
    assert "the scope went from 120 to 110 addresses (-10), the ledger explains +0" in capsys.readouterr().err
    (tmp_path / "l.csv").write_text("reden;verschil;buiten\nvervallen;-10;\nniet meegenomen;;411\n")
    (tmp_path / "a.csv").write_text("jaar;gerealiseerd\n2024;31\n")
    more = ["--ledger", "l.csv", "--actual", "a.csv"]
    assert main([*ask, "2025-03-01", "--lang", "en", *more]) == 0
    told = capsys.readouterr().out
    assert "Scope: \u221210 because of “vervallen”." in told
    assert "(411 knowingly left out)" in told
    assert "Farewell to the last one: 2024 became 31; forecast " in told
    assert "progress and scope: " in told
    assert main([*ask, "2025-06-01", "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["schema"] == "narekenen/forecast.vintage/1"
    assert found == read_vintage(tmp_path / "kept" / "2025-06-01.json")
    (tmp_path / "l.csv").write_text("reden;verschil\nvervallen;veel\n;3\n")
    (tmp_path / "a.csv").write_text("jaar;gerealiseerd\n2024;31\n2024;32\nx;1\n")
    assert main([*ask, "2026-03-01", "--ledger", "l.csv"]) == 2
    told = capsys.readouterr().err
    assert "l!B2" in told
    assert "l!A3" in told
    assert main([*ask, "2026-03-01", "--actual", "a.csv"]) == 2
    told = capsys.readouterr().err
    assert "a!A3" in told
    assert "a!A4" in told
