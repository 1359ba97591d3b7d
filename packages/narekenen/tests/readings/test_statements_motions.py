"""Motions out of letters: who moved them, under which paper."""

from narekenen.readings.letter import read_letter
from narekenen.readings.statements import Statement, statements


def read(text: str) -> tuple[Statement, ...]:
    return statements(read_letter(text.encode(), name="brief.txt"))


def test_a_motion_has_its_movers_and_its_paper() -> None:
    text = "De motie van de leden Jansen en De Vries (35 999, nr. 12) vraagt om een jaarlijks overzicht.\n"
    (motion,) = (found for found in read(text) if found.kind_of_statement == "motion")
    assert motion.movers == ("Jansen", "De Vries")
    assert motion.paper == "kst-35999-12"
    assert motion.rule == "motion.named"
    assert text[motion.raw.start : motion.raw.end] == text.strip() == motion.quote


def test_a_motion_is_proposed_once() -> None:
    text = "De motie-Jansen (35 999, nr. 12) is gedaan.\n\nDe motie-Jansen (35 999, nr. 12) is afgedaan.\n"
    assert len([found for found in read(text) if found.kind_of_statement == "motion"]) == 1


def test_an_amendment_is_no_motion() -> None:
    assert not read("Het amendement-Jansen (35 999, nr. 12) is aangenomen.\n")
