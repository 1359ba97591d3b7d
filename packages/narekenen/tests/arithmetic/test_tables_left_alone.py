"""Tables of the kinds that regulations and treaties hold, in which a sum that is looked for too eagerly cries wolf."""

import pytest

from narekenen.arithmetic.model import Finding
from narekenen.arithmetic.tables import table_sums
from narekenen.readings.letter import read_letter


def check(table: str) -> list[Finding]:
    text = f"De bijlage bij de regeling luidt als volgt.\n\n{table}\n\nDeze regeling treedt in werking.\n"
    return list(table_sums(read_letter(text.encode(), name="regeling.txt")))


def faults(table: str) -> list[Finding]:
    return [finding for finding in check(table) if finding.severity != "confirmation"]


@pytest.mark.parametrize(
    "table",
    [
        pytest.param("Stof\tWaarde\nLood\t10\nKoper\t2\nCyaniden (totaal)\t50\nNikkel\t20", id="total of a substance"),
        pytest.param("Stof\tEmissiegrenswaarde\nLood\t10\nKoper\t25\nTotaal stof\t30", id="limit values"),
        pytest.param("Vak\tOpschrift\n3\tformulieren\n4\tartikelen\n5\tland\n6\tTotaal aantal colli", id="boxes"),
        pytest.param("Feit\tNr.\nTe laat\t131\nNiet gemeld\t133\nTotaal niet voldaan\t135", id="numbered offences"),
        pytest.param("Aandoening\tGraad\nOor\t15\nOog\t30\nTotaal verlies van reuk\t25", id="degrees of disability"),
        pytest.param("Van\tTot\n50.000\t100.000\n100.000\t200.000\n200.000\t400.000\n400.000\t800.000", id="brackets"),
        pytest.param("Land\tDagbedrag\nMali\t44\nNiger\t67\nAlle steden\t55", id="all cities"),
        pytest.param("Lid\tStem\nDenemarken\t1.320\nUnie\t(302)\nMalta\t560\nCyprus\t710\nTotaal\t2.590", id="memo"),
        pytest.param(
            "Post\tEuro\nPrijs\t1.100,00\nKosten\t100,00\nBasis\t1.000,00\nOpslag\t57,10\nTotaal\t1.057,10", id="a rest"
        ),
        pytest.param(
            "Post\tEuro\nKapitaal\t4.040\nWinst\t1.950\nVerlies (negatief)\t940\nTotaal\t5.050", id="negative"
        ),
        pytest.param("Lid\tAandelen\nA\t691,500\nB\t512\nTotaal\t1,204", id="a comma that may stand for thousands"),
        pytest.param("Weg\tKm\nA\t30.720\nB\t0.370\nC\t2.830\nTotaal\t695.242", id="points that stand for decimals"),
        pytest.param("Post  Stuks  Euro\nA  12  200\nB  50  300\nC  30  75\nTotaal  575", id="a total that moved"),
        pytest.param("Post Stuks Euro\nA 1.200 20\nB 5.000 30\nC 3.010 75\nTotaal 9.210", id="a total out of a PDF"),
        pytest.param("Post\tA\tB\nLoon\t800\t900\nSubtotaal 1\t800\t900\nTotaal 2\t650\t450", id="two kinds of total"),
        pytest.param("Jaar\tVoorschot\tRest\tUitkering\n2001\t45\t0\t0\n2002\t51\t0\t51\n2003\t60\t0\t60", id="zeros"),
        pytest.param("Middel\tC\tA\tB\tMax.\nGaas\t1\t3\t3\t10\nNaald\t5\t20\t20\t40\nPleister\t1\t2\t2\t5", id="kit"),
        pytest.param("Soort\tBoven\tOnder\tTotaal\nHavo\t360\t200\n\t100\t\t660", id="ragged rows"),
    ],
)
def test_no_finding(table: str) -> None:
    assert [finding.nl for finding in faults(table)] == []


def test_whole_euros_printed_with_cents_hold_by_rounding() -> None:
    [finding] = check("Gemeente\tSubsidie\nA\t235.953,00\nB\t806.846,00\nC\t286.585,00\nTotaal\t1.329.385,00")
    assert finding.verdict == "rounding_only"


def test_a_comma_between_thousands_is_read_as_such_where_a_table_shows_it() -> None:
    [finding] = check("Member\tShares\nA\t750,000\nB\t250,000\nC\t127,500\nTotal\t1,127,500")
    assert (finding.severity, finding.printed) == ("confirmation", "1.127.500")


def test_the_first_row_of_a_markdown_table_without_header_is_part_of_the_sum() -> None:
    table = "| India | 24,0 |\n|---|---|\n| Iran | 60,5 |\n| Japan | 510,0 |\n| Totaal | 594,5 |"
    [finding] = check(table)
    assert finding.steps[0].expression == "24,0 + 60,5 + 510,0"


def test_a_number_of_which_a_digit_fell_away_is_found() -> None:
    table = (
        "Land\tAandelen\tWaarde\nNoorwegen\t5.506\t551\nPolen\t8.318\t832\nSpanje\t17.15\t1.762\n"
        "Zweden\t9.000\t900\nTotaal\t40.439\t4.045"
    )
    [finding] = faults(table)
    assert (finding.printed, finding.follows) == ("40.439,00", "22.841,15")


def test_a_column_that_looks_like_a_rate_may_still_be_part_of_the_total() -> None:
    table = (
        "School\tLG/mg-toeslag\tDeur\tLift\tTotaal\nA\t175\t2.828\t76\t3.079\nB\t0\t623\t110\t733\nC\t0\t540\t90\t630\n"
        "D\t175\t1.497\t120\t1.792"
    )
    assert faults(table) == []
