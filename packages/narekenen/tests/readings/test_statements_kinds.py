"""Earlier commitments, agreements, duties, requests, calls, advice, targets and lines of action."""

import pytest

from narekenen.readings.letter import read_letter
from narekenen.readings.statements import statements

HEAD = "BRIEF VAN DE MINISTER VAN VERKEER\n\nAan de Voorzitter van de Tweede Kamer\n\nDen Haag, 7 juli 2023\n\n"
MINISTER = "Minister van Verkeer"


def read(body, head=HEAD):
    return statements(read_letter((head + body + "\n").encode(), name="brief.txt"))


def only(body):
    (found,) = read(body)
    return found


# Earlier commitments


def test_an_earlier_commitment_keeps_its_number_and_its_term():
    found = only(
        "Met deze brief kom ik mijn toezegging (123456) van 6 mei 2022 na om u in 2023 over de brug te berichten."
    )
    assert (found.kind, found.strength, found.paper) == ("eerdere_toezegging", "toezegging", "123456")
    assert found.deadline.edtf == "2023"
    assert found.status == "met_deze_brief"


def test_the_term_of_an_earlier_commitment_counts_from_the_day_it_was_made():
    said = "In het debat van 9 mei 2023 heb ik toegezegd vóór het zomerreces een brief te sturen."
    assert only(said).deadline.edtf == "../2023-07-07"


@pytest.mark.parametrize(
    ("sentence", "actor"),
    [
        ("Tijdens het overleg heeft de staatssecretaris toegezegd de kosten te laten nagaan.", "de staatssecretaris"),
        ("Tijdens het overleg heeft minister Jansen toegezegd de kosten te laten nagaan.", "minister Jansen"),
        ("Ik heb o.a. toegezegd de kosten te laten nagaan.", MINISTER),
    ],
)
def test_who_made_the_earlier_commitment(sentence, actor):
    assert only(sentence).actor == actor


def test_as_promised_and_done_is_done_according_to_the_letter():
    assert only("Zoals toegezegd ben ik met de gemeenten in gesprek gegaan.").status == "voldaan"


def test_a_sentence_that_only_says_it_was_met_changes_the_status_above():
    found = read("In mei heb ik toegezegd de brug te laten keuren. Met deze brief voldoe ik aan deze toezegging.")
    assert [(row.kind, row.status) for row in found] == [("eerdere_toezegging", "met_deze_brief")]


def test_money_that_was_promised_is_no_promise_of_the_letter():
    assert not read("De toegezegde brief ontving de Kamer in mei.")


# Agreements


@pytest.mark.parametrize(
    ("sentence", "edtf", "actor"),
    [
        ("Ik heb met de regio afgesproken dat het plan eind 2023 klaar is.", "2023-12-31", f"{MINISTER} en de regio"),
        ("In het overleg is de afspraak gemaakt de controles te verscherpen.", "", ""),
        ("Afgesproken is dat partijen elk kwartaal overleggen.", "R/P3M", ""),
        ("Rijk en regio zijn overeengekomen om de kosten te delen.", "", ""),
    ],
)  # fmt: skip
def test_agreements(sentence, edtf, actor):
    found = only(sentence)
    assert (found.kind_of_statement, found.strength) == ("agreement", "afspraak")
    assert (found.deadline.edtf if found.deadline else "") == edtf
    if actor:
        assert found.actor == actor


def test_a_price_that_was_agreed_on_is_no_agreement():
    assert not read("De afgesproken prijzen zijn hoog.")


# Duties


@pytest.mark.parametrize(
    ("sentence", "group", "edtf"),
    [
        ("De trappen moeten vanaf 1 januari 2024 een leuning hebben.", "", "2024-01-01/.."),
        ("Aannemers moeten vanaf 1 januari 2024 een logboek bijhouden.", "Aannemers", "2024-01-01/.."),
        ("Gemeenten dienen de regels op hun website te zetten.", "Gemeenten", ""),
        ("Werkgevers zijn verplicht om een vertrouwenspersoon aan te wijzen.", "Werkgevers", ""),
        ("Gemeenten hebben een wettelijke taak om te zorgen voor opvang.", "Gemeenten", ""),
        ("Het besluit regelt dat ook: (2) ze de keuze van de leverancier moeten toelichten.", "ze", ""),
    ],
)
def test_duties_rest_on_a_group_from_a_day(sentence, group, edtf):
    rows = [row for row in read(sentence) if row.kind_of_statement == "duty"]
    if not group:  # nobody who can act: silent
        assert not rows
        return
    assert rows[0].addressee == rows[0].actor == group
    assert rows[0].strength == "plicht"
    assert (rows[0].deadline.edtf if rows[0].deadline else "") == edtf


@pytest.mark.parametrize(
    "sentence",
    [
        "Gemeenten moeten trots zijn op hun scholen.",
        "De overheid moet dichtbij zijn.",
        "Scholen moeten niet bang zijn.",
    ],
)
def test_an_opinion_is_no_duty(sentence):
    assert not read(sentence)


# Requests and calls


def test_a_committee_asks_the_sender():
    found = only("De vaste commissie voor Verkeer heeft mij verzocht uiterlijk 1 oktober 2023 te reageren.")
    assert (found.kind_of_statement, found.rule) == ("request", "request.committee")
    assert found.addressee == MINISTER
    assert found.deadline.edtf == "../2023-10-01"


def test_a_decision_list_asks_a_minister():
    (found,) = read("Besluit: Minister van Verkeer verzoeken om een brief over de brug.", head="Besluitenlijst\n\n")
    assert (found.rule, found.addressee) == ("request.decided", "Minister van Verkeer")


def test_the_sender_asks_another_party():
    found = only("Daarom vragen wij van de gemeenten een bijdrage in de kosten.")
    assert (found.kind_of_statement, found.rule, found.actor) == ("request", "request.own", "de gemeenten")


def test_a_call_has_its_points_as_parts():
    found = [
        row
        for row in read(
            "In het manifest doen zij de oproep om drie dingen te regelen:\n\n- een loket;\n- een fonds;\n- een wet."
        )
        if row.kind_of_statement == "call"
    ]
    assert [part.words.text for part in found[0].parts] == ["een loket;", "een fonds;", "een wet."]


# Advice

ADVICE = "Advies over de brug\n\nDatum 7 juli 2023\n\nGeachte heer,\n\n"


def advised(body):
    return [row for row in read(body, head=ADVICE) if row.kind_of_statement == "advice"]


def test_advice_names_who_is_advised():
    (found,) = advised("De raad adviseert de gemeente om de brug te sluiten.")
    assert (found.addressee, found.times, found.rule) == ("de gemeente", 1, "advice.verb")


def test_advice_that_is_given_again_is_counted():
    first, second = advised(
        "De raad adviseert de gemeente om de houten brug voor zwaar verkeer te sluiten.\n\nDe brug is oud.\n\n"
        "De raad adviseert de gemeente opnieuw om de houten brug voor zwaar verkeer te sluiten."
    )
    assert (first.times, first.kind) == (1, "nieuw")
    assert (second.times, second.kind) == (2, "herhaald")
    assert second.parts[0].role == "repeats"
    assert second.parts[0].words.text == first.quote


def test_orders_are_advice_in_a_document_that_advises():
    found = advised(
        "De raad adviseert u om de brug te keuren. De raad adviseert u ook om een fonds in te stellen. "
        "Doe eerst onderzoek naar de fundering. En daarbij ook naar de kade te kijken."
    )
    assert [row.rule for row in found][2:] == ["advice.imperative", "advice.continued"]


def test_orders_alone_are_no_advice():
    assert not advised("Doe eerst onderzoek naar de fundering.")


@pytest.mark.parametrize(
    "sentence",
    [
        "Het advies van de raad is overgenomen.",
        "Conform hetgeen de raad adviseert is de tekst aangepast.",
        "De Raad van State.",
    ],
)
def test_advice_that_is_spoken_of_is_not_given(sentence):
    assert not advised(sentence)


def test_advice_with_other_words():
    (found,) = advised("De raad acht het raadzaam om de kade te stutten.")
    assert found.rule == "advice.considered"


# Targets, lines of action, phases


def test_a_target_has_a_number_and_an_owner():
    found = only("De doelstelling van Verkeer om 300 bruggen te vernieuwen staat onder druk.")
    assert (found.kind_of_statement, found.actor, found.kind) == ("target", "Verkeer", "doel_van_derde")


def test_a_purpose_without_a_number_is_no_target():
    assert not read("De pilot heeft als doel om bruggen beter te begrijpen.")


def test_the_items_of_a_list_of_objectives():
    found = read(
        "Wij verwachten de volgende doelstellingen te bereiken:\n\n- Tien bruggen hersteld.\n- Twee kades verhoogd."
    )
    assert [(row.quote, row.status, row.strength) for row in found] == [
        ("Tien bruggen hersteld.", "voorstel", "verwachting"),
        ("Twee kades verhoogd.", "voorstel", "verwachting"),
    ]


def test_lines_of_action_in_one_sentence():
    found = read("Er zijn drie actielijnen: (1) bruggen keuren, (2) kades stutten en (3) geld vinden.")
    assert [row.quote for row in found] == ["(1) bruggen keuren", "(2) kades stutten", "(3) geld vinden"]


def test_a_summing_up_without_numbers_gives_no_lines():
    assert not read("Er zijn drie actielijnen: keuren, stutten en geld vinden.")


def test_phases_hold_what_is_said_in_them():
    found = read(
        "Fase 1: Wij meten de brug. De meting is kort.\n\nFase 2: Wij stutten de kade.\n\nKosten\n\nDie zijn laag."
    )
    lines = [row for row in found if row.kind_of_statement == "action_line"]
    assert [row.quote for row in lines] == ["Fase 1:", "Fase 2:"]
    assert [len(row.parts) for row in lines] == [2, 1]


def test_a_term_that_leans_on_a_phase_of_the_planning():
    found = read(
        "De gemeente zal na de bouwfase nog twee jaar het onderhoud betalen.\n\n"
        "Wat\tStart\tLooptijd\tGeld\nBouwfase\tSeptember 2023\t1 jaar\tRijk\nBeheer\tSeptember 2024\t2 jaar\tGemeente\n"
    )
    due = next(row.deadline for row in found if row.kind_of_statement == "commitment")
    assert due.edtf == "2024-09/2026-08"
    assert due.latest == "2026-08-31"
    assert due.inferred[0][0] == "phase"


def test_what_is_said_under_the_heading_of_a_line_is_its_action():
    found = read(
        "Er zijn twee actielijnen: (1) bruggen keuren en (2) kades stutten.\n\n1. Bruggen keuren\n\n"
        "De bruggen zijn oud en talrijk. Ik zal alle bruggen in 2024 laten keuren.\n\n2. Kades stutten\n\n"
        "De kades zijn lang en laag. Ik zal alle kades in 2025 laten stutten.\n"
    )
    lines = [row for row in found if row.kind_of_statement == "action_line"]
    assert [[part.words.text for part in row.parts] for row in lines] == [
        ["Ik zal alle bruggen in 2024 laten keuren."],
        ["Ik zal alle kades in 2025 laten stutten."],
    ]


@pytest.mark.parametrize(
    ("sentence", "actor"),
    [
        ("Bij Waterwacht staat dit najaar een cursus op de planning.", "Waterwacht"),
        ("Dit najaar verschijnt er een boekje van de ANWB.", "ANWB"),
    ],
)
def test_a_name_beside_an_event_is_offered_with_a_doubt(sentence, actor):
    found = only(sentence)
    assert (found.actor, found.kind) == (actor, "derde")
    assert found.doubts
