"""Every message of narekenen.forecasts and its commands is said in Dutch too, with the same values."""

import ast
import importlib.util
from pathlib import Path

import pytest

from narekenen.cli import main
from narekenen.errors import UnusableInput, catalogue
from narekenen.forecasts import dutch, planfaults, sheets

HOME = Path(dutch.__file__).parent
MODULES = sorted([*HOME.glob("*.py"), *(HOME.parent / "cli").glob("forecast*.py")])
TABLES = (planfaults.TWICE, planfaults.SHARES, planfaults.UNKNOWN, sheets.IS_NO)  # sentences that are looked up


@pytest.fixture(scope="module")
def said():
    """Every sentence in the source that becomes part of a message, found as for the other rooms."""
    path = Path(__file__).parents[1] / "test_messages_in_dutch.py"
    spec = importlib.util.spec_from_file_location("messages_in_dutch", path)
    finder = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(finder)
    found = {sentence for table in TABLES for sentence in table.values()}
    for module in MODULES:
        found |= set(finder.parts_of_messages(ast.parse(module.read_text(encoding="utf-8"))))
    return finder, found - {"template"}


def test_every_message_of_this_room_has_its_dutch(said):
    assert sorted(said[1] - set(catalogue())) == []


def test_the_catalogue_holds_nothing_that_nobody_says(said):
    source = "".join(path.read_text(encoding="utf-8") for path in MODULES if not path.name.startswith("dutch"))
    assert [text for text in dutch.DUTCH if text not in said[1] and f'"{text}"' not in source] == []


def test_both_languages_take_the_same_values(said):
    for english, other in dutch.DUTCH.items():
        assert said[0].fields(english) == said[0].fields(other), english
        assert english[:1].isupper() == other[:1].isupper() or not english[:1].isalpha(), english


def test_no_message_of_this_room_is_an_f_string_in_a_list_of_problems():
    """`problems` is filled in many ways, which the finder does not all see."""
    for module in MODULES:
        for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Assign | ast.AugAssign | ast.AnnAssign) and node.value is not None:
                target = node.targets[0] if isinstance(node, ast.Assign) else node.target
                if "problems" in ast.dump(target):
                    whole = [n for n in ast.walk(node.value) if isinstance(n, ast.JoinedStr) and not inside(n, node)]
                    assert whole == [], f"{module.name}:{node.lineno}"


def inside(wanted, node):
    """Is it a value of say(), and so no sentence itself?"""
    calls = (n for n in ast.walk(node) if isinstance(n, ast.Call) and getattr(n.func, "id", "") == "say")
    return any(wanted in ast.walk(keyword) for call in calls for keyword in call.keywords)


PLAN = """
[programme]
start = 2025-01-01
[[stages]]
name = "build"
mean = 100
sd = 50
back = 0.2
back_to = "roof"
[[stages]]
name = "build"
mean = 10
sd = 5
[[capacity]]
stage = "build"
from = 2025-01-01
places = 0
[[addresses]]
name = "a"
count = 3
release = 2025-01-01
"""


def test_a_plan_with_faults_in_dutch_and_in_english(capsys, tmp_path):
    file = tmp_path / "p.toml"
    file.write_text(PLAN)
    assert main(["forecast", "run", str(file)]) == 2
    told = capsys.readouterr().err
    assert "plan: Het plan is niet door te rekenen." in told
    assert "fase 'build' komt 2 keer voor" in told
    assert "fase build: een deel gaat terug naar 'roof', en dat is niet deze fase of een eerdere" in told
    assert "capaciteit van build / *: er zijn voor altijd geen plaatsen, dus niets komt klaar" in told
    assert main(["forecast", "run", str(file), "--lang", "en"]) == 2
    assert "capacity of build / *: there are no places for ever" in capsys.readouterr().err
    file.write_text(PLAN.replace("mean = 100", 'mean = "lang"').replace("count = 3", "count = 10000000"))
    assert main(["forecast", "run", str(file)]) == 2
    told = capsys.readouterr().err
    assert "stages[1].mean: 'lang' is geen getal" in told
    assert "addresses[1].count: samen meer dan 2000000 adressen" in told
    file.write_text(PLAN.replace("[[capacity]]", "[[places]]"))
    assert main(["forecast", "run", str(file)]) == 2
    assert "er is geen blad 'capaciteit' (capacity)" in capsys.readouterr().err


def test_a_sentence_within_a_sentence_is_said_in_dutch_too():
    from narekenen.forecasts.assumptions import read_assumptions
    from narekenen.forecasts.durations import Duration

    with pytest.raises(UnusableInput) as raised:
        Duration("gamma", -5, 1)
    told = raised.value.in_language("nl")
    assert told == "Een gemiddelde duur van -5 dagen. Zij ligt boven 0 en is hooguit 10000 dagen."
    with pytest.raises(UnusableInput) as raised:
        read_assumptions([{"kind": "colour", "value": 1}, {"kind": "ramp", "value": "x"}])
    assert "aanname 1: 'colour'; kies uit capacity, duration" in raised.value.in_language("nl")
    assert "aanname 2: 'x' is geen getal" in raised.value.in_language("nl")
