"""What each verb must have beside it to plan something: one small rule per verb.

A rule takes the sentence, the index of the verb and its subject, and gives a strength and a rule id; ("", "") for no.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from narekenen.readings.statements.deadlines import condition_of, deadline_of, looks_ahead
from narekenen.readings.statements.lexicon import NOT_DONE, word_set
from narekenen.readings.statements.model import Strength
from narekenen.readings.statements.phrases import (
    AHEAD,
    BEGUN,
    CAN_BE_DONE,
    COMES,
    FORECAST,
    FORESEEN,
    HAS_A_PLACE,
    HEDGE,
    INQUIRY,
    PAPER,
    PAPER_DOES,
    PERFORMED,
    PERIOD_AHEAD,
    SPEAKS,
    STARTED,
    STEP,
    THERE_COMES,
    WITH,
)
from narekenen.readings.statements.sentence import Sentence
from narekenen.readings.statements.subjects import Subject

_PARTICIPLE = re.compile(r"(?:\w{0,16}ge\w{2,24}[dtn]|(?:be|ver|her|ont|onder|over|er)\w{2,24}[dtn])")
_INFORMED = re.compile(r"\b(?:u|uw kamer|de kamer|beide kamers|uw raad)\b")
_TOLD = re.compile(
    r"\b(?:geïnformeerd|bericht|gerapporteerd|ingelicht|toegezonden|aangeboden|verzonden|toegestuurd|gedeeld)\b"
)
_EVENTS = word_set(
    "plaatsvinden plaatshebben geschieden starten beginnen verschijnen ingaan volgen aanvangen plaats start gereed "
    "klaar komen vervallen "
    "aflopen openen sluiten eindigen treden overgaan uitmaken ontvangen aftrappen beschikbaar operationeel"
)
_FOLLOWS = ("volgt", "volgen", "verschijnt", "verschijnen", "start", "starten")
_HAPPENS: dict[str, re.Pattern[str] | None] = {
    "vindt": re.compile(r"\bplaats\b"), "vinden": re.compile(r"\bplaats\b"),
    "staat": re.compile(r"\b(?:op de (?:planning|agenda|rol)|gepland|gereed)\b"),
    "staan": re.compile(r"\b(?:op de (?:planning|agenda|rol)|gepland|gereed)\b"),
    "is": re.compile(r"\b(?:gereed|gepland|voorzien|klaar|beschikbaar|voltooid|operationeel)\b"),
    "zijn": re.compile(r"\b(?:gereed|gepland|voorzien|klaar|beschikbaar|voltooid|operationeel)\b"),
    "treedt": re.compile(r"\bin werking\b"), "treden": re.compile(r"\bin werking\b"),
    "komt": COMES, "komen": COMES, "verschijnt": None, "verschijnen": None, "volgt": None, "volgen": None,
    "start": None, "starten": None, "begint": None, "beginnen": None, "eindigt": None, "eindigen": None, "loopt": None,
    "ontvangt": None, "ontvangen": None,
}  # fmt: skip
_DEEDS = word_set(
    "voorziet organiseert organiseren publiceert publiceren levert leveren onderzoekt onderzoeken presenteert "
    "ontwikkelt ontwikkelen voert voeren stelt maakt maken brengt brengen neemt nemen evalueert rapporteert "
    "stuurt sturen zendt actualiseert breidt opent sluit investeert investeren ondersteunt ondersteunen rondt "
    "ronden werkt werken richt besteedt besteden verstrekt plaatst informeert monitort voltooit realiseert "
    "realiseren bouwt bouwen"
)
_GOES_NOT = re.compile(
    r"^(?:gaat|gaan) (?:het |dit |hier(?:bij)? |daar(?:bij)? )?(?:om|over|uit|gepaard)\b|\buit van\b|\bin op\b"
)
_MUST_BE = re.compile(r"\b(?:duidelijk|gereed|klaar|afgerond|gerealiseerd|voltooid|ingevoerd|operationeel)\b")
_REPORTS = re.compile(r"\brapporteert\b.{1,120}\baan\b")

Rule = Callable[[Sentence, int, Subject], tuple[Strength, str]]
_NOTHING: tuple[Strength, str] = ("", "")


def rule_of(word: str) -> Rule | None:
    """The rule of a verb form, or None for a word that plans nothing."""
    return _RULES.get(word) or (_happens if word in _HAPPENS else _deed if word in _DEEDS else None)


def _clause(sentence: Sentence, at: int) -> list[str]:
    """The words behind a verb up to the next sign or subordinating word."""
    return [token.text for token in sentence.tokens[at + 1 : sentence.clause_end(at)]]


def _will(sentence: Sentence, at: int, subject: Subject) -> tuple[Strength, str]:
    words = _clause(sentence, at)
    rest = sentence.low[sentence.tokens[at].end :]
    passive = "worden" in words or re.search(r"\bworden\b", rest) is not None
    dated = deadline_of(sentence) is not None
    if passive and _TOLD.search(rest) and (_INFORMED.search(rest) or _INFORMED.fullmatch(subject.text.lower())):
        return "toezegging", "passive.inform"
    if subject.sends and SPEAKS.search(rest) and not dated and not looks_ahead(sentence):
        return _NOTHING
    if dated and passive and CAN_BE_DONE.search(rest):
        return "plan", "passive.will"
    if NOT_DONE.intersection(words) - ({"zijn", "hebben"} if dated else set()) or FORESEEN.search(" ".join(words)):
        return _NOTHING
    if not subject.sends and HEDGE.search(" ".join(words)):
        return _NOTHING
    if HAS_A_PLACE.search(rest):
        return "plan", "event.will"
    if not subject.acts and FORECAST.search(_subject_words(sentence, at)):
        return _NOTHING
    if subject.sends:
        return "toezegging", "third.sender_will"
    if subject.acts:
        return "plan", "third.will"
    if passive:
        return "plan", "passive.will"
    if PAPER.fullmatch(subject.text.lower()) and PAPER_DOES.search(rest):
        return "plan", "paper.will"
    return ("plan", "event.will") if _EVENTS.intersection(_on(sentence, at)) else _NOTHING


def _on(sentence: Sentence, at: int) -> list[str]:
    """The words behind a verb up to the next subordinating word, over commas."""
    words: list[str] = []
    for i in range(at + 1, len(sentence.tokens)):
        if sentence.subordinates(i, i) or sentence.tokens[i].text in (";", ":"):
            break
        words.append(sentence.tokens[i].text)
    return words


def _subject_words(sentence: Sentence, at: int) -> str:
    """The words in which the subject of a verb stands: before it, or the five behind it in an inverted clause."""
    tokens = sentence.tokens
    if sentence.is_inverted(at):
        last = min(at + 5, len(tokens) - 1)
        return sentence.low[tokens[at].end : tokens[last].end]
    return sentence.low[tokens[sentence.clause_start(at)].start : tokens[at].start]


def _passive(sentence: Sentence, at: int, subject: Subject) -> tuple[Strength, str]:
    """Present passive: only what is ahead, for "wordt" as such tells what happens all the time."""
    rest = sentence.low[sentence.tokens[at].end :]
    if _INFORMED.match(rest.lstrip()) and _TOLD.search(rest):
        return "toezegging", "passive.inform"
    clause = sentence.tokens[at + 1 : sentence.clause_end(at)]
    done = next((token.text for token in clause if _PARTICIPLE.fullmatch(token.text)), "")
    if not done:
        return _NOTHING
    if sentence.tokens[at].text == "wordt" and INQUIRY.search(rest):
        return "plan", "passive.inquiry"
    if done in PERFORMED:
        return _NOTHING
    if STEP.search(sentence.low):
        return "plan", "passive.step"
    if BEGUN.search(sentence.low):
        return "plan", "passive.begun"
    start = sentence.passage.span.start + sentence.tokens[sentence.clause_start(at)].start
    due = deadline_of(sentence, sentence.tokens[at].start)
    dated = due and not due.edtf.startswith("R/") and due.words.span.start >= start
    return ("plan", "passive.ahead") if dated or AHEAD.search(rest) or looks_ahead(sentence) else _NOTHING


def _goes(sentence: Sentence, at: int, subject: Subject) -> tuple[Strength, str]:
    rest = sentence.low[sentence.tokens[at].start :]
    if _GOES_NOT.search(rest):
        return _NOTHING
    if "van start" in rest:
        return ("plan", "event.start") if deadline_of(sentence) or looks_ahead(sentence) else _NOTHING
    return ("plan", "third.going_to") if subject.acts and sentence.has_infinitive(at) else _NOTHING


def _happens(sentence: Sentence, at: int, subject: Subject) -> tuple[Strength, str]:
    """An event in the present tense with a time ahead: "verschijnt dit najaar", "vindt in mei plaats"."""
    word, at_word = sentence.tokens[at].text, sentence.tokens[at].start
    needs = _HAPPENS[word]
    if sentence.tokens[at].text in ("is", "zijn"):
        if "bereid" in _clause(sentence, at) and "gevonden" not in _clause(sentence, at):
            return "bereidheid", "third.willing"
        if re.search(r"\b(?:voornemens|van plan) (?:om|te|de|het|een|in|dit|deze)\b", sentence.low):
            return "voornemen", "third.intend"
    if word in ("komt", "komen") and subject.acts and WITH.search(sentence.low) and deadline_of(sentence, at_word):
        return "plan", "third.comes_with"
    if word in ("komt", "komen") and THERE_COMES.search(sentence.low):
        return "plan", "event.there_comes"
    if word in ("start", "starten") and subject.acts and STARTED.match(sentence.low, at_word):
        return "plan", "third.starts"
    if needs and not needs.search(sentence.low):
        return _NOTHING
    soon = looks_ahead(sentence) if needs or sentence.tokens[at].text in _FOLLOWS else None
    due = deadline_of(sentence)
    if word in ("ontvangt", "ontvangen") and not _INFORMED.search(sentence.low):
        once = due is not None and bool(due.edtf) and not due.edtf.startswith("R/")
        return ("plan", "event.present") if subject.acts and once else _NOTHING
    if word in ("loopt", "lopen") and due and due.words.text.lower().startswith("tot"):
        return _NOTHING
    if due or soon:
        return "plan", "event.present"
    return _NOTHING


def _deed(sentence: Sentence, at: int, subject: Subject) -> tuple[Strength, str]:
    """Somebody does something at a time ahead."""
    if not subject.acts:
        return _NOTHING
    if _REPORTS.search(sentence.low):
        return "plan", "third.reports"
    due = deadline_of(sentence)
    if due and due.edtf and not due.edtf.startswith("R/"):
        return ("verwachting" if sentence.tokens[at].text == "voorziet" else "plan"), "third.present_with_date"
    return _NOTHING


def _want(sentence: Sentence, at: int, subject: Subject) -> tuple[Strength, str]:
    rest = sentence.low[sentence.tokens[at].end :]
    if subject.acts and ("gaan" in _clause(sentence, at) or deadline_of(sentence) or PERIOD_AHEAD.search(rest)):
        return "voornemen", "third.want"
    return _NOTHING


def _can(sentence: Sentence, at: int, subject: Subject) -> tuple[Strength, str]:
    """ "Bij een positief besluit kan het model in mei worden vastgesteld": possible, on a condition, with a date."""
    if deadline_of(sentence) and condition_of(sentence) and not subject.acts:
        return "voorwaardelijk", "event.can"
    return _NOTHING


def _must(sentence: Sentence, at: int, subject: Subject) -> tuple[Strength, str]:
    if not subject.acts and _MUST_BE.search(sentence.low) and deadline_of(sentence):
        return "plan", "event.must_be"
    return _NOTHING


def _expects(sentence: Sentence, at: int, subject: Subject) -> tuple[Strength, str]:
    due = deadline_of(sentence)
    if subject.acts and due and due.edtf and re.search(r"\bte\b", sentence.low[sentence.tokens[at].end :]):
        return "verwachting", "third.expect"
    return _NOTHING


def _strives(sentence: Sentence, at: int, subject: Subject) -> tuple[Strength, str]:
    return ("streven", "third.strive") if subject.acts else _NOTHING


_RULES: dict[str, Rule] = {
    "zal": _will, "zullen": _will, "wordt": _passive, "worden": _passive, "gaat": _goes, "gaan": _goes, "wil": _want,
    "willen": _want, "kan": _can, "kunnen": _can, "moet": _must, "moeten": _must, "verwacht": _expects,
    "verwachten": _expects, "streeft": _strives, "streven": _strives,
}  # fmt: skip
