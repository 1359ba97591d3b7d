"""A calculation as it stands in a sentence, read from its equals sign to the left: "182/365 × € 23.000 = € 11.468,49".

The whole expression is read or nothing is: what begins in the middle of a formula, after a function or a letter that
stands for something, cannot be computed and is left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal, DivisionByZero, InvalidOperation

from narekenen.readings.model import NumberReading
from narekenen.readings.numbers import parse_number

_TOKEN = re.compile(
    r"(?P<number>(?:€ ?)?\d[\d.,]*(?<![.,])(?P<tail>%|[^\W\d_]*))|(?P<sign>[x×*/÷+−–-](?![^\W\d_]))"
    r"|(?P<open>\()|(?P<close>\))|(?P<equals>=)|(?P<word>[^\W\d_]+)|(?P<space>\s+)|(?P<other>.)",
    re.DOTALL,
)
_MONTHS = frozenset(
    (
        *("januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus"),
        *("september", "oktober", "november", "december"),
    )
)
_FUNCTIONS = frozenset(("lg", "ln", "log", "sin", "cos", "tan", "min", "max", "wortel", "som", "exp"))
_BINDS = {"x": 2, "×": 2, "*": 2, "/": 2, "÷": 2, "+": 1, "−": 1, "–": 1, "-": 1}
_ENDS_BEFORE = frozenset(".,;:«»“”‘’\"'|…>")


@dataclass(frozen=True, slots=True)
class Token:
    kind: str
    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Expression:
    """Places in the sentence, what the left side comes to, and the number that is printed on the right."""

    start: int
    equals: int
    right_start: int
    end: int
    value: Decimal
    printed: NumberReading


def expressions(text: str) -> Iterator[Expression]:
    """Every calculation with an outcome behind its equals sign that can be read as a whole."""
    if "=" not in text:
        return
    tokens = [
        Token(str(m.lastgroup if m.lastgroup != "tail" else "number"), m[0], m.start(), m.end())
        for m in _TOKEN.finditer(text)
        if not m["space"]
    ]
    for at, token in enumerate(tokens):
        if token.kind == "equals":
            found = _expression(text, tokens, at)
            if found is not None:
                yield found


def _expression(text: str, tokens: list[Token], at: int) -> Expression | None:
    first = _first(tokens, at)
    left = _without_loose_bracket(tokens[first:at])
    if left is None or not any(token.kind == "sign" for token in left) or not _begins_there(tokens, first, left):
        return None
    value = _value(left)
    printed = _outcome(text, tokens, at, value)
    if printed is None or value is None or _is_period(left) or _is_saying(left):
        return None
    return Expression(left[0].start, tokens[at].start, printed[0], printed[1], value, printed[2])


def _first(tokens: list[Token], at: int) -> int:
    """Index of the leftmost token that can belong to the expression before the equals sign at `at`."""
    first = at
    while first and (tokens[first - 1].kind in ("number", "sign", "open", "close") or _is_unit(tokens, first - 1)):
        first -= 1
    return first


def _is_unit(tokens: list[Token], at: int) -> bool:
    word = tokens[at]
    follows_number = at > 0 and tokens[at - 1].kind == "number"
    return word.kind == "word" and follows_number and len(word.text) > 2 and word.text.lower() not in _MONTHS


def _without_loose_bracket(tokens: list[Token]) -> list[Token] | None:
    """The tokens without brackets that open before the calculation; None when the brackets do not fit."""
    depth, loose = 0, []
    for token in tokens:
        if token.kind == "open":
            loose.append(token)
        elif token.kind == "close":
            if not loose:
                return None
            loose.pop()
        depth = len(loose)
    while depth and tokens and tokens[0].kind == "open":
        tokens, depth = tokens[1:], depth - 1
    return tokens if not depth else None


def _begins_there(tokens: list[Token], first: int, left: list[Token]) -> bool:
    """Whether nothing before it can belong to the calculation."""
    if left[0].kind not in ("number", "open"):
        return False
    if left[0] is not tokens[first] or first == 0:
        return True
    before = tokens[first - 1]
    if before.kind == "word":
        return len(before.text) > 1 and before.text.lower() not in _FUNCTIONS
    return before.kind == "equals" or before.text in _ENDS_BEFORE


def _outcome(text: str, tokens: list[Token], at: int, value: Decimal | None) -> tuple[int, int, NumberReading] | None:
    """Start, end and reading of the number behind the equals sign, where it stands alone.

    "2,5 x 30 = 75 miljoen" counts in millions on both sides: the word is left out where the outcome is nearer without.
    """
    if at + 1 >= len(tokens) or tokens[at + 1].kind != "number":
        return None
    number, end = tokens[at + 1], tokens[at + 1].end
    following = tokens[at + 2] if at + 2 < len(tokens) else None
    if following is not None and following.text in ("miljoen", "miljard"):
        end = following.end
    elif following is not None and (following.kind in ("sign", "open") or following.text.lower() in _MONTHS):
        return None
    reading = parse_number(text[number.start : end])
    bare = parse_number(number.text)
    if reading and bare and value is not None and abs(bare.value - value) < abs(reading.value - value):
        reading, end = bare, number.end
    if reading is None or reading.kind == "percentage" or number.text[-1].isalpha():
        return None
    return number.start, end, reading


def _is_period(left: list[Token]) -> bool:
    """Years and page numbers joined by a dash or a slash, and days or weeks counted on from a date."""
    numbers = [token.text for token in left if token.kind == "number"]
    signs = {token.text for token in left if token.kind == "sign"}
    units = {token.text.lower() for token in left if token.kind == "word"}
    years = all(re.fullmatch(r"(?:19|20)\d\d", number) for number in numbers)
    return years or (len(units) > 1 and bool(signs & set("+−–-")))


def _is_saying(left: list[Token]) -> bool:
    """ "Eén en één is drie": single digits in a row make a point and no budget."""
    return all(len(token.text) == 1 for token in left) and len({token.text for token in left}) <= 2


def _value(left: list[Token]) -> Decimal | None:
    """The value, by the usual order of operations; None when it cannot be read as a whole."""
    items = [token for token in left if token.kind != "word"]
    try:
        value, rest = _sum(items, 0, 1)
    except (IndexError, DivisionByZero, InvalidOperation):
        return None
    return value if value is not None and rest == len(items) else None


def _sum(items: list[Token], at: int, binding: int) -> tuple[Decimal | None, int]:
    value, at = _term(items, at)
    while value is not None and at < len(items) and items[at].kind == "sign" and _BINDS[items[at].text] >= binding:
        sign = items[at].text
        other, at = _sum(items, at + 1, _BINDS[sign] + 1)
        value = None if other is None else _apply(value, sign, other)
    return value, at


def _term(items: list[Token], at: int) -> tuple[Decimal | None, int]:
    if items[at].kind == "open":
        value, at = _sum(items, at + 1, 1)
        return (value, at + 1) if items[at].kind == "close" else (None, at)
    reading = parse_number(items[at].text) if items[at].kind == "number" else None
    whole = reading is not None and reading.kind != "percentage" and reading.high is None
    return (reading.value if reading is not None and whole else None), at + 1


def _apply(value: Decimal, sign: str, other: Decimal) -> Decimal:
    if sign in "x×*":
        return value * other
    if sign in "/÷":
        return value / other
    return value + other if sign == "+" else value - other
