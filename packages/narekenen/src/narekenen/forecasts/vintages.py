"""Forecasts as they were issued: never changed, with their scope ledger; the bridge from an old one to a new one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import numpy as np

from narekenen.errors import UnusableInput, say
from narekenen.forecasts.drivers import Switch, drivers, switched
from narekenen.forecasts.ledgerlines import LedgerLine
from narekenen.forecasts.plan import Plan
from narekenen.forecasts.running import Outcome, run
from narekenen.forecasts.scores import brier, crps_sample, pinball
from narekenen.trace.canonical import digest

LEVELS = tuple(n / 100 for n in range(1, 100))


@dataclass(frozen=True, slots=True)
class Vintage:
    """What was forecast on a day, for one share: the 1 % to 99 % quantiles of its date as days from `start`; a
    quantile at the horizon means not within it. `inputs` and `outcome` are digests: altered, they no longer agree."""

    issued: date
    start: date
    horizon: int
    share: float
    addresses: int
    quantiles: tuple[int, ...]
    ledger: tuple[LedgerLine, ...]
    seed: str
    replications: int
    inputs: str
    outcome: str


def issue(outcome: Outcome, share: float, *, on: date, ledger: tuple[LedgerLine, ...] = (),
          before: Vintage | None = None) -> Vintage:  # fmt: skip
    """Freeze a forecast. With an earlier vintage the ledger must explain every address of the difference in scope.

    Raises UnusableInput where it does not, or where the earlier one was issued later.
    """
    if share not in outcome.shares:
        raise UnusableInput(say("share {share:g}", share=share), why="It was not asked for in the run")
    n = len(outcome.plan.addresses.names)
    if before is not None:
        explained, needed = sum(line.change for line in ledger), n - before.addresses
        if before.issued >= on or explained != needed:
            raise UnusableInput(
                say(
                    "The ledger explains {explained:+} addresses, the scope changed by {needed:+}",
                    explained=explained,
                    needed=needed,
                ),
                where="scope ledger",
                why="Each address that enters or leaves needs a line, and a vintage comes after the one before it",
            )
    days = sorted(outcome.dates[:, outcome.shares.index(share)].tolist())
    quantiles = tuple(days[min(len(days) - 1, int(level * len(days)))] for level in LEVELS)
    return Vintage(
        on, outcome.plan.start, outcome.plan.horizon, share, n, quantiles, ledger, outcome.seed, len(days),
        digest(outcome.plan), digest([list(quantiles), share, n]),
    )  # fmt: skip


def unchanged(vintage: Vintage) -> bool:
    """Do the quantiles still agree with the digest of the day of issue?"""
    return vintage.outcome == digest([list(vintage.quantiles), vintage.share, vintage.addresses])


@dataclass(frozen=True, slots=True)
class Farewell:
    """A vintage scored against the day on which its share was really finished.

    crps, pinball   in days; pinball is the mean over the 1 % to 99 % quantiles
    error           median minus truth in days: negative was too early
    inside_80       did the window from P10 to P90 hold it; brier: of the probability that it would be done by `target`
    """

    crps: float
    pinball: float
    error: int
    inside_80: bool
    brier: float | None


def farewell(vintage: Vintage, happened: date, *, target: date | None = None) -> Farewell:
    """Score a vintage when the truth has arrived. Raises UnusableInput when it was altered since it was issued."""
    if not unchanged(vintage):
        raise UnusableInput(
            "The quantiles are not those of the day of issue", where=say("vintage {day}", day=vintage.issued)
        )
    day = (happened - vintage.start).days
    values = np.array(vintage.quantiles, dtype=np.float64)
    loss = [pinball(q, level, day) for q, level in zip(values.tolist(), LEVELS, strict=True)]
    chance = None if target is None else float(np.mean(values <= (target - vintage.start).days))
    return Farewell(
        crps_sample(values, day), sum(loss) / len(loss), vintage.quantiles[49] - day,
        vintage.quantiles[9] <= day <= vintage.quantiles[89],
        None if chance is None or target is None else brier(chance, happened <= target),
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Bridge:
    """From the mean day of the old forecast to that of the new one, cause by cause; the steps add up exactly."""

    old: float
    new: float
    steps: dict[str, float]


def bridge(
    plan: Plan, causes: Mapping[str, Switch], *, share: float = 0.95, replications: int = 200, seed: str = "narekenen"
) -> Bridge:
    """The year-on-year bridge without an order: the Shapley value of every cause (data corrections, scope, realised
    production, policy, parameters), under the same luck.

    causes   what each changes in the old plan; all together make the new plan. The start date must stay the same.
    """

    def mean_day(each: Plan) -> float:
        if each.start != plan.start or each.horizon != plan.horizon:
            raise UnusableInput("A cause changes the start or the horizon", where="bridge")
        return float(run(each, replications=replications, seed=seed, shares=(share,)).dates.mean())

    new = switched(plan, causes, frozenset(causes))
    return Bridge(mean_day(plan), mean_day(new), drivers(plan, causes, mean_day))


def ledger_of(old: Plan, new: Plan, reasons: Mapping[str, str]) -> tuple[LedgerLine, ...]:
    """The scope ledger between two plans, one line per reason. `reasons` names one for every address that enters or
    leaves; raises UnusableInput naming those without."""
    before, after = set(old.addresses.names), set(new.addresses.names)
    if silent := sorted((before ^ after) - set(reasons)):
        raise UnusableInput(
            say("{count} addresses enter or leave without a reason", count=len(silent)),
            where="scope ledger",
            problems=tuple(silent[:40]),
        )
    entered = Counter(reasons[name] for name in after - before)
    left = Counter(reasons[name] for name in before - after)
    return tuple(
        [LedgerLine(reason, n) for reason, n in sorted(entered.items())]
        + [LedgerLine(reason, -n) for reason, n in sorted(left.items())]
    )
