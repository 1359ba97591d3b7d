"""The labelled documents, scored with the scorer that lies beside them."""

import json
import subprocess
import sys

import pytest

pytestmark = pytest.mark.shared


@pytest.fixture(scope="session")
def scores(shared, tmp_path_factory):
    files = sorted((shared / "documents").glob("00*.txt"))
    run = subprocess.run(
        [sys.executable, "-m", "narekenen", "check", "--as-predictions", *map(str, files)],
        capture_output=True,
        text=True,
    )
    assert run.returncode == 0, run.stderr
    predictions = tmp_path_factory.mktemp("predictions") / "predictions.json"
    predictions.write_text(run.stdout)
    scored = subprocess.run(
        [sys.executable, str(shared / "gold" / "score.py"), str(predictions)],
        capture_output=True,
        text=True,
        check=True,
    )
    return json.loads(scored.stdout)


def test_references(scores):
    assert scores["total"]["kamerstukken"]["F1"] >= 0.98
    assert scores["total"]["urls"]["F1"] >= 0.98


def test_dates_with_the_right_value(scores):
    for document in scores["per_document"].values():
        needed = document["dates"]["tp"] + document["dates"]["fn"]
        assert document["dates"]["iso_right"] >= 0.95 * needed


def test_figures_with_the_right_value(scores):
    for document in scores["per_document"].values():
        needed = document["figures"]["tp"] + document["figures"]["fn"]
        assert document["figures"]["value_right"] >= 0.9 * needed


def test_all_tables_with_the_right_shape(scores):
    assert scores["total"]["tables"]["F1"] == 1


def test_findings(scores):
    assert scores["total"]["findings"]["R"] >= 0.6
    assert scores["total"]["findings"]["P"] >= 0.9
