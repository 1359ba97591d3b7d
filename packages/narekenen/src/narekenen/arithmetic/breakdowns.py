"""Rule: shares that a paragraph gives as the parts of one whole, against that whole."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import combinations

from narekenen.arithmetic.changes import changes
from narekenen.arithmetic.model import Finding, Step
from narekenen.arithmetic.prose import Sentence, of_number, paragraphs, write
from narekenen.formatting import format_percentage
from narekenen.readings.model import Letter, NumberReading

RULE = "breakdowns"
_WHOLE = Decimal(100)
_SHARE_OF = re.compile(r"\b(?:aandeel|deel|percentage|gedeelte)\b")
_NEGATED = re.compile(r"\b(?:niet|geen|tegen|weigert|weigeren)\b")
_REST = re.compile(
    r"\b(?:overige?|overigen|rest|resterende?|anderen|weet niet|weten niet|geen mening|geen antwoord|onbekend|neutraal|"
    r"meerdere antwoorden|onder andere|onder meer|waaronder|bijvoorbeeld|vooral)\b"
)
_PAST = re.compile(
    r"^(?:toen|destijds|voorheen|eerder|daarvoor|in de vorige)\b|\b(?:was|waren|bedroeg) (?:dit|dat|het)\b"
)
_CLAUSE = re.compile(r"[.;:!?(]|, (?:maar|en|terwijl)\b")


def incomplete_breakdowns(letter: Letter) -> Iterator[Finding]:
    """A share, its opposite and at least one more, over the same group at the same time, that make up no whole.

    Looks at paragraphs that give shares of one group ("het aandeel dat …", "40% van de …") as alternatives: one of
    them is negated ("niet", "geen"). Shares that belong to an earlier moment are left out. Nothing is said when any
    reading adds up: all shares, or all but the largest, to 100; or some of them to 100 or to the largest, within the
    rounding of all. Nor when the paragraph speaks of a rest, of other answers or of examples.
    """
    for paragraph in paragraphs(letter):
        text = " ".join(sentence.text.lower() for sentence in paragraph)
        if _REST.search(text) or not _SHARE_OF.search(text):
            continue
        shares = _present_shares(paragraph)
        if not 4 <= len(shares) <= 9 or len({share.value for share, _ in shares}) < len(shares):
            continue
        largest = max(shares, key=lambda item: item[0].value)
        parts = [item for item in shares if item is not largest]
        if largest[0] != shares[0][0] or sum(opposite for _, opposite in parts) != 1:
            continue
        numbers = [share for share, _ in parts]
        if _adds_up(largest[0], numbers) or sum((n.value for n in numbers), Decimal(0)) > _WHOLE:
            continue
        yield _finding(largest[0], parts)


def _present_shares(paragraph: tuple[Sentence, ...]) -> list[tuple[NumberReading, bool]]:
    """The shares that hold now, in order, each with whether its clause is negated."""
    found = []
    for sentence in paragraph:
        if _PAST.search(sentence.text.lower()):
            continue
        old = {change.old.span for change in changes(sentence)}
        for number in sentence.numbers:
            if number.unit == "%" and number.high is None and number.operator == "=" and number.span not in old:
                found.append((number, _is_opposite(paragraph, sentence, number)))
    return found


def _is_opposite(paragraph: tuple[Sentence, ...], sentence: Sentence, number: NumberReading) -> bool:
    """Whether what it is a share of is negated: "het aandeel dat niet …". A short clause looks a sentence back."""
    before = _CLAUSE.split(sentence.slice(sentence.span.start, number.span.start))[-1]
    if len(before) < 24:
        at = paragraph.index(sentence)
        before = (paragraph[at - 1].text.lower() if at else "") + " " + before
    said = re.search(r"\b(?:dat|die)\b(?P<clause>.*)$", before)
    after = _CLAUSE.split(sentence.slice(number.span.end, number.span.end + 80))[0] if said is None else ""
    clause = said["clause"] if said else after
    # "dat niet … en daarmee wel" and "zelf niet …, maar" say more than no
    return bool(_NEGATED.search(clause)) and not re.search(r"\b(?:daarmee|maar|echter|zelf niet)\b", clause)


def _adds_up(largest: NumberReading, parts: list[NumberReading]) -> bool:
    every = [largest, *parts]
    for size in range(2, len(every) + 1):
        for some in combinations(every, size):
            total = sum((n.value for n in some), Decimal(0))
            slack = sum((n.step / 2 for n in some), Decimal(0))
            if abs(total - _WHOLE) <= slack:
                return True
            if largest not in some and abs(total - largest.value) <= slack + largest.step / 2:
                return True
    return False


def _finding(largest: NumberReading, parts: list[tuple[NumberReading, bool]]) -> Finding:
    same = [share for share, opposite in parts if not opposite]
    total = sum((share.value for share, _ in parts), Decimal(0))
    together = sum((share.value for share in same), Decimal(0))
    shown, shown_en = write(total, largest, "nl"), write(total, largest, "en")
    rest, rest_en = (format_percentage(_WHOLE - total, lang=lang) for lang in ("nl", "en"))
    lists = ", ".join(share.text for share, _ in parts)
    return Finding(
        rule=RULE, verdict="incomplete_breakdown", severity="finding",
        printed=largest.text, follows=f"{shown}; {write(together, largest, 'nl')}",
        evidence=(of_number(largest, "printed"), *(of_number(share, "part") for share, _ in parts)),
        steps=(
            Step(" + ".join(share.text for share, _ in parts), shown),
            Step(" + ".join(share.text for share in same), write(together, largest, "nl")),
        ),
        nl=f"De delen {lists} vormen samen {shown}. Over de overige {rest} zegt de tekst niets, en geen optelling "
        f"ervan geeft {largest.text}.",
        en=f"The parts {lists} make {shown_en} together. The text says nothing of the other {rest_en}, and no sum of "
        f"them gives {largest.text}.",
    )  # fmt: skip
