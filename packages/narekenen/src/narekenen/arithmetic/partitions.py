"""Rule: shares of answers that exclude each other and leave no other answer, against the whole."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from narekenen.arithmetic.model import Finding, Step
from narekenen.arithmetic.prose import Sentence, of_number, plain, sentences
from narekenen.formatting import format_percentage
from narekenen.readings.model import Letter, NumberReading

RULE = "partitions"
_PAIRS = (
    ("positief", "negatief"), ("positieve", "negatieve"), ("verbeterd", "verslechterd"), ("toegenomen", "afgenomen"),
    ("gestegen", "gedaald"), ("voorstander", "tegenstander"), ("voorstanders", "tegenstanders"), ("goed", "slecht"),
    ("voor", "tegen"), ("hoger", "lager"), ("vooruitgang", "achteruitgang"), ("ja", "nee"),
)  # fmt: skip
_NEGATED = re.compile(r"\bon(?P<word>tevreden|eens|voldoende|veilig|gunstig|toereikend|bekend mee)\b")
_MIDDLE = re.compile(
    r"\b(?:neutraal|neutrale|geen mening|weet het niet|weten het niet|weet niet|gelijk gebleven|"
    r"gelijkgebleven|hetzelfde|"
    r"ongewijzigd|noch|twijfelt|twijfelen|onbeslist|geen verschil|matig)\b"
)
_OPEN = re.compile(
    r"\b(?:overige?|overigen|rest|resterende?|anderen|onbekend|meerdere antwoorden|meer antwoorden|onder meer|"
    r"onder andere|vorig jaar|in (?:19|20)\d\d|was dat|waren dat|"
    r"ten opzichte van|vergeleken|ruim|bijna|circa|ongeveer)\b"
)


def answers_short_of_the_whole(letter: Letter) -> Iterator[Finding]:
    """ "45% is tevreden, 20% neutraal en 25% ontevreden": two opposites and what lies between them make up everything.

    Three to five exact shares in one sentence and no others, each with its own answer. Off by more than their rounding
    and a point is a finding; nothing is said when the sentence or the next speaks of a rest, of other answers or years.
    """
    every = sentences(letter)
    for at, sentence in enumerate(every):
        shares = [n for n in sentence.numbers if n.unit == "%"]
        if not 3 <= len(shares) <= 5 or not all(plain(n) and n.kind == "percentage" for n in shares):
            continue
        lower = sentence.text.lower()
        nearby = " ".join(s.text.lower() for s in every[at + 1 : at + 2] if s.block == sentence.block)
        if _OPEN.search(f"{lower} {nearby}") or not _is_partition(sentence, shares, lower):
            continue
        total = sum((n.value for n in shares), Decimal(0))
        slack = sum((n.step / 2 for n in shares), Decimal(0)) + 1
        if 50 < total < 150 and abs(total - 100) > slack:
            yield _finding(shares, total)


def _is_partition(sentence: Sentence, shares: list[NumberReading], lower: str) -> bool:
    middles = list(_MIDDLE.finditer(lower))
    if len(middles) != 1 or any(lower.count(f" {word} ") > 1 for word in ("waarvan", "daarvan")):
        return False
    words = set(re.findall(r"[^\W\d_]+", _MIDDLE.sub(" ", lower)))
    negated = _NEGATED.search(lower)
    return bool(negated and negated["word"] in words) or any(one in words and two in words for one, two in _PAIRS)


def _finding(shares: list[NumberReading], total: Decimal) -> Finding:
    shown, shown_en = (format_percentage(total, lang=lang) for lang in ("nl", "en"))
    listed = ", ".join(n.text for n in shares)
    return Finding(
        rule=RULE, verdict="incomplete_breakdown" if total < 100 else "wrong_sum", severity="finding",
        printed=" + ".join(n.text for n in shares), follows=shown,
        evidence=tuple(of_number(n, "part") for n in shares),
        steps=(Step(" + ".join(n.text for n in shares), shown),),
        nl=f"De antwoorden {listed} vormen samen {shown}, en een andere groep noemt de tekst niet.",
        en=f"The answers {listed} make {shown_en} together, and the text names no other group.",
    )  # fmt: skip
