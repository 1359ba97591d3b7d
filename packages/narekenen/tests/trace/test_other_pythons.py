"""A bundle replays to the same string on every Python that we support and that is here."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from narekenen.recipes import run_recipe
from narekenen.trace.bundles import write_bundle
from narekenen.trace.model import Bundle, Format
from narekenen.trace.published import published_string

SOURCE = Path(__file__).resolve().parents[2] / "src"
REPLAY = (
    "import sys; from narekenen.replay import replay;"
    "result = replay(sys.stdin.buffer.read()); print(result.recomputed, result.same, result.sha256)"
)


PASSAGE = "Vorig jaar zijn ruim 1.240 wo-\nningen bezocht."


def a_reading():
    at = PASSAGE.index("1.240")
    place = {"start": 0, "end": len(PASSAGE), "at": at, "to": at + 5}
    run = run_recipe(
        "reading.number@1", {"passage": ("passage", {"text": PASSAGE}, ""), "place": ("parameter", place, "")}
    )
    published = published_string(run.estimates[0], Format())
    return write_bundle(Bundle("NB-2026-00004", 1, "Hoeveel woningen?", run, "value", Format(), published))


def a_quotient():
    run = run_recipe(
        "arithmetic.quotient@1", {"numerator": ("dataset", "1113320", ""), "denominator": ("dataset", "36000", "")}
    )
    form = Format(decimals=2, unit="€")
    published = published_string(run.estimates[0], form)
    return write_bundle(Bundle("NB-2026-00002", 1, "Hoeveel per woning?", run, "value", form, published))


def other_pythons():
    """Interpreters of 3.11 and later beside the one that runs the tests."""
    found = {name: shutil.which(name) for name in ("python3.11", "python3.12", "python3.13", "python3.14")}
    candidates = [path for path in found.values() if path]
    if shutil.which("pyenv"):
        listed = subprocess.run(["pyenv", "root"], capture_output=True, text=True, check=True).stdout.strip()
        candidates += [str(path) for path in sorted(Path(listed).glob("versions/3.1[1-9]*/bin/python"))]
    versions = {}
    for path in candidates:
        asked = subprocess.run([path, "-c", "import sys; print(sys.version_info[:2])"], capture_output=True, text=True)
        if asked.returncode == 0:
            versions.setdefault(asked.stdout.strip(), path)
    versions.pop(str(sys.version_info[:2]), None)
    return versions


def replayed(python, data):
    run = subprocess.run(
        [python, "-c", REPLAY], input=data, capture_output=True, env={**os.environ, "PYTHONPATH": str(SOURCE)}
    )
    assert run.returncode == 0, run.stderr.decode()
    return run.stdout.decode()


@pytest.mark.parametrize("bundle", [a_quotient, a_reading])
def test_the_same_string_on_every_python(bundle):
    pythons = other_pythons()
    if not pythons:
        pytest.skip("no other Python than this one is here")
    data = bundle()
    here = replayed(sys.executable, data)
    assert " True " in here
    assert {version: replayed(path, data) for version, path in pythons.items()} == dict.fromkeys(pythons, here)
