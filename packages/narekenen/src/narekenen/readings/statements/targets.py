"""Targets: a result or number to be reached, and the lists of objectives."""

from __future__ import annotations

import re
from collections.abc import Iterator

from narekenen.readings.statements.deadlines import deadline_of
from narekenen.readings.statements.model import Statement
from narekenen.readings.statements.saying import said
from narekenen.readings.statements.sentence import Sentence

_LIST = re.compile(r"\b(?:doelstellingen|doelen|streefcijfers|beoogde resultaten|streefwaarden)\b")
_OWNED = re.compile(
    r"(?<!vanuit de )(?<!vanuit die )(?<!vanuit onze )(?<!gezien de )"
    r"\b(?:doelstelling|ambitie|streefcijfer|taakstelling|kabinetsdoelstelling)(?:en)? "
    r"(?:van (?P<owner>(?:de |het )?[\w-]+),? )?(?:is |blijft )?(?:om|dat) "
)
_TOWARDS = re.compile(r"\bstreven naar\b|\bstreeft (?:[\w-]+ ){0,6}naar\b")
_NUMBER = re.compile(r"\b\d")


def target(sentence: Sentence, sender: str) -> Statement | None:
    """A target with a number or a year in it, or None: an aim without either is a purpose."""
    low = sentence.low
    if (found := _OWNED.search(low)) and _NUMBER.search(low, found.end()):
        owner = sentence.passage.text[slice(*found.span("owner"))] if found["owner"] else sender
        kind = "doel_van_derde" if found["owner"] else "doelstelling"
        return said(sentence, "target", "target.owned", [sentence.found(found)], actor=owner, kind=kind)
    if (found := _TOWARDS.search(low)) and deadline_of(sentence):
        words = [sentence.found(found)]
        return said(sentence, "target", "target.strive", words, kind="doel_van_derde", strength="streven")
    return None


def listed(sentences: list[Sentence], sender: str) -> Iterator[Statement]:
    """The items of a list that is announced as objectives: "de volgende doelstellingen:"."""
    items: dict[int, Sentence] = {}
    for sentence in sentences:
        if sentence.items and (found := _LIST.search(sentence.low)):
            announced = sentence.found(found)
            items = {item.span.start: sentence for item in sentence.items}
        elif lead := items.get(sentence.passage.span.start):
            first = sentence.passage.id.endswith(".s1") or "." not in sentence.passage.id
            if first:
                status = "voorstel" if "verwacht" in lead.low else "open"
                strength = "verwachting" if "verwacht" in lead.low else ""
                yield said(
                    sentence, "target", "target.listed", [announced], actor=sender, kind="doelstelling",
                    strength=strength, status=status,
                )  # fmt: skip
