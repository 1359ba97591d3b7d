"""What a person meets who brings a protocol, claims, areas or cells is said in Dutch too, with the same values."""

import ast
import importlib.util
from pathlib import Path

import pytest

from narekenen.cli import main
from narekenen.errors import UnusableInput, catalogue
from narekenen.fieldtests import dutch
from narekenen.fieldtests.claimfile import read_claims
from narekenen.fieldtests.protocol import read_protocol
from narekenen.fieldtests.tables import Brought

HOME = Path(dutch.__file__).parent
MODULES = [
    HOME / f"{name}.py"
    for name in ("areas", "cells", "claimfile", "claims", "estimands", "protocol", "shares", "tables")
]


@pytest.fixture(scope="module")
def said():
    """Every sentence in these modules that becomes part of a message, found as for the other rooms."""
    path = Path(__file__).parents[1] / "test_messages_in_dutch.py"
    spec = importlib.util.spec_from_file_location("messages_in_dutch_of_field_tests", path)
    finder = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(finder)
    found = set()
    for module in MODULES:
        found |= set(finder.parts_of_messages(ast.parse(module.read_text(encoding="utf-8"))))
    return finder, found


def test_every_message_of_these_modules_has_its_dutch(said):
    assert sorted(said[1] - set(catalogue())) == []


def test_the_catalogue_holds_nothing_that_nobody_says(said):
    source = "".join(path.read_text(encoding="utf-8") for path in MODULES)
    assert [text for text in dutch.DUTCH if text not in said[1] and f'"{text}"' not in source] == []


def test_both_languages_take_the_same_values(said):
    for english, other in dutch.DUTCH.items():
        assert said[0].fields(english) == said[0].fields(other), english
        assert english[:1].isupper() == other[:1].isupper() or not english[:1].isalpha(), english


def test_claims_that_cannot_be_replayed_are_named_in_dutch():
    table = b"claim,kind,before,after,after_n\na,change,80,73,\nb,rose,1,2,3\nc,share,,x,y\nd,share,,x,9\n"
    with pytest.raises(UnusableInput) as caught:
        read_claims(Brought("b.csv", table))
    assert caught.value.lines("nl") == [
        "b.csv: De beweringen zijn niet na te rekenen. Zie docs/reference/fieldtests.md.",
        "rij 2: before_n is leeg en de andere ook (ten minste één aantal gevallen is nodig)",
        "rij 3: kind is 'rose' (kies uit change, share, absence, net, total)",
        "rij 4: after_n is 'y' (geef een getal of een bereik zoals 100-400)",
        "rij 5: after is 'x', en dat is geen getal vanaf 0",
    ]


def test_a_protocol_that_cannot_be_used_is_said_in_dutch():
    said = b'{"schema": "narekenen/protocol/1", "personas": [{"key": "a"}], "margins": {"net": 200}, "rounding": 2}'
    with pytest.raises(UnusableInput) as caught:
        read_protocol(said, "p.json")
    lines = caught.value.lines("nl")
    assert "title: geen title" in lines
    assert "margins: net is 200; het is een aantal punten tussen 0 en 100" in lines
    assert "rounding is op 2; het is een oneven getal, of 0 voor niet afronden" in lines


def test_the_command_says_it_in_the_language_that_was_asked_for(capsys):
    assert main(["fieldtest", "analyse", "--cells", "1,2,3"]) == 2
    assert "'1,2,3' zijn geen vier aantallen" in capsys.readouterr().err
    assert main(["fieldtest", "analyse", "--cells", "1,2,3", "--lang", "en"]) == 2
    assert "'1,2,3' is not four counts" in capsys.readouterr().err
