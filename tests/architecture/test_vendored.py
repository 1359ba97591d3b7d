"""Files of others are what `vendor.toml` says, each with its licence; nothing lies beside them unnamed."""

import shutil
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tools"))

from vendor_assets import VENDOR, listed, problems  # noqa: E402


def test_every_vendored_file_is_what_the_list_says():
    assert problems() == []
    assert len(listed()) >= 2


def test_every_one_has_a_free_licence_and_says_what_was_changed():
    for item in listed():
        assert item["licence"] == "OFL-1.1"
        assert "SIL OPEN FONT LICENSE Version 1.1" in (VENDOR / item["licence_file"]).read_text()
        assert "Source" not in item["family"]  # a reserved name
        assert item["changed"]


def test_together_they_are_light():
    assert sum(path.stat().st_size for path in VENDOR.iterdir()) < 100_000


@pytest.fixture
def copy(tmp_path):
    return Path(shutil.copytree(VENDOR, tmp_path / "vendor"))


def test_an_altered_file_is_noticed(copy):
    name = listed()[0]["name"]
    (copy / name).write_bytes(b"something else")
    assert problems(copy) == [f"{name} is not the file of vendor.toml: its sha256 differs"]


def test_a_file_that_is_missing_or_unnamed_is_noticed(copy):
    item = listed()[0]
    (copy / item["name"]).unlink()
    (copy / item["licence_file"]).unlink()
    (copy / "extra.js").write_text("x")
    assert len(problems(copy)) == 3
