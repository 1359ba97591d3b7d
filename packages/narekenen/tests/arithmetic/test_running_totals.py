"""Running totals: each one is the one before it plus what came in between."""

from itertools import accumulate
from pathlib import Path

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from narekenen.arithmetic.model import Finding
from narekenen.arithmetic.tables import table_sums
from narekenen.formatting import format_number
from narekenen.readings.letter import read_letter


def check(table: str) -> list[Finding]:
    text = f"Het verloop over de jaren staat hieronder.\n\n{table}\n\nTot zover het verloop.\n"
    return list(table_sums(read_letter(text.encode(), name="brief.txt")))


def faults(table: str) -> list[Finding]:
    return [finding for finding in check(table) if finding.severity != "confirmation"]


PANELS = (
    "Jaar\tGeplaatst\tStand\n2018\t1.204\t4.310\n2019\t1.310\t5.620\n2020\t987\t{at_2020}\n"
    "2021\t{in_2021}\t8.017\n2022\t1.650\t9.667\n2023\t1.700\t11.367"
)


def test_every_sum_of_a_chain_that_holds_is_shown_in_one_confirmation() -> None:
    [finding] = check(PANELS.format(at_2020="6.607", in_2021="1.410"))
    assert (finding.severity, finding.verdict) == ("confirmation", "ok")
    assert len(finding.steps) == 5
    assert (finding.steps[0].expression, finding.steps[0].result) == ("4.310 + 1.310", "5.620")
    assert finding.nl == "‘Stand’ loopt in 5 regels op met ‘Geplaatst’: elke som klopt."


def test_a_wrong_running_total_breaks_two_sums_and_is_one_finding() -> None:
    [finding] = faults(PANELS.format(at_2020="6.670", in_2021="1.410"))
    assert (finding.printed, finding.follows) == ("6.670", "6.607")
    assert finding.evidence[0].text == "6.670"
    assert finding.nl.startswith("‘Stand’ bij ‘2020’: 5.620 + 987 is 6.607; er staat 6.670.")


def test_a_wrong_flow_breaks_one_sum() -> None:
    [finding] = faults(PANELS.format(at_2020="6.607", in_2021="1.140"))
    assert (finding.printed, finding.follows) == ("8.017", "7.747")
    assert "1.140" in [e.text for e in finding.evidence]


def test_the_newest_year_may_stand_on_top_and_a_stock_may_run_down() -> None:
    table = "Jaar\tGesloopt\tOver\n2022\t310\t4.205\n2021\t290\t4.515\n2020\t355\t4.805\n2019\t410\t5.160"
    [finding] = check(table)
    assert [s.expression for s in finding.steps] == ["5.160 − 355", "4.805 − 290", "4.515 − 310"]


def test_rounded_stocks_hold_by_rounding() -> None:
    table = "Jaar\tErbij\tStand\n2018\t1,2\t10,0\n2019\t1,3\t11,3\n2020\t1,4\t12,7\n2021\t1,2\t13,9\n2022\t1,1\t15,1"
    longer = table + "\n2023\t1,4\t16,5\n2024\t1,3\t17,8"
    assert [finding.verdict for finding in check(longer)] == ["rounding_only"]


def test_a_short_chain_says_that_not_every_other_number_would_be_noticed() -> None:
    """Of four sums a stock printed otherwise breaks two, and the two that are left prove no chain."""
    table = (
        "Jaar\tErbij\tStand\n2018\t120\t1.000\n2019\t130\t1.130\n2020\t141\t1.271\n2021\t{}\t1.396\n2022\t110\t1.506"
    )
    [finding] = check(table.format("125"))
    assert (finding.severity, finding.verdict) == ("confirmation", "derived")
    assert "niet elk ander getal" in finding.nl
    assert faults(table.replace("1.271", "1.721").format("125")) == []


@pytest.mark.parametrize(
    "table",
    [
        pytest.param(
            "Jaar\tIn\tUit\n2018\t1.204\t987\n2019\t1.310\t1.044\n2020\t990\t1.301\n2021\t870\t912", id="flows"
        ),
        pytest.param("Jaar\tErbij\tStand\n2018\t0\t40\n2019\t0\t40\n2020\t0\t40\n2021\t0\t40", id="nothing moves"),
        pytest.param("Rang\tStap\tStand\nA\t1\t1\nB\t1\t2\nC\t1\t3\nD\t1\t4", id="small numbers"),
        pytest.param("Van\tTot\n0\t100.000\n100.000\t200.000\n200.000\t400.000\n400.000\t800.000", id="brackets"),
        pytest.param("Jaar\tErbij\tStand\n2018\t10\t400\n2019\t20\t420\n2020\t30\t450", id="two sums"),
    ],
)
def test_what_does_not_run_on_is_not_spoken_of(table: str) -> None:
    assert check(table) == []


flows = st.lists(st.integers(min_value=100, max_value=9_999), min_size=7, max_size=12)


def written(flow: list[int], stock: list[int]) -> str:
    rows = [
        f"{2001 + i}\t{format_number(f)}\t{format_number(s)}" for i, (f, s) in enumerate(zip(flow, stock, strict=True))
    ]
    return "\n".join(["Jaar\tErbij\tStand", *rows])


@settings(max_examples=30)
@given(flow=flows)
def test_a_chain_whose_sums_are_right_yields_no_finding(flow: list[int]) -> None:
    assert faults(written(flow, list(accumulate(flow, initial=20_000))[1:])) == []


@settings(max_examples=40)
@given(flow=flows, data=st.data())
def test_one_changed_stock_is_one_finding_that_names_it(flow: list[int], data: st.DataObject) -> None:
    stock = list(accumulate(flow, initial=20_000))[1:]
    at = data.draw(st.integers(1, len(stock) - 2))
    was, stock[at] = stock[at], data.draw(st.integers(10_000, 99_999))
    assume(abs(was - stock[at]) > 2)
    [finding] = faults(written(flow, stock))
    assert (finding.evidence[0].text, finding.follows) == (format_number(stock[at]), format_number(was))


@pytest.mark.shared
def test_the_eighteen_sums_of_a_published_overview_are_confirmed(shared: Path) -> None:
    findings = list(table_sums(read_letter(next((shared / "documents").glob("003*.txt")))))
    assert [(f.severity, f.verdict, len(f.steps)) for f in findings] == [
        ("confirmation", "ok", 8),
        ("confirmation", "ok", 10),
    ]
