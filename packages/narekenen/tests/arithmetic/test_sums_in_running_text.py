"""Differences, means, shares and lists that running text gives beside the numbers that they follow from."""

import pytest

from narekenen.arithmetic.colon_lists import totals_before_a_colon
from narekenen.arithmetic.complements import haves_and_have_nots
from narekenen.arithmetic.differences import differences
from narekenen.arithmetic.fractions_of_groups import fractions_of_groups
from narekenen.arithmetic.mean_totals import totals_of_means
from narekenen.arithmetic.shares_next import shares_in_the_next_sentence
from narekenen.arithmetic.totals_next import totals_in_the_next_sentence

WRONG = [
    (differences, "Het aantal leden daalde van 820 naar 760, een afname van 70.", "70", "60"),
    (differences, "De begroting is met 2,3 miljoen euro verhoogd, van 6,1 miljoen euro naar 8,2 miljoen euro.",
     "2,3 miljoen euro", "2.100.000"),
    (differences, "Het aantal bussen groeide van 140 naar 175. Dat is een toename van 25 bussen.", "25", "35"),
    (totals_of_means, "Er werken 40 gidsen gemiddeld 90 uur, samen 4.600 uur.", "4.600 uur", "3.600"),
    (totals_of_means, "Elk van de 40 gidsen krijgt 250 euro. In totaal is dat 12.000 euro.", "12.000 euro", "10.000"),
    (totals_of_means, "Aan 60 baden is gemiddeld 30 uur besteed. Dat komt neer op 2.400 uur.", "2.400 uur", "1.800"),
    (shares_in_the_next_sentence, "Bij 14 van de 40 schepen ontbrak een licht. Dat is 40 procent.", "40 procent", "35"),
    (haves_and_have_nots,
     "Van de 70 musea hebben 52 musea een lift; 21 musea hebben nog geen lift.", "21", "18"),
    (fractions_of_groups, "Een kwart van de 80 molens (36 molens) draait niet.", "36", "20"),
    (totals_before_a_colon,
     "Er kwamen 940 brieven: 510 van bewoners, 260 van winkels en 120 van scholen.", "940", "890"),
    (totals_before_a_colon, "Er staan 48 bankjes: 21 in Noord, 15 in Midden en 14 in Zuid.", "48", "50"),
    (totals_in_the_next_sentence,
     "De dijk kost 3,2 miljoen euro in 2027 en 4,1 miljoen euro in 2028. Over deze twee jaren is dat 7,6 miljoen euro.",
     "7,6 miljoen euro", "7.300.000"),
]  # fmt: skip

SILENT = [
    (differences, "Het aantal leden daalde van 820 naar 760, een afname van 5 per maand."),
    (differences, "Het aantal leden daalde van 820 naar 760. Dat is een afname van 12 ten opzichte van mei."),
    (differences, "Het tarief steeg van 20% naar 25%, een toename van 5 procentpunt."),
    (differences, "Het aantal leden daalde van 820 naar 760, en 70 leden verhuisden."),
    (totals_of_means, "Er werken 40 gidsen gemiddeld 90 uur, samen met 20 anderen ruim 4.600 uur."),
    (totals_of_means, "Er werken 40 gidsen gemiddeld 90 uur. In totaal zijn dat 4.600 uur inclusief de reistijd."),
    (totals_of_means, "Er kwamen 36 groepen met gemiddeld 25 kinderen. In totaal waren dat 640 verschillende scholen."),
    (shares_in_the_next_sentence, "Bij 14 van de 40 schepen ontbrak een licht. Dat is 40 procent meer dan in mei."),
    (shares_in_the_next_sentence, "Bij 14 van de 40 schepen ontbrak een licht. Vorig jaar was dat 40 procent."),
    (haves_and_have_nots, "Van de 70 musea hebben 52 musea een lift; 21 musea hebben geen tuin."),
    (haves_and_have_nots, "Van de 70 musea hebben 52 musea een lift; 12 musea hebben nog geen lift."),
    (fractions_of_groups, "Een kwart van de 80 molens (22 molens) draait niet."),
    (fractions_of_groups, "Bijna een kwart van de 80 molens (36 molens) draait niet."),
    (totals_before_a_colon, "Er kwamen 940 brieven: 510 van bewoners en 260 van winkels."),
    (totals_before_a_colon, "Er kwamen 940 brieven: 510 van bewoners, waarvan 260 van huurders en 120 van scholen."),
    (totals_before_a_colon, "De toets kent 4 delen: 1 over taal, 2 over rekenen en 7 over lezen."),
]  # fmt: skip

RIGHT = [
    (differences, "Het aantal leden daalde van 820 naar 760, een afname van 60."),
    (differences, "De begroting stijgt van 6,1 miljoen euro naar 8,2 miljoen euro, een stijging van 2,2 miljoen euro."),
    (totals_of_means, "Er werken 40 gidsen gemiddeld 90 uur, samen ruim 3.610 uur."),
    (shares_in_the_next_sentence, "Bij 14 van de 40 schepen ontbrak een licht. Dat is 35 procent."),
    (totals_before_a_colon, "Er kwamen 890 brieven: 510 van bewoners, 260 van winkels en 120 van scholen."),
]


@pytest.mark.parametrize(("rule", "text", "printed", "follows"), WRONG)
def test_a_number_that_does_not_follow(ask, rule, text, printed, follows):
    (finding,) = ask(rule, text)
    assert (finding.verdict, finding.severity, finding.printed) == ("wrong_sum", "finding", printed)
    assert follows in finding.follows


@pytest.mark.parametrize(("rule", "text"), SILENT)
def test_a_number_of_something_else(ask, rule, text):
    assert ask(rule, text) == []


@pytest.mark.parametrize(("rule", "text"), RIGHT)
def test_a_number_that_follows_is_confirmed(ask, rule, text):
    (finding,) = ask(rule, text)
    assert finding.severity == "confirmation"
