"""Rule: counts or amounts that one sentence names, and their total in the next ("In totaal zijn dat …")."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from narekenen.arithmetic.model import Finding
from narekenen.arithmetic.prose import Sentence, paragraphs, plain
from narekenen.arithmetic.said_totals import said_total
from narekenen.readings.model import Letter, NumberReading

RULE = "totals_next"
_TOTAL = re.compile(
    r"^(?:over (?:de|deze|die|alle)(?: [^\W\d_]+)? (?:jaren|jaar|maanden|onderdelen|posten)(?: samen)?|"
    r"in totaal|samen|tezamen|bij elkaar|opgeteld|daarmee|hiermee|het totaal)"
    r"(?: (?:is|zijn|was|waren|gaat|komt|komen|bedraagt|dat|dit|het|er|dus|daarmee|hiermee|om|neer|op|uit|in totaal|"
    r"samen|wordt|worden|werd|werden|een bedrag van|goed voor|€)){0,6} $"
)
_SAID = re.compile(r"\b(?:over (?:de|deze|die|alle)|totaal|totale|samen|tezamen|bij elkaar|opgeteld)\b")
_LOOSE = re.compile(
    r"\b(?:onder andere|onder meer|waaronder|waarvan|daarvan|hiervan|bijvoorbeeld|minstens|minimaal|maximaal|"
    r"respectievelijk|per|jaarlijks|oplopend|cumulatief|meer|minder|van de|van deze|nog|ook|overlap|dubbel\w*|"
    r"stijgt|daalt|steeg|"
    r"daalde|tussen|naar|tot|inclusief|exclusief|sinds|inmiddels|overige?|resterende?)\b"
)
_AND = re.compile(r"\ben\b")
_NL = "De getallen in de zin ervoor tellen op tot {sum}; als totaal staat er {total}."
_EN = "The numbers in the sentence before add up to {sum}; the text gives {total} as the total."


def totals_in_the_next_sentence(letter: Letter) -> Iterator[Finding]:
    """ "… 4.210 aanvragen en … 5.340 aanvragen. In totaal zijn dus 9.550 aanvragen ontvangen."

    Two to six numbers of one unit, or counts of one named thing, joined by "en" and no other numbers of that kind; the
    next sentence opens with the total and no other words. Nothing is said when either speaks of a part, a rest, a rise
    or "per".
    """
    for paragraph in paragraphs(letter):
        for listed, then in pairwise(paragraph):
            total = next((n for n in then.numbers if n.kind != "duration"), None)
            if total is None or not plain(total) or total.kind not in ("count", "amount") or total.per:
                continue
            lead = then.slice(then.span.start, total.span.start)
            parts = [n for n in listed.numbers if n.kind == total.kind and n.unit == total.unit]
            if _TOTAL.search(lead) and _SAID.search(lead) and _is_list(listed, parts, total, lead):
                yield from said_total(RULE, parts, total, nl=_NL, en=_EN)


def _is_list(listed: Sentence, parts: list[NumberReading], total: NumberReading, lead: str) -> bool:
    if not 2 <= len(parts) <= 6 or not all(plain(n) and n.form == "digits" and not n.per for n in parts):
        return False
    nouns = {n.counted.lower() for n in (*parts, total) if n.counted}
    if total.kind == "count" and (len(nouns) != 1 or not total.counted):
        return False
    between = listed.slice(parts[-2].span.end, parts[-1].span.start)
    around = listed.slice(parts[0].span.start - 30, listed.span.end)
    return bool(_AND.search(between)) and not _LOOSE.search(f"{around} {lead}")
