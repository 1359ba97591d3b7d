"""Notes in plain text: where a block starts and ends, and which digits cite them. Notes number 1..n without a gap."""

import pytest

from narekenen.documents.model import RunningText, SourceText
from narekenen.documents.notemarks import Marks
from narekenen.documents.running import running_text


def run(text: str) -> RunningText:
    return running_text(SourceText("x.txt", "0" * 64, "text/plain", "test@1", text))


def cited(running: RunningText) -> list[tuple[str, list[str]]]:
    """Per note its label and the last words before each place where it is cited."""
    return [(note.label, [running.text[:at].split()[-1] for at in note.cited_at]) for note in running.notes]


NOTE_BLOCK = "\n\n1 Rapport van het waterschap.\n2 Brief van 3 mei.\n"


@pytest.mark.parametrize(
    ("mark", "word"),
    [
        ("in 20191", "2019"),
        ("in mei1", "mei"),
        ("van de dijk.1", "dijk."),
        ("van «de dijk»1", "dijk»"),
        ("van de dijk (in Drenthe)1", "Drenthe)"),
        ("van de dijk.¹", "dijk."),
        ("van de dijk<sup>1</sup>", "dijk"),
        ("van de dijk [1]", "dijk"),
        ("van de dijk[1 ]", "dijk"),
    ],
)
def test_a_mark_is_taken_out_and_remembered(mark: str, word: str) -> None:
    running = run(f"Dat bleek {mark} en later bij de sluis2 ook, zo meldt de krant.{NOTE_BLOCK}")
    assert cited(running) == [("1", [word]), ("2", ["sluis"])]
    first = running.text.split("\n\n")[0]
    assert first.startswith("Dat bleek")
    assert " en later bij de sluis ook, zo meldt de krant." in first
    assert "1" not in first.replace("2019", "")


@pytest.mark.parametrize(
    "word",
    ["G4", "CO2", "D66", "A12", "20191.500", "2019/20", "12,5%", "m2", "km²", "vitamine B12-tekort", "1.400", "nr. 31"],
)
def test_what_looks_like_a_mark_stays_when_the_count_does_not_ask_for_it(word: str) -> None:
    running = run(f"Het ging om {word} in de dijk1 en bij de sluis2 ook.{NOTE_BLOCK}")
    assert running.text.startswith(f"Het ging om {word} in de dijk en bij de sluis ook.")


def test_a_year_keeps_its_digits_where_the_count_goes_on_elsewhere() -> None:
    text = "De wet van 2015 en die van 20161 gelden; in 20172 kwam een derde, en in 2018 een vierde."
    running = run(text + NOTE_BLOCK)
    assert running.text.startswith(
        "De wet van 2015 en die van 2016 gelden; in 2017 kwam een derde, en in 2018 een vierde."
    )


def test_a_box_number_is_no_year_with_a_note() -> None:
    running = run("Postbus 20191\n2511 AB Den Haag\n\nDe dijk is oud.¹\n\n¹ Rapport van het waterschap.\n")
    assert "Postbus 20191" in running.text
    assert cited(running) == [("1", ["oud."])]


def test_a_block_in_the_middle_of_a_sentence_moves_behind_the_paragraph() -> None:
    text = (
        "De dijken zijn in het voorjaar1 door het waterschap onderzocht en daaruit bleek dat de\n"
        "klei op twaalf plaatsen te dun is, zodat herstel2\n\n"
        "1 Rapport van het waterschap over de klei in de\ndijken.\n2 Zie https://voorbeeld.nl/dijken.\n\n"
        "nodig is voor de winter begint. Daar is geld voor.\n"
    )
    running = run(text)
    assert running.text.split("\n\n") == [
        "De dijken zijn in het voorjaar door het waterschap onderzocht en daaruit bleek dat de klei op twaalf plaatsen "
        "te dun is, zodat herstel nodig is voor de winter begint. Daar is geld voor.",
        "1 Rapport van het waterschap over de klei in de dijken.",
        "2 Zie https://voorbeeld.nl/dijken.",
    ]
    assert [block.kind for block in running.blocks] == ["paragraph", "note", "note"]
    assert running.blocks[0].page_break
    assert sum(repair.kind == "move_note" for repair in running.repairs) == 2


def test_without_a_blank_line_two_signs_end_a_block() -> None:
    text = (
        "De dijken zijn door het waterschap1 in het voorjaar onderzocht, waarna het bestuur heeft\n"
        "1 Het betreft een waterschap in het noorden.\n"
        " besloten om de klei op twaalf plaatsen aan te vullen voor de winter begint.\n"
    )
    running = run(text)
    assert running.text.split("\n\n") == [
        "De dijken zijn door het waterschap in het voorjaar onderzocht, waarna het bestuur heeft besloten om de klei "
        "op twaalf plaatsen aan te vullen voor de winter begint.",
        "1 Het betreft een waterschap in het noorden.",
    ]


def test_several_notes_in_one_line_come_apart() -> None:
    text = "De dijk1 en de sluis2 en de brug3 zijn oud.\n\n1 Rapport A. 2 Rapport B, p. 8. 3 Rapport C.\n"
    running = run(text)
    assert running.text.split("\n\n")[1:] == ["1 Rapport A.", "2 Rapport B, p. 8.", "3 Rapport C."]
    assert [label for label, places in cited(running)] == ["1", "2", "3"]


def test_a_numbered_list_is_no_block_of_notes() -> None:
    text = "Er zijn drie wegen:\n\n1 Bouwen aan de rand\n2 Bouwen in de stad\n3 Niet bouwen\n"
    assert run(text).notes == ()


def test_a_note_that_nothing_cites_is_a_doubt() -> None:
    running = run("De dijk is oud en de sluis ook.\n\n¹ Rapport van het waterschap.\n")
    assert running.notes[0].cited_at == ()
    assert running.doubts == ("Note 1: no place was found where it is cited.",)


def test_marks_of_an_excerpt_without_its_notes_are_a_chain_from_one() -> None:
    text = "AI1 VERSLAG\n\nDe commissie voor Water2 heeft op 3 mei vragen gesteld (hierna: vragen).3 Die zijn klaar.\n"
    assert (
        run(text).text
        == "AI VERSLAG\n\nDe commissie voor Water heeft op 3 mei vragen gesteld (hierna: vragen). Die zijn klaar."
    )


def test_a_lone_number_behind_a_word_is_no_chain() -> None:
    assert run("Op de kaart staat punt4 aan de rand.\n").text == "Op de kaart staat punt4 aan de rand."


@pytest.mark.parametrize("word", ["Fase1", "bijlage1", "box1", "kwartaal1", "D661", "G1"])
def test_a_number_of_its_own_is_no_mark(word: str) -> None:
    assert run(f"Dit hoort bij {word} van het plan.\n").text == f"Dit hoort bij {word} van het plan."


def test_labels_that_start_again_are_tied_in_their_own_stretch() -> None:
    text = "De dijk¹ is oud.\n\n¹ Rapport A.\n\nDe sluis¹ is nieuw.\n\n¹ Rapport B.\n"
    assert cited(run(text)) == [("1", ["dijk"]), ("1", ["sluis"])]


def test_a_list_of_marks_cites_several_notes() -> None:
    text = "Is de dijk «te oud»?1, 2 Antwoord volgt.\n\n1 Rapport A.\n2 Rapport B.\n"
    running = run(text)
    assert [len(note.cited_at) for note in running.notes] == [1, 1]
    assert running.text.startswith("Is de dijk «te oud»? Antwoord volgt.")


def test_marks_are_found_by_label_and_stretch() -> None:
    marks = Marks("dijk1 sluis2 brug1")
    assert [mark.span.start for mark in marks.between(1, 0, 100)] == [4, 17]
    assert [mark.span.start for mark in marks.between(1, 5, 100)] == [17]
    assert [mark.span.start for mark in marks.between(1, 0, 100, most=1)] == [4]
    assert marks.between(3, 0, 100) == []


PAGE = (
    "Vragen gesteld door de leden 77 Vragen over dijken. Vraag 1 Kent u het bericht «Dijk lekt»?1 Antwoord 1 Ja. "
    "Vraag 2 Deelt u de mening dat de dijken voor de winter moeten worden hersteld, nu de klei op twaalf plaatsen 1 "
    "Krant van het Noorden, 3 mei 2021 ah-tk-20202021-77 ISSN 0921 - 7398 ’s-Gravenhage 2021 Tweede Kamer, "
    "vergaderjaar 2020–2021, Aanhangsel 1 te dun is? Antwoord 2 Ja, die mening deel ik. "
)


def test_a_page_in_one_line_is_unfolded() -> None:
    filler = "Dat is in de afgelopen jaren steeds zo geweest en het zal voorlopig ook zo blijven. " * 16
    running = run(PAGE + filler)
    parts = running.text.split("\n\n")
    assert parts[1:5] == ["Vraag 1", "Kent u het bericht «Dijk lekt»?", "Antwoord 1", "Ja."]
    assert parts[5:8] == [
        "Vraag 2",
        "Deelt u de mening dat de dijken voor de winter moeten worden hersteld, nu de klei op twaalf plaatsen "
        "te dun is?",
        "1 Krant van het Noorden, 3 mei 2021",
    ]
    assert "ISSN" not in running.text
    assert cited(running) == [("1", ["lekt»?"])]


def test_notes_of_questions_are_cited_behind_the_sentence_and_listed_at_the_end() -> None:
    running = run(
        "Vraag 1\nKent u het bericht «Dijk lekt»? 1)\n\nAntwoord 1\nJa.\n\n"
        "Vraag 2\nKlopt het dat 24 dijken lekken? 2)\n\n"
        "Antwoord 2\nDat klopt.\n\n1) Dagblad, 2 mei 2023\n2) Brief van 3 mei\n"
    )
    assert cited(running) == [("1", ["lekt»?"]), ("2", ["lekken?"])]
    assert "1)" not in running.text.split("\n\n")[1]


@pytest.mark.parametrize(
    "text",
    [
        "Er zijn twee redenen: 1) de dijk lekt en 2) de sluis klemt.\n",
        "Dit zijn de redenen:\n\n1) De dijk lekt.\n2) De sluis klemt.\n",
        "Zie het overzicht (bijlage\n1) en de brief.\n\nZo is het.\n",
    ],
)
def test_labels_of_a_list_with_a_bracket_are_no_notes(text: str) -> None:
    running = run(text)
    assert running.notes == ()
    assert "1)" in running.text
