"""Rule: "van 40 naar 50, een stijging van 25%": the percentage of a change against its two values."""

from __future__ import annotations

import re
from collections.abc import Iterator

from narekenen.arithmetic.changes import Change, changes, direction_words
from narekenen.arithmetic.direction import bounds
from narekenen.arithmetic.model import Finding, Step
from narekenen.arithmetic.prose import Sentence, of_number, sentences, write
from narekenen.formatting import format_number, format_percentage
from narekenen.readings.model import Letter, NumberReading

RULE = "percent_changes"
_ABOUT = r"(?:ruim |circa |ongeveer |bijna )?$"
_BEHIND = re.compile(
    rf"\b(?:stijging|toename|groei|daling|afname|verhoging|verlaging|vermindering) (?:van|met) {_ABOUT}"
)
_AHEAD = re.compile(rf"\bmet {_ABOUT}")
_OTHER_BASE = re.compile(r"^ (?:per|van|ten opzichte|in de|in het|onder|bij|gemiddeld|minder|meer)\b")
_SUMS_UP = re.compile(
    r"^(?:dat|dit|hiermee|daarmee|het)(?: is| betekent| komt neer op| gaat(?: om)?)? "
    r"(?:dus |dan |hier |daarbij )?(?:om )?een "
    rf"(?:stijging|toename|groei|daling|afname|verhoging|verlaging|vermindering) (?:van|met) {_ABOUT}"
)
_ONE_PHRASE = re.compile(r"^,?[^,.;:()]{0,30}$")


def percentages_of_change(letter: Letter) -> Iterator[Finding]:
    """The percentage of a change: (new − old) / old, with the rounding of all three.

    "van 40 naar 50, een stijging van 25%" and "met 25% gestegen van 40 naar 50". A percentage with another base behind
    it ("per jaar", "ten opzichte van …") is left alone. For values that are percentages themselves a difference in
    points that is called a percentage is imprecise: "van 34% naar 30%, een daling van 4%" means 4 percentage points.
    """
    every = sentences(letter)
    for at, sentence in enumerate(every):
        shares = [n for n in sentence.numbers if _is_share(n)]
        found = list(changes(sentence))
        if len(found) == 1 and not shares:
            shares = _in_next(sentence, every[at + 1 : at + 2])
        for change in found if shares else ():
            if change.old.value <= 0 or change.old.value == change.new.value:
                continue
            share = next((n for n in shares if n not in (change.old, change.new) and _is_of(change, n)), None)
            if share is None:
                continue
            judged = _judge(change, share)
            if change.new.unit != "%":
                yield judged
            elif judged.severity == "finding" and share.value == abs(change.new.value - change.old.value):
                yield _points(change, share)


def _is_share(number: NumberReading) -> bool:
    return number.unit == "%" and number.kind == "percentage" and number.high is None


def _in_next(sentence: Sentence, following: tuple[Sentence, ...]) -> list[NumberReading]:
    """The percentage with which the next sentence sums a change up: "Dat is een stijging van 25%."."""
    for then in following:
        share = next((n for n in then.numbers if _is_share(n)), None)
        if share is None or then.block != sentence.block or then.numbers[0] is not share:
            return []
        before, after = then.slice(then.span.start, share.span.start), then.slice(share.span.end, share.span.end + 30)
        if _SUMS_UP.search(before) and not _OTHER_BASE.search(after):
            return [share]
    return []


def _is_of(change: Change, share: NumberReading) -> bool:
    sentence = change.sentence
    if share.span.start >= sentence.span.end:
        return True  # the next sentence sums this one up
    before = sentence.slice(share.span.start - 50, share.span.start)
    if share.span.start > change.new.span.end:
        after = sentence.slice(share.span.end, share.span.end + 30)
        return bool(_BEHIND.search(before)) and not _OTHER_BASE.search(after)
    between = sentence.slice(share.span.end, change.old.span.start)
    said = direction_words(before[-24:] + between)[0]
    return bool(_AHEAD.search(before) and said and _ONE_PHRASE.search(between)) and not _OTHER_BASE.search(between[:-4])


def _judge(change: Change, share: NumberReading) -> Finding:
    low, high = bounds(change.new, change.old)
    ends = sorted((abs(low - 1) * 100, abs(high - 1) * 100))
    follows = abs(change.new.value - change.old.value) / change.old.value * 100
    slack = share.step / 2 if share.operator == "=" else max(share.step, share.value / 10)
    fits = ends[0] - slack <= share.value <= ends[1] + slack
    decimals = 1 if share.step >= 1 else 2
    shown, shown_en = (format_percentage(follows, decimals=decimals, lang=lang) for lang in ("nl", "en"))
    old, new = write(change.old.value, change.old, "nl"), write(change.new.value, change.new, "nl")
    old_en, new_en = write(change.old.value, change.old, "en"), write(change.new.value, change.new, "en")
    return Finding(
        rule=RULE, verdict="ok" if fits else "wrong_sum", severity="confirmation" if fits else "finding",
        printed=share.text, follows=shown,
        evidence=(of_number(share, "printed"), of_number(change.old, "part"), of_number(change.new, "part")),
        steps=(Step(f"({new} − {old}) / {old}", shown),),
        nl=f"Van {old} naar {new} is een verschil van {shown}; er staat {share.text}.",
        en=f"From {old_en} to {new_en} is a difference of {shown_en}; the text says {share.text}.",
    )  # fmt: skip


def _points(change: Change, share: NumberReading) -> Finding:
    points, points_en = format_number(share.value), format_number(share.value, lang="en")
    return Finding(
        rule=RULE, verdict="imprecise", severity="finding", printed=share.text, follows=f"{points} procentpunt",
        evidence=(of_number(share, "printed"), of_number(change.old, "part"), of_number(change.new, "part")),
        steps=(Step(f"{change.new.text} − {change.old.text}", f"{points} procentpunt"),),
        nl=f"Tussen {change.old.text} en {change.new.text} liggen {points} procentpunten; er staat {share.text}.",
        en=f"Between these two percentages lie {points_en} percentage points; the text says {share.text}.",
    )  # fmt: skip
