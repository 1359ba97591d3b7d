"""Phrases beside a verb that make a plan of it: a hit and a near miss for each."""

import time

import pytest

from narekenen.readings.letter import read_letter
from narekenen.readings.statements import statements

HEAD = "BRIEF VAN DE MINISTER VAN CULTUUR\n\nAan de Voorzitter van de Tweede Kamer\n\nDen Haag, 6 maart 2024\n\n"


def said(sentence):
    return statements(read_letter((HEAD + sentence + "\n").encode(), name="brief.txt"))


@pytest.mark.parametrize(
    ("sentence", "rule", "edtf"),
    [
        ("Na de zomer komt de inspectie met nieuwe cijfers.", "third.comes_with", "2024-09-01/.."),
        ("Tot slot komt er, na overleg, een uitgewerkt plan van aanpak.", "event.there_comes", ""),
        ("Omdat veel onbekend is, start de dienst een vervolgonderzoek.", "third.starts", ""),
        ("Naar verwachting zal de proef eind dit jaar kunnen worden afgerond.", "passive.will", "2024-12-31"),
        ("De scholen ontvangen in mei hun beschikking.", "event.present", "2024-05"),
        ("De gemeente wil de komende jaren de netwerken verder uitbreiden.", "third.want", ""),
        ("Er wordt eerst gestart met de kleine musea.", "passive.begun", ""),
        ("Onze evaluatie zal aandacht besteden aan de drempels.", "paper.will", ""),
        ("Hierin zullen ook de gevolgen voor scholen een plek krijgen.", "event.will", ""),
        ("In die brief is aangegeven dat het kabinet uw Kamer na afloop informeert.", "third.announced", ""),
        ("De dienst heeft u laten weten u eind dit jaar te informeren.", "third.says_inform", "2024-12-31"),
        ("Op basis hiervan bekijk ik met de dienst of meer nodig is.", "inquire", ""),
        ("Ik kan dit niet verklaren en laat hier nader naar kijken.", "have_done", ""),
        ("Ik vind dit jammer en zal de musea daarop wijzen in juni.", "will", "2024-06"),
        ("Op de gevolgen voor de planning kom ik na de zomer terug.", "present_with_date", "2024-09-01/.."),
        ("Dan zal ik niet aarzelen om de regels te wijzigen.", "will", ""),
    ],
)
def test_what_makes_a_plan(sentence, rule, edtf):
    (found,) = said(sentence)
    assert (found.rule, found.deadline.edtf if found.deadline else "") == (f"commitment.{rule}", edtf)


@pytest.mark.parametrize(
    "sentence",
    [
        "Na de zomer komt de regen met bakken uit de lucht.",  # nobody who acts
        "Er komt veel kritiek op de regeling.",  # nothing that somebody makes
        "De dag start met een lied.",  # a thing
        "De beoordeling start in week 8 als de dienst een formulier stuurt.",  # no object
        "Voor zijn taken ontvangt het fonds jaarlijks een subsidie van de gemeente.",  # a rhythm, no day
        "Naar verwachting zal dit gevolgen kunnen hebben.",  # no end of something
        "Zij ontvangen vaak een brief.",  # no day
        "De gemeente wil een veilige stad.",  # a wish
        "In 2022 werd gestart met de kleine musea.",  # past
        "Onze evaluatie zal laat zijn.",  # nothing done in it
        "Hierin is uitgelegd dat het kabinet de regels handhaaft.",  # no news to parliament
        "Ik zie dat de dienst bekijkt of meer nodig is.",  # told of another
        "Ik laat het antwoord daarop aan de rechter.",  # leaves it
        "Ik ken de zorgen en kom uit Zwolle.",  # a second verb that plans nothing
        "Voor een beter begrip zal ik wat dieper ingaan op de weging.",  # said of the letter itself
        "De veranderingen zullen jaren in beslag nemen.",  # foreseen
        "De regeling loopt tot 2026.",  # how long, not what
        "Vanuit de ambitie om 5 scholen te openen zijn wij toen begonnen.",  # background
        "Dan zal ik de regels niet wijzigen.",  # denied
    ],
)
def test_what_makes_none(sentence):
    assert [row.rule for row in said(sentence)] == []


def test_a_period_with_an_open_end_is_what_it_is_for_and_no_term():
    (found,) = said("Ik zal de maatregelen voor de periode na 2030 bezien.")
    assert found.deadline is None


@pytest.mark.parametrize("piece", ["er komt een start de dienst ", "komt ", "ik ", "wil de komende jaren "])
def test_one_long_sentence_full_of_verbs_takes_no_more_than_its_length(piece):
    """A sentence of 5,600 characters, each verb of which could look at all others."""
    letter = read_letter((HEAD + piece * (5_600 // len(piece)) + ".\n").encode(), name="b.txt")
    start = time.process_time()
    statements(letter)
    assert time.process_time() - start < 0.4
