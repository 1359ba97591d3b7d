"""Rule: one minimum or maximum that is stated for each of several and for all of them together."""

from __future__ import annotations

import re
from collections.abc import Iterator

from narekenen.arithmetic.model import Finding
from narekenen.arithmetic.prose import Sentence, evidence, same_noun, sentences
from narekenen.documents.model import Span
from narekenen.readings.model import Letter, NumberReading

RULE = "scopes"
_BOUND = {">=": ("minimaal", "at least"), "<=": ("maximaal", "at most")}
_TOGETHER = re.compile(
    r"^[^.;:]{0,30}?\b(?:in|binnen|over|voor|verdeeld over) (?:de |onze |deze |het )?(?:[^\W\d_]+ )?"
    r"(?P<group>[^\W\d_]{4,}(?:['’]s)?)(?:\((?:en|n|s)\))?"
)
_BOUND_WORD = re.compile(
    r"\b(?:minimaal|minimum van|minimum|maximaal|maximum van|maximum|ten minste|minstens|hooguit)\s*$"
)
_EACH = re.compile(r"\b(?:alle|elke?|iedere?|beide)\b")
_STROKE = re.compile(r"([^\W\d_]{4,30})\s?/\s?([^\W\d_]{4,30})")
_MOST = 60  # bounds in one text; more are a catalogue
_COMMON = {"jaar", "maand", "week", "dag", "keer", "persoon", "procent"}


def scopes_in_conflict(letter: Letter) -> Iterator[Finding]:
    """The same bound on the same thing, once "per school" and once "in de scholen" without "per".

    Same direction, same number (5 or more), and the thing counted is the same: the same word, a compound of it, or two
    words that the text sets side by side with a stroke ("lessen / trainingen").
    """
    bounds = [(s, n) for s in sentences(letter) for n in s.numbers if n.operator in _BOUND and _is_count(n)][:_MOST]
    each = [(s, n) for s, n in bounds if n.per and n.per.lower() not in _COMMON]
    side_by_side = set(_STROKE.findall(letter.running.text.lower())) if each else set()
    seen: set[Span] = set()
    for sentence, number in bounds:
        if number.per or number.span in seen:
            continue
        group = _TOGETHER.search(sentence.slice(number.span.end, number.span.end + 90))
        against = [
            (s, other)
            for s, other in each
            if other.operator == number.operator
            and other.value == number.value
            and group is not None
            and _all_of(other.per, group)
            and _same_thing(side_by_side, number.counted, other.counted)
        ]
        if against and group is not None:
            seen.add(number.span)
            yield _finding(letter, (sentence, number), against)


def _all_of(per: str, group: re.Match[str]) -> bool:
    """Whether the group is the plural of the one that "per" names, and not "alle scholen", which may mean each."""
    plural = group["group"] != per.lower() or group[0].endswith(")")
    return plural and same_noun(per, group["group"]) and not _EACH.search(group[0])


def _is_count(number: NumberReading) -> bool:
    return number.kind == "count" and number.value >= 5 and number.high is None and bool(number.counted)


def _same_thing(side_by_side: set[tuple[str, str]], one: str, other: str) -> bool:
    """Whether two counted things end in the same word, or the text puts words like them side by side with a stroke."""
    if not one.split() or not other.split():
        return False
    a, b = one.lower().split()[-1], other.lower().split()[-1]
    return _ends_alike(a, b) or any(
        (_ends_alike(a, x) and _ends_alike(b, y)) or (_ends_alike(a, y) and _ends_alike(b, x)) for x, y in side_by_side
    )


def _ends_alike(one: str, other: str) -> bool:
    return one.endswith(other) or other.endswith(one)


def _finding(
    letter: Letter, one: tuple[Sentence, NumberReading], against: list[tuple[Sentence, NumberReading]]
) -> Finding:
    nl, en = _BOUND[one[1].operator]
    places = [_phrase(letter, *one), *(_phrase(letter, *other) for other in against)]
    per = against[0][1].per
    return Finding(
        rule=RULE, verdict="scope_conflict", severity="finding",
        printed=letter.running.text[places[0].start : places[0].end],
        follows=letter.running.text[places[1].start : places[1].end],
        evidence=tuple(evidence(letter, place, "claim" if i == 0 else "part") for i, place in enumerate(places)),
        steps=(),
        nl=f"Hier geldt {nl} {one[1].text} zonder ‘per {per}’, elders {nl} {against[0][1].text} per {per}.",
        en=f"Here {en} {one[1].text} holds without “per {per}”, elsewhere {en} {against[0][1].text} for each.",
    )  # fmt: skip


def _phrase(letter: Letter, sentence: Sentence, number: NumberReading) -> Span:
    """The number with the word that makes it a bound and what it counts."""
    before = sentence.slice(number.span.start - 24, number.span.start)
    word = _BOUND_WORD.search(before)
    start = number.span.start - (len(before) - word.start() if word else 0)
    after = sentence.slice(number.span.end, number.span.end + 80)
    counted = after.find(number.counted.lower()) if number.counted else -1
    end = number.span.end + (counted + len(number.counted) if counted >= 0 else 0)
    return Span(start, end)
