"""Kaplan-Meier with late entry, and the cumulative incidence of competing ends (Aalen-Johansen)."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from narekenen.errors import UnusableInput
from narekenen.forecasts.arrays import Floats
from narekenen.forecasts.spells import Spells


@dataclass(frozen=True, slots=True)
class LifeTable:
    """Share still under way just after each day on which something ended, with Greenwood's standard error."""

    days: Floats
    at_risk: Floats
    ended: Floats
    survival: Floats
    error: Floats

    def quantile(self, share: float) -> float | None:
        """Days by which the share has ended; None when the records do not reach that far."""
        hit = np.flatnonzero(self.survival <= 1 - share + 1e-12)
        return float(self.days[hit[0]]) if len(hit) else None


def kaplan_meier(spells: Spells) -> LifeTable:
    """Product-limit estimate (Kaplan and Meier 1958); with late entry the risk set holds who has entered.

    Where two happen on one day, ends come before what is still open. Raises UnusableInput for interval-censored
    durations, which need a parametric fit here.
    """
    if not np.all(spells.exact | spells.open):
        raise UnusableInput("Some durations are known as an interval only", do="Fit a distribution instead")
    days, ended = np.unique(spells.low[spells.exact], return_counts=True)
    at_risk = _at_risk(spells, days)
    survival = np.cumprod(1 - ended / at_risk)
    with np.errstate(divide="ignore", invalid="ignore"):
        greenwood = np.cumsum(ended / (at_risk * (at_risk - ended)))
        error = np.where(survival > 0, survival * np.sqrt(greenwood), 0.0)
    return LifeTable(days, at_risk, ended.astype(np.float64), np.asarray(survival, dtype=np.float64), error)


def _at_risk(spells: Spells, days: Floats) -> Floats:
    entered = np.searchsorted(np.sort(spells.entry), days, side="left")
    left = np.searchsorted(np.sort(spells.low), days, side="left")
    return (entered - left).astype(np.float64)


def cumulative_incidence(spells: Spells, ends: tuple[str, ...]) -> dict[str, tuple[Floats, Floats]]:
    """Per kind of end: (days, share that has ended in that way by then). The kinds compete, and with those still
    under way they add up to 1; one minus Kaplan-Meier per kind would say too much.

    ends   how each case ended; ignored where it is still open
    """
    table = kaplan_meier(spells)
    before = np.concatenate([[1.0], table.survival[:-1]])
    kinds, exact = np.array(ends), spells.exact
    found = {}
    for kind in sorted(set(kinds[exact].tolist())):
        mine = np.sort(spells.low[exact & (kinds == kind)])
        count = np.searchsorted(mine, table.days, "right") - np.searchsorted(mine, table.days, "left")
        found[kind] = (table.days, np.cumsum(before * count / table.at_risk))
    return found
