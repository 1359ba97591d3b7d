"""Numbers per unit: over what, and for how many. And rows that put numbers for each beside numbers for all."""

from pathlib import Path

import pytest

from narekenen.arithmetic.basefacts import counts, eaches
from narekenen.arithmetic.checks import check
from narekenen.arithmetic.mixed_base import rows_of_mixed_bases
from narekenen.arithmetic.model import Finding
from narekenen.arithmetic.nouns import same_noun
from narekenen.arithmetic.wrong_base import wrong_bases
from narekenen.readings.letter import read_letter

# Five schools with 8 classes each and 25 pupils in a class make 1.000 pupils. The fund pays 90.000 for all; each school
# adds 12.000, so all pay 60.000 together: 150 per pupil and not (90.000 + 12.000) / 1.000 = 102.
PROPOSAL = """Hieronder de kerncijfers van het programma voor muziek in de klas.

# scholen\t# klassen\t# leerlingen\t€ fonds\t€ school\t€ / leerling
5\t{classes}\t1.000\t90.000\t12.000\t{per}

Dat komt neer op ongeveer {per} euro per leerling.

De uitgangspunten van de raming zijn deze.

Aantal scholen\t5
Aantal klassen per school\t8
Aantal leerlingen per klas\t25

{title}\t\t\t
Aantal\tOmschrijving\tPrijs\tBedrag
8\tLessen per klas in het eerste jaar\t€ 1.000\t€ 8.000
2\tMuziekdagen\t€ 2.000\t€ 4.000
\tTotaal\t\t€ 12.000
"""


def findings(
    *, per: str = "102", classes: str = "8", title: str = "Bijdrage per school voor het eerste jaar"
) -> tuple[list[Finding], list[Finding]]:
    letter = read_letter(PROPOSAL.format(per=per, classes=classes, title=title).encode(), name="voorstel.txt")
    return list(wrong_bases(letter)), list(rows_of_mixed_bases(letter))


def test_the_amount_of_one_school_over_the_pupils_of_all() -> None:
    [finding], _ = findings()
    assert (finding.verdict, finding.severity, finding.printed, finding.follows) == (
        "wrong_base", "finding", "102", "150,00",
    )  # fmt: skip
    assert finding.nl == (
        "€ 102 per leerling volgt uit (90.000 + 12.000) / 1.000 = 102,00. "
        "Daarin telt 12.000 voor één van de 5 scholen, maar de 1.000 leerlingen voor alle 5; "
        "met alle 5 is het (90.000 + 5 × 12.000) / 1.000 = 150,00."
    )
    assert [e.text for e in finding.evidence if e.role == "printed"] == ["102", "102 euro"]


def test_the_row_itself_mixes_numbers_for_each_and_for_all() -> None:
    _, [finding] = findings()
    assert finding.verdict == "mixed_base"
    assert "(‘# klassen’ 8, ‘€ school’ 12.000)" in finding.nl
    assert "(‘€ fonds’ 90.000, ‘# leerlingen’ 1.000)" in finding.nl


@pytest.mark.parametrize(
    "given",
    [
        pytest.param({"per": "150"}, id="the right number"),
        pytest.param({"per": "90"}, id="the fund alone"),
        pytest.param({"per": "117"}, id="a number that follows from nothing"),
        pytest.param({"title": "Bijdrage van de scholen voor het eerste jaar"}, id="the amount is for all"),
        pytest.param({"title": "Bijdrage per leerling voor het eerste jaar"}, id="per pupil"),
    ],
)
def test_what_does_not_prove_a_mix_is_not_spoken_of(given: dict[str, str]) -> None:
    assert findings(**given) == ([], [])


def test_units_that_are_no_product_of_the_number_and_what_each_holds_prove_nothing() -> None:
    text = PROPOSAL.format(per="102", classes="8", title="Bijdrage per school").replace("per klas\t25", "per klas\t20")
    assert list(wrong_bases(read_letter(text.encode(), name="voorstel.txt"))) == []


def test_what_a_document_says_about_bases() -> None:
    text = PROPOSAL.format(per="102", classes="8", title="Bijdrage per school")
    letter = read_letter(text.encode(), name="voorstel.txt")
    assert {(e.label, e.number.value) for e in counts(letter)} >= {("# scholen", 5), ("Aantal scholen", 5)}
    each = {(e.counted, e.per, e.number.value) for e in eaches(letter)}
    assert each >= {("klassen", "school", 8), ("leerlingen", "klas", 25), ("", "school", 12000)}


@pytest.mark.parametrize(
    ("one", "many"),
    [
        ("gemeente", "gemeenten"), ("woning", "woningen"), ("school", "scholen"), ("klas", "klassen"),
        ("huis", "huizen"), ("initiatief", "initiatieven"), ("brief", "brieven"), ("wijkteam", "wijkteams"),
        ("kind", "kinderen"), ("mogelijkheid", "mogelijkheden"), ("foto", "foto's"), ("man", "mannen"),
        ("raad", "raden"),
    ],
)  # fmt: skip
def test_a_noun_and_its_plural(one: str, many: str) -> None:
    assert same_noun(one, many)
    assert same_noun(many, one)


@pytest.mark.parametrize(("one", "other"), [("gemeente", "gemeenschap"), ("wijk", "wijkteam"), ("school", "schoot")])
def test_other_nouns(one: str, other: str) -> None:
    assert not same_noun(one, other)


@pytest.mark.shared
def test_a_labelled_proposal_divides_the_amount_of_one_by_the_units_of_all(shared: Path) -> None:
    letter = read_letter(next((shared / "documents").glob("004*.txt")))
    found = {f.verdict: f for f in check(letter) if f.verdict in ("wrong_base", "mixed_base")}
    assert found["wrong_base"].follows == "30,93"
    assert [step.result for step in found["wrong_base"].steps] == ["20,93", "30,93", "31,05"]
    assert found["mixed_base"].severity == "finding"


@pytest.mark.shared
def test_no_other_paper_mixes_bases(shared: Path) -> None:
    for name in ("000", "001", "002", "003"):
        letter = read_letter(next((shared / "documents").glob(f"{name}*.txt")))
        assert [*wrong_bases(letter), *rows_of_mixed_bases(letter)] == []
