"""Advice: who is advised to do what, and how often the document says it."""

from __future__ import annotations

import re

from narekenen.readings.statements.model import Statement
from narekenen.readings.statements.saying import said
from narekenen.readings.statements.sentence import Sentence

_ADVISES = re.compile(
    r"\b(?P<verb>adviseert|adviseer|adviseren|raadt|raad|raden|beveelt|bevelen|beveel)\b"
    r"(?P<addressee> (?:u|(?:de|het|alle) [\w-]+)\b)?"
)
_NEEDS: dict[str, re.Pattern[str]] = {
    "raad": re.compile(r"\baan\b(?= (?:om|te)\b)|\baan[.,]?$"), "raadt": re.compile(r"\b(?:aan|af)\b"),
    "raden": re.compile(r"\baan\b"), "beveelt": re.compile(r"\baan\b"), "bevelen": re.compile(r"\baan\b"),
    "beveel": re.compile(r"\baan\b"),
}  # fmt: skip
_CONSIDERED = re.compile(
    r"\b(?:acht|achten) [^.;,]{1,60}\b(?:raadzaam|aangewezen|wenselijk|noodzakelijk) (?:om|dat|te)\b|"
    r"\b(?:geeft|geven|geef) [^.;]{1,60}\bin overweging\b|"
    r"\baanbeveling(?:en)?\b[^.;:]{0,80}\b(?:is|luidt) (?:dat|om)\b"
)
_REPORTED = re.compile(r"\b(?:in overeenstemming met|conform|hetgeen|zoals|overeenkomstig)\b[^.;,]{0,60}\badvise")
_IMPERATIVE = re.compile(
    r"(?:doe|breng|loop|wacht|zorg|maak|geef|blijf|stel|neem|houd|hou|voer|verbeter|versterk|breid|leg|"
    r"betrek|richt|bepaal|ontwikkel|organiseer|beperk|borg|kies|sluit|voorkom|"
    r"verduidelijk|evalueer|monitor|communiceer|investeer|informeer|regel|verleen|benut|overweeg|heroverweeg)\b"
    r" (?!je\b|ik\b|u\b)"
)
_GOES_ON = re.compile(r"en (?:daarbij |hierbij |daarnaast |om )?(?:[\w-]+ ){0,4}te \w+")


def advice(sentence: Sentence, sender: str) -> Statement | None:
    """Advice in so many words, or None: "adviseert de staatssecretaris om", "acht het raadzaam"."""
    low = sentence.low
    for found in _ADVISES.finditer(low) if not _REPORTED.search(low) else ():
        if found["verb"] in _NEEDS and not _NEEDS[found["verb"]].search(low):
            continue
        at = next(i for i, token in enumerate(sentence.tokens) if token.end > found.start())
        if sentence.is_main(at) and sentence.passage.kind != "heading":
            addressee = sentence.passage.text[slice(*found.span("addressee"))].strip() if found["addressee"] else ""
            return said(sentence, "advice", "advice.verb", [sentence.found(found, "verb")], addressee=addressee)
    considered = _CONSIDERED.search(low)
    return said(sentence, "advice", "advice.considered", [sentence.found(considered)]) if considered else None


def imperative(sentence: Sentence, after: Statement | None) -> Statement | None:
    """Advice as an order, in a document that advises: "Doe nader onderzoek naar …", or None.

    after  the advice of the sentence before, whose addressee it shares
    """
    found = _IMPERATIVE.match(sentence.low)
    going_on = after is not None and _GOES_ON.match(sentence.low)
    if sentence.passage.kind != "paragraph" or not (found or going_on):
        return None
    words = sentence.found(found) if found else sentence.words(0, going_on.end() if going_on else 0)
    rule = "advice.imperative" if found else "advice.continued"
    return said(sentence, "advice", rule, [words], addressee=after.addressee if after else "")
