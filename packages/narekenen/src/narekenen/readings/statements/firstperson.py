"""What the sender says that he or she will do: "ik zal", "mijn streven is", "ik ben bereid", "organiseer ik in mei"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from narekenen.readings.statements.deadlines import deadline_of, looks_ahead
from narekenen.readings.statements.lexicon import FIRST_PERSON, SUBORDINATORS, word_set
from narekenen.readings.statements.model import Kind, Statement, Strength
from narekenen.readings.statements.negation import about_this_letter, denied
from narekenen.readings.statements.saying import said, token_words
from narekenen.readings.statements.sentence import Sentence

_NOUNS: tuple[tuple[str, Strength, re.Pattern[str]], ...] = (
    (
        "aim", "streven",
        re.compile(r"\b(?:mijn|ons|het) streven (?:is|blijft|was)\b|^streven is\b|\bis (?:het|mijn|ons) streven\b"),
    ),
    ("proposal", "voornemen", re.compile(r"\b(?:mijn|ons) voorstel (?:is|luidt)\b[^;,]{0,30}\bom\b")),
    (
        "intention", "voornemen",
        re.compile(
            r"\b(?:is|blijft) (?:(?:het|mijn|ons) ){0,2}voornemen\b|\b(?:mijn|ons) voornemen (?:is|om)\b|"
            r"\b(?:het voornemen|de intentie|mijn intentie|onze intentie) (?:is|blijft)\b[^;,]{0,40}?\bom\b"
        ),
    ),
)  # fmt: skip

_FINITE = word_set("zal zullen ga gaan ben zijn wil willen streef streven blijf blijven verwacht verwachten")
_SPEECH = re.compile(
    r"\b(?:benadrukken|opmerken|wijzen|danken|bedanken|noemen|stellen|zeggen|toelichten|ingaan|vooropstellen|verwijzen|"
    r"herhalen|reageren|uitspreken|aangeven|stilstaan|aanhalen|schetsen|beklemtonen|delen|complimenteren|meegeven|melden|vermelden|onderstrepen|verduidelijken|beginnen)\b"
)
_STATES = word_set(
    "ben heb kan vind deel verwijs hecht zie denk acht constateer onderschrijf herken betreur waardeer merk "
    "begrijp hoop weet lees moet mag wil zou had was kon zal ga streef verwacht voorzie blijf ken geloof steun "
    "erken meen bericht bied doe geef licht zijn hebben kunnen vinden delen verwijzen hechten zien denken achten "
    "constateren weten lezen merken hopen begrijpen moeten mogen willen zullen gaan bestrijd stel wijs sta"
)
_DELIVERS = re.compile(
    r"\b(?:stuur|zend|informeer|rapporteer|bericht|kom|leg|bied|ontvangt|doe|sturen|zenden|informeren|komen)\b"
)
_TO_PARLIAMENT = re.compile(r"\b(?:uw kamer|de kamer|uw raad|de raad|u|beide kamers)\b")
_LATER = re.compile(
    r"\b(?:nader|over de (?:uitkomst|resultat|voortgang|uitwerking)\w*|brief|zodra|daarna|vervolgens)\b"
)
_GOES_ON = re.compile(r"(?:daarnaast|tevens|ook|verder|voorts|bovendien|tot slot) ")
"""Opens a sentence that goes on with what this letter does: "Daarnaast informeer ik u over de voortgang"."""
_SENDS = word_set("stuur zend verstrek sturen zenden verstrekken")
_COPY = re.compile(r"\b(?:afschrift|kopie)\b[^;]{0,160}\baan\b|\baan\b[^;]{0,160}\b(?:afschrift|kopie)\b")
_TAKEN_ALONG = re.compile(r"\b(?:neem|nemen|betrek|betrekken)\b.{1,250}\b(?:mee\b|bij (?:het|de) )")
_WORKED_OUT = re.compile(r"\b(?:toekomstige?|verdere?|vervolg\w*|uitwerk\w+|volgende|nog)\b")
_INQUIRES = word_set("bekijk bezie onderzoek verken beoordeel bepaal bekijken bezien onderzoeken verkennen beoordelen")
_WHETHER = re.compile(r"\b(?:of|hoe|welke|wat|in hoeverre|op welke wijze)\b")
_LETS = word_set("laat laten")
_LETS_DO = re.compile(
    r"\b(?:onderzoeken|uitzoeken|nagaan|kijken|uitwerken|verkennen|evalueren|toetsen|doorrekenen|uitvoeren|opstellen|"
    r"ontwikkelen|inventariseren|monitoren|actualiseren|bezien)\b"
)
_COORDINATED = word_set("zal laat ga stuur informeer onderzoek bezie bekijk bericht kom zullen gaan sturen informeren")
_MOST = 40
"""Times "ik" or "wij" that are looked at in one sentence: one with more is no sentence."""
_SOON = re.compile(r"\b(?:binnenkort|op korte termijn|zo (?:snel|spoedig) mogelijk)\b")
_GOING = re.compile(r"\b(?:ervan uit|ervanuit|uit van|in op|akkoord|niet over|daarop in|hierop in|nader in)\b")


def first_person(sentence: Sentence, sender: str) -> Statement | None:
    """A commitment of the sender, or None."""
    for name, strength, pattern in _NOUNS:
        if found := pattern.search(sentence.low):
            return said(
                sentence, "commitment", f"commitment.{name}", [sentence.found(found)], actor=sender, strength=strength
            )
    for verb, subject in _pairs(sentence):
        proposed = _by_verb(sentence, verb, subject, sender)
        if proposed is not None:
            return proposed
    return None


def _pairs(sentence: Sentence) -> Iterator[tuple[int, int]]:
    """Verb and "ik" or "wij" in a main clause: "ik zal", or "zal ik" where something else opens the clause."""
    persons = (at for at, token in enumerate(sentence.tokens) if token.text in FIRST_PERSON)
    for at in islice(persons, _MOST):
        if at == sentence.clause_start(at):
            if at + 1 < len(sentence.tokens):
                yield at + 1, at
        elif sentence.tokens[at - 1].text in SUBORDINATORS:
            continue
        elif sentence.tokens[at - 1].text in _FINITE or sentence.is_main(at - 1):
            yield at - 1, at  # verb before "ik": a main clause, also where no sign parts it from the one before
    yield from _second_verbs(sentence)


def _second_verbs(sentence: Sentence) -> Iterator[tuple[int, int]]:
    """A second verb of a sentence that opens with "ik" or "wij": "Ik onderzoek dit en zal de raad berichten"."""
    tokens = sentence.tokens
    if not tokens or tokens[0].text not in FIRST_PERSON:
        return
    for at in range(2, len(tokens) - 1):
        opens = tokens[at - 1].text == "en" and tokens[at].text in _COORDINATED
        if (
            opens
            and tokens[at + 1].text not in FIRST_PERSON
            and not any(sentence.subordinates(i, at) for i in range(sentence.clause_start(at - 1), at))
        ):
            yield at, 0


def _by_verb(sentence: Sentence, verb: int, subject: int, sender: str) -> Statement | None:
    word, low = sentence.tokens[verb].text, sentence.low
    if denied(sentence, verb):
        return None
    because = token_words(sentence, verb, subject)
    strength, rule, kind = _firmness(sentence, verb)
    if not rule or about_this_letter(sentence, verb):
        return None
    if word in ("zal", "zullen") and _SPEECH.search(low) and not deadline_of(sentence):
        return None
    actor = sender or sentence.tokens[subject].text
    return said(sentence, "commitment", f"commitment.{rule}", because, actor=actor, strength=strength, kind=kind)


def _firmness(sentence: Sentence, verb: int) -> tuple[Strength, str, Kind]:
    """Strength, rule and kind that a verb of the first person carries; "" as rule where it says no commitment."""
    word, low, near = sentence.tokens[verb].text, sentence.low, sentence.tokens[verb].start
    if word in ("zal", "zullen"):
        return "toezegging", "will", "nieuw"
    if word in ("streef", "streven"):
        return "streven", "strive", "nieuw"
    if word in ("ben", "zijn"):
        if re.search(r"(?<!\bde )(?<!\bhet )(?<!\bhun )(?<!\bdeze )\b(?:voornemens|van plan)\b", low):
            return "voornemen", "intend", "nieuw"
        if re.search(r"\bbereid\b(?! gevonden)", low):
            return "bereidheid", "willing", "nieuw"
    if word in ("wil", "willen") and not _SPEECH.search(low) and sentence.has_infinitive(verb):
        return "voornemen", "want", "nieuw"
    if word in ("ga", "gaan") and not _GOING.search(low) and sentence.has_infinitive(verb):
        return "toezegging", "going_to", "nieuw"
    if word in ("blijf", "blijven") and _ends_in_infinitive(sentence, verb):
        return "toezegging", "continue", "doorlopend"
    if word in ("verwacht", "verwachten", "voorzie", "voorzien") and deadline_of(sentence, near):
        return "verwachting", "expect", "nieuw"
    if word in _INQUIRES and _WHETHER.search(low, sentence.tokens[verb].end):
        return "toezegging", "inquire", "nieuw"
    if word in _LETS and _LETS_DO.search(low, sentence.tokens[verb].end):
        return "toezegging", "have_done", "nieuw"
    return _deed(sentence, word, low, near)


def _deed(sentence: Sentence, word: str, low: str, near: int) -> tuple[Strength, str, Kind]:
    if _DELIVERS.fullmatch(word) and _TO_PARLIAMENT.search(low):
        goes_on = word in ("informeer", "informeren") and _GOES_ON.match(low)
        if deadline_of(sentence, near) or looks_ahead(sentence) or (_LATER.search(low) and not goes_on):
            return "toezegging", "deliver", "nieuw"
        return "", "", "nieuw"
    if word in _SENDS and _COPY.search(low):
        return "toezegging", "copy", "nieuw"
    if _TAKEN_ALONG.search(low) and word in ("neem", "nemen", "betrek", "betrekken") and _WORKED_OUT.search(low):
        return "toezegging", "take_along", "nieuw"
    ahead = deadline_of(sentence, near) or _SOON.search(low)
    if word not in _STATES and not word.endswith(("de", "te", "den", "ten")) and ahead:
        return "toezegging", "present_with_date", "nieuw"
    return "", "", "nieuw"


def _ends_in_infinitive(sentence: Sentence, verb: int) -> bool:
    """Whether a word like an infinitive stands behind the verb: "wil … onderzoeken", "ga … bezien"."""
    return any(token.text.endswith(("en", "gaan", "zien", "doen", "staan")) for token in sentence.tokens[verb + 1 :])
