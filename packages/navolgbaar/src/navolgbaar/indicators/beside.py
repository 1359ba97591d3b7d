"""One municipality beside all others: each share with its range among theirs, and what stands out, in sentences."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.safestring import SafeString
from django.utils.translation import gettext

from navolgbaar.figures.models import FigureVersion
from navolgbaar.indicators import science
from navolgbaar.indicators.models import Issue
from navolgbaar.indicators.pictures import quarter_words, strip_drawing
from navolgbaar.indicators.queries import says
from navolgbaar.indicators.words import ADDRESS, MEASURE_WORDS, MEASURES, REASONS, VERDICTS

SENTENCES = 3


@dataclass(frozen=True, slots=True)
class Beside:
    """A share of one municipality among those of all, in words.

    of        the figure it stands under; address: the page of this share
    said      "" where there is no number, and `why` says why; between: the range of nineteen in twenty ("" for beds)
    all       the share of all together; verdict: as in the funnel ("" within it, None where there is no funnel)
    drawing   a dot per municipality on a line, this one with its range
    """

    name: str
    words: str
    address: str
    of: str
    said: str
    between: str
    all: str
    verdict: str | None
    why: str
    drawing: SafeString | None

    @property
    def verdict_words(self) -> str:
        return "" if self.verdict is None else str(VERDICTS[self.verdict])

    @property
    def sentence(self) -> str:
        """The same as a council member would tell it."""
        told = {"what": self.words, "here": self.said, "between": self.between, "all": self.all}
        return gettext("%(what)s: %(here)s here (%(between)s), %(all)s in all together.") % told


def beside_the_others(issue: Issue, code: str, own: FigureVersion | None) -> list[Beside]:
    """Every share of a round that is told of this municipality, in the order of its pages. own: its first share."""
    found, told = [], says(issue, only_public=True)
    for name, shown in _shown(issue).items():
        version = own if name == "home" else told.get(name)
        rows, absent = shown["rows"], shown["absent"]
        if version is not None and (code in rows or code in absent):
            found.append(_beside(issue, name, code, str(version), rows, absent))
    return found


def standing_out(rows: Sequence[Beside], quarters: Sequence[science.Month]) -> list[tuple[str, str, str]]:
    """At most three things to know: (figure, sentence, what it means). What differs most from the others comes first;
    the last is what changed over time, where that can be told."""
    judged = sorted((row for row in rows if row.said and row.verdict is not None), key=_how_far)
    told = [(row.of, row.sentence, row.verdict_words) for row in judged]
    moved = _over_time(rows, quarters)
    return [*told[: SENTENCES - len(moved)], *moved]


def _how_far(row: Beside) -> int:
    """Outside the funnel first; within it as the pages are ordered."""
    return {"0.001": 0, "0.025": 1}.get((row.verdict or "")[-6:-1], 2)


def _over_time(rows: Sequence[Beside], quarters: Sequence[science.Month]) -> list[tuple[str, str, str]]:
    if len(quarters) < 2 or not rows or rows[0].name != "home":
        return []
    first, last = quarters[0], quarters[-1]
    sentence = gettext("%(what)s went from %(before)s (%(first)s) to %(now)s (%(last)s).") % {
        "what": rows[0].words, "before": science.percent(first.value), "now": science.percent(last.value),
        "first": quarter_words(first.on), "last": quarter_words(last.on),
    }  # fmt: skip
    apart = last.low > first.high or last.high < first.low
    means = gettext("more than chance explains") if apart else gettext("the ranges overlap: it may be chance")
    return [(rows[0].of, sentence, means)]


def _shown(issue: Issue) -> dict[str, dict[str, Any]]:
    """What was released of each share: rows by municipality with all together as "", and why there is none."""
    home = {"rows": issue.pairs, "absent": issue.absent}
    return {name: home if name == "home" else issue.shares[name] for name in MEASURES
            if name == "home" or issue.shares.get(name, {}).get("rows")}  # fmt: skip


def _beside(
    issue: Issue, name: str, code: str, of: str, rows: Mapping[str, Sequence[int]], absent: Mapping[str, str]
) -> Beside:
    there = {town: pair for town, pair in rows.items() if town and pair[1]}
    shares = {town: 100 * part / base for town, (part, base) in there.items()}
    funnel = None if name == "beds" else science.funnel(there)
    spot = next((s for s in funnel.spots if s.code == code), None) if funnel else None
    whole = rows.get("")
    middle = 100 * whole[0] / whole[1] if whole and whole[1] else None
    home = issue.round.get_absolute_url()
    return Beside(
        name, str(MEASURE_WORDS[name][0]), home if name == "home" else f"{home}over/{ADDRESS[name]}/", of,
        science.percent(shares[code]) if code in shares else "", spot.between if spot else "",
        "" if middle is None else science.percent(middle), spot.verdict if spot else None,
        "" if code in shares else REASONS[absent.get(code, "small")][1 if science.language() == "en" else 0],
        strip_drawing(shares, code, (spot.low, spot.high) if spot else None, middle, ident=f"strip-{name}",
                      verdict=spot.verdict if spot else "") if code in shares else None,
    )  # fmt: skip
