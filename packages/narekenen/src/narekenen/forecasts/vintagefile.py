"""A folder of vintages: one file per forecast that was issued, never written again, each naming the one before it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np

from narekenen import __version__
from narekenen.errors import UnusableInput, say
from narekenen.forecasts.answers import per_year
from narekenen.forecasts.arrays import Floats, Ints
from narekenen.forecasts.ledgerlines import LedgerLine
from narekenen.forecasts.plan import Plan
from narekenen.forecasts.planvalue import plan_of
from narekenen.forecasts.recipes import SHARES, bridge
from narekenen.forecasts.report import only_independent
from narekenen.forecasts.running import Mapper, Outcome, Progress, run
from narekenen.forecasts.scopeledger import effects
from narekenen.forecasts.scores import crps_sample
from narekenen.forecasts.vintages import LEVELS
from narekenen.trace.canonical import canonical_json, digest, plain

SCHEMA = "narekenen/forecast.vintage/1"
MOST_BYTES = 200_000_000
Vintage = dict[str, Any]


def read_vintage(path: Path) -> Vintage:
    """A vintage as it was written. Raises UnusableInput where it is none, or was altered since."""
    try:
        if path.stat().st_size > MOST_BYTES:
            raise UnusableInput(say("more than {most:,} bytes", most=MOST_BYTES), where=path.name)
        content = json.loads(path.read_bytes())
    except (OSError, ValueError) as problem:
        raise UnusableInput("This is no vintage of a forecast", where=path.name, why=str(problem)) from problem
    if not isinstance(content, dict) or content.get("schema") != SCHEMA:
        why = say("Its schema is not {schema}", schema=SCHEMA)
        raise UnusableInput("This is no vintage of a forecast", where=path.name, why=why)
    if content.get("digest") != _digest(content):
        raise UnusableInput(
            "This vintage was altered after the day of issue", where=path.name,
            why="Its content no longer agrees with its digest", do="Put back the file as it was issued",
        )  # fmt: skip
    return content


def _digest(content: Mapping[str, Any]) -> str:
    return digest({name: value for name, value in content.items() if name != "digest"})


def vintages_in(folder: Path) -> tuple[Vintage, ...]:
    """All vintages of a folder by day of issue. Raises UnusableInput where one was altered, or one is gone: each names
    the digest of the one before it."""
    found = sorted((read_vintage(path) for path in folder.glob("*.json")), key=lambda each: str(each["issued"]))
    for old, new in zip([None, *found], found, strict=False):
        if new["before"] != (old["digest"] if old else None):
            raise UnusableInput(
                say("The vintage of {day} does not follow the one before it", day=new["issued"]), where=folder.name,
                why="A file between them is gone, or stands here that does not belong to it",
                do="Keep one folder per programme, with all its vintages",
            )  # fmt: skip
    return tuple(found)


def issue_into(
    folder: Path, value: Mapping[str, Any], *, on: date, ledger: tuple[LedgerLine, ...] = (),
    actual: Mapping[int, float] | None = None, replications: int = 1000, seed: str = "narekenen",
    mapper: Mapper | None = None, progress: Progress | None = None,
) -> Vintage:  # fmt: skip
    """Issue a forecast: compute it, say goodbye to the one before it, and write `<day>.json`, read-only.

    value    a plan as plain values (`planvalue.read_value`): it is kept whole, so that the vintage can be run again
    ledger   must explain every address that entered or left since the vintage before
    actual   addresses finished per calendar year; needed for each year that is over since the vintage before
    The file holds quantiles (1 % to 99 %) of dates and yearly production, the ledger with the effect of each line in
    days, the bridge from the vintage before (Shapley, adding up), and its farewell: CRPS per year beside "last year
    again".
    Raises UnusableInput, and writes nothing, where the ledger or the years lack something, or the day is taken.
    """
    earlier = vintages_in(folder) if folder.is_dir() else ()
    before = earlier[-1] if earlier else None
    plan = plan_of(value)
    _refuse(before, on, len(plan.addresses.names), ledger, actual or {})
    outcome = run(plan, replications=replications, seed=seed, shares=SHARES, mapper=mapper, progress=progress)
    content: Vintage = plain({
        "schema": SCHEMA, "issued": on, "narekenen": __version__, "seed": seed, "replications": replications,
        "before": before["digest"] if before else None, "plan": dict(value), "inputs": digest(dict(value)),
        "start": plan.start, "horizon": plan.horizon, "addresses": len(plan.addresses.names),
        "warnings": ["independent_only"] if only_independent(plan) else [],
        "dates": _dates(outcome), "years": _years(outcome),
        **_ledger(plan, plan_of(before["plan"]) if before else None, ledger, replications, seed),
        "bridge": _bridge(before, value, replications, seed) if before else None,
        "farewell": _farewell(before, on, actual or {}) if before else [],
    })  # fmt: skip
    content["digest"] = _digest(content)
    _write(folder, on, content)
    return content


def _refuse(
    before: Vintage | None, on: date, addresses: int, ledger: tuple[LedgerLine, ...], actual: Mapping[int, float]
) -> None:
    if before is None:
        return
    problems: list[str] = []
    if str(before["issued"]) >= on.isoformat():
        problems.append(say("the forecast before it was issued on {day}: choose a later day", day=before["issued"]))
    explained, needed = sum(line.change for line in ledger), addresses - int(before["addresses"])
    if explained != needed:
        problems.append(
            say("the scope went from {old} to {new} addresses ({needed:+}), the ledger explains {explained:+}",
                old=before["addresses"], new=addresses, needed=needed, explained=explained)
        )  # fmt: skip
    lacking = [year for year in years_over(before, on) if year not in actual]
    problems += [
        say("{year} is over and the forecast of {day} is not scored: how many were finished in {year}?", year=year,
            day=before["issued"])
        for year in lacking
    ]  # fmt: skip
    if problems:
        raise UnusableInput(
            "No new forecast without a scored farewell to the old one and a ledger of what changed", where="vintage",
            problems=tuple(problems),
        )  # fmt: skip


def years_over(before: Vintage, on: date) -> list[int]:
    """The calendar years that began on or after the start of a vintage's plan, were still under way or to come when it
    was issued, and are over."""
    first = max(date.fromisoformat(before["issued"]).year, date.fromisoformat(before["start"]).year)
    return [year for year in range(first, on.year) if str(year) in before["years"]]


def _dates(outcome: Outcome) -> dict[str, list[int]]:
    return {f"{share * 100:g}": _quantiles(outcome.dates[:, i]) for i, share in enumerate(outcome.shares)}


def _years(outcome: Outcome) -> dict[str, list[int]]:
    years, made = per_year(outcome)
    total = made.sum(axis=1)
    last = int(np.flatnonzero(total.any(axis=0)).max(initial=0))
    return {str(year): _quantiles(total[:, i]) for i, year in enumerate(years[: last + 1])}


def _quantiles(values: Ints | Floats) -> list[int]:
    return [int(each) for each in np.quantile(values, LEVELS, method="inverted_cdf")]


def _ledger(
    plan: Plan, old: Plan | None, ledger: tuple[LedgerLine, ...], replications: int, seed: str
) -> dict[str, Any]:
    """Every line with its effect in days, and that of all changes together; empty, with a reason, where what left has
    no place in the new plan any more."""
    try:
        found = effects(plan, ledger, old=old, replications=min(replications, 100), seed=seed) if ledger else None
        reason = ""
    except UnusableInput as problem:
        if problem.where == "scope ledger":  # a line itself cannot be meant
            raise
        found, reason = None, str(problem)
    none = (None,) * len(ledger)
    changes, left_out = (found.changes, found.left_out) if found else (none, none)
    rows = [
        {**plain(line), "effect": done, "effect_if_counted": outside}
        for line, done, outside in zip(ledger, changes, left_out, strict=True)
    ]
    return {"ledger": rows, "scope_effect": {"effect": found.total if found else None, "reason": reason}}


def _bridge(before: Vintage, value: Mapping[str, Any], replications: int, seed: str) -> dict[str, Any]:
    if before["inputs"] == digest(dict(value)):
        return {"days": 0.0, "causes": {}, "reason": ""}
    inputs = {"old": before["plan"], "new": value, "replications": min(replications, 100)}
    try:
        found = bridge(inputs, seed)
    except UnusableInput as problem:  # a part of one does not fit the other, such as a stage of another name
        return {"days": None, "causes": {}, "reason": str(problem)}
    steps = {each.name.removeprefix("days "): each.value for each in found[1:]}
    return {"days": found[0].value, "causes": steps, "reason": ""}


def _farewell(before: Vintage, on: date, actual: Mapping[int, float]) -> list[dict[str, Any]]:
    rows = []
    for year in years_over(before, on):
        quantiles, truth = np.array(before["years"][str(year)], dtype=np.float64), actual[year]
        naive = actual.get(year - 1)
        rows.append({
            "year": year, "low": quantiles[9], "middle": quantiles[49], "high": quantiles[89], "actual": truth,
            "inside": bool(quantiles[9] <= truth <= quantiles[89]), "crps": round(crps_sample(quantiles, truth), 6),
            "last_year_again": None if naive is None else abs(naive - truth),
        })  # fmt: skip
    return rows


def _write(folder: Path, on: date, content: Vintage) -> None:
    """All of it or nothing."""
    path = folder / f"{on.isoformat()}.json"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with path.open("xb") as file:
            try:
                file.write(canonical_json(content) + b"\n")
                file.flush()
            except OSError:
                path.unlink()
                raise
        path.chmod(0o444)
    except FileExistsError as problem:
        if not folder.is_dir():
            raise UnusableInput(
                "This is no folder", where=folder.name, do="Name a folder for all vintages"
            ) from problem
        raise UnusableInput("A vintage is never written over", where=path.name, do="Choose a later day") from problem
    except OSError as problem:
        raise UnusableInput("The vintage cannot be written", where=path.name, why=str(problem)) from problem
