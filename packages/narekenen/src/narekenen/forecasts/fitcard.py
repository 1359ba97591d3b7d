"""The fit card: the mean of what has ended beside the mean that also counts what is still open."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from narekenen.forecasts.fits import Fit, best_fit
from narekenen.forecasts.lifetables import kaplan_meier
from narekenen.forecasts.spells import Spells
from narekenen.formatting import Lang, format_number


@dataclass(frozen=True, slots=True)
class FitCard:
    """One stage or group.

    naive    mean of the ended cases alone: too low as long as cases are open, because the short ones end first
    best     the family with the smallest AIC; `others` in order
    median   by Kaplan-Meier, without assuming a shape; None when fewer than half have ended
    """

    name: str
    cases: int
    ended: int
    open: int
    naive: float
    median: float | None
    best: Fit
    others: tuple[Fit, ...]


def fit_card(spells: Spells, name: str = "lead time") -> FitCard:
    """Fit all families and put the naive mean beside the best."""
    ended = ~spells.open
    fits = best_fit(spells)
    simple = bool(np.all(spells.exact | spells.open))
    middles = (spells.low[ended] + spells.high[ended]) / 2
    return FitCard(
        name, len(spells.low), int(ended.sum()), int(spells.open.sum()), float(middles.mean()),
        kaplan_meier(spells).quantile(0.5) if simple else None, fits[0], fits[1:],
    )  # fmt: skip


WORDS: dict[Lang, str] = {
    "nl": "{name}: gemiddeld {mean} dagen ({low} tot {high}), ook gerekend wat nog loopt ({family}). "
    "Alleen wat klaar is: {naive} dagen ({ended} van {cases}).",
    "en": "{name}: {mean} days on average ({low} to {high}), counting what is still open ({family}). "
    "What has ended alone: {naive} days ({ended} of {cases}).",
}


def card_sentence(card: FitCard, lang: Lang = "nl") -> str:
    def n(value: float) -> str:
        return format_number(round(value), lang=lang)

    fit = card.best
    return WORDS[lang].format(
        name=card.name, mean=n(fit.mean), low=n(fit.low), high=n(fit.high), family=fit.family, naive=n(card.naive),
        ended=n(card.ended), cases=n(card.cases),
    )  # fmt: skip
