"""Commitments made before and repeated: "heb ik toegezegd", "zoals toegezegd", "mijn toezegging om"; and agreements."""

from __future__ import annotations

import re

from narekenen.readings.statements.deadlines import deadline_of, promised_at
from narekenen.readings.statements.model import Statement, Status
from narekenen.readings.statements.saying import said
from narekenen.readings.statements.sentence import Sentence

_AUX = r"\b(?:heb|heeft|hebben|had|hadden|is|zijn|was|waren|werd|werden)\b"
_PROMISED = re.compile(
    rf"{_AUX}[^;]{{0,200}}?\b(?P<word>toegezegd)\b|\b(?P<past>zegde|zegden)\b[^;]{{0,120}}\btoe\b|"
    rf"{_AUX}[^;]{{0,200}}?\b(?P<noun>de toezegging(?:en)? (?:gedaan|gekregen))\b|"
    rf"{_AUX}[^;]{{0,120}}?\b(?P<noun2>de toezegging)\b"
)
_ACCORDING = re.compile(
    r"\b(?:zoals|conform|overeenkomstig|in lijn met|ter uitvoering van|naar aanleiding van|in navolging van)\b"
    r"[^;,]{0,80}?\b(?P<word>toegezegd|toezegging(?:en)?)\b"
)
_MINE = re.compile(r"\b(?:mijn|onze|de|deze|een eerdere) toezegging(?:en)?\b(?=[^;]{0,160}?\b(?:om|dat|het|te)\b)")
_NUMBER = re.compile(r"\b(?P<number>tz\d{6}-\d{3}|t\d{5}|\d{5,6})\b")
_DONE_HERE = re.compile(
    r"\b(?:met|in|middels|via|bij|middel van) deze (?:\w*brief|beantwoording|rapportage)\b|\bhier(?:mee|bij)\b"
)
_DONE = re.compile(
    r"\b(?:ben|heb|hebben|zijn) (?:ik|wij|we)\b[^;]{0,240}\b\w*(?:ge\w+[dt]|gegaan|gebracht|gesproken)\b"
)
_FULFILS = re.compile(
    r"\btoezegging(?:en)?\b[^;]{0,80}\b(?:gestand|gevolg|invulling|voldaan|nagekomen|afgedaan|na)\b|"
    r"\b(?:gevolg|invulling|uitvoering|voldoen?|tegemoet|voldaan)\b[^;]{0,40}\baan (?:mijn|deze|die|de) toezegging"
)


def earlier_commitment(sentence: Sentence, sender: str) -> Statement | None:
    """A commitment that the sentence says was made before, with what the sentence says of it, or None.

    A sentence that only says that it was done ("deze toezegging kom ik hiermee na") gives none: see `fulfils`.
    """
    low = sentence.low
    found, rule = _ACCORDING.search(low), "commitment.earlier.according_to"
    if not found:
        found, rule = _PROMISED.search(low), "commitment.earlier.promised"
    if not found:
        found, rule = _MINE.search(low), "commitment.earlier.noun"
    if not found or (not low[found.end() :].strip(" .") and rule.endswith("noun")):
        return None
    due = deadline_of(promised_at(sentence), found.start(), earlier=True)
    number = _NUMBER.search(low) if "toezegging" in low or "(t" in low else None
    return said(
        sentence, "commitment", rule, [sentence.found(found)], actor=_who(sentence, sender), kind="eerdere_toezegging",
        strength="toezegging", deadline=due, status=_status(low, rule),
        paper=number["number"].upper() if number else "",
    )  # fmt: skip


def _status(low: str, rule: str) -> Status:
    if _DONE_HERE.search(low):
        return "met_deze_brief"
    return "voldaan" if rule.endswith("according_to") and _DONE.search(low) else "open"


def _who(sentence: Sentence, sender: str) -> str:
    """The one who promised: "heeft minister X toegezegd", "heeft de staatssecretaris"."""
    found = re.search(
        r"\b(?:heeft|had) ((?:de )?(?:minister|staatssecretaris|bewindspersoon)(?: [A-Z][\w-]+){0,3})",
        sentence.passage.text,
    )
    return found[1] if found else sender


def fulfils(sentence: Sentence) -> bool:
    """Whether a sentence says that earlier commitments are met with this letter."""
    return "toezegging" in sentence.low and _FULFILS.search(sentence.low) is not None


_AGREED = re.compile(
    rf"{_AUX}[^;]{{0,240}}?\b(?P<word>afgesproken|overeengekomen)\b(?=,? (?:dat|om|te|met|de|het)\b|\.?$)|"
    rf"{_AUX}(?: \w+){{0,12}}? de afspraak(?: is)? gemaakt\b|\bspreken (?:\w+ ){{0,12}}af (?:dat|om)\b|"
    rf"{_AUX}[^;]{{0,120}}\bafspraken gemaakt (?:dat|om)\b|^(?:afgesproken|overeengekomen) is\b"
)
_WITH = re.compile(
    r"\b(?:met|tussen) "
    r"((?:(?:de|het) )?[A-Z][\w-]*(?:(?:, | en )(?:(?:de|het) )?[A-Z][\w-]*)*|(?:de|het) [\w-]+|\w+en\b)"
)


def agreement(sentence: Sentence, sender: str) -> Statement | None:
    """An agreement between parties, or None: "is afgesproken dat", "heb ik met de gemeenten afgesproken om"."""
    found = _AGREED.search(sentence.low)
    if not found:
        return None
    parties = _WITH.search(sentence.passage.text)
    others = parties[1] if parties else ""
    mine = re.search(r"\b(?:heb ik|ik heb|hebben wij|wij hebben)\b", sentence.low)
    actor = " en ".join(part for part in (sender if mine else "", others) if part)
    return said(sentence, "agreement", "agreement.made", [sentence.found(found)], actor=actor, strength="afspraak")
