"""Classic paired tables, as R contingencytables 3.0.0 (Fagerland, Lydersen and Laake) prints them; four decimals."""

import numpy as np
import pytest

from narekenen.fieldtests import differences, ratios
from narekenen.fieldtests.cells import PairedCells
from narekenen.fieldtests.mcnemar import mcnemar

BENTUR = PairedCells(n11=1, n10=1, n01=7, n00=12)
CAVO = PairedCells(n11=59, n10=6, n01=16, n00=80)
INTER1 = PairedCells(n11=45, n10=41, n01=20, n00=204)
TABLES = {"Bentur 2009": BENTUR, "Cavo 2012": CAVO, "inter1": INTER1}

P = {
    "Bentur 2009": {
        "asymptotic": 0.0339,
        "corrected": 0.0771,
        "exact": 0.0703,
        "midp": 0.0391,
        "unconditional": 0.0353,
    },
    "Cavo 2012": {"asymptotic": 0.0330, "corrected": 0.0550, "exact": 0.0525, "midp": 0.0347, "unconditional": 0.0342},
    "inter1": {"asymptotic": 0.0072, "corrected": 0.0104, "exact": 0.0099, "midp": 0.0071},
}
DIFFERENCE = {
    "Bentur 2009": {"wald": (-0.5197, -0.0517), "bonett_price": (-0.5084, -0.0134), "newcombe": (-0.5069, -0.0256),
                    "tango": (-0.5172, -0.0260)},
    "Cavo 2012": {"wald": (-0.1184, -0.0058), "bonett_price": (-0.1195, -0.0032), "newcombe": (-0.1186, -0.0046),
                  "tango": (-0.1240, -0.0054)},
    "inter1": {"wald": (0.0189, 0.1165), "bonett_price": (0.0180, 0.1166), "newcombe": (0.0184, 0.1170),
               "tango": (0.0189, 0.1182)},
}  # fmt: skip
RATIO = {
    "Bentur 2009": {"ratio_wald": (0.0625, 0.9996), "tang": (0.0653, 0.9069), "odds_wald": (0.0176, 1.1611),
                    "odds_wilson": (0.0229, 0.8900), "odds_exact": (0.0032, 1.1120), "odds_midp": (0.0063, 0.9241)},
    "Cavo 2012": {"ratio_wald": (0.7597, 0.9886), "tang": (0.7476, 0.9876), "odds_wald": (0.1467, 0.9583),
                  "odds_wilson": (0.1514, 0.9287), "odds_exact": (0.1202, 1.0089), "odds_midp": (0.1347, 0.9354)},
    "inter1": {"ratio_wald": (1.0781, 1.6237), "tang": (1.0801, 1.6360), "odds_wald": (1.2011, 3.4988),
               "odds_wilson": (1.2086, 3.4773), "odds_exact": (1.1738, 3.6934), "odds_midp": (1.2095, 3.5631)},
}  # fmt: skip


def arguments(kernel: str, c: PairedCells) -> tuple[int, ...]:
    if kernel in ("newcombe", "tang"):
        return c.n11, c.n10, c.n01, c.n00
    if kernel == "ratio_wald":
        return c.n11, c.n10, c.n01
    return (c.n10, c.n01) if kernel.startswith("odds") else (c.n10, c.n01, c.total)


@pytest.mark.parametrize(("table", "method"), [(t, m) for t in P for m in P[t]])
def test_p_values(table, method):
    assert round(mcnemar(TABLES[table], method).p, 4) == P[table][method]


@pytest.mark.parametrize(("table", "kernel"), [(t, k) for t in DIFFERENCE for k in DIFFERENCE[t]])
def test_intervals_of_the_difference(table, kernel):
    limits = getattr(differences, kernel)(*arguments(kernel, TABLES[table]))
    assert tuple(round(float(x), 4) for x in limits) == DIFFERENCE[table][kernel]


@pytest.mark.parametrize(("table", "kernel"), [(t, k) for t in RATIO for k in RATIO[t]])
def test_intervals_of_ratios(table, kernel):
    limits = getattr(ratios, kernel)(*arguments(kernel, TABLES[table]))
    assert tuple(round(float(x), 4) for x in limits) == RATIO[table][kernel]


def test_the_exact_unconditional_test_also_answers_where_the_peer_gives_nan():
    p = mcnemar(INTER1, "unconditional").p  # the peer prints NaN at 310 pairs
    assert mcnemar(INTER1, "asymptotic").p < p < mcnemar(INTER1, "exact").p


@pytest.mark.parametrize("table", TABLES)
def test_the_score_test_with_no_margin_is_the_asymptotic_test(table):
    assert mcnemar(TABLES[table], "score").p == pytest.approx(mcnemar(TABLES[table], "asymptotic").p, rel=1e-12)


def test_kernels_take_arrays_and_treat_each_table_alone():
    b, c, n = (np.array([getattr(t, k) for t in TABLES.values()]) for k in ("n10", "n01", "total"))
    low, high = differences.tango(b, c, n)
    for i, table in enumerate(TABLES):
        assert (round(low[i], 4), round(high[i], 4)) == DIFFERENCE[table]["tango"]
