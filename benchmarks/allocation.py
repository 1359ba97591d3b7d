"""Phase-in: 345 municipalities x 10 years, and thousands of random cases beside HiGHS.

uv run --group bench python benchmarks/allocation.py [CASES]     Equal optima are asserted before anything is timed.

Claim: a path in 5 ms, equal in optimum to the linear program as HiGHS (through scipy) solves it. Then need weights on a
million rows with 20 columns beside statsmodels: coefficients and covariances equal first.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from fractions import Fraction

import numpy as np
import scipy.sparse as sp
from scipy.optimize import linprog

from narekenen.allocation.phasein import Rules, phase_in
from narekenen.allocation.weights import fit_weights


def highs(start: np.ndarray, rules: Rules, people: np.ndarray) -> float:
    """Least sum over years and municipalities of |correction|, as a linear program in cents."""
    n, years = len(start), len(rules.caps)
    size = n * years
    one, none = sp.identity(size, format="csr"), sp.csr_matrix((size, size))
    change = one - sp.diags([np.ones(size - n)], [-n], shape=(size, size), format="csr")
    factor = rules.factor or (Fraction(1),) * n
    cap = np.array([int(c * 100 * int(p) * f) for c in rules.caps for p, f in zip(people, factor, strict=True)], float)
    first = np.concatenate([start.astype(float), np.zeros(size - n)])
    rows = [[one, -one], [-one, -one], [change, none], [-change, none]]
    found = linprog(
        np.concatenate([np.zeros(size), np.ones(size)]),
        A_ub=sp.vstack([sp.hstack(row) for row in rows]),
        b_ub=np.concatenate([np.zeros(2 * size), cap + first, cap - first]),
        A_eq=sp.hstack([sp.kron(sp.identity(years), np.ones((1, n))), sp.csr_matrix((years, size))]),
        b_eq=np.zeros(years), bounds=[(None, None)] * size + [(0, None)] * size, method="highs",
    )  # fmt: skip
    assert found.status == 0
    return float(found.fun)


def random_case(rng: np.random.Generator) -> tuple[np.ndarray, np.ndarray, np.ndarray, Rules]:
    n, years = int(rng.integers(2, 16)), int(rng.integers(1, 8))
    people = rng.integers(1, 1000, n) * rng.integers(1, 30, n)
    old = rng.integers(0, 10**7, n)
    new = rng.permutation(old) if rng.random() < 0.5 else rng.multinomial(old.sum(), rng.dirichlet(np.ones(n)))
    mean = np.abs(old - new).sum() / people.sum() / 100
    caps = tuple(Fraction(int(1000 * mean * c), 1000) for c in rng.uniform(0, rng.choice([0.2, 1.2]), years))
    factor = tuple(Fraction(int(f), 4) for f in rng.integers(0, 9, n)) if rng.random() < 0.3 else None
    return old, new, people, Rules(caps, factor)


def assert_equal(cases: int) -> None:
    rng, unfinished, worst = np.random.default_rng(1), 0, 0.0
    for _ in range(cases):
        old, new, people, rules = random_case(rng)
        path = phase_in(old, new, people, rules)
        ours, theirs = sum(path.outstanding[1:]), highs(old - new, rules, people)
        worst = max(worst, abs(ours - theirs) / max(theirs, 1.0))
        assert abs(ours - theirs) <= 1 + 1e-9 * theirs
        assert (path.corrections.sum(axis=1) == 0).all()
        unfinished += path.finished is None
    print(f"equal optima asserted: {cases:,} cases, {unfinished:,} of them with a path too short; worst {worst:.1e}")


def country() -> tuple[np.ndarray, np.ndarray, np.ndarray, Rules]:
    """345 municipalities, grants of 100 to 600 euros per inhabitant, caps of 7.50 once and 15 then."""
    rng = np.random.default_rng(2)
    people = rng.integers(1_000, 900_000, 345)
    old, new = (rng.integers(10_000, 60_000, 345) * people for _ in range(2))
    new = (new * (old.sum() / new.sum())).astype(np.int64)
    new[0] += old.sum() - new.sum()
    return old, new, people, Rules((Fraction(15, 2), *(Fraction(15),) * 9))


def clock(work: Callable[[], object], repeat: int) -> float:
    walls = []
    for _ in range(repeat):
        start = time.perf_counter()
        work()
        walls.append(time.perf_counter() - start)
    return min(walls)


def regression(rows: int = 1_000_000) -> None:
    import statsmodels.api as sm

    rng = np.random.default_rng(3)
    X = np.column_stack([np.ones(rows), rng.normal(size=(rows, 19))])
    y = rng.poisson(np.exp(X @ np.concatenate([[-1.0], rng.normal(0, 0.1, 19)]))).astype(float)
    names = tuple(f"x{i}" for i in range(20))
    found, kept = fit_weights(X, y, names), []
    cpu = time.process_time()
    kept.append(sm.GLM(y, X, family=sm.families.Poisson()).fit())
    peer = time.process_time() - cpu
    assert np.allclose(found.coefficients, kept[0].params, atol=1e-7)
    assert np.allclose(found.covariance, kept[0].cov_params(), rtol=1e-5)
    cpu = time.process_time()
    fit_weights(X, y, names)
    own = time.process_time() - cpu
    print(f"narekenen: Poisson, {rows:,} rows x 20    {own:10.2f} CPU-seconds")
    print(f"statsmodels                              {peer:10.2f} CPU-seconds  ratio {peer / own:.1f} x")


def main() -> None:
    assert_equal(int(sys.argv[1]) if len(sys.argv) > 1 else 3000)
    old, new, people, rules = country()
    total = sum(phase_in(old, new, people, rules).outstanding[1:])
    assert abs(total / highs(old - new, rules, people) - 1) < 1e-9
    own = clock(lambda: phase_in(old, new, people, rules), 50)
    peer = clock(lambda: highs(old - new, rules, people), 3)
    print(f"narekenen: 345 municipalities x 10 years {1000 * own:10.2f} ms  claim 5 ms")
    print(f"HiGHS through scipy                      {1000 * peer:10.2f} ms  ratio {peer / own:.0f} x")
    regression()


if __name__ == "__main__":
    main()
