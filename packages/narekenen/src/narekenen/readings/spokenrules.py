"""When a number word is a number: "een jaar" after maximaal, "acht" before a noun and not as a verb."""

from __future__ import annotations

import re

from narekenen.readings.model import Operator
from narekenen.readings.quantities import Quantity
from narekenen.readings.vocabulary import words

_SPAN_OF = words(
    """
    looptijd periode termijn duur tijdvak doorlooptijd
    """
)
_IDIOMS_OF_ONE = words(
    """
    van en of op keer ding klap lijn oogopslag der dezelfde hetzelfde enkel enkele geheel hand adem ander andere
    """
)
_BEFORE_EIGHT = words(
    """
    de deze alle van in over met voor naar tot minimaal ongeveer circa onze en zijn telt na binnen dan ruim
    bijna nog er die te zo'n uit op door om hun hebben heeft werden worden zeker maximaal meer slechts komende
    afgelopen eerste laatste bij per waren
    """
)
_NOT_HALVES = words(
    """
    eerste tweede andere ene laatste derde beide
    """
)
_PERSONS = words(
    """
    kind kinderen jongen jongens meisje meisjes man mannen vrouw vrouwen jongere jongeren leerling leerlingen
    zoon dochter student studenten scholier scholieren patiënt patiënten slachtoffer verdachte peuter dochters
    zonen
    """
)
_HALF_PAST = re.compile(
    r"\s(?:van\s(?:de\s|het\s)?(?:(?:19|20)[0-9]{2}|jaar|januari|februari|maart|april|mei|juni|juli|aug|sept|okt|nov|dec))"
)
_OF = re.compile(r"\s{1,2}(?:van|aan)\b")
_NEXT = re.compile(r"\s{1,3}([^\W\d_]+)")


def says_a_number(
    lower: str, quantity: Quantity, word: str, before: list[str], operator: Operator, counted: str
) -> bool:
    """Whether a number word counts or measures where it stands. `word` is the word itself, in lower case."""
    last = before[-1] if before else ""
    found = _NEXT.match(lower, quantity.start + len(word))
    following = found[1] if found else ""
    if word == "een":
        return _een(quantity, before, operator)
    if word in ("één", "eén", "éen"):
        return bool(quantity.unit or quantity.scale != 1 or counted) and following not in _IDIOMS_OF_ONE
    if word in ("half", "halve"):
        return quantity.kind == "duration" or quantity.scale != 1 or quantity.unit in ("%", "procentpunt")
    if word == "helft":
        return last.rstrip(",") not in _NOT_HALVES and not _HALF_PAST.match(lower, quantity.end)
    if word == "kwart":
        return quantity.scale != 1 or (
            last not in ("om", "voor", "over") and _OF.match(lower, quantity.end) is not None
        )
    if word == "acht":
        return (
            bool(quantity.unit or quantity.scale != 1 or counted)
            and (not last or last in _BEFORE_EIGHT)
            and following not in ("te", "genomen", "nemen")
        )
    if word == "dubbele":
        return last == "het" and following in ("van", "")
    if word == "dubbel":
        return following in ("zo", "zoveel")
    if word == "nul":
        return bool(quantity.unit or counted)
    if word.endswith(("jarig", "jarige")):
        return bool(following) and following not in _PERSONS
    return not (word.endswith("ig") and last in ("jaren", "jaar"))


def _een(quantity: Quantity, before: list[str], operator: Operator) -> bool:
    """ "een" is an article, unless a scale word follows or a bound or a term is put in time: "hooguit een jaar"."""
    if quantity.scale != 1:
        return True
    if quantity.kind not in ("duration", "percentage", "amount", "percentage_point"):
        return False
    return operator != "=" or (before[-1:] == ["van"] and len(before) > 1 and before[-2] in _SPAN_OF)
