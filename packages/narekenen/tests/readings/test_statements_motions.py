"""Motions out of letters, and motions as published: movers, paper, what is asked and what was done."""

import pytest

from narekenen.readings.letter import read_letter
from narekenen.readings.statements import statements


def motions(text):
    found = statements(read_letter(text.encode(), name="brief.txt"))
    return [row for row in found if row.kind_of_statement == "motion"]


def parts(motion, role):
    return [part.words.text for part in motion.parts if part.role == role]


def test_a_motion_has_its_movers_and_its_paper():
    text = "De motie van de leden Jansen en De Vries (35 999, nr. 12) vraagt om een jaarlijks overzicht.\n"
    (motion,) = motions(text)
    assert (motion.movers, motion.paper, motion.rule) == (("Jansen", "De Vries"), "kst-35999-12", "motion.named")
    assert text[motion.raw.start : motion.raw.end] == text.strip() == motion.quote


def test_what_a_motion_asks_what_was_done_and_the_words_that_claim_it():
    (motion,) = motions(
        "De motie van het lid Jansen (35 999, nr. 12) verzoekt de regering de bruggen te keuren. "
        "Hier heb ik uitvoering aan gegeven. In april zijn alle bruggen gekeurd.\n"
    )
    assert parts(motion, "asked") == ["verzoekt de regering de bruggen te keuren."]
    assert parts(motion, "claim") == ["Hier heb ik uitvoering aan gegeven."]
    assert parts(motion, "execution") == ["In april zijn alle bruggen gekeurd."]
    assert motion.status == "voldaan"


def test_a_second_request_of_the_same_motion():
    (motion,) = motions(
        "Met de motie van het lid Jansen (35 999, nr. 12) wordt de regering verzocht de bruggen te keuren. "
        "Daarnaast wordt de regering verzocht de Kamer te berichten.\n"
    )
    assert len(parts(motion, "asked")) == 2


def test_a_motion_that_is_being_carried_out():
    (motion,) = motions("Op deze wijze voer ik de motie van het lid Jansen (35 999, nr. 12) uit.\n")
    assert motion.status == "loopt"


def test_a_motion_that_is_not_carried_out_claims_nothing():
    (motion,) = motions(
        "De motie van het lid Jansen (35 999, nr. 12) verzoekt de regering te wachten. Deze motie is niet uitgevoerd.\n"
    )
    assert motion.status == "open"
    assert not parts(motion, "claim")


def test_a_motion_named_twice_is_one_with_the_parts_of_both():
    (motion,) = motions(
        "De motie van de leden Jansen en De Vries verzoekt de regering de bruggen te keuren.\n\n"
        "Met deze keuring beschouw ik de motie Jansen-De Vries (35 999, nr. 12) als afgedaan.\n"
    )
    assert motion.paper == "kst-35999-12"
    assert (motion.status, len(parts(motion, "asked"))) == ("voldaan", 1)


def test_a_mover_of_several_motions_is_not_guessed_at():
    found = motions(
        "De motie-Jansen (35 999, nr. 12) gaat over bruggen. De motie-Jansen (35 999, nr. 13) gaat over kades.\n\n"
        "De laatste motie-Jansen is gedaan.\n"
    )
    assert [row.paper for row in found] == ["kst-35999-12", "kst-35999-13"]


def test_the_paper_in_brackets_behind_the_subject():
    (motion,) = motions(
        "De motie van het lid Jansen over het keuren van bruggen (Kamerstuk 35 999, nr. 12) is bekend.\n"
    )
    assert motion.paper == "kst-35999-12"


def test_an_amendment_is_no_motion():
    assert not motions("Het amendement-Jansen (35 999, nr. 12) is aangenomen.\n")


PAPER = """Tweede Kamer der Staten-Generaal

Vergaderjaar 2023–2024

35 999

Bruggen en kades

Nr. 12

{title}
Voorgesteld 24 januari 2024

De Kamer,
gehoord de beraadslaging,
overwegende dat bruggen oud worden;
{dictum}
en gaat over tot de orde van de dag.
Jansen
De Vries
"""


def published(dictum, title="MOTIE VAN DE LEDEN JANSEN EN DE VRIES"):
    (motion,) = motions(PAPER.format(dictum=dictum, title=title))
    return motion


def test_a_published_motion():
    motion = published("verzoekt de regering bruggen te keuren,")
    assert (motion.movers, motion.paper, motion.rule) == (("Jansen", "De Vries"), "kst-35999-12", "motion.dictum")
    assert parts(motion, "asked") == ["verzoekt de regering bruggen te keuren"]


@pytest.mark.parametrize(
    "dictum",
    [
        "spreekt uit dat bruggen veilig zijn,",
        "roept de regering op bruggen te keuren,",
        "herbevestigt de motie en verzoekt haast,",
    ],
)
def test_the_verbs_of_a_dictum(dictum):
    assert parts(published(dictum), "asked") == [dictum.rstrip(",")]


def test_a_dictum_of_two_paragraphs():
    motion = published("verzoekt de regering bruggen te keuren;\n\nverzoekt de regering de Kamer te berichten,")
    assert len(parts(motion, "asked")) == 2


@pytest.mark.parametrize(
    "title",
    [
        "MOTIE VAN HET LID JANSEN C.S.",
        "GEWIJZIGDE MOTIE VAN HET LID JANSEN TER VERVANGING VAN DIE GEDRUKT ONDER NR. 11",
    ],
)
def test_titles(title):
    assert published("verzoekt de regering bruggen te keuren,", title).movers == ("Jansen",)


def test_a_motion_without_its_formula_is_still_one():
    text = PAPER.format(dictum="verzoekt de regering bruggen te keuren", title="MOTIE VAN HET LID JANSEN")
    (motion,) = motions(text.replace("en gaat over tot de orde van de dag.\n", ""))
    assert parts(motion, "asked")[0].startswith("verzoekt de regering bruggen te keuren")


def test_a_draft_has_its_number_at_the_head():
    text = PAPER.format(dictum="verzoekt de regering bruggen te keuren,", title="MOTIE VAN HET LID JANSEN")
    head = text.index("MOTIE")
    (motion,) = motions("35999-VI-49\n\nBruggen en kades\n\n" + text[head:])
    assert motion.paper == "kst-35999-VI-49"
