"""Lists shorter than announced, references to two documents under one number, laws with two first days."""

import pytest

from narekenen.arithmetic.event_dates import two_days_in_force
from narekenen.arithmetic.lists_announced import lists_of_another_length
from narekenen.arithmetic.reference_conflicts import one_number_for_two

ITEMS = "- een loket;\n- een register;\n- een toezichthouder.\n\nOver de kosten volgt een brief.\n"


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("Het stelsel bestaat uit vier onderdelen:\n\n" + ITEMS, "vier onderdelen"),
        (
            "Ik neem de volgende vijf maatregelen:\n\n1. een "
            "loket;\n2. een register.\n\nDaarna volgt meer.\n", "vijf maatregelen"),
        (
            "Het voorstel is getoetst aan vier criteria:\n\na. "
            "kosten;\nb. baten;\nc. draagvlak.\n\nTot slot.\n", "vier criteria"),
    ],
)  # fmt: skip
def test_a_list_that_is_too_short(ask, text, printed):
    (finding,) = ask(lists_of_another_length, text)
    assert (finding.verdict, finding.severity, finding.printed) == ("missing_content", "finding", printed)


@pytest.mark.parametrize(
    "text",
    [
        "Het stelsel bestaat uit drie onderdelen:\n\n" + ITEMS,
        "Het stelsel bestaat uit twee onderdelen:\n\n" + ITEMS,
        "In de vier gemeenten gelden de volgende regels:\n\n" + ITEMS,
        "Aan minstens een van de volgende vier eisen is voldaan:\n\n" + ITEMS,
        "De afgelopen vier jaren is gewerkt aan:\n\n" + ITEMS,
        "Het stelsel bestaat uit vier onderdelen:\n\n1. een loket;\n2. een "
        "register;\n\nToelichting.\n\n3. een boek;\n4. meer.\n",
        "Bij het ontwerp zijn de volgende uitgangspunten in acht genomen:\n\n" + ITEMS,
        "Het stelsel bestaat uit vier onderdelen. Daarover meer:\n\n" + ITEMS,
    ],
)  # fmt: skip
def test_lists_that_are_complete_or_not_announced(ask, text):
    assert ask(lists_of_another_length, text) == []


@pytest.mark.parametrize(
    "text",
    [
        "In de brief van 4 mei 2020 (Kamerstuk 30 300, nr. 12) staat de planning.\n\n"
        "In mijn brief van 9 juni 2021 (Kamerstuk 30 300, nr. 12) staan de kosten.",
        "De motie van het lid Berg (Kamerstuk 30 300, nr. 12) gaat over veren.\n\n"
        "De motie van de leden Dal en Duin (Kamerstuk 30 300, nr. 12) gaat over bruggen.",
        "Met de motie (Kamerstuk 30 300, nr. 12) wordt de regering verzocht zwemlessen voor kleuters te betalen.\n\n"
        "De motie (Kamerstuk 30 300, nr. 12) verzoekt de regering vrachtwagens uit dorpskernen te weren.",
    ],
)
def test_one_number_and_two_documents(ask, text):
    (finding,) = ask(one_number_for_two, text)
    assert (finding.verdict, finding.severity, finding.follows) == ("reference_conflict", "finding", "kst-30300-12")


@pytest.mark.parametrize(
    "text",
    [
        "In de brief van 4 mei 2020 (Kamerstuk 30 300, nr. 12) staat de planning.\n\n"
        "In mijn brief van 4 mei 2020 (Kamerstuk 30 300, nr. 12) staan de kosten.",
        "In de brief van 4 mei 2020 (Kamerstuk 30 300, nr. 12) staat de planning.\n\n"
        "Op 9 juni 2021 (Kamerstuk 30 300, nr. 12) is daarover gesproken.",
        "De motie van de leden Berg en Dal (Kamerstuk 30 300, nr. 12) gaat over veren.\n\n"
        "De motie-Dal c.s. (Kamerstuk 30 300, nr. 12) is uitgevoerd.",
        "Met de motie (Kamerstuk 30 300, nr. 12) wordt de regering verzocht zwemlessen voor kleuters te betalen.\n\n"
        "De motie (Kamerstuk 30 300, nr. 12) verzoekt de regering de kosten van zwemlessen te ramen.",
        "De motie van het lid Berg (Kamerstuk 30 300, nr. 12) gaat over veren.\n\n"
        "De motie van het lid Dal (Kamerstuk 30 300, nr. 13) gaat over bruggen.",
    ],
)
def test_one_number_and_one_document(ask, text):
    assert ask(one_number_for_two, text) == []


def test_two_days_for_one_law(ask):
    text = (
        "De Wet toezicht havens is op 1 juli 2019 in werking getreden.\n\n"
        "Bij de inwerkingtreding van de Wet toezicht havens op 1 januari 2019 waren er acht havens."
    )
    (finding,) = ask(two_days_in_force, text)
    assert (finding.verdict, finding.severity, finding.printed) == ("date_tension", "finding", "1 januari 2019")


@pytest.mark.parametrize(
    "second",
    [
        "Bij de inwerkingtreding van de Wet toezicht havens op 1 juli 2019 waren er acht havens.",
        "Artikel 4 van de Wet toezicht havens treedt op 1 januari 2021 in werking.",
        "De Wet toezicht havens zou aanvankelijk op 1 januari 2019 in werking treden.",
        "De Wet toezicht luchthavens is op 1 januari 2019 in werking getreden.",
    ],
)
def test_one_day_for_each(ask, second):
    assert ask(two_days_in_force, f"De Wet toezicht havens is op 1 juli 2019 in werking getreden.\n\n{second}") == []
