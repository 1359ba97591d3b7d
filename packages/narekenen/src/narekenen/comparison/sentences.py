"""What became of a promise as a sentence that can be pasted. Modest: what was found, not what is true."""

from __future__ import annotations

import re

from narekenen.comparison.citing import shortened
from narekenen.comparison.model import Change, Outcome, Paper, Place
from narekenen.formatting import format_date

_DAY = re.compile(r"\((\d{4}-\d{2}-\d{2})\)")
_OUTCOME: dict[Outcome, tuple[str, str]] = {
    "kept": ("Volgens {later} is dit gedaan: “{now}”", "According to {later} this was done: “{now}”"),
    "standing": ("In {later} staat dit nog: “{now}”", "In {later} this still stands: “{now}”"),
    "moved": ("In {later} is het moment verschoven: “{now}”", "In {later} the date has moved: “{now}”"),
    "weaker": ("In {later} staat dit minder stellig: “{now}”", "In {later} this is said less firmly: “{now}”"),
    "stronger": ("In {later} staat dit stelliger: “{now}”", "In {later} this is said more firmly: “{now}”"),
    "other_number": ("In {later} staat een ander getal: “{now}”", "In {later} another number stands: “{now}”"),
    "withdrawn": ("Volgens {later} gaat dit niet door: “{now}”", "According to {later} this will not go on: “{now}”"),
    "not_mentioned": (
        "In {later} is geen passage gevonden die hierover gaat.",
        "In {later} no passage was found that speaks of this.",
    ),
}
_CHANGE: dict[tuple[str, str], tuple[str, str]] = {
    ("deadline", "later"): (
        "Was: {before}; nu: {after}, dat is later.",
        "Was: {before}; now: {after}, which is later.",
    ),
    ("deadline", "earlier"): (
        "Was: {before}; nu: {after}, dat is eerder.",
        "Was: {before}; now: {after}, which is earlier.",
    ),
    ("deadline", "passed"): (
        "Het genoemde moment, {before}, is in de latere brief voorbij; een ander moment is niet gevonden.",
        "The date given, {before}, is past in the later letter; no other date was found.",
    ),
    ("deadline", "dropped"): (
        "Het genoemde moment, {before}, is in de latere passage niet gevonden.",
        "The date given, {before}, was not found in the later passage.",
    ),
    ("deadline", "added"): ("Er staat nu een moment bij: {after}.", "A date was added: {after}."),
    ("strength", "weaker"): ("Van {before} naar {after}.", "From {before} to {after}."),
    ("strength", "stronger"): ("Van {before} naar {after}.", "From {before} to {after}."),
    ("condition", "added"): ("Er staat nu een voorwaarde bij: “{after}”.", "A condition was added: “{after}”."),
    ("condition", "dropped"): ("De voorwaarde “{before}” staat er niet meer.", "The condition “{before}” is gone."),
    ("number", "other"): ("Was: {before}; nu: {after}.", "Was: {before}; now: {after}."),
}
_STRENGTH_EN = {
    "plicht": "duty", "toezegging": "commitment", "afspraak": "agreement", "plan": "plan", "streven": "aim",
    "voornemen": "intention", "verwachting": "expectation", "bereidheid": "willingness",
    "voorwaardelijk": "conditional",
}  # fmt: skip


def sentences(
    outcome: Outcome, papers: tuple[Paper, Paper], earlier: Place, later: Place | None, changes: tuple[Change, ...]
) -> tuple[str, str]:
    """What became of one promise, in Dutch and in English. `papers` are the earlier and the later letter."""
    now = shortened(later.quote) if later else ""
    told_nl = _OUTCOME[outcome][0].format(later=_called(papers[1], "nl"), now=now)
    told_en = _OUTCOME[outcome][1].format(later=_called(papers[1], "en"), now=now)
    was = shortened(earlier.quote)
    nl = [f"In {_called(papers[0], 'nl')} stond: “{was}”", told_nl, *(_change(change, 0) for change in changes)]
    en = [f"{_capital(_called(papers[0], 'en'))} said: “{was}”", told_en, *(_change(change, 1) for change in changes)]
    return " ".join(_closed(part) for part in nl), " ".join(_closed(part) for part in en)


def added(later: Paper, place: Place) -> tuple[str, str]:
    """A promise that is new in the later letter."""
    quote = shortened(place.quote)
    nl = f"In {_called(later, 'nl')} staat voor het eerst, voor zover gevonden: “{quote}”"
    return _closed(nl), _closed(f"New in {_called(later, 'en')}, as far as was found: “{quote}”")


def _called(paper: Paper, lang: str) -> str:
    """The letter as it is called in a sentence; its citation stands in the footnote."""
    if not paper.dated:
        return "de brief “" + paper.name + "”" if lang == "nl" else "the letter “" + paper.name + "”"
    return (
        f"de brief van {format_date(paper.dated)}"
        if lang == "nl"
        else f"the letter of {format_date(paper.dated, 'en')}"
    )


def _change(change: Change, lang: int) -> str:
    pattern = _CHANGE.get(
        (change.kind, change.direction), ("Was: {before}; nu: {after}.", "Was: {before}; now: {after}.")
    )
    before, after = _dated(change.before, lang), _dated(change.after, lang)
    if lang == 1 and change.kind == "strength":
        before, after = _STRENGTH_EN.get(before, before), _STRENGTH_EN.get(after, after)
    return pattern[lang].format(before=before, after=after)


def _dated(text: str, lang: int) -> str:
    """With the day in brackets as people write it: "voor de zomer (20 juni 2031)"."""
    return _DAY.sub(lambda found: f"({format_date(found[1], 'en' if lang else 'nl')})", text)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _closed(text: str) -> str:
    """With a full stop behind it, unless its quote has one."""
    return text if text.rstrip("”").endswith((".", "?", "!", "…")) else f"{text}."
