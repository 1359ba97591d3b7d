"""Why a grant changes: a waterfall per maatstaf that adds up to the cent, with its three largest reasons in words."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from narekenen.allocation.rounding import largest_remainder
from narekenen.allocation.shares import Division
from narekenen.errors import UnusableInput, say
from narekenen.formatting import Lang, format_amount


@dataclass(frozen=True, slots=True)
class Bar:
    """One maatstaf: cents before and after, and their difference as it stands in the waterfall."""

    maatstaf: str
    before: int
    after: int
    change: int


@dataclass(frozen=True, slots=True)
class Waterfall:
    """before + the changes of all bars = after, exactly. Bars from the largest change to the smallest."""

    municipality: str
    before: int
    after: int
    bars: tuple[Bar, ...]


def waterfall(municipality: str, before: Division, after: Division) -> Waterfall:
    """From the grant by one division to that by another. Raises UnusableInput for a municipality not in both."""
    if municipality not in before.grants or municipality not in after.grants:
        raise UnusableInput(
            say("{municipality} is not in both divisions", municipality=municipality),
            where="waterfall",
            do="Restate mergers first",
        )
    names = list(dict.fromkeys([*before.parts[municipality], *after.parts[municipality]]))
    ends = [_parts(names, division, municipality) for division in (before, after)]
    bars = [Bar(name, a, b, b - a) for name, a, b in zip(names, *ends, strict=True)]
    bars.sort(key=lambda bar: (-abs(bar.change), bar.maatstaf))
    return Waterfall(municipality, before.grants[municipality], after.grants[municipality], tuple(bars))


def _parts(names: list[str], division: Division, municipality: str) -> list[int]:
    """Cents per maatstaf that add up to the grant."""
    exact = [division.parts[municipality].get(name, Fraction(0)) for name in names]
    grant = division.grants[municipality]
    rest = grant - sum(exact)  # less than one cent: the rounding of the grant itself
    largest = max(range(len(names)), key=lambda i: abs(exact[i]))
    exact[largest] += rest
    return largest_remainder(exact, grant)


def sentences(found: Waterfall, lang: Lang = "nl", reasons: int = 3) -> tuple[str, ...]:
    """The change in plain words: one sentence for the whole, then one per reason, the largest first."""
    text = TEXT[lang]
    change = found.after - found.before
    lines = [
        text["same" if not change else "more" if change > 0 else "less"].format(
            name=found.municipality, amount=_euros(abs(change), lang), before=_euros(found.before, lang),
            after=_euros(found.after, lang),
        )
    ]  # fmt: skip
    for bar in found.bars[:reasons]:
        if bar.change:
            key = "up" if bar.change > 0 else "down"
            lines.append(text[key].format(maatstaf=bar.maatstaf, amount=_euros(abs(bar.change), lang)))
    return tuple(lines)


def _euros(cents: int, lang: Lang) -> str:
    return format_amount(round(cents / 100), lang=lang)


TEXT: dict[Lang, dict[str, str]] = {
    "nl": {
        "more": "{name} krijgt {amount} meer: eerst {before}, straks {after}.",
        "less": "{name} krijgt {amount} minder: eerst {before}, straks {after}.",
        "same": "{name} houdt hetzelfde bedrag: {after}.",
        "up": "Door “{maatstaf}” komt er {amount} bij.",
        "down": "Door “{maatstaf}” gaat er {amount} af.",
    },
    "en": {
        "more": "{name} gets {amount} more: {before} before, {after} then.",
        "less": "{name} gets {amount} less: {before} before, {after} then.",
        "same": "{name} keeps the same amount: {after}.",
        "up": "“{maatstaf}” adds {amount}.",
        "down": "“{maatstaf}” takes off {amount}.",
    },
}
