"""Nobody else's sentences stand in the project: no eight words in a row of the five documents, in any tracked file."""

import os
import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SHARED = Path(os.environ.get("NAVOLGBAAR_SHARED", ROOT.parent / "shared"))
WORDS = re.compile(r"[^\W\d_]+")
LENGTH = 8


def sequences(text):
    words = [word.lower() for word in WORDS.findall(text)]
    return {tuple(words[i : i + LENGTH]) for i in range(len(words) - LENGTH + 1)}


def tracked_files():
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"],
        cwd=ROOT,
        capture_output=True,
        check=True,
    )
    return [ROOT / name for name in listed.stdout.decode().split("\0") if name and (ROOT / name).is_file()]


def text_of(path):
    try:
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        return ""


@pytest.mark.shared
def test_no_eight_words_of_the_documents():
    if not SHARED.is_dir():
        if os.environ.get("CI"):
            pytest.fail("CI requires the documents")
        pytest.skip("the documents (shared/) are not here")
    documents = sorted((SHARED / "documents").glob("00*.txt"))
    assert len(documents) == 5
    theirs = set().union(*(sequences(path.read_text(encoding="utf-8")) for path in documents))
    found = {
        path.relative_to(ROOT).as_posix(): [" ".join(words) for words in sorted(sequences(text_of(path)) & theirs)][:3]
        for path in tracked_files()
    }
    assert {path: words for path, words in found.items() if words} == {}
