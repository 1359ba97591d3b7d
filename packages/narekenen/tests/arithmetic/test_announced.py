import pytest

from narekenen.arithmetic.announced import annexes_missing, out_of_order, rows_missing, tables_missing

ANNEX = (
    "De planning staat in bijlage {label} van dit plan uitgewerkt.\n\nBijlage 1: Begroting\n\nDe kosten zijn laag.\n\n"
    "Bijlage 4: Kaart\n\nDe kaart is nieuw.\n"
)
TABLE = (
    "De kosten staan in de tabel met de verschillende varianten die wij hebben bekeken.\n\n"
    "Hieronder staan de kosten van de voorkeursvariant:\n\nVariant\tBanen\tEuro\n{rows}\n\nTot zover.\n"
)


def test_an_annex_that_is_not_there(ask):
    (finding,) = ask(annexes_missing, ANNEX.format(label=3).replace("bijlage 3 van dit plan", "bijlage 3 verder"))
    assert (finding.verdict, finding.severity, finding.printed) == ("missing_content", "finding", "in bijlage 3")


def test_an_annex_behind_the_last_one_may_be_a_file_of_its_own(ask):
    (hint,) = ask(annexes_missing, ANNEX.format(label=5))
    assert hint.severity == "hint"
    assert hint.nl.endswith("wel 1, 4.")


@pytest.mark.parametrize(
    "text",
    [
        ANNEX.format(label=1),
        ANNEX.format(label=3).replace("bijlage 3 van dit plan", "bijlage 3 bij de wet"),
        "De planning staat in bijlage 3 uitgewerkt.",
        ANNEX.format(label=3).replace("van dit plan", "met de normen van de verordening"),
        ANNEX.format(label="VII"),
        ANNEX.format(label=3).replace("bijlage 3", "bijlage 3-a"),
        ANNEX.format(label=3).replace("bijlage 3 van dit plan", "bijlage 3, separaat"),
    ],
)
def test_annexes_that_are_there_or_belong_elsewhere(ask, text):
    assert ask(annexes_missing, text) == []


def test_a_table_of_variants_with_one(ask):
    (finding,) = ask(rows_missing, TABLE.format(rows="B\t12\t3.400"))
    assert (finding.verdict, finding.severity) == ("missing_content", "finding")
    assert "één regel" in finding.nl


@pytest.mark.parametrize(
    "text",
    [
        TABLE.format(rows="A\t10\t2.900\nB\t12\t3.400\nC\t15\t4.100"),
        TABLE.format(rows="B\t12\t3.400").replace("verschillende varianten", "kosten per variant"),
        "De kosten staan in de tabel met de verschillende varianten.",
    ],
)
def test_tables_that_keep_their_promise(ask, text):
    assert ask(rows_missing, text) == []


def test_a_table_that_is_nowhere_is_a_hint(ask):
    (finding,) = ask(tables_missing, "In onderstaande tabel staan de kosten.\n\nWij ronden dit jaar af.\n")
    assert (finding.verdict, finding.severity) == ("missing_content", "hint")
    assert (
        ask(
            tables_missing,
            TABLE.format(rows="A\t10\t2.900\nB\t12\t3.400").replace("Hieronder", "In onderstaande tabel"),
        )
        == []
    )


def test_below_that_stands_above_is_a_hint(ask):
    parts = "# Opzet van het onderzoek\n\nWij bellen alle leden.\n\n# Kosten\n\nDit volgt uit onderstaande {what}.\n"
    (finding,) = ask(out_of_order, parts.format(what="opzet van het onderzoek"))
    assert (finding.verdict, finding.severity) == ("text_order", "hint")
    assert ask(out_of_order, parts.format(what="berekening van kosten")) == []
    assert ask(out_of_order, parts.format(what="opzet van het onderzoek").replace("onderstaande", "bovenstaande")) == []
