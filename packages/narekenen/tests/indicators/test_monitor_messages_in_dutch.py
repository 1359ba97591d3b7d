"""Every message of indicators, disclosure and allocation, and of their commands, is said in Dutch too."""

import ast
import importlib.util
from itertools import chain
from pathlib import Path

import pytest

import narekenen
from narekenen.allocation.personfile import read_persons
from narekenen.cli import main
from narekenen.errors import UnusableInput, catalogue
from narekenen.indicators.deliveryrules import RULES

HOME = Path(narekenen.__file__).parent
ROOMS = ("indicators", "disclosure", "allocation")
PLACES = (*ROOMS, "cli/indicators", "cli/allocate")
MODULES = [path for place in PLACES for path in sorted((HOME / place).glob("*.py")) if path.name != "dutch.py"]
MODULES += [HOME / "parameters/distribution.py", HOME / "fieldtests/tables.py"]  # what these rooms read with


@pytest.fixture(scope="module")
def finder():
    path = Path(__file__).parents[1] / "test_messages_in_dutch.py"
    spec = importlib.util.spec_from_file_location("messages_in_dutch_finder", path)
    found = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(found)
    found.PARTS = {*found.PARTS, "where"}
    return found


@pytest.fixture(scope="module")
def said(finder):
    """Every sentence in the source that becomes part of a message, and the constants in lists of problems."""
    found = {sentence for rule in RULES for sentence in (rule.what, rule.do)}
    for module in MODULES:
        tree = ast.parse(module.read_text(encoding="utf-8"))
        found |= {text for text in finder.parts_of_messages(tree) if not text.startswith("--")}  # options stay
    return found


@pytest.fixture(scope="module")
def dutch():
    return {english: text for room in ROOMS for english, text in catalogue_of(room).items()}


def catalogue_of(room):
    return importlib.import_module(f"narekenen.{room}.dutch").DUTCH


def test_every_message_of_these_rooms_has_its_dutch(said):
    assert len(said) > 200
    assert sorted(said - set(catalogue())) == []


def test_no_sentence_stands_in_two_of_these_catalogues(dutch):
    assert len(dutch) == sum(len(catalogue_of(room)) for room in ROOMS)


def test_these_catalogues_hold_nothing_that_nobody_says(said, dutch):
    constants = {
        node.value for module in MODULES for node in ast.walk(ast.parse(module.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant)
    }  # fmt: skip
    assert [english for english in dutch if english not in said and english not in constants] == []


def test_both_languages_take_the_same_values(finder, dutch):
    for english, other in dutch.items():
        assert finder.fields(english) == finder.fields(other), english
        assert english[:1].isupper() == other[:1].isupper() or "ETHOS" in other or not english[:1].isalpha(), english


def test_no_message_is_an_f_string():
    """In the call itself, or in the list of problems that is filled before it: `say` does it in both languages."""
    for module in MODULES:
        tree = ast.parse(module.read_text(encoding="utf-8"))
        calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call) and name(node.func) == "UnusableInput"]
        wrong = [text for call in calls for part in parts(call) for text in sentences(part)]
        lists = {
            node.id for call in calls for keyword in call.keywords if keyword.arg == "problems"
            for node in ast.walk(keyword.value) if isinstance(node, ast.Name)
        }  # fmt: skip
        for node in ast.walk(tree):
            if isinstance(node, ast.Assign | ast.AugAssign | ast.AnnAssign) and node.value is not None:
                targets = node.targets if isinstance(node, ast.Assign) else [node.target]
                if lists & {one.id for target in targets for one in ast.walk(target) if isinstance(one, ast.Name)}:
                    wrong += sentences(node.value)
        assert wrong == [], module.name


def name(node):
    return getattr(node, "id", getattr(node, "attr", ""))


def parts(call):
    return chain(call.args, (keyword.value for keyword in call.keywords))


def sentences(node):
    """f-strings with words of their own, outside the values of say()."""
    if isinstance(node, ast.Call) and name(node.func) == "say":
        return []
    if isinstance(node, ast.JoinedStr):
        words = "".join(part.value for part in node.values if isinstance(part, ast.Constant))
        return [ast.unparse(node)] if any(letter.isalpha() for letter in words) else []
    return [found for child in ast.iter_child_nodes(node) for found in sentences(child)]


TABLES = {
    "units.csv": "gemeente,inwoners,huizen\nAmeland,3700,\nUrk,21000,6500\n",
    "key.csv": "maatstaf,bedrag\ninwoners,100\nhuizen,10\n",
    "path.csv": "gemeente,oud,nieuw,inwoners\nAmeland,100,90,3700\nUrk,100,100,21000\n",
    "even.csv": "gemeente,oud,nieuw,inwoners\nAmeland,100,90,3700\nUrk,100,110,21000\n",
    "areas.csv": "area,count,base\nUrk,12,10\nAmeland,1,\n",
    "shares.csv": "area,count,base\nUrk,12,10\nAmeland,1,10\n",
    "crossed.csv": "wijk,een,twee\nNoord,3,4\nZuid,3,veel\n",
}


@pytest.mark.parametrize(
    ("words", "lines"),
    [
        (
            ["allocate", "divide", "units.csv", "key.csv", "--budget", "1000"],
            ["units.csv: De tabel kan niet worden gebruikt; er is niets berekend.",
             "  - rij 2, huizen is leeg: ontbrekend is niet 0"],
        ),
        (
            ["allocate", "path", "path.csv", "--caps", "5"],
            ["path.csv: De oude uitkeringen tellen op tot 200, de nieuwe tot 190. Breng het ene eerst op het budget "
             "van het andere."],
        ),
        (
            ["allocate", "path", "even.csv", "--rule", "onbekend"],
            ["parameters: Er is geen overgangsregel 'onbekend'. Kies uit gemeentefonds-2023, gemeentefonds-usual."],
        ),
        (
            ["indicators", "compare", "areas.csv", "--kind", "share"],
            ["areas.csv: De tabel kan niet worden gebruikt; er is niets berekend.",
             "  - rij 3, base is leeg: ontbrekend is niet 0"],
        ),
        (
            ["indicators", "compare", "shares.csv", "--kind", "share"],
            ["rij 1: Een aantal is groter dan waar het een deel van is. Gebruik een verhouding (rate) als "
             "gebeurtenissen zich herhalen."],
        ),
        (
            ["indicators", "protect", "crossed.csv"],
            ["crossed.csv: Dit is geen kruistabel van aantallen. Zet namen in de eerste kolom en hele getallen in de "
             "andere.", "  - rij 3, twee: 'veel' is geen aantal"],
        ),
    ],
    ids=["divide", "path", "rule", "compare", "shares", "protect"],
)  # fmt: skip
def test_the_commands_say_it_in_dutch(words, lines, tmp_path, monkeypatch, capsys):
    for file, text in TABLES.items():
        (tmp_path / file).write_text(text, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert main([*words, "--lang", "nl"]) == 2
    told = capsys.readouterr().err
    assert told.splitlines() == [f"narekenen {words[0]}: {lines[0]}", *lines[1:]]
    assert main([*words, "--lang", "en"]) == 2
    assert capsys.readouterr().err != told


def test_a_problem_within_a_problem_is_said_in_dutch(tmp_path):
    (tmp_path / "p.csv").write_text("cost,old\n1,\n2,x\n" + "3,\n" * 30, encoding="utf-8")
    with pytest.raises(UnusableInput) as caught:
        read_persons(tmp_path / "p.csv", "cost", ["old"])
    assert " en " in caught.value.in_language("nl").splitlines()[1]
    assert "old: leeg of geen getal in rij 2, 3" in caught.value.in_language("nl")
