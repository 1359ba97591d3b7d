"""Replay the claims of a published report from its own counts: which hold, which do not, which cannot be told.

A report often gives percentages and only some of the numbers behind them. Every whole count that rounds to the
printed percentage is tried, and where a number of cases is missing, a stated range of numbers. A claim is carried
only when it is carried whatever the missing part was.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from narekenen.errors import UnusableInput, say
from narekenen.fieldtests.cells import PairedCells
from narekenen.fieldtests.estimands import estimate
from narekenen.fieldtests.intervals import Array, wilson
from narekenen.fieldtests.mcnemar import mcnemar
from narekenen.fieldtests.power import detectable
from narekenen.fieldtests.shares import two_shares_p

Verdict = Literal["carried", "not carried", "depends", "impossible"]
ALPHA = 0.05


@dataclass(frozen=True, slots=True)
class Share:
    """A printed percentage of n cases. n as a range where it is not known; decimals as printed."""

    percent: float
    n_low: int
    n_high: int
    decimals: int = 0

    def __post_init__(self) -> None:
        if not (0 <= self.percent <= 100 and 1 <= self.n_low <= self.n_high <= 100_000):
            said = say("{percent}% of {low} to {high}", percent=self.percent, low=self.n_low, high=self.n_high)
            raise UnusableInput(said, where="claims",
                                why="Needed: a percentage of 0 to 100 and numbers of 1 to 100,000")  # fmt: skip

    def counts(self) -> tuple[Array, Array]:
        """(counts, numbers): every whole count that rounds to the percentage, for every number in the range."""
        half = 0.5 * 10**-self.decimals + 1e-9
        ks, ns = [], []
        for n in range(self.n_low, self.n_high + 1):
            first, last = (n * (self.percent + side * half) / 100 for side in (-1, 1))
            k = np.arange(max(0, int(np.ceil(first))), min(n, int(np.floor(last))) + 1)
            ks.append(k)
            ns.append(np.full(len(k), n))
        return np.concatenate(ks).astype(float), np.concatenate(ns).astype(float)


@dataclass(frozen=True, slots=True)
class ClaimResult:
    """What became of one claim.

    p_low, p_high          p over all counts that fit (change, net)
    difference_low, _high  interval of the difference, widest over what fits, as shares
    detectable             smallest difference that the data could have shown (absence, net), as a share
    n_needed               number in the unknown group from which the change would be significant, None if none is
    counts                 the whole counts that fit, first to last, per side or part
    """

    claim: str
    kind: str
    verdict: Verdict
    p_low: float | None = None
    p_high: float | None = None
    difference_low: float | None = None
    difference_high: float | None = None
    detectable: tuple[float, float] | None = None
    n_needed: int | None = None
    counts: tuple[str, ...] = ()


def _span(k: Array, n: Array) -> str:
    """The counts that fit, in figures only: "75–76 / 203", or "81 / 101 – 326 / 406" over a range of numbers."""
    if n.min() == n.max():
        counts = f"{k.min():.0f}–{k.max():.0f}" if k.min() < k.max() else f"{k[0]:.0f}"
        return f"{counts} / {n[0]:.0f}"
    return f"{k.min():.0f} / {n.min():.0f} – {k.max():.0f} / {n.max():.0f}"


def _no_count(share: Share) -> str:
    numbers = f"{share.n_low}" if share.n_low == share.n_high else f"{share.n_low}–{share.n_high}"
    return f"? / {numbers} ≠ {share.percent:g}%"


def change_claim(claim: str, before: Share, after: Share) -> ClaimResult:
    """ "It rose" or "it fell" between two independent samples. Not for the same parties asked twice."""
    (k1, n1), (k2, n2) = before.counts(), after.counts()
    if not len(k1) or not len(k2):
        which = before if not len(k1) else after
        return ClaimResult(claim, "change", "impossible", counts=(_no_count(which),))
    a, b, c, d = (x.ravel() for x in (*np.broadcast_arrays(k1[:, None], n1[:, None], k2[None, :], n2[None, :]),))
    p = two_shares_p(a, b, c, d)
    (l1, u1), (l2, u2) = wilson(a, b), wilson(c, d)
    gap = c / d - a / b
    low, high = gap - np.hypot(c / d - l2, u1 - a / b), gap + np.hypot(u2 - c / d, a / b - l1)
    return ClaimResult(
        claim, "change", _verdict(p), float(p.min()), float(p.max()), float(low.min()), float(high.max()),
        n_needed=_number_needed(before, after), counts=(_span(k1, n1), _span(k2, n2)),
    )  # fmt: skip


def _verdict(p: Array) -> Verdict:
    if p.max() < ALPHA:
        return "carried"
    return "not carried" if p.min() >= ALPHA else "depends"


def _number_needed(before: Share, after: Share) -> int | None:
    """The first number in the unknown group for which the printed percentages differ significantly."""
    unknown = [share for share in (before, after) if share.n_low < share.n_high]
    if len(unknown) != 1:
        return None
    known = after if unknown[0] is before else before
    n = np.arange(10, 100_001, dtype=float)
    m = np.full_like(n, known.n_low)
    p = two_shares_p(n * unknown[0].percent / 100, n, m * known.percent / 100, m)
    below = np.flatnonzero(p < ALPHA)
    return int(n[below[0]]) if len(below) else None


def absence_claim(
    claim: str, pairs: int, any_positive: tuple[float, float], discordant: tuple[float, float],
    margin: float | None = None,
) -> ClaimResult:  # fmt: skip
    """ "Not significant, so no difference". Carried only if a difference as large as `margin` would have been seen.

    pairs          pairs behind the claim
    any_positive   plausible range of the share with at least one positive answer
    discordant     plausible range of the share answered differently, paired with `any_positive` end by end
    margin         the largest difference that would not matter, in points of ndr_any_positive as a share;
                   None when the report declares none: then absence cannot be carried by it
    """
    ends = [
        float(detectable(pairs, psi)) / share for share, psi in zip(any_positive, discordant, strict=True) if share > 0
    ]
    if not ends or not all(np.isfinite(ends)):
        return ClaimResult(claim, "absence", "not carried")
    span = (min(ends), max(ends))
    verdict: Verdict = "not carried" if margin is None or span[0] > margin else "depends"
    return ClaimResult(claim, "absence", "carried" if margin and span[1] <= margin else verdict, detectable=span)


def share_claim(claim: str, share: Share) -> ClaimResult:
    """A percentage of a stated number: is there a whole count that rounds to it, and what interval goes with it."""
    k, n = share.counts()
    if not len(k):
        return ClaimResult(claim, "share", "impossible", counts=(_no_count(share),))
    low, high = wilson(k, n)
    return ClaimResult(
        claim, "share", "carried", difference_low=float(low.min()), difference_high=float(high.max()),
        counts=(_span(k, n),),
    )  # fmt: skip


def total_claim(claim: str, shares: Sequence[Share]) -> ClaimResult:
    """ "So many per cent, so many, and so many": parts of one whole. Carried when whole counts that round to the
    printed percentages can add up to the number of cases; several codes per case need not, and are no such claim.
    """
    if not shares or len({(share.n_low, share.n_high) for share in shares}) > 1:
        raise UnusableInput("Parts of one whole are of one number of cases, and there is at least one", where="claims")
    found = [share.counts() for share in shares]
    spans = tuple(_span(k, n) if len(k) else _no_count(share) for share, (k, n) in zip(shares, found, strict=True))
    fits = any(
        all(len(k[n == size]) for k, n in found)
        and sum(k[n == size].min() for k, n in found) <= size <= sum(k[n == size].max() for k, n in found)
        for size in range(shares[0].n_low, shares[0].n_high + 1)
    )
    return ClaimResult(claim, "total", "carried" if fits else "impossible", counts=spans)


def net_claim(claim: str, cells: PairedCells) -> ClaimResult:
    """ "The test profile is treated worse": mid-p and score interval of the default meetvraag from the four cells."""
    p, value = mcnemar(cells).p, estimate(cells)
    low = value.low if isinstance(value.low, float) else None
    high = value.high if isinstance(value.high, float) else None
    ahead = cells.n10 > cells.n01
    return ClaimResult(claim, "net", "carried" if p < ALPHA and ahead else "not carried", p, p, low, high)
