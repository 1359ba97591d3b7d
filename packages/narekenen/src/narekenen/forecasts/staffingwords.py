"""A staffing in sentences: what it wins, per region, and the places per stage and quarter."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from narekenen.forecasts.fluid import Limits
from narekenen.forecasts.plan import EVERYWHERE, Plan
from narekenen.forecasts.staffing import Staffing
from narekenen.formatting import Lang, format_date, format_number, format_percentage

WORDS: dict[Lang, dict[str, str]] = {
    "nl": {
        "budget": "Hooguit {budget} per kwartaal, {reps} keer doorgerekend met en zonder het voorstel.",
        "better": "Met deze plaatsen is {share} gemiddeld op {after} klaar, nu op {before}: {days} dagen eerder.",
        "kept": "Het voorstel wint in de simulatie niets ({after}, nu {before}): de plaatsen van het plan blijven.",
        "region_later": "Het voorstel is niet overgenomen: een regio wordt er later van.",
        "region": "  {region}: {before} → {after}", "places": "{pool}:", "from": "{n} vanaf {day}",
        "nobody": "Het voorstel kent alleen gemiddelden; de simulatie van hetzelfde toeval beslist.",
    },
    "en": {
        "budget": "At most {budget} per quarter, computed {reps} times with and without the proposal.",
        "better": "With these places {share} is finished on {after} on average, now on {before}: {days} days sooner.",
        "kept": "The proposal wins nothing in simulation ({after}, now {before}): the places of the plan stay.",
        "region_later": "The proposal was not taken: it makes a region later.",
        "region": "  {region}: {before} → {after}", "places": "{pool}:", "from": "{n} from {day}",
        "nobody": "The proposal knows means only; the simulation, under the same luck, decides.",
    },
}  # fmt: skip


def quarters(plan: Plan, edges: Sequence[int]) -> list[date]:
    """The first day of every quarter that the plan looks ahead."""
    return [plan.start + timedelta(days=int(edge)) for edge in edges[:-1]]


def staffing_result(found: Staffing, plan: Plan, days: Sequence[date], limits: Limits) -> dict[str, Any]:
    """The complete result: one row per stage, region and quarter, as the sheet `capacity` of a plan has them."""
    return {
        "budget": limits.budget, "better": found.better,
        "before": _day(plan, found.before), "after": _day(plan, found.after), "regions": found.regions,
        "capacity": [
            {"stage": stage, "region": region, "from": day, "places": n}
            for (stage, region), row in zip(found.pools, found.places, strict=True)
            for day, n in zip(days, row, strict=True)
        ],
    }  # fmt: skip


def staffing_lines(
    found: Staffing, plan: Plan, days: Sequence[date], limits: Limits, share: float, replications: int, lang: Lang
) -> list[str]:
    """The report. Of places only the quarters in which they change."""
    words = WORDS[lang]

    def day(value: float) -> str:
        return format_date(_day(plan, value).isoformat(), lang)

    said = {"share": format_percentage(round(share * 100, 6), decimals=0, lang=lang), "before": day(found.before),
            "after": day(found.after), "days": format_number(round(found.before - found.after), lang=lang)}  # fmt: skip
    head = words["budget"].format(budget=format_number(round(limits.budget), lang=lang), reps=replications)
    later = not found.better and found.after < found.before
    told = [head, words["better" if found.better else "region_later" if later else "kept"].format(**said)]
    if len(found.regions) > 1:
        told += [words["region"].format(region=row.region, before=day(row.before), after=day(row.after))
                 for row in found.regions]  # fmt: skip
    for (stage, region), row in zip(found.pools, found.places, strict=True):
        changes = [i for i, n in enumerate(row) if i == 0 or n != row[i - 1]]
        places = [words["from"].format(n=format_number(row[i], lang=lang), day=format_date(days[i].isoformat(), lang))
                  for i in changes]  # fmt: skip
        pool = stage if region == EVERYWHERE else f"{stage}, {region}"
        told.append(f"{words['places'].format(pool=pool)} {', '.join(places)}")
    return [*told, words["nobody"]]


def _day(plan: Plan, day: float) -> date:
    return plan.start + timedelta(days=round(day))
