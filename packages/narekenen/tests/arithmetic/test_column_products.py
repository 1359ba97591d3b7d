"""Columns that follow from others: amounts, per-unit prices, shares, differences and growth."""

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from narekenen.arithmetic.model import Finding
from narekenen.arithmetic.tables import table_sums
from narekenen.formatting import format_number
from narekenen.readings.letter import read_letter


def check(table: str) -> list[Finding]:
    text = f"De onderbouwing van de raming staat hieronder.\n\n{table}\n\nTot zover de onderbouwing.\n"
    return list(table_sums(read_letter(text.encode(), name="brief.txt")))


def faults(table: str) -> list[Finding]:
    return [finding for finding in check(table) if finding.severity != "confirmation"]


def rules(table: str) -> list[tuple[str, str]]:
    return [(f.rule, f.severity) for f in check(table)]


ORDER = (
    "Onderdeel\tAantal\tPrijs\tBedrag\nStoelen\t{chairs}\t€ 85\t€ 3.400\nTafels\t12\t€ 240\t€ {tables}\n"
    "Lampen\t25\t€ 36\t€ 900\nKasten\t6\t€ 410\t€ 2.460\nTotaal\t\t\t€ {total}"
)


def test_quantity_times_price_holds_in_every_row() -> None:
    table = ORDER.format(chairs=40, tables="2.880", total="9.640")
    assert rules(table) == [("table_totals", "confirmation"), ("column_product", "confirmation")]
    product = check(table)[1]
    assert product.nl == "‘Bedrag’ is ‘Aantal’ × ‘Prijs’, in 4 regels."
    assert [s.expression for s in product.steps] == ["40 × 85", "12 × 240", "25 × 36", "6 × 410"]


def test_a_row_whose_amount_is_not_quantity_times_price() -> None:
    [finding] = faults(ORDER.format(chairs=44, tables="2.880", total="9.640"))
    assert (finding.rule, finding.printed, finding.follows) == ("column_product", "3.400", "3.740")
    assert finding.nl == (
        "‘Stoelen’: 44 × 85 is 3.740; er staat 3.400. In 3 andere regels klopt het: ‘Bedrag’ is ‘Aantal’ × ‘Prijs’."
    )


def test_an_amount_that_breaks_its_row_and_the_total_is_one_finding() -> None:
    [finding] = faults(ORDER.format(chairs=40, tables="2.808", total="9.640"))
    assert (finding.evidence[0].text, finding.follows) == ("€ 2.808", "2.880")


def test_a_price_that_was_rounded_to_whole_euros_is_no_finding() -> None:
    table = (
        "Onderdeel\tAantal\tPrijs\tBedrag\nA\t40\t€ 85\t€ 3.400\nB\t12\t€ 241\t€ 2.888\nC\t25\t€ 36\t€ 900\n"
        "D\t6\t€ 410\t€ 2.460"
    )
    assert faults(table) == []


SCHOOLS = (
    "Gemeente\tKosten\tLeerlingen\tKosten per leerling\nA-dorp\t€ 120.400\t310\t€ 388\nB-stad\t€ 98.300\t240\t€ 410\n"
    "C-veen\t€ 77.250\t190\t€ {c}\nD-loo\t€ 64.100\t165\t€ 388\nE-wijk\t€ 51.900\t133\t€ 390"
)


def test_costs_per_pupil_hold_within_their_rounding() -> None:
    assert rules(SCHOOLS.format(c=407)) == [("column_per_unit", "confirmation")]


def test_costs_per_pupil_of_one_row_that_differ() -> None:
    [finding] = faults(SCHOOLS.format(c=470))
    assert (finding.rule, finding.printed, finding.follows) == ("column_per_unit", "470", "406,6")
    assert finding.en.startswith("‘C-veen’: 77,250 / 190 is 406.6; 470 is printed.")


ANSWERS = "Antwoord\tAantal\tAandeel\nHelemaal\t84\t{first}\nDeels\t61\t30%\nNiet\t43\t21%\nWeet niet\t15\t7%\n{last}"


@pytest.mark.parametrize("last", ["Totaal\t203\t100%", ""], ids=["printed total", "sum of the rows"])
def test_shares_of_a_total_hold(last: str) -> None:
    assert ("column_share", "confirmation") in rules(ANSWERS.format(first="41%", last=last))
    assert faults(ANSWERS.format(first="41%", last=last)) == []


def test_a_share_that_is_not_its_part_of_the_total() -> None:
    found = faults(ANSWERS.format(first="47%", last="Totaal\t203\t"))
    assert [(f.rule, f.printed, f.follows) for f in found] == [("column_share", "47", "41,4")]
    assert "84 van 203" in found[0].nl


def test_a_share_pushed_up_by_one_so_that_all_make_a_hundred_is_no_finding() -> None:
    assert faults(ANSWERS.format(first="42%", last="Totaal\t203\t100%")) == []


def test_shares_of_another_column() -> None:
    table = "Regio\tJa\tGevraagd\t% ja\nNoord\t84\t203\t41\nZuid\t61\t188\t32\nOost\t43\t97\t44\nWest\t75\t120\t63"
    [finding] = check(table)
    assert finding.nl == "‘% ja’ is het aandeel van ‘Ja’ in ‘Gevraagd’, in 4 regels, op afronding na."


BUDGET = (
    "Programma\tBegroot\tUitgegeven\tVerschil\nWonen\t€ 1.250\t€ 1.180\t€ 70\nZorg\t€ 3.400\t€ 3.525\t€ -125\n"
    "Jeugd\t€ 2.100\t€ 1.985\t€ {youth}\nMilieu\t€ 940\t€ 900\t€ 40"
)


def test_differences_hold() -> None:
    assert rules(BUDGET.format(youth=115)) == [("column_difference", "confirmation")]


def test_a_difference_that_is_another_number() -> None:
    [finding] = faults(BUDGET.format(youth=151))
    assert (finding.rule, finding.printed, finding.follows) == ("column_difference", "151", "115")


def test_growth_in_per_cent_holds() -> None:
    table = (
        "Wijk\t2019\t2020\tGroei (%)\nNoord\t1.204\t1.310\t8,8\nZuid\t987\t1.044\t5,8\nOost\t455\t512\t12,5\n"
        "West\t812\t745\t-8,3"
    )
    assert ("column_growth", "confirmation") in rules(table)


@pytest.mark.parametrize(
    "table",
    [
        pytest.param("A\tLengte\tBreedte\tHoogte\nx\t12\t31\t44\ny\t15\t22\t61\nz\t19\t27\t33", id="measures"),
        pytest.param("Post\tAantal\tPrijs\tBedrag\nx\t1\t85\t85\ny\t1\t24\t24\nz\t1\t36\t37", id="all one"),
        pytest.param("Post\tAantal\tPrijs\tBedrag\nx\t2\t85\t170\ny\t3\t24\t80", id="too few rows"),
        pytest.param(
            "Wijk\tAantal\tAandeel huur\nA\t310\t41%\nB\t240\t38%\nC\t190\t52%\nD\t165\t47%", id="other whole"
        ),
    ],
)
def test_columns_that_do_not_follow_from_others_are_not_spoken_of(table: str) -> None:
    assert check(table) == []


orders = st.lists(st.tuples(st.integers(2, 99), st.integers(11, 999)), min_size=4, max_size=9)


def written(rows: list[tuple[int, int, int]]) -> str:
    lines = [
        f"Post {i}\t{format_number(n)}\t€ {format_number(p)}\t€ {format_number(a)}" for i, (n, p, a) in enumerate(rows)
    ]
    return "\n".join(["Post\tAantal\tPrijs\tBedrag", *lines])


@settings(max_examples=30)
@given(rows=orders)
def test_amounts_that_are_right_yield_no_finding(rows: list[tuple[int, int]]) -> None:
    assert faults(written([(n, p, n * p) for n, p in rows])) == []


@settings(max_examples=40)
@given(rows=orders, data=st.data())
def test_one_changed_amount_is_one_finding_that_names_it(rows: list[tuple[int, int]], data: st.DataObject) -> None:
    full = [(n, p, n * p) for n, p in rows]
    at = data.draw(st.integers(0, len(full) - 1))
    n, p, amount = full[at]
    changed = data.draw(st.integers(20, 99_999))
    assume(abs(changed - amount) > n / 2 + 1)
    full[at] = (n, p, changed)
    [finding] = faults(written(full))
    assert (finding.evidence[0].text, finding.follows) == (f"€ {format_number(changed)}", format_number(amount))
