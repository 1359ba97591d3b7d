"""R callback 0.1.1 on its own data set inter1: all 28 comparisons, every number; and where it is not right.

Oracle: callback run in R, with mcnemar.test and binom.test beside it. The documented difference: callback has no
McNemar test, and its Fisher and Pearson tests do not test equal treatment of pairs (see narekenen.fieldtests.peers).
"""

import csv

import pytest

from narekenen.fieldtests.cells import PairedCells
from narekenen.fieldtests.counting import cells_by
from narekenen.fieldtests.mcnemar import mcnemar
from narekenen.fieldtests.pairfile import Reading, read_pairs
from narekenen.fieldtests.peers import INVALID, as_callback_r

pytestmark = pytest.mark.shared


@pytest.fixture(scope="module")
def oracle(shared):
    with (shared / "data/fieldtests/oracle_r_callback_inter1.csv").open() as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def cells(shared, oracle):
    """All 28 pairs of candidates from the raw applications."""
    path, found = shared / "data/fieldtests/callback_inter1.csv", {}
    for control in sorted({row["comparison"].split(".vs.")[0] for row in oracle}):
        table = read_pairs(path, Reading({"profile": "gender,origin"}, control_profile=control))
        found |= {f"{control}.vs.{profile[0]}": c for profile, c in cells_by(table).items()}
    return found


def test_all_counts_from_the_raw_applications(oracle, cells):
    assert len(oracle) == 28
    for row in oracle:
        expected = PairedCells(**{f"n{k}": int(row[f"c{k}"]) for k in ("11", "10", "01", "00")})
        assert cells[row["comparison"]] == expected, row["comparison"]


def test_every_number_of_callback_is_reproduced(oracle, cells):
    for row in oracle:
        ours = as_callback_r(cells[row["comparison"]])
        shared_names = ours.keys() & row.keys()
        assert len(shared_names) >= 18
        for name in shared_names:
            assert ours[name] == pytest.approx(float(row[name]), rel=1e-8, abs=1e-300), (row["comparison"], name)


def test_mcnemar_as_r_computes_it_beside_callback(oracle, cells):
    for row in oracle:
        c = cells[row["comparison"]]
        assert mcnemar(c, "exact").p == pytest.approx(float(row["p_mcnemar_exact"]), rel=1e-9)
        assert mcnemar(c, "asymptotic").p == pytest.approx(float(row["p_mcnemar_asym"]), rel=1e-9)
        assert mcnemar(c, "corrected").p == pytest.approx(float(row["p_mcnemar_cc"]), rel=1e-9)


DIFFERS = {  # at 5 %, against mid-p, of the 28 comparisons
    "fisher_mcr": {"Man.F.vs.Man.M", "Man.S.vs.Woman.V"},
    "pearson_mcr": {"Man.F.vs.Man.M", "Man.S.vs.Woman.V"},
    "fisher_tcs": {"Man.F.vs.Woman.F", "Man.S.vs.Woman.M", "Man.V.vs.Woman.S"},
    "pearson_tcs": {"Man.F.vs.Woman.F", "Man.V.vs.Woman.S", "Woman.F.vs.Woman.V"},
    "fisher_ecs": {"Man.F.vs.Woman.F", "Man.S.vs.Woman.M", "Man.V.vs.Woman.S"},
    "pearson_ecs": {"Man.F.vs.Woman.F", "Man.S.vs.Woman.M", "Man.V.vs.Woman.S"},
}


@pytest.mark.parametrize("name", INVALID)
def test_where_callback_comes_to_another_verdict_it_is_documented(oracle, cells, name):
    differs = {
        row["comparison"] for row in oracle
        if (as_callback_r(cells[row["comparison"]])[f"p_{name}"] < 0.05) != (mcnemar(cells[row["comparison"]]).p < 0.05)
    }  # fmt: skip
    assert differs == DIFFERS[name]
