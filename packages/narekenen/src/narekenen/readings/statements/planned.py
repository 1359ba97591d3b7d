"""What is planned without the sender saying "I": "zal worden afgerond", "gaat in mei van start", "is in mei gereed"."""

from __future__ import annotations

import re
from itertools import islice

from narekenen.readings.statements.deadlines import condition_of, deadline_of
from narekenen.readings.statements.lexicon import AUXILIARIES, NOT_DONE, STATES
from narekenen.readings.statements.model import Kind, Statement, Strength
from narekenen.readings.statements.negation import about_this_letter, denied
from narekenen.readings.statements.saying import said, token_words
from narekenen.readings.statements.sentence import Sentence
from narekenen.readings.statements.subjects import Subject, subject_of, subordinate_subject
from narekenen.readings.statements.verbs import rule_of

_EXPECTED = re.compile(r"\bnaar verwachting\b")
_BECAME_WILLING = re.compile(
    r"\b(?:heeft|hebben) zich bereid (?:getoond|verklaard)\b|\bhebben? zich .{1,60}\bbereid (?:getoond|verklaard)\b"
)

_SAYS = re.compile(
    r"\b(?P<verb>geeft|geven|laat|laten|meldt|melden|zegt|zeggen)\b[^;:]{0,60}?\b(?:aan|weten|meldt|melden|toe|zegt) "
    r"dat (?:zij|hij|ze|het|de)\b[^;:]{0,240}?\b(?:zal|zullen|gaat|gaan)\b|"
    r"\b(?P<writes>meldt|melden|schrijft|schrijven|belooft|beloven)\b[^;:,]{0,60}? "
    r"dat (?:zij|hij|ze|het kabinet|de minister|de staatssecretaris)\b[^;:]{0,240}?\b(?:zal|zullen)\b"
)


_ANNOUNCED = re.compile(
    r"\b(?P<verb>heb|heeft|hebben|is|werd)\b[^;]{0,200}?\b(?:aangegeven|aangekondigd|gemeld|laten weten|bericht) dat "
    r"[^;]{0,240}?\b(?:zal|zullen)\b"
)
_WILL_INFORM = re.compile(
    r"\b(?P<verb>heb|heeft|hebben|is|werd)\b[^;]{0,200}?\b(?:aangegeven|aangekondigd|gemeld|laten weten|bericht) dat "
    r"(?:ik|wij|het kabinet|de (?:minister|staatssecretaris|regering|wethouder|inspectie)|het college)\b[^;]{0,40}?"
    r"\b(?:uw kamer|de kamer|uw raad|de raad|u)\b[^;]{0,240}?"
    r"\b(?:informe(?:er|ert|ren)|bericht(?:en)?|inlicht(?:en)?)\b"
)
_MOST_VERBS = 40
"""Verbs of a sentence that are looked at: one with more is a list that lost its form."""
_OPENING = 12
"""Characters in front of a date that still opens its sentence: "Vanaf begin"."""

_REPORTED: tuple[tuple[str, Strength, re.Pattern[str]], ...] = (
    (
        "says_want", "voornemen",
        re.compile(
            r"\b(?P<verb>heeft|hebben|geeft|geven)\b[^;]{0,80}?\b(?:aangegeven|aan|laten weten|verklaard)\b[^;]{0,240}?"
            r"\bte (?:willen|zullen|gaan)\b"
        ),
    ),
    (
        "says_inform", "plan",
        re.compile(
            r"\b(?P<verb>heeft|hebben|heb|is)\b[^;]{0,160}?"
            r"\b(?:laten weten|aangegeven|gemeld|bericht|aangekondigd)\b,? "
            r"(?:om )?(?:u|uw kamer|de kamer|uw raad|de raad)\b[^;]{0,120}?"
            r"\bte (?:informeren|berichten|rapporteren|sturen|zenden|ontvangen)\b"
        ),
    ),
    (
        "intention", "voornemen",
        re.compile(r"\b(?P<verb>heeft|hebben)\b[^;,]{0,80}?\b(?:de intentie|het voornemen) (?:uitgesproken )?om\b"),
    ),
    (
        "decided", "plan",
        re.compile(r"\b(?P<verb>heeft|hebben|heb|is)\b[^;,]{0,80}?\bbesloten\b[^;]{0,20}?\b(?:om|te|dat|tot|per|in)\b"),
    ),
)  # fmt: skip
"""Will and decision in the perfect tense. A decision counts only with a day ahead: others are carried out already."""


def planned(sentence: Sentence, sender: str) -> Statement | None:
    """A plan, expectation or willingness of somebody, or of nobody in particular, or None."""
    if "bereid" in sentence.low and (found := _BECAME_WILLING.search(sentence.low)):
        at = next(i for i, t in enumerate(sentence.tokens) if t.end > found.start())
        return _propose(sentence, at, "bereidheid", "third.became_willing", sender, subject_of(sentence, at))
    for name, strength, pattern in _REPORTED:
        if found := pattern.search(sentence.low):
            at = next(i for i, t in enumerate(sentence.tokens) if t.end > found.start("verb"))
            dated = name != "decided" or deadline_of(sentence, found.end())
            if dated and sentence.is_main(at) and not denied(sentence, at):
                return _propose(sentence, at, strength, f"third.{name}", sender, subject_of(sentence, at))
    if " dat " in sentence.low and (found := _ANNOUNCED.search(sentence.low) or _WILL_INFORM.search(sentence.low)):
        at = next(i for i, t in enumerate(sentence.tokens) if t.end > found.start("verb"))
        rest = [token.text for token in sentence.tokens if token.start > found.end()]
        if not NOT_DONE.intersection(rest):
            return _propose(sentence, at, "plan", "third.announced", sender, subject_of(sentence, at))
    if " dat " in sentence.low and (found := _SAYS.search(sentence.low)):
        verb = found.start("verb" if found["verb"] else "writes")
        at = next(i for i, t in enumerate(sentence.tokens) if t.end > verb)
        subject = subject_of(sentence, at)
        if subject.person == "agent" and not denied(sentence, at):
            return _propose(sentence, at, "plan", "third.says_will", sender, subject)
    verbs = ((at, token, rule) for at, token in enumerate(sentence.tokens) if (rule := rule_of(token.text)))
    for at, token, rule in islice(verbs, _MOST_VERBS):
        if denied(sentence, at):
            continue
        if not sentence.is_main(at):
            if token.text not in ("verwacht", "verwachten"):
                continue
            subject = subordinate_subject(sentence, at)
        else:
            subject = subject_of(sentence, at)
        strength, name = rule(sentence, at, subject)
        if name and not about_this_letter(sentence, at):
            return _propose(sentence, at, strength, name, sender, subject)
    return _dated_opening(sentence, sender)


def _dated_opening(sentence: Sentence, sender: str) -> Statement | None:
    """ "In februari geven de partijen …": a day ahead opens the sentence, its verb follows, and somebody acts."""
    for row in sentence.dates:
        end = row.span.end - sentence.passage.span.start
        at = next((i for i, token in enumerate(sentence.tokens) if token.start >= end), None)
        if at is None or row.span.start - sentence.passage.span.start > _OPENING:
            return None
        word, subject = sentence.tokens[at].text, subject_of(sentence, at)
        finite = word.endswith(("t", "en")) and word not in AUXILIARIES | STATES and sentence.is_inverted(at)
        due = deadline_of(sentence)
        ahead = due is not None and due.words.span.start <= row.span.end
        if finite and subject.person == "agent" and ahead and not denied(sentence, at):
            return _propose(sentence, at, "plan", "third.dated_opening", sender, subject)
    return None


def _propose(sentence: Sentence, at: int, strength: Strength, name: str, sender: str, subject: Subject) -> Statement:
    condition = condition_of(sentence)
    if _EXPECTED.search(sentence.low) and strength == "plan":
        strength = "verwachting"
    elif condition and strength in ("plan", "toezegging"):
        strength = "voorwaardelijk"
    informs = name.endswith("inform") or subject.sends
    actor = sender if informs else _by_whom(sentence) or (subject.text if subject.acts else "")
    beside = "" if actor else _beside(sentence)
    kind: Kind = "derde" if subject.person == "agent" or beside else "nieuw"
    doubts = ("who acts is taken from a name in the sentence",) if beside else ()
    because = token_words(sentence, at)
    return said(
        sentence, "commitment", f"commitment.{name}", because, actor=actor or beside, strength=strength, kind=kind,
        condition=condition, doubts=doubts,
    )  # fmt: skip


def _beside(sentence: Sentence) -> str:
    """The organisation that an event without a doer belongs to: "Bij Natuurwacht staat …", "een boekje van de ANWB"."""
    text = sentence.passage.text
    found = re.match(r"Bij (?:de |het )?([A-Z][\w-]+)", text) or re.search(
        r"\bvan (?:de |het )?([A-Z]{2,}[\w-]*)\b", text
    )
    return found[1] if found else ""


def _by_whom(sentence: Sentence) -> str:
    """The agent of a passive: "door het CBS"."""
    found = re.search(r"\bdoor ((?:de|het|een) [\w-]+|[A-Z][\w-]+(?: [A-Z][\w-]+)*)", sentence.passage.text)
    return found[1] if found else ""
