"""What is promised in told words, in passing, by a step or by publishing: a hit and a near miss for each."""

import pytest

from narekenen.readings.letter import read_letter
from narekenen.readings.statements import statements

HEAD = "BRIEF VAN DE MINISTER VAN CULTUUR\n\nAan de Voorzitter van de Tweede Kamer\n\nDen Haag, 6 maart 2024\n\n"


def said(sentence):
    return statements(read_letter((HEAD + sentence + "\n").encode(), name="brief.txt"))


TOLD = [
    ("Met deze brief laat ik u weten dat ik de musea in mei 2024 zal bezoeken.", "told.will", "nieuw", "2024-05"),
    (
        "Ik heb u toen gemeld dat ik de lijst in april 2024 zou toesturen.",
        "told.would", "eerdere_toezegging", "2024-04",
    ),
    (
        "In mijn brief van 5 juni 2023 heb ik aangegeven uw Kamer in mei 2024 een visie te kunnen aanbieden.",
        "told.to", "eerdere_toezegging", "2024-05",
    ),
    ("De gemeente schrijft dat zij het depot in juni 2024 zal openen.", "third.says_will", "derde", "2024-06"),
    (
        "De cijfers staan in de monitor die ik u in het najaar zal sturen.",
        "relative.will", "nieuw", "2024-23",
    ),
    ("Hierbij deel ik u mede dat ik voornemens ben het depot te sluiten.", "told.will", "nieuw", ""),
    ("Ten tweede wordt een leidraad voor musea opgesteld.", "passive.step", "nieuw", ""),
    ("De stukken worden op www.voorbeeld.nl geplaatst.", "passive.ahead", "nieuw", ""),
    ("Een afschrift van deze brief stuur ik aan de inspectie.", "copy", "nieuw", ""),
    ("De intentie is om de regeling te verlengen.", "intention", "nieuw", ""),
    ("De opening van het depot zal plaatshebben omstreeks 20 mei 2024.", "event.will", "nieuw", "2024-05-20"),
    (
        "(In juni 2023 heb ik toegezegd u op 1 mei 2024 de stand te melden).",
        "earlier.promised", "eerdere_toezegging", "2024-05-01",
    ),
    ("Ik bezoek de musea in het nieuwe jaar.", "present_with_date", "nieuw", "2025"),
    ("De gemeente start het komende jaar met een nieuwe collectie.", "third.starts", "derde", "2024-03/2025-03"),
]  # fmt: skip


@pytest.mark.parametrize(("sentence", "rule", "kind", "edtf"), TOLD, ids=range(len(TOLD)))
def test_what_is_promised_in_other_forms(sentence, rule, kind, edtf):
    (found,) = said(sentence)
    assert (found.rule, found.kind) == (f"commitment.{rule}", kind)
    assert (found.deadline.edtf if found.deadline else "") == edtf


NONE = [
    "Ik laat u weten dat ik de musea niet zal bezoeken.",  # denied
    "Ik deel u mee dat ik tevreden ben.",  # nothing ahead
    "Ik heb u toen gemeld dat de kosten zouden stijgen.",  # a forecast
    "U heeft aangegeven welke stukken u wenst te ontvangen.",  # of the reader
    "De directeur schrijft dat het depot vol is.",  # a state
    "De cijfers staan in de monitor die ik u zal sturen.",  # in passing, without a day
    "De cijfers staan in de monitor die ik u in mei 2023 zou sturen.",  # past
    "Ten tweede wordt dit museum goed bezocht.",  # a reason
    "De stukken worden in een kluis geplaatst.",  # not shown to anybody
    "Door middel van deze brief wordt de Kamer geïnformeerd.",  # the letter itself
    "Via deze brief bied ik u het rapport aan.",  # the letter itself
    "Daarnaast informeer ik u over de voortgang van het depot.",  # goes on with the letter
    "De minister wordt verzocht om vóór 1 mei 2024 te antwoorden.",  # done by saying it
    "De intentie van de wet is helder.",  # a purpose
]


@pytest.mark.parametrize("sentence", NONE, ids=range(len(NONE)))
def test_what_only_looks_like_it(sentence):
    assert [row.rule for row in said(sentence) if row.kind_of_statement == "commitment"] == []


def test_the_last_day_is_told_by_a_limit_with_a_weekday():
    (found,) = said("Ik zal u uiterlijk op vrijdag 10 mei 2024 berichten.")
    assert found.deadline.edtf == "../2024-05-10"
