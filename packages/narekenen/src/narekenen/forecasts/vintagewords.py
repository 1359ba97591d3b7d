"""A vintage in sentences: when, what changed since the one before, and what came of that one."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from narekenen.forecasts.vintages import LEVELS
from narekenen.formatting import Lang, format_date, format_number, format_percentage

CAUSES = {
    "nl": {"progress": "voortgang en omvang", "lead times": "doorlooptijden", "capacity": "capaciteit",
           "policy": "beleid", "uncertainty": "onzekerheden"},
    "en": {"progress": "progress and scope"},
}  # fmt: skip
WORDS: dict[Lang, dict[str, str]] = {
    "nl": {
        "head": "Prognose van {day}: {n} adressen, {reps} keer doorgerekend.",
        "date": "{share} klaar: met {certainty} zekerheid uiterlijk {day}.",
        "never": "{share} klaar: met {certainty} zekerheid niet binnen de horizon.",
        "ledger": "Omvang: {change} door “{reason}”{left}.", "left": " ({n} bewust niet meegenomen)",
        "effect": "  daardoor 95% klaar {days} dagen later ({low} tot {high})",
        "if": "  als die wel meetelden: 95% klaar {days} dagen later ({low} tot {high})",
        "whole": "Alle veranderingen in de omvang samen: {days} dagen later ({low} tot {high}).",
        "unknown": "Wat de omvang in dagen doet, is niet te berekenen: {reason}",
        "bridge": "Ten opzichte van de vorige prognose: 95% is gemiddeld {days} dagen later klaar.",
        "same": "Ten opzichte van de vorige prognose is geen verschil te berekenen: {reason}",
        "cause": "  {name}: {days} dagen",
        "farewell": "Afscheid van de vorige: {year} werd {actual}; voorspeld {low} tot {high}, {held}. CRPS {crps}.",
        "hit": "dat hield", "miss": "dat hield niet",
        "naive": " “Net als vorig jaar” zat er {naive} naast.",
        "none": "Sinds de vorige prognose is geen kalenderjaar voorbij: er valt nog niets te scoren.",
        "kept": "Bewaard als {file}; {digest}",
    },
    "en": {
        "head": "Forecast of {day}: {n} addresses, computed {reps} times.",
        "date": "{share} finished: by {day} with {certainty} certainty.",
        "never": "{share} finished: with {certainty} certainty not within the horizon.",
        "ledger": "Scope: {change} because of “{reason}”{left}.", "left": " ({n} knowingly left out)",
        "effect": "  hence 95% finished {days} days later ({low} to {high})",
        "if": "  were they counted: 95% finished {days} days later ({low} to {high})",
        "whole": "All changes of the scope together: {days} days later ({low} to {high}).",
        "unknown": "What the scope does in days cannot be computed: {reason}",
        "bridge": "Since the forecast before: 95% is finished {days} days later on average.",
        "same": "No difference with the forecast before can be computed: {reason}",
        "cause": "  {name}: {days} days",
        "farewell": "Farewell to the last one: {year} became {actual}; forecast {low} to {high}, {held}. CRPS {crps}.",
        "hit": "which held", "miss": "which did not hold",
        "naive": " “Last year again” was {naive} off.",
        "none": "No calendar year is over since the forecast before: there is nothing to score yet.",
        "kept": "Kept as {file}; {digest}",
    },
}  # fmt: skip


def vintage_lines(found: dict[str, Any], lang: Lang) -> list[str]:
    """The report of a vintage that was issued."""
    words = WORDS[lang]

    def n(value: float) -> str:
        return format_number(round(float(value)), lang=lang)

    def signed(value: float) -> str:
        return f"+{n(value)}" if round(value) > 0 else n(value)

    told = [words["head"].format(day=format_date(found["issued"], lang), n=n(found["addresses"]),
                                 reps=n(found["replications"]))]  # fmt: skip
    start = date.fromisoformat(found["start"])
    for share, quantiles in found["dates"].items():
        for certainty in (0.5, 0.8):
            day = quantiles[LEVELS.index(certainty)]
            told.append(words["never" if day >= found["horizon"] else "date"].format(
                share=format_percentage(float(share), decimals=0, lang=lang),
                certainty=format_percentage(round(certainty * 100), decimals=0, lang=lang),
                day=format_date((start + timedelta(days=day)).isoformat(), lang),
            ))  # fmt: skip
    told += _scope(found, words, n, signed)
    if found["before"] is not None:
        told += _since(found, lang, n, signed)
    told.append(words["kept"].format(file=f"{found['issued']}.json", digest=found["digest"]))
    return told


def _scope(found: dict[str, Any], words: dict[str, str], n: Any, signed: Any) -> list[str]:
    """Each line of the scope ledger with what it does; vintages of earlier versions know no effects."""
    told, several = [], sum(bool(line.get("effect")) for line in found["ledger"]) > 1

    def days(key: str, effect: dict[str, float] | None) -> list[str]:
        return [words[key].format(**{part: signed(value) for part, value in effect.items()})] if effect else []

    for line in found["ledger"]:
        left = words["left"].format(n=n(line["left_out"])) if line["left_out"] else ""
        told.append(words["ledger"].format(change=signed(line["change"]), reason=line["reason"], left=left))
        told += days("effect", line.get("effect")) + days("if", line.get("effect_if_counted"))
    whole = found.get("scope_effect", {"effect": None, "reason": ""})
    told += days("whole", whole["effect"]) if several else []
    return told + ([words["unknown"].format(reason=whole["reason"])] if whole["reason"] else [])


def _since(found: dict[str, Any], lang: Lang, n: Any, signed: Any) -> list[str]:
    words, bridge = WORDS[lang], found["bridge"]
    if bridge["days"] is None:
        told = [words["same"].format(reason=bridge["reason"])]
    else:
        told = [words["bridge"].format(days=signed(bridge["days"]))]
        told += [words["cause"].format(name=CAUSES[lang].get(name, name), days=signed(days))
                 for name, days in bridge["causes"].items()]  # fmt: skip
    for row in found["farewell"]:
        line = words["farewell"].format(
            year=row["year"],
            held=words["hit" if row["inside"] else "miss"],
            **{name: n(row[name]) for name in ("actual", "low", "high", "crps")},
        )
        naive = row["last_year_again"]
        told.append(line + ("" if naive is None else words["naive"].format(naive=n(naive))))
    return told if found["farewell"] else [*told, words["none"]]
