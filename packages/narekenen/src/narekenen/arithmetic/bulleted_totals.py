"""Rule: a list of items with one amount or count each, and the total that the lines around it give."""

from __future__ import annotations

import re
from collections.abc import Iterator

from narekenen.arithmetic.model import Finding
from narekenen.arithmetic.prose import Sentence, plain, sentences
from narekenen.arithmetic.said_totals import said_total
from narekenen.readings.model import Letter, NumberReading

RULE = "bulleted_totals"
_TOTAL_AFTER = re.compile(
    r"^(?:daarmee|hiermee|in totaal|samen|tezamen|totaal|opgeteld|het totaal|alles bij elkaar|bij elkaar)\b"
    r"[^.;:()\d]{0,80}?(?:€ ?)?$"
)
_SAID_TOTAL = re.compile(r"\b(?:in totaal|samen|tezamen|totaal|totale|opgeteld|bij elkaar)\b")
_TOTAL_BEFORE = re.compile(r"\b(?:in totaal|totaal van|totale [^\W\d_]+ (?:van|is|bedraagt)) (?:€ ?)?$")
_SPLIT = re.compile(
    r"\b(?:als volgt (?:verdeeld|opgebouwd|samengesteld|uitgesplitst)|verdeeld over|bestaat uit|"
    r"onderverdeeld)\b"
)
_LOOSE = re.compile(
    r"\b(?:onder andere|onder meer|waaronder|bijvoorbeeld|minimaal|maximaal|per jaar|jaarlijks|structureel|per|"
    r"meer dan|oplopend|waarvan|resterende?|overige?|extra|aanvullend|bovenop|daarnaast)\b"
)


def totals_of_lists(letter: Letter) -> Iterator[Finding]:
    """Three items or more with one number of one unit each; the sentence after them ("In totaal gaat het om …") or the
    one before, which says that the total is divided as follows, names the total."""
    run: list[Sentence] = []
    before: Sentence | None = None
    last: Sentence | None = None
    blocks = letter.running.blocks
    for sentence in sentences(letter):
        if blocks[sentence.block].kind == "list_item":
            if not run:
                before = last
            run.append(sentence)
        else:
            if len(run) >= 3:
                yield from _judge(run, before, sentence)
            run = []
        last = sentence
    if len(run) >= 3:
        yield from _judge(run, before, None)


def _judge(run: list[Sentence], before: Sentence | None, after: Sentence | None) -> Iterator[Finding]:
    items = [[n for n in s.numbers if n.kind in ("amount", "count") and n.form == "digits"] for s in run]
    if len({s.block for s in run}) != len(run) or any(len(item) != 1 for item in items):
        return
    parts = [item[0] for item in items]
    alike = {(n.kind, n.unit, n.per) for n in parts}
    if len(alike) != 1 or not all(plain(n) for n in parts) or any(_LOOSE.search(s.text.lower()) for s in run):
        return
    total = _total(parts[0], before, after)
    if total is None:
        return
    nl = f"De {len(parts)} onderdelen van de lijst tellen op tot {{sum}}; er staat {{total}}."
    en = f"The {len(parts)} items of the list add up to {{sum}}; the text says {{total}}."
    yield from said_total(RULE, parts, total, nl=nl, en=en)


def _total(part: NumberReading, before: Sentence | None, after: Sentence | None) -> NumberReading | None:
    def like(number: NumberReading) -> bool:
        return (number.kind, number.unit, number.per) == (part.kind, part.unit, part.per) and plain(number)

    if after is not None and not _LOOSE.search(after.text.lower()):
        for number in filter(like, after.numbers[:1]):
            lead = after.slice(after.span.start, number.span.start)
            if _TOTAL_AFTER.search(lead) and _SAID_TOTAL.search(lead):
                return number
    if before is not None and before.text.rstrip().endswith(":") and not _LOOSE.search(before.text.lower()):
        numbers = [n for n in before.numbers if like(n)]
        if len(numbers) == 1 and (
            _SPLIT.search(before.text.lower())
            or _TOTAL_BEFORE.search(before.slice(before.span.start, numbers[0].span.start))
        ):
            return numbers[0]
    return None
