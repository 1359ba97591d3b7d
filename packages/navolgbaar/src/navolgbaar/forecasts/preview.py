"""A first answer, and what a slider does to it: a Preview. Nothing of it is in the ledger until it is issued."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.safestring import SafeString
from django.utils.translation import gettext

from navolgbaar.forecasts import science
from navolgbaar.forecasts.issuing import DATES, SMALLEST_YEAR
from navolgbaar.forecasts.picture import fan, thousands
from navolgbaar.forecasts.words import date_quantity


@dataclass(frozen=True, slots=True)
class Preview:
    """Everything in words: rows are (what, value). `headline` says the most important one in a sentence."""

    headline: str
    dates: list[tuple[str, str]]
    years: list[tuple[str, str, str, str]]
    addresses: str
    picture: SafeString | None
    curve: list[tuple[str, str, str, str]]
    assumed: list[str]
    alone: bool


def preview_of(value: Mapping[str, Any], assumptions: list[dict[str, Any]]) -> Preview:
    """Compute a preview. Raises narekenen.errors.UnusableInput."""
    found = science.estimates(value, assumptions, science.PREVIEW)
    name = "name_en" if science.language() == "en" else "name"
    curve = science.curve_of(science.kept(found))
    main = found["date 95 at 80"]
    days = {key: science.in_words(found[f"date {key[0]} at {key[1]}"]) for key in DATES}
    headline = (
        gettext("95%% of the addresses finished, with 80%% certainty by %(day)s.") % {"day": days["95", "80"]}
        if main.value else gettext("95% of the addresses is not finished with 80% certainty within the horizon.")
    )  # fmt: skip
    years = [
        (key[5:], _number(e.low), _number(e.value), _number(e.high))
        for key, e in found.items() if key.startswith("year ") and e.high is not None and int(e.high) >= SMALLEST_YEAR
    ]  # fmt: skip
    return Preview(
        headline=headline,
        dates=[(date_quantity(*key)[name], day) for key, day in days.items()],
        years=years,
        addresses=science.in_words(found["addresses"]),
        picture=fan(curve, ident="fan", title=headline),
        curve=[(end.isoformat(), thousands(a), thousands(b), thousands(c)) for end, a, b, c in curve],
        assumed=[words for _, words in science.as_said(assumptions)],
        alone="independent_only" in main.warnings,
    )


def _number(part: object) -> str:
    return thousands(int(str(part)))
