"""The house ceiling: no module over 400 lines. The other measures are reported by `just measures`."""

from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
CEILING = 400


def test_no_module_over_the_ceiling():
    modules = [path for path in (ROOT / "packages").rglob("src/**/*.py") if "migrations" not in path.parts]
    assert modules
    long = {p.relative_to(ROOT).as_posix(): n for p in modules if (n := len(p.read_text().splitlines())) > CEILING}
    assert long == {}


def test_no_rooms_without_a_name_of_their_own():
    nameless = {"utils.py", "util.py", "helpers.py", "helper.py", "services.py", "service.py", "misc.py", "common.py"}
    assert [p for p in (ROOT / "packages").rglob("*.py") if p.name in nameless] == []
