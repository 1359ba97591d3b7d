"""Rule: one number that counts households here and persons there: the unit drifts."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal

from narekenen.arithmetic.model import Finding
from narekenen.arithmetic.prose import Sentence, evidence, plain, sentences
from narekenen.documents.model import Span
from narekenen.readings.model import Letter, NumberReading

RULE = "same_number"
_FAMILIES = (
    "adressen woningen huizen gebouwen panden objecten appartementen",
    "huishoudens personen mensen inwoners gezinnen bewoners individuen",
    "leerlingen scholen klassen leraren",
    "kinderen gezinnen ouders leerlingen",
    "aanvragen aanvragers dossiers besluiten toekenningen",
    "banen fte werknemers medewerkers vacatures",
    "bedrijven werknemers vestigingen",
    "gemeenten inwoners wijken buurten regio's",
    "patiënten behandelingen opnames ziekenhuizen",
    "meldingen melders incidenten",
    "euro personen",
)
_KIN: dict[str, set[str]] = defaultdict(set)
for _family in _FAMILIES:
    for _word in _family.split():
        _KIN[_word] |= set(_family.split()) - {_word}
_DEFINITE = re.compile(r"\b(?:de|deze|die|al deze|dezelfde) (?:in totaal |bovengenoemde |genoemde )?$")
_SHARE = re.compile(
    r"^ van (?:de|het|alle|deze) [^.;:,()]{0,90}?\bte (?P<verb>[^\W\d_]{3,}en)\b(?P<behind>[^.;:,()]{0,60})"
)
_SPECIFIC = 20
_NOUN = re.compile(r"[^\W\d_]{3,}")
_NEAR = 4  # words between the verb and the noun: "of vervangen"


def counts_of_two_things(letter: Letter) -> Iterator[Finding]:
    """ "1.850 huishoudens" and later "de 1.850 personen": the second points back, but counts another thing.

    Only pairs that are easily taken for one another (homes and addresses, households and persons), exact numbers that
    are no round hundreds unless the second says which they are, and where no sentence gives both.
    """
    seen: dict[tuple[Decimal, str], list[tuple[Sentence, NumberReading, str]]] = defaultdict(list)
    for sentence in sentences(letter):
        for number in sentence.numbers:
            noun = number.counted.lower().split()[-1] if number.counted.split() else ""
            usable = number.kind == "count" and plain(number) and not number.per and number.form == "digits"
            if noun in _KIN and usable and number.value >= _SPECIFIC:
                seen[number.value, number.unit].append((sentence, number, noun))
    for places in seen.values():
        yield from _drift(letter, places)


def _drift(letter: Letter, places: list[tuple[Sentence, NumberReading, str]]) -> Iterator[Finding]:
    nouns = {noun for _, _, noun in places}
    for at, (sentence, number, noun) in enumerate(places):
        back = _DEFINITE.search(sentence.slice(number.span.start - 30, number.span.start))
        earlier = next(((s, n, word) for s, n, word in places[:at] if word in _KIN[noun]), None)
        own = any(word == noun for _, _, word in places[:at])
        if back and earlier and not own and earlier[0] is not sentence and len(nouns) == 2:
            first, second = _phrase(letter, earlier[1], earlier[2]), _phrase(letter, number, noun)
            yield _finding(letter, second, first)
            return


def _phrase(letter: Letter, number: NumberReading, noun: str) -> Span:
    behind = letter.running.text[number.span.end : number.span.end + 60].lower()
    at = behind.find(noun)
    return Span(number.span.start, number.span.end + (at + len(noun) if at >= 0 else 0))


def shares_of_two_things(letter: Letter) -> Iterator[Finding]:
    """ "95% van de te keuren adressen" and "95% van de te keuren panden": one share of one task, in two units.

    The share is the same number, both name the thing after "te" with the same verb, and the things are easily taken
    for one another. One finding per share and verb, on the first place with the other unit.
    """
    seen: dict[tuple[Decimal, str], tuple[str, Span]] = {}
    told: set[tuple[Decimal, str]] = set()
    for sentence in sentences(letter):
        for number in sentence.numbers:
            match = _SHARE.match(sentence.slice(number.span.end, number.span.end + 200))
            noun = _first_noun(match["behind"]) if match and number.unit == "%" else None
            if match is None or noun is None:
                continue
            key = number.value, match["verb"]
            span = Span(number.span.start, number.span.end + match.start("behind") + noun.end())
            before, first = seen.setdefault(key, (noun[0], span))
            if noun[0] in _KIN[before] and key not in told:
                told.add(key)
                yield _finding(letter, span, first)


def _first_noun(behind: str) -> re.Match[str] | None:
    """The first of the nouns that are easily taken for one another, in the first words behind the verb."""
    for at, word in enumerate(_NOUN.finditer(behind)):
        if word[0] in _KIN or at == _NEAR:
            return word if word[0] in _KIN else None
    return None


def _finding(letter: Letter, second: Span, first: Span) -> Finding:
    one, two = (letter.running.text[span.start : span.end] for span in (first, second))
    return Finding(
        rule=RULE, verdict="unit_drift", severity="finding", printed=two, follows=one,
        evidence=(evidence(letter, second, "claim"), evidence(letter, first, "part")), steps=(),
        nl=f"Hier staat ‘{two}’, eerder ‘{one}’: hetzelfde getal, maar er wordt iets anders geteld.",
        en=f"This says “{two}”, earlier it was “{one}”: the same number, but of something else.",
    )  # fmt: skip
