"""The report of a run: what to print, and the complete result for --json. Dates with their certainty come first."""

from __future__ import annotations

from datetime import date
from typing import Any

import numpy as np

from narekenen.forecasts.answers import DateAnswer, fan, production, target_chances, when
from narekenen.forecasts.plan import Plan, Shared
from narekenen.forecasts.running import Outcome
from narekenen.forecasts.tail import Tail
from narekenen.formatting import Lang, format_date, format_number, format_percentage
from narekenen.trace.canonical import digest

CERTAINTIES = (0.5, 0.8, 0.95)
WORDS: dict[Lang, dict[str, str]] = {
    "nl": {
        "head": "{n} adressen ({low} tot {high}), {reps} keer doorgerekend met zaad {seed}.",
        "date": "{share} klaar: met {certainty} zekerheid uiterlijk {day}.",
        "never": "{share} klaar: met {certainty} zekerheid niet binnen de horizon ({day}).",
        "year": "{year}: gemiddeld {mean} ({low} tot {high}).",
        "alone": "Let op: alle onzekerheid is per adres. Adressen delen niets, dus de marges zijn veel te smal.",
        "target": "Doel {year} ({target}): kans {alone}; samen met alle jaren ervoor {jointly}.",
        "tail": "De laatste {share}: gemiddeld {late} dagen, de rest {others}.",
        "part": "  {stage} {part}: {late} dagen, de rest {others}",
        "release": "tot het werk mag beginnen", "wish": "wachten op wens", "queue": "wachten op een plaats",
        "work": "werk", "again": "nog een keer (na terugsturen)",
    },
    "en": {
        "head": "{n} addresses ({low} to {high}), computed {reps} times with seed {seed}.",
        "date": "{share} finished: by {day} with {certainty} certainty.",
        "never": "{share} finished: with {certainty} certainty not within the horizon ({day}).",
        "year": "{year}: {mean} on average ({low} to {high}).",
        "alone": "Mind: all uncertainty is per address. Addresses share nothing, so the margins are far too narrow.",
        "target": "Target {year} ({target}): probability {alone}; jointly with all years before {jointly}.",
        "tail": "The last {share}: {late} days on average, the others {others}.",
        "part": "  {stage} {part}: {late} days, the others {others}",
        "release": "until work may begin", "wish": "waiting by wish", "queue": "waiting for a place", "work": "work",
        "again": "once more (after going back)",
    },
}  # fmt: skip


def only_independent(plan: Plan) -> bool:
    """Does nothing differ from replication to replication but the luck of each address?"""
    ranges = [(i.low, i.high) for i in plan.inclusions] + [(a.share_low, a.share_high) for a in plan.addons]
    return plan.shared == Shared() and not plan.risks and all(low == high for low, high in ranges)


def complete(outcome: Outcome, targets: dict[int, int], tail: Tail | None) -> dict[str, Any]:
    """The complete result; `inputs` is the digest of the plan, so that equal digests and seeds give equal results."""
    return {
        "inputs": digest(outcome.plan), "seed": outcome.seed, "replications": len(outcome.dates),
        "start": outcome.plan.start, "horizon": outcome.plan.horizon,
        "counts_as_finished": "finished or found safe" if outcome.plan.count_safe else "finished; found safe left out",
        "addresses": {"listed": len(outcome.plan.addresses.names), "mean": float(outcome.totals.mean()),
                      "low": int(outcome.totals.min()), "high": int(outcome.totals.max())},
        "warnings": ["independent_only"] if only_independent(outcome.plan) else [],
        "dates": dates(outcome), "fan": fan(outcome), "production": production(outcome),
        "targets": target_chances(outcome, targets) if targets else [], "tail": tail,
    }  # fmt: skip


def dates(outcome: Outcome) -> tuple[DateAnswer, ...]:
    return tuple(when(outcome, share, certainty) for share in outcome.shares for certainty in CERTAINTIES)


def lines(outcome: Outcome, targets: dict[int, int], tail: Tail | None, lang: Lang) -> list[str]:
    """The report in sentences."""
    words, totals = WORDS[lang], outcome.totals

    def n(value: float) -> str:
        return format_number(round(float(value)), lang=lang)

    def percent(share: float) -> str:
        return format_percentage(round(share * 100, 6), decimals=0, lang=lang)

    horizon = date.fromordinal(outcome.plan.start.toordinal() + outcome.plan.horizon)
    told = [words["head"].format(n=n(float(np.mean(totals))), low=n(totals.min()), high=n(totals.max()),
                                 reps=n(len(totals)), seed=outcome.seed)]  # fmt: skip
    told += [words["alone"]] if only_independent(outcome.plan) else []
    for answer in dates(outcome):
        shown = answer.day or horizon
        told.append(words["never" if answer.day is None else "date"].format(
            share=percent(answer.share), certainty=percent(answer.certainty), day=format_date(shown.isoformat(), lang),
        ))  # fmt: skip
    told += [
        words["year"].format(year=row.year, mean=n(row.mean), low=n(row.p10), high=n(row.p90))
        for row in production(outcome) if row.region == "*"
    ]  # fmt: skip
    told += [
        words["target"].format(
            year=row.year, target=n(row.target), alone=percent(row.alone), jointly=percent(row.jointly)
        )
        for row in (target_chances(outcome, targets) if targets else ())
    ]
    if tail is not None:
        told.append(
            words["tail"].format(share=percent(1 - tail.share), late=n(tail.late_days), others=n(tail.other_days))
        )
        told += [
            words["part"].format(stage=c.stage, part=words[c.part], late=n(c.late), others=n(c.others))
            for c in tail.components if round(c.late) or round(c.others)
        ]  # fmt: skip
    return told
