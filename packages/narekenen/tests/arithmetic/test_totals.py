"""Totals: what holds gives no finding, what does not names the line or the cell that explains it."""

import time
from pathlib import Path

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from narekenen.arithmetic.model import Finding
from narekenen.arithmetic.tables import table_sums
from narekenen.formatting import format_number
from narekenen.readings.letter import read_letter


def check(table: str) -> list[Finding]:
    text = f"Hieronder staat het overzicht dat de commissie heeft gevraagd.\n\n{table}\n\nTot zover dit overzicht.\n"
    return list(table_sums(read_letter(text.encode(), name="brief.txt")))


def faults(table: str) -> list[Finding]:
    return [finding for finding in check(table) if finding.severity != "confirmation"]


def one(table: str) -> Finding:
    [finding] = faults(table)
    return finding


def roles(finding: Finding, role: str) -> list[str]:
    return [e.text for e in finding.evidence if e.role == role]


COSTS = "Post\tBedrag\nZaalhuur\t1.250\nDrukwerk\t{print}\nSprekers\t2.400\nCatering\t875\nTotaal\t{total}"


def test_a_total_that_holds_is_confirmed() -> None:
    [finding] = check(COSTS.format(print="310", total="4.835"))
    assert (finding.severity, finding.verdict) == ("confirmation", "ok")
    assert finding.steps[0].expression == "1.250 + 310 + 2.400 + 875"


def test_the_line_that_was_left_out_is_named() -> None:
    finding = one(COSTS.format(print="310", total="4.525"))
    assert (finding.severity, finding.verdict) == ("finding", "wrong_sum")
    assert (finding.printed, finding.follows) == ("4.525", "4.835")
    assert finding.nl == (
        "De regels tellen in de kolom ‘Bedrag’ op tot 4.835; bij ‘Totaal’ staat 4.525. "
        "Het verschil van 310 is precies de tweede regel (‘Drukwerk’)."
    )
    assert finding.en.endswith("The difference of 310 is exactly the second line (‘Drukwerk’).")
    assert roles(finding, "printed") == ["4.525"]
    assert roles(finding, "part")[0] == "310"


def test_the_first_line_left_out_is_not_taken_for_a_line_that_does_not_belong() -> None:
    assert "de eerste regel (‘Zaalhuur’)" in one(COSTS.format(print="310", total="3.585")).nl


def test_a_line_counted_twice_is_named() -> None:
    assert "(‘Catering’), alsof die twee keer is meegeteld" in one(COSTS.format(print="310", total="5.710")).nl


def test_a_stretch_of_lines_left_out_is_named() -> None:
    assert "de eerste tot en met de tweede regel samen" in one(COSTS.format(print="310", total="3.275")).nl


def test_swapped_digits_in_the_total() -> None:
    assert "Met twee cijfers omgewisseld" in one(COSTS.format(print="310", total="4.853")).nl


def test_swapped_digits_in_a_line() -> None:
    finding = one(COSTS.format(print="352", total="4.850"))
    assert "Met 325 in plaats van 352 (de tweede regel (‘Drukwerk’)) klopt de som." in finding.nl


def test_a_difference_that_nothing_explains_is_still_told() -> None:
    finding = one(COSTS.format(print="310", total="4.900"))
    assert finding.nl == "De regels tellen in de kolom ‘Bedrag’ op tot 4.835; bij ‘Totaal’ staat 4.900."


@pytest.mark.parametrize(
    ("table", "follows"),
    [
        pytest.param("Post\tBedrag\nA\t200\nB\t600\nC\t75\nTotaal\t575", "875", id="less than one line"),
        pytest.param("Post\tBedrag\nA\t2000\nB\t300\nC\t75\nTotaal\t875", "2.375", id="a third of it"),
        pytest.param("Post\tBedrag\nA\t200\nB\t600\nC\t175\nTotaal\t875", "975", id="a line"),
        pytest.param("Post\tBedrag\nA\t€ 200\nB\t€ 600\nC\t€ 75\nTotaal\t€ 9.000", "875", id="ten times as much"),
        pytest.param("Wijk\tWoningen\nA\t12\nB\t30\nC\t8\nSom\t90", "50", id="small counts"),
        pytest.param("A\t200\nB\t600\nC\t75\nTotal\t57", "875", id="no header"),
    ],
)
def test_a_labelled_total_over_one_clean_column_speaks_whatever_the_difference(table: str, follows: str) -> None:
    finding = one(table)
    assert (finding.severity, finding.verdict, finding.follows) == ("finding", "wrong_sum", follows)
    assert len(roles(finding, "part")) == 3


def test_a_total_with_a_dot_that_went_astray() -> None:
    finding = one(COSTS.format(print="310", total="48.350"))
    assert finding.nl.endswith("Het zijn dezelfde cijfers: 48.350 is 10 keer 4.835.")
    assert finding.en.endswith("The digits are the same: 48,350 is 10 times 4,835.")
    finding = one(COSTS.format(print="310,00", total="48,35"))
    assert finding.nl.endswith("48,35 is een honderdste van 4.835,00.")


def test_an_amount_printed_a_hundred_times_too_large_is_named() -> None:
    finding = one(COSTS.format(print="31.000", total="4.835"))
    assert "Met 310 in plaats van 31.000 (de tweede regel (‘Drukwerk’)) klopt de som." in finding.nl
    assert roles(finding, "part")[0] == "31.000"


NESTED = (
    "Post\tBedrag\nPersoneel\t\nLonen\t€ 110.400\nOpleiding\t€ 10.000\nInhuur\t€ 14.350\nSubtotaal\t€ {personnel}\n"
    "Materieel\t\nHuur\t€ 40.100\nEnergie\t€ 12.275\nSubtotaal\t€ 52.375\nOnvoorzien\t€ 5.000\nTotaal\t€ {total}"
)


def test_nested_subtotals_hold() -> None:
    assert faults(NESTED.format(personnel="134.750", total="192.125")) == []


def test_a_total_that_follows_from_a_wrong_subtotal_is_a_consequence_and_no_second_finding() -> None:
    finding = one(NESTED.format(personnel="120.400", total="177.775"))
    assert roles(finding, "printed") == ["€ 120.400", "€ 177.775"]
    assert "‘Totaal’ (177.775) bouwt hierop voort en wordt dan 192.125." in finding.nl
    assert [step.result for step in finding.steps] == ["134.750", "192.125"]


def test_a_wrong_subtotal_that_the_total_did_not_follow_is_one_finding_on_the_subtotal() -> None:
    finding = one(NESTED.format(personnel="137.450", total="192.125"))
    assert roles(finding, "printed") == ["€ 137.450"]
    assert finding.follows == "134.750"


TWO_WAYS = (
    "Wijk\tHuur\tKoop\tTotaal\nNoord\t1.204\t{noord}\t3.715\nZuid\t987\t2.001\t2.988\nOost\t455\t1.020\t1.475\n"
    "Totaal\t2.646\t5.532\t{all}"
)


def test_totals_below_and_at_the_side_hold() -> None:
    assert faults(TWO_WAYS.format(noord="2.511", all="8.178")) == []


def test_one_wrong_cell_in_two_sums_is_one_finding_on_that_cell() -> None:
    finding = one(TWO_WAYS.format(noord="2.151", all="8.178"))
    assert finding.evidence[0].text == "2.151"
    assert finding.follows == "2.511"
    assert "in de regel ‘Noord’, kolom ‘Koop’," in finding.nl


def test_an_amount_that_breaks_its_column_and_its_share_is_one_finding_on_that_amount() -> None:
    table = (
        "Wijk\tWoningen\tAandeel\nNoord\t{n}\t22,2%\nZuid\t1.870\t18,7%\nOost\t3.048\t30,5%\nWest\t2.862\t28,6%\n"
        "Totaal\t10.000\t100%"
    )
    assert faults(table.format(n="2.220")) == []
    finding = one(table.format(n="2.920"))
    assert (finding.evidence[0].text, finding.follows) == ("2.920", "2.220")


def test_a_wrong_grand_total_is_one_finding_on_the_grand_total() -> None:
    finding = one(TWO_WAYS.format(noord="2.511", all="8.187"))
    assert (finding.evidence[0].text, finding.follows) == ("8.187", "8.178")


def test_the_same_wrong_number_elsewhere_is_shown_with_it() -> None:
    text = "De kosten zijn € 34.525 in totaal.\n\nPost\tBedrag\nZaal\t31.250\nDruk\t3.310\nEten\t875\nTotaal\t34.525\n"
    [finding] = [f for f in table_sums(read_letter(text.encode(), name="brief.txt")) if f.severity != "confirmation"]
    assert len(roles(finding, "repeated")) == 1


def test_a_difference_that_rounding_explains_is_no_finding() -> None:
    table = "Regio\tBedrag (x € 1 mln.)\nNoord\t12,4\nZuid\t8,3\nWest\t30,1\nTotaal\t50,9"
    [finding] = check(table)
    assert (finding.verdict, finding.severity) == ("rounding_only", "confirmation")


def test_whole_numbers_that_differ_by_one_are_a_point_to_look_at() -> None:
    finding = one("Wijk\tWoningen\nNoord\t1.204\nZuid\t987\nOost\t455\nTotaal\t2.647")
    assert (finding.verdict, finding.severity) == ("rounding_only", "hint")


def test_shares_that_add_up_to_a_hundred_but_for_rounding() -> None:
    table = "Antwoord\tAantal\tAandeel\nJa\t33\t33,3%\nNee\t33\t33,3%\nWeet niet\t33\t33,3%\nTotaal\t99\t100%"
    assert faults(table) == []


def test_a_sum_without_a_word_is_proven_by_several_columns_and_then_missed_in_one() -> None:
    table = (
        "Post\t2019\t2020\t2021\t2022\nLoon\t120.400\t121.300\t119.800\t118.200\n"
        "Huur\t40.100\t41.250\t42.300\t43.100\nOverig\t{x}\t4.100\t4.200\t4.300\n"
        "Lasten\t164.510\t166.650\t166.300\t165.600"
    )
    assert faults(table.format(x="4.010")) == []
    finding = one(table.format(x="4.100"))
    assert finding.printed == "164.510"


@pytest.mark.parametrize(
    "table",
    [
        pytest.param("Jaar\tInstroom\tUitstroom\n2019\t1.204\t987\n2020\t1.310\t1.044\n2021\t990\t1.301", id="years"),
        pytest.param("Wijk\tHuur\tKoop\tGemiddelde prijs\nNoord\t10\t20\t230.000\nTotaal\t10\t20\t231.000", id="price"),
        pytest.param("Aantal scholen\t14\nLeerlingen per school\t210\nTotaal aantal leerlingen\t2.940", id="product"),
        pytest.param("Begroot\t4.100\nUitgegeven\t3.650\nTotaal over\t450", id="difference"),
        pytest.param("Groep\tAandeel\nJong\t41%\nMidden\t38%\nOud\t35%\nTotaal\t38%", id="share within"),
        pytest.param("Post\tBedrag\nZaal\t<5\nDruk\t310\nEten\t875\nTotaal\t1.190", id="suppressed"),
        pytest.param("Post\tBedrag\nZaal\t200\nDruk\t300\nwaarvan kleur\t120\nTotaal\t500", id="of which"),
        pytest.param("Belangrijkste posten\tBedrag\nZaal, o.a. huur\t200\nDruk\t300\nTotaal\t1.500", id="not all"),
        pytest.param("Inwoners\t21.204\t21.310\nHuur\t1.204\t1.310\nKoop\t800\t900\nTotaal\t2.004\t2.210", id="lead"),
        pytest.param("Totaal\t2.004\t2.210\nHuur\t1.204\t1.310\nKoop\t800\t900", id="total above"),
        pytest.param("Buurt\tWachttijd\nA\t12\nB\t30\nC\t8\nTotaal\t14", id="average of times"),
        pytest.param("Buurt\tCliënten\nA\t30\nB\t30\nC\t60\nTotaal\t40", id="exactly the mean"),
        pytest.param("Post\tBedrag\nSubsidie\t900\nLoon\t500\nHuur\t100\nTotaal\t300", id="left of the first"),
        pytest.param("Post\tBedrag\nLoon\t500\nHuur\t100\nBtw 21%\t126\nTotaal\t1.726", id="a tax line"),
        pytest.param("Jaar\tUniek aantal\n2021\t500\n2022\t400\n2023\t450\nTotaal\t700", id="persons once"),
        pytest.param("Soort\t0\t1 kwaal\nA\t0,9\tx\nB\t1,1\tx\nC\t1,2\tx\nTotaal\t1,07\t1,1", id="a second number"),
        pytest.param("A\t500\nDeel een\t\nB\t400\nC\t450\nD\t70\nSubtotaal\t1.700", id="where it begins"),
        pytest.param("Naam\tNummer\nJansen\t1204\nDe Vries\t1310\nTotaal\t2", id="a count of names"),
    ],
)
def test_what_may_be_no_sum_is_not_spoken_of(table: str) -> None:
    assert [f for f in faults(table) if f.severity == "finding"] == []


amounts = st.integers(min_value=1_000, max_value=99_999)
columns = st.lists(st.lists(amounts, min_size=3, max_size=3), min_size=3, max_size=8)


def written(rows: list[list[int]], total: list[int] | None = None) -> str:
    total = total or [sum(column) for column in zip(*rows, strict=True)]
    lines = [("Post", "Noord", "Zuid", "Oost")]
    names = ["Loon", "Huur", "Energie", "Reizen", "Drukwerk", "Catering", "Vervoer", "Overig"]
    lines += [(name, *(format_number(v) for v in row)) for name, row in zip(names, rows, strict=False)]
    return "\n".join("\t".join(line) for line in [*lines, ("Totaal", *(format_number(v) for v in total))])


@settings(max_examples=40)
@given(rows=columns)
def test_a_table_whose_sums_are_right_yields_no_finding(rows: list[list[int]]) -> None:
    assert faults(written(rows)) == []


@settings(max_examples=60)
@given(rows=columns, data=st.data())
def test_a_cell_changed_by_more_than_rounding_yields_one_finding_that_names_it(
    rows: list[list[int]], data: st.DataObject
) -> None:
    r, c = data.draw(st.integers(0, len(rows) - 1)), data.draw(st.integers(0, 2))
    changed = data.draw(amounts)
    assume(abs(changed - rows[r][c]) > len(rows) + 1)
    total = [sum(column) for column in zip(*rows, strict=True)]
    rows[r][c] = changed
    finding = one(written(rows, total))
    assert finding.printed == format_number(total[c])
    assert finding.follows == format_number(sum(row[c] for row in rows))
    assert format_number(changed) in roles(finding, "part")


@settings(max_examples=40)
@given(rows=columns, data=st.data())
def test_with_totals_at_the_side_too_the_changed_cell_itself_is_found(
    rows: list[list[int]], data: st.DataObject
) -> None:
    full = [[*row, sum(row)] for row in rows]
    full.append([sum(column) for column in zip(*full, strict=True)])
    r, c = data.draw(st.integers(0, len(rows) - 1)), data.draw(st.integers(0, 2))
    was, full[r][c] = full[r][c], data.draw(amounts)
    assume(abs(was - full[r][c]) > len(rows) + 4)
    lines = ["Post\tNoord\tZuid\tOost\tTotaal"]
    names = [*(f"Post {chr(97 + i)}" for i in range(len(rows))), "Totaal"]
    lines += ["\t".join([name, *map(format_number, row)]) for name, row in zip(names, full, strict=True)]
    finding = one("\n".join(lines))
    assert (finding.evidence[0].text, finding.follows) == (format_number(full[r][c]), format_number(was))


@pytest.mark.shared
def test_a_labelled_proposal_has_one_subtotal_that_leaves_out_its_first_line(shared: Path) -> None:
    letter = read_letter(next((shared / "documents").glob("004*.txt")))
    [finding] = [f for f in table_sums(letter) if f.severity != "confirmation"]
    assert (finding.verdict, finding.severity) == ("wrong_sum", "finding")
    assert (finding.printed, finding.follows) == ("623.320", "627.720")
    assert "precies de eerste regel" in finding.nl
    assert finding.nl.endswith("wordt dan 637.720.")


def test_a_table_of_four_thousand_rows_is_checked_within_seconds() -> None:
    amounts = [1000 + at * 37 % 901 for at in range(4_000)]
    rows = "".join(f"Gemeente {at}\t{amount}\n" for at, amount in enumerate(amounts))
    letter = read_letter(f"Gemeente\tBedrag\n{rows}Totaal\t{sum(amounts)}\n".encode(), name="lang.txt")
    begin = time.process_time()
    [found] = table_sums(letter)
    assert time.process_time() - begin < 5
    assert (found.severity, found.verdict) == ("confirmation", "ok")
    assert found.steps[0].expression.count(" + ") == 60
    assert found.steps[0].expression.endswith(f"… + {amounts[-1]:,}".replace(",", "."))
