"""When the words of a commitment are none: denied, or said of the letter itself."""

from __future__ import annotations

import re

from narekenen.readings.statements.lexicon import word_set
from narekenen.readings.statements.sentence import Sentence

_NOT = word_set("niet geen nooit evenmin noch")
_ONLY = word_set("alleen slechts enkel")
_HESITATES = word_set("schromen aarzelen nalaten")
_THIS_LETTER = re.compile(
    r"\b(?:(?:in|met|middels|via|bij|door|middel van) (?:deze|dit|het onderhavige|de onderhavige) (?:\w+ )?(?:\w*brief|"
    r"nota|rapport\w*|antwoord|hoofdstuk|paragraaf|advies|notitie|verslag|besluit)|hieronder|hierna|bijgaande?|"
    r"onderstaande?|"
    r"in het (?:navolgende|vervolg van)|bijgevoegde?|eerstvolgende paragraaf|in de bijlage)\b|"
    r"\bhier(?:bij|mee) (?:informe(?:er|ren)|bied(?:en)?|st(?:uur|uren)|zend(?:en)?|ontvangt|doen?|ge(?:ef|ven)|gaa?n?|"
    r"reage(?:er|ren)|treft|bericht(?:en)?|de(?:el|len))\b"
)


def denied(sentence: Sentence, verb: int) -> bool:
    """Whether the clause of a verb denies it. "niet alleen" and "niet aarzelen" deny nothing."""
    tokens, end = sentence.tokens, sentence.clause_end(verb)
    for at in range(verb + 1, end):
        if tokens[at].text in _NOT:
            return at + 1 == end or tokens[at + 1].text not in _ONLY | _HESITATES
    return False


def about_this_letter(sentence: Sentence, verb: int) -> bool:
    """Whether a verb says what the letter itself does: "in deze brief ga ik in op", "hierbij informeer ik u"."""
    first, end = sentence.clause_start(verb), sentence.clause_end(verb)
    clause = sentence.low[sentence.tokens[first].start : sentence.tokens[end - 1].end]
    return _THIS_LETTER.search(clause) is not None
