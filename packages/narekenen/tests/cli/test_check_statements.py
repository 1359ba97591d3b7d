"""`narekenen check` tells what was said, by whom and by when."""

import json

import pytest

from narekenen.cli import main

LETTER = """BRIEF VAN DE MINISTER VAN ONDERWIJS

Aan de Voorzitter van de Tweede Kamer

Den Haag, 4 maart 2024

Ik zal uw Kamer vóór 1 juli 2024 informeren over de uitkomsten. De motie van het lid Jansen (35 999, nr. 12) verzoekt \
de regering de bruggen te inspecteren. Daar heb ik uitvoering aan gegeven. De inspecties vinden jaarlijks plaats.

De Minister van Onderwijs,
"""


@pytest.fixture
def letter(tmp_path):
    path = tmp_path / "brief.txt"
    path.write_text(LETTER)
    return path


@pytest.mark.parametrize(
    ("lang", "heading", "promise"),
    [
        ("nl", "Uitspraken: wie wat toezegt", "toezegging · Minister van Onderwijs · wanneer: vóór 1 juli 2024"),
        ("en", "Statements: who promises what", "promise · Minister van Onderwijs · when: vóór 1 juli 2024"),
    ],
)
def test_the_report_has_statements_under_their_own_heading(letter, capsys, lang, heading, promise):
    main(["check", "--lang", lang, str(letter)])
    said = capsys.readouterr().out
    assert heading in said
    assert promise in said
    assert "[commitment.will: Ik zal]" in said
    assert said.index("kst-35999-12") < said.index("Daar heb ik uitvoering aan gegeven")


def test_the_json_has_every_field_of_a_statement(letter, capsys):
    main(["check", "--json", str(letter)])
    rows = json.loads(capsys.readouterr().out)["files"][0]["statements"]
    promise = next(row for row in rows if row["kind_of_statement"] == "commitment")
    assert promise["deadline"]["edtf"] == "../2024-06-30"
    assert promise["deadline"]["words"]["text"] == "vóór 1 juli 2024"
    assert promise["strength"] == "toezegging"
    assert LETTER[slice(*promise["raw"])] == promise["quote"]
    motion = next(row for row in rows if row["kind_of_statement"] == "motion")
    assert {part["role"] for part in motion["parts"]} >= {"asked", "claim"}


def test_the_predictions_have_commitments_and_advice(tmp_path, capsys):
    path = tmp_path / "advies.txt"
    path.write_text(
        "Advies over de dijken, 4 maart 2024\n\nDe inspectie adviseert de minister om de dijken te verhogen. "
        "Zij zal in 2025 opnieuw rapporteren.\n"
    )
    assert main(["check", "--as-predictions", str(path)]) == 0
    found = json.loads(capsys.readouterr().out)["advies"]
    assert [row["rule"] for row in found["recommendations"]] == ["advice.verb"]
    assert [(row["rule"], row["deadline"]) for row in found["commitments"]] == [("commitment.third.will", "2025")]
