"""Where the real papers and data lie (outside the repository: see TESTING.md), and how a command is asked."""

import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from narekenen.cli import main

ROOT = Path(__file__).resolve().parents[3]
SHARED = Path(os.environ.get("NAVOLGBAAR_SHARED", ROOT.parent / "shared"))


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder with real papers and data. Absent: the test skips visibly, unless CI requires it."""
    if SHARED.is_dir():
        return SHARED
    if os.environ.get("CI"):
        pytest.fail(f"CI requires the real papers and data beside the repository; nothing at {SHARED.name}/.")
    pytest.skip("the real papers and data (shared/) are not here")


@pytest.fixture
def at(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str, str], str]:
    """`at(name, text)` writes a file in the working directory of the test and gives its name."""
    monkeypatch.chdir(tmp_path)

    def write(name: str, text: str) -> str:
        (tmp_path / name).write_text(text, encoding="utf-8")
        return name

    return write


@pytest.fixture
def told(request: pytest.FixtureRequest, capsys: pytest.CaptureFixture[str]) -> Callable[..., tuple[int, Any]]:
    """`told(*words)`: exit status and output of the command that the test file names as COMMAND."""

    def ask(*words: str) -> tuple[int, Any]:
        status = main([request.module.COMMAND, *words])
        return status, capsys.readouterr()

    return ask


@pytest.fixture
def result(told: Callable[..., tuple[int, Any]]) -> Callable[..., Any]:
    """`result(*words, status=0)`: the same with `--json`, as the object that it prints."""

    def ask(*words: str, status: int = 0) -> Any:
        found, out = told(*words, "--json")
        assert found == status
        return json.loads(out.out)

    return ask
