"""What is promised in words that were told: "ik laat u weten dat ik … zal", "heb ik gemeld dat ik … zou sturen"."""

from __future__ import annotations

import re

from narekenen.readings.statements.deadlines import deadline_of, promised_at
from narekenen.readings.statements.lexicon import NOT_DONE
from narekenen.readings.statements.model import Kind, Statement, Strength
from narekenen.readings.statements.saying import said
from narekenen.readings.statements.sentence import Sentence

_TELL = r"(?:laat|laten|meld|melden|deel|delen|bericht|berichten|kan|kunnen|zeg|zeggen)"
_TELLS = re.compile(
    rf"\b(?:{_TELL} (?:ik|wij|we)|(?:ik|wij|we) {_TELL})\b[^;,]{{0,60}}? dat (?:ik|wij|we|het kabinet)\b"
)
_TOLD = re.compile(
    r"\b(?:heb|heeft|hebben|is|zijn|werd)\b[^;]{0,160}?"
    r"\b(?:medegedeeld|meegedeeld|aangegeven|gemeld|laten weten|bericht|geschreven|aangekondigd)\b,? "
)
_CLAUSE = re.compile(r"(?:dat|of|hoe|welke?|wat|wanneer|waar\w*)\b")
_YOURS = re.compile(r"\bu (?:heeft|hebt|had)\b|\b(?:heeft|hebt|had) u\b")
_THAT = re.compile(
    r"dat (?:ik|wij|we|het kabinet|mijn (?:ambts)?voorganger|de (?:minister|staatssecretaris|regering))\b"
)
_WILL = re.compile(
    r"\b(?:zal|zullen)\b|"
    r"\b(?P<weak>(?:voornemens|van plan|bereid) (?:ben|zijn|is)|ernaar (?:streef|streven|streeft))\b"
)
_WEAK: dict[str, Strength] = {
    "voornemens": "voornemen",
    "van": "voornemen",
    "bereid": "bereidheid",
    "ernaar": "streven",
}
_WOULD = re.compile(r"\b(?:zou|zouden)\b")
_READERS = re.compile(r"\b(?:u|uw kamer|de kamer|uw raad|de raad|beide kamers)\b")
_SENT = r"(?:informeren|berichten|rapporteren|sturen|zenden|aanbieden|toesturen|toezenden|toekomen|ontvangen)"
_WOULD_SEND = re.compile(rf"\b{_SENT}\b")
_TO_SEND = re.compile(rf"\bte (?:kunnen |zullen |doen )?{_SENT}\b")
_NOT = re.compile(r"\b(?:niet|geen|nooit)\b")
_EXPECTED = re.compile(r"\bnaar verwachting\b|\bverwacht\b")
_REACH = 240
"""Characters behind "dat" in which the verb of the promise may stand."""


def told(sentence: Sentence, sender: str) -> Statement | None:
    """A promise inside what the sender tells, now or earlier, or None. What was told earlier is no new one."""
    low = sentence.low
    if found := _TELLS.search(low):
        rest = low[found.end() : found.end() + _REACH].partition(";")[0]
        will, last = _WILL.search(rest), rest.strip(" .").split()[-1:]
        if will and not _NOT.search(rest) and not NOT_DONE.intersection(last):
            weak = _WEAK[will["weak"].split()[0]] if will["weak"] else ""
            return _say(sentence, found, "told.will", sender, "nieuw", weak)
    for found in _TOLD.finditer(low) if not _YOURS.search(low) else ():
        rest = low[found.end() : found.end() + _REACH].partition(";")[0]
        if _NOT.search(rest):
            continue
        would = _WOULD.search(rest) if _THAT.match(rest) and _READERS.search(low) else None
        if would and _WOULD_SEND.search(rest, would.end()):
            return _say(sentence, found, "told.would", sender, "eerdere_toezegging")
        if not _CLAUSE.match(rest) and _READERS.search(rest) and _TO_SEND.search(rest):
            return _say(sentence, found, "told.to", sender, "eerdere_toezegging")
    return None


def _say(
    sentence: Sentence, found: re.Match[str], rule: str, sender: str, kind: Kind, weak: Strength = ""
) -> Statement:
    earlier = kind == "eerdere_toezegging"
    strength: Strength = weak or ("verwachting" if _EXPECTED.search(sentence.low) else "toezegging")
    due = deadline_of(promised_at(sentence) if earlier else sentence, found.end(), earlier=earlier)
    return said(
        sentence, "commitment", f"commitment.{rule}", [sentence.found(found)], actor=sender, kind=kind,
        strength=strength, deadline=due,
    )  # fmt: skip
