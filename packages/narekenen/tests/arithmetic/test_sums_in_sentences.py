"""Totals, products and rests that sentences and lists give in words."""

import pytest

from narekenen.arithmetic.bulleted_totals import totals_of_lists
from narekenen.arithmetic.products_in_prose import products
from narekenen.arithmetic.remainders import what_is_left
from narekenen.arithmetic.totals_next import totals_in_the_next_sentence
from narekenen.arithmetic.unit_totals import totals_of_units

LIST = (
    "De middelen gaan naar:\n\n- 2,5 miljoen euro voor bruggen;\n- 1,5 miljoen "
    "euro voor sluizen;\n- 0,5 miljoen euro voor {last}.\n\n{after}\n"
)


@pytest.mark.parametrize(
    ("rule", "text", "printed", "follows"),
    [
        (totals_of_lists, LIST.format(last="kades", after=
            "In totaal is dat 4,9 "
            "miljoen euro."), "4,9 miljoen euro", "4.500.000"),
        (products, "Er komen 14 cursussen van elk 5 dagdelen, in totaal 60 dagdelen.", "60", "70"),
        (products, "Er zijn 40 plekken à 2.500 euro per plek, in totaal 110.000 euro.", "110.000 euro", "100.000"),
        (what_is_left, "Van de 64 musea hebben 40 musea een lift. De overige 22 musea hebben er geen.", "22", "24"),
        (
            totals_in_the_next_sentence,
            "Er kwamen 310 bezwaren in mei en 420 bezwaren in "
            "juni. In totaal zijn 750 bezwaren ontvangen.", "750", "730",
        ),
        (
            totals_of_units,
            "Per haven is 20.000 euro beschikbaar. Voor de 12 havens is in totaal 260.000 euro begroot.",
            "260.000 euro", "240.000",
        ),
    ],
)  # fmt: skip
def test_a_total_that_does_not_follow(ask, rule, text, printed, follows):
    (finding,) = ask(rule, text)
    assert (finding.verdict, finding.severity, finding.printed) == ("wrong_sum", "finding", printed)
    assert follows in finding.follows
    assert printed in finding.evidence[0].text


@pytest.mark.parametrize(
    ("rule", "text"),
    [
        (totals_of_lists, LIST.format(last="kades", after="In totaal is dat 4,5 miljoen euro.")),
        (products, "Er komen 14 cursussen van elk 5 dagdelen, in totaal 70 dagdelen."),
        (totals_in_the_next_sentence,
            "Er kwamen 310 bezwaren in mei en 420 bezwaren in "
            "juni. Samen zijn dat 730 bezwaren."),
        (totals_of_units, "Per haven is 20.000 euro beschikbaar. Voor de 12 havens is in totaal 240.000 euro begroot."),
    ],
)  # fmt: skip
def test_a_total_that_follows_is_confirmed(ask, rule, text):
    (finding,) = ask(rule, text)
    assert finding.severity == "confirmation"


@pytest.mark.parametrize(
    ("rule", "text"),
    [
        (totals_of_lists, LIST.format(last="onder meer kades", after="In totaal is dat 4,9 miljoen euro.")),
        (totals_of_lists, LIST.format(last="kades", after="Daarnaast is in totaal 4,9 miljoen euro nodig.")),
        (totals_of_lists, LIST.format(last="kades", after="De motie vraagt om 4,9 miljoen euro.")),
        (products, "Er komen 14 cursussen met 5 docenten, in totaal 60 docenten."),
        (products, "Er komen 14 cursussen van elk 5 dagdelen voor 60 vrijwilligers."),
        (what_is_left, "Van de 64 musea hebben 40 musea een lift. De overige 24 musea hebben er geen."),
        (what_is_left, "Van de 64 musea reageerden er 50. Daarvan hebben 40 een lift, de overige 10 niet."),
        (what_is_left, "Er zijn 64 musea. In 40 musea is een lift. De overige 22 projecten lopen nog."),
        (
            totals_in_the_next_sentence,
            "Er kwamen 310 bezwaren in mei en 420 bezwaren in juni, waarvan "
            "20 te laat. In totaal zijn 690 bezwaren tijdig.",
        ),
        (
            totals_in_the_next_sentence,
            "Er kwamen 310 bezwaren en 420 klachten binnen. In totaal zijn 650 mensen gesproken.",
        ),
        (
            totals_of_units,
            "Per haven is maximaal 20.000 euro beschikbaar. Voor de 12 havens is in totaal 200.000 euro begroot.",
        ),
        (totals_of_units, "Per haven is 20.000 euro nodig. Voor de 12 sluizen is in totaal 200.000 euro begroot."),
    ],
)
def test_nothing_is_said_of_another_sum(ask, rule, text):
    assert ask(rule, text) == []
