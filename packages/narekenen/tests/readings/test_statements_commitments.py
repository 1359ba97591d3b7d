"""Commitments out of single sentences: who, how firmly, by when; and what only looks like one."""

import pytest

from narekenen.readings.letter import read_letter
from narekenen.readings.statements import statements

HEAD = """BRIEF VAN DE MINISTER VAN ONDERWIJS

Aan de Voorzitter van de Tweede Kamer

Den Haag, 4 maart 2024

"""
MINISTER = "Minister van Onderwijs"


def read(sentence):
    return statements(read_letter((HEAD + sentence + "\n").encode(), name="brief.txt"))


def only(sentence):
    (found,) = read(sentence)
    return found


FIRST_PERSON = [
    ("Ik zal de scholen in mei bezoeken.", "toezegging", "2024-05"),
    ("In het najaar zal ik de Kamer hierover een brief sturen.", "toezegging", "2024-23"),
    ("Wij gaan de regeling voor 1 juli 2024 aanpassen.", "toezegging", "../2024-06-30"),
    ("Mijn streven is om het onderzoek eind 2024 af te ronden.", "streven", "2024-12-31"),
    ("Het streven is erop gericht de wet per 1 januari 2025 in te voeren.", "streven", "2025-01-01"),
    ("Ik streef ernaar de subsidie in 2025 open te stellen.", "streven", "2025"),
    ("Het is mijn voornemen om de toets af te schaffen.", "voornemen", ""),
    ("Ik ben voornemens de regeling te verlengen.", "voornemen", ""),
    ("Daartoe ben ik van plan een loket te openen.", "voornemen", ""),
    ("Graag wil ik de proef met twee regio’s uitbreiden.", "voornemen", ""),
    ("Mijn voorstel is dan ook om de bijlage te schrappen.", "voornemen", ""),
    ("Ik ben bereid met de bonden te overleggen.", "bereidheid", ""),
    ("Ik verwacht de uitkomsten in september 2024 te ontvangen.", "verwachting", "2024-09"),
    ("Ik blijf de cijfers jaarlijks publiceren.", "toezegging", "R/P1Y"),
    ("Zodra het rapport er is, stuur ik uw Kamer een brief over de uitkomsten.", "toezegging", ""),
    ("Dit jaar organiseer ik drie bijeenkomsten voor leraren.", "toezegging", "2024-12-31"),
    ("Ik neem deze signalen mee bij de verdere uitwerking van het beleid.", "toezegging", ""),
    ("Nu de proef is geëindigd zal ik de regels herzien.", "toezegging", ""),
]


@pytest.mark.parametrize(("sentence", "strength", "edtf"), FIRST_PERSON)
def test_the_sender_says_i(sentence, strength, edtf):
    found = only(sentence)
    assert found.kind_of_statement == "commitment"
    assert found.strength == strength
    assert (found.deadline.edtf if found.deadline else "") == edtf
    assert found.actor == MINISTER
    assert found.quote == sentence
    assert found.because
    assert all(words.text in sentence for words in found.because)


THIRD_PARTIES = [
    ("De inspectie zal de rapporten in 2025 openbaar maken.", "plan", "2025", "De inspectie"),
    ("Zij zal daarbij samenwerken met twee universiteiten.", "plan", "", "zij"),
    ("De politie gaat in de komende maanden extra toezicht houden.", "plan", "2024-03/2024-06", "De politie"),
    ("De gemeente is bereid een terrein beschikbaar te stellen.", "bereidheid", "", "De gemeente"),
    ("De burgemeester heeft zich bereid getoond om te bemiddelen.", "bereidheid", "", "De burgemeester"),
    ("De corporaties zijn voornemens om de huren te bevriezen.", "voornemen", "", "De corporaties"),
    ("Komend jaar voorziet de dienst een uitbreiding met acht banen.", "verwachting", "2025", "de dienst"),
    ("De dienst verwacht de rij voor 1 mei 2025 te kunnen wegwerken.", "verwachting", "../2025-04-30", "De dienst"),
    ("De dienst geeft aan dat zij de wachttijd zal verkorten.", "plan", "", "De dienst"),
    ("De gemeenten hebben aangegeven in 2025 mee te willen doen.", "voornemen", "2025", "De gemeenten"),
    ("De provincie heeft het voornemen om het park te verruimen.", "voornemen", "", "De provincie"),
    ("Het kabinet heeft besloten om per 1 januari 2025 de heffing af te schaffen.", "plan", "2025-01-01", MINISTER),
    ("In juni presenteren de gemeenten hun plannen.", "plan", "2024-06", "de gemeenten"),
    ("De projectleider rapporteert de voortgang aan de stuurgroep.", "plan", "", "De projectleider"),
    ("De inspectie wil gaan werken met vaste panels.", "voornemen", "", "De inspectie"),
]  # fmt: skip


@pytest.mark.parametrize(("sentence", "strength", "edtf", "actor"), THIRD_PARTIES)
def test_somebody_else_will(sentence, strength, edtf, actor):
    found = only(sentence)
    assert (found.strength, found.deadline.edtf if found.deadline else "") == (strength, edtf)
    assert found.actor == actor
    assert found.kind == ("nieuw" if actor == MINISTER else "derde")


EVENTS = [
    ("Het onderzoek zal in de zomer worden afgerond.", "plan", "2024-22"),
    ("Er zal een commissie worden ingesteld.", "plan", ""),
    ("De tentoonstelling gaat deze zomer van start.", "plan", "2024-22"),
    ("De handreiking is per 1 juni 2024 gereed.", "plan", "2024-06-01"),
    ("De besluitvorming volgt naar verwachting komend najaar.", "verwachting", "2024-23"),
    ("De proeven vinden in de komende periode plaats.", "plan", ""),
    ("Dit najaar staat een congres op de planning.", "plan", "2024-23"),
    ("De openstelling is voorzien voor medio 2024.", "plan", "2024-06/2024-07"),
    ("Eind 2024 moet duidelijk zijn welke scholen meedoen.", "plan", "2024-12-31"),
    ("Bij een positief besluit kan de regeling in september 2024 worden geopend.", "voorwaardelijk", "2024-09"),
    ("Op basis daarvan wordt bezien of een proef mogelijk is.", "plan", ""),
    ("In een volgende brief wordt nader ingegaan op de kosten.", "plan", ""),
    ("Het materiaal wordt in de komende maanden getest.", "plan", "2024-03/2024-06"),
]


@pytest.mark.parametrize(("sentence", "strength", "edtf"), EVENTS)
def test_something_is_planned_without_a_name(sentence, strength, edtf):
    found = only(sentence)
    assert (found.strength, found.deadline.edtf if found.deadline else "") == (strength, edtf)


@pytest.mark.parametrize(
    "sentence",
    ["Uw Kamer zal hierover in mei worden geïnformeerd.", "In de volgende rapportage wordt u nader geïnformeerd."],
)
def test_informing_parliament_is_the_senders_own_commitment(sentence):
    found = only(sentence)
    assert (found.actor, found.strength) == (MINISTER, "toezegging")


NO_COMMITMENT = [
    "Met deze brief bericht ik uw Kamer over de voortgang.",
    "In deze brief zal ik ingaan op de drie aanbevelingen.",
    "Hierbij informeren wij uw Kamer over de uitkomsten.",
    "Graag wil ik benadrukken dat leraren goed werk doen.",
    "Ik zal die gegevens niet openbaar maken.",
    "Ik kan en zal daar niet op vooruitlopen.",
    "Het aantal leerlingen zal de komende jaren toenemen.",
    "De kosten zullen in 2026 circa 3 miljoen euro bedragen.",
    "De effecten zullen door de maatregel worden versterkt.",
    "Ik vind het belangrijk dat scholen veilig zijn.",
    "De monitor wordt uitgevoerd door een onafhankelijk bureau.",
    "De scholen gaan uit van kleine klassen.",
    "Het gaat hier om tien scholen.",
    "De verwachting is dat de vraag op de lange termijn zal aantrekken.",
    "Onderzocht is in hoeverre ouders bereid zijn om mee te betalen.",
    "Ik ben verheugd over de voornemens van de scholen.",
    "In 2023 is het onderzoek afgerond.",
    "Sinds 2008 ontvangt de Kamer elk half jaar een overzicht.",
    "De maatregelen hebben als doel de werkdruk te verlagen.",
    "Als wij niets doen, krijgen scholen te maken met hogere kosten.",
]


@pytest.mark.parametrize("sentence", NO_COMMITMENT)
def test_better_silent_than_wrong(sentence):
    assert not [found for found in read(sentence) if found.kind_of_statement == "commitment"]


def test_a_condition_weakens_a_promise():
    found = only("Mocht de wet worden aangenomen, dan zal de dienst extra mensen werven.")
    assert found.strength == "voorwaardelijk"
    assert found.condition.text == "Mocht de wet worden aangenomen"


def test_a_forecast_in_the_words_of_another_is_no_plan():
    assert not read("De inspectie heeft aangegeven dat de druk op scholen zal toenemen.")


def test_the_rule_is_named_and_stable():
    assert only("Ik zal de scholen in mei bezoeken.").rule == "commitment.will"
    assert only("De inspectie zal de rapporten in 2025 openbaar maken.").rule == "commitment.third.will"
