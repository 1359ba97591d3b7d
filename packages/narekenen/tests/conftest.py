"""Where the real papers and data lie. They stay outside the repository: see TESTING.md."""

import os
from pathlib import Path

import pytest

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
