"""Date expressions as they stand in a Dutch text, before anybody decides which year is meant.

Works on lower-case text. Every pattern starts from a word that only dates have (a month, "kwartaal", a season, a year)
and then looks a bounded distance to the left and right, so the time is linear in the length of the text.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import replace

from narekenen.readings.calendar import MONTHS, SEASONS
from narekenen.readings.date_digits import loose_years, relative_years, written_in_digits
from narekenen.readings.date_expression import YEAR, Expression, Kind, W, following, pointed, says_when, with_part
from narekenen.readings.named_days import FEASTS, NAMED_DAY, NAMED_DAYS
from narekenen.readings.recesses import RECESS, recess_name

_NAMES = "|".join(sorted(MONTHS, key=len, reverse=True))
_HYPHEN_BEFORE = re.compile(rf"(?<!\w)(?:{_NAMES})-$")
_MONTH = re.compile(rf"(?<!\w)({_NAMES})(circulaire|\.(?={W}\d)|)(?![^\W\d_])(?!-(?!{_NAMES})[^\W\d_])")
_DAYS_BEFORE = re.compile(
    r"(?<![\w.,/:-])((?:\d{1,2}(?:e|ste|de)?(?:\s?,\s|\sen\s|\sof\s|\s?[-–]\s?|\st/m\s|\stot\sen\smet\s|\stot\s)){0,6})"
    rf"(\d{{1,2}})(?:e|ste|de)?{W}$"
)
_ONE_DAY = re.compile(r"(\d{1,2})(?:e|ste|de)?(.*?)(?=\d|$)", re.S)
_ABBREVIATED = {name for name in MONTHS if len(name) <= 4} - {"mei", "juni", "juli"}
_ANOTHER = re.compile(
    rf"(?:\s?[-–/,]\s?|{W}(?:t/m|tot{W}en{W}met|tot|en|of){W})(?:eind{W})?"
    rf"(?:{'|'.join(sorted(MONTHS.keys() - _ABBREVIATED))})(?!\w)"
)
_ORDINALS = {"eerste": 1, "tweede": 2, "derde": 3, "vierde": 4, "laatste": 4}
_ORDINAL = r"(?P<ord>eerste|tweede|derde|vierde|laatste|[1-4]e|[1-4]de|[1-4]ste)"
_QUARTER = re.compile(
    rf"(?<!\w)(?:{_ORDINAL}(?:{W}(?P<unit>kwartaal|helft|halfjaar|half{W}jaar)(?![\w-])|"
    rf"(?={W}(?:en|of|tot{W}en{W}met){W}(?:het{W})?(?:tweede|derde|vierde|[2-4]e){W}kwartaal))|"
    rf"(?:q|kwartaal{W})(?P<q>[1-4])(?!\w))"
)
_YEAR_BEHIND = re.compile(rf"[-\s]?({YEAR})(?!\w)")
_YEAR_AHEAD = re.compile(rf"(?<!\w)({YEAR})[-\s]$")
_TWO_YEARS = re.compile(rf"{W}(?:van{W})?({YEAR})\s?[-–/]\s?(?:{YEAR}|\d\d)(?!\w)")
_SEASON = re.compile(rf"({'|'.join(SEASONS)})(?![\w])(?!-[^\W\d_])")
_WEEK = re.compile(rf"(?<![\w-])week{W}(\d{{1,2}})(?![\w.,/-])")
_CUED_MONTH = re.compile(
    r"(?<!\w)(?:in|sinds|vanaf|tot|t/m|per|uiterlijk|begin|medio|half|eind|einde|afgelopen|komende?|maand|"
    r"tot en met|vóór|voor|mid|aanstaande|helft\svan|loop\svan)(?:\sde\smaand)?\s{1,4}$"
)
_BESIDE_FEAST = re.compile(
    r"(?<!\w)(?:voor|vóór|na|ná|met|rond|rondom|omstreeks|tot|sinds|vanaf|uiterlijk)(?:\sde)?\s{1,4}$"
)
"""Only in such a place is the name of a feast a time: "voor de kerst", not "de kerst is een feest"."""
_OPEN_SEASON = re.compile(r"(?<!\w)(?:het|de|deze|dit|dat|die|in|na|voor|vóór|tot|vanaf|eind|begin|medio)\s{1,4}$")


def expressions(lower: str) -> list[Expression]:
    """All date expressions of a lower-case text, in order, none overlapping another."""
    found: list[Expression] = []
    for finder in _FINDERS:
        taken = sorted((e.start, e.end) for e in found)
        found += [e for e in finder(lower) if not _overlaps(taken, e)]
    return [with_part(lower, e) for e in sorted(found, key=lambda e: e.start)]


def _overlaps(taken: list[tuple[int, int]], new: Expression) -> bool:
    at = bisect_left(taken, (new.end, 0))
    return at > 0 and taken[at - 1][1] > new.start


def _months(lower: str) -> Iterator[Expression]:
    for match in _MONTH.finditer(lower):
        month, start = MONTHS[match[1]], match.start()
        if lower[start - 1 : start] == "-" and not _HYPHEN_BEFORE.search(lower, max(0, start - 12), start):
            continue
        after = following(lower, match.end())
        before = lower[max(0, start - 70) : start]
        days = _DAYS_BEFORE.search(before) if match[2] != "circulaire" else None
        abbreviated = match[1] in _ABBREVIATED
        if days is None:
            named = says_when(after) or _CUED_MONTH.search(before) or _ANOTHER.match(lower, after.end)
            if named and not (abbreviated and after.year is None):
                expression = replace(after, start=start, kind="month", number=(month,))
                yield pointed(lower, expression)
            continue
        yield from _listed_days(before, start, days, month, after)


def _listed_days(before: str, start: int, days: re.Match[str], month: int, after: Expression) -> Iterator[Expression]:
    """ "3, 4 en 5 juni 2023": each day with the month and year that follow."""
    offset = start - len(before)
    for item in _ONE_DAY.finditer(days[1]):
        at = offset + days.start(1) + item.start()
        yield replace(after, start=at, end=at + len(item[1]), kind="day", number=(month, int(item[1])))
    yield replace(after, start=offset + days.start(2), kind="day", number=(month, int(days[2])))


def _quarters(lower: str) -> Iterator[Expression]:
    for match in _QUARTER.finditer(lower):
        after = following(lower, match.end())
        start, year = match.start(), after.year
        kind: Kind = "quarter" if match["unit"] in (None, "kwartaal") else "half"
        if match["q"] and year is None:
            glued = _YEAR_BEHIND.match(lower, match.end())
            ahead = _YEAR_AHEAD.search(lower, max(0, start - 6), start)
            if glued:
                after, year = replace(after, end=glued.end()), int(glued[1])
            elif ahead:
                start, year = ahead.start(), int(ahead[1])
        if match["q"]:
            number = int(match["q"])
        else:
            number = _ORDINALS.get(match["ord"]) or int(match["ord"][0])
            number = 2 if kind == "half" and match["ord"] == "laatste" else number
        if kind == "half" and (number > 2 or (match["unit"] == "helft" and year is None and after.shift is None)):
            continue
        yield pointed(lower, replace(after, start=start, kind=kind, number=(number,), year=year))


def _recesses(lower: str) -> Iterator[Expression]:
    for end in _ends_of("reces", lower):
        match = RECESS.search(lower, max(0, end - 15), end)
        if match and not lower[end : end + 1].isalnum():
            after = following(lower, end)
            yield pointed(lower, replace(after, start=match.start(), kind="recess", name=recess_name(match[1])))


def _ends_of(word: str, lower: str) -> Iterator[int]:
    """Where a word ends, also inside others: a plain search is far faster than a pattern."""
    at = lower.find(word)
    while at >= 0:
        yield at + len(word)
        at = lower.find(word, at + len(word))


def _named_days(lower: str) -> Iterator[Expression]:
    for match in NAMED_DAY.finditer(lower) if any(name in lower for name in NAMED_DAYS) else ():
        if match[1] in FEASTS and not _BESIDE_FEAST.search(lower, max(0, match.start() - 16), match.start()):
            continue
        after = following(lower, match.end())
        if match[1] == "jaarwisseling" and (two_years := _TWO_YEARS.match(lower, match.end())):
            after = replace(after, end=two_years.end(), year=int(two_years[1]))
        yield pointed(lower, replace(after, start=match.start(), kind="named", name=match[1]))


def _seasons(lower: str) -> Iterator[Expression]:
    for match in _SEASON.finditer(lower):
        if match.start() and (lower[match.start() - 1].isalnum() or lower[match.start() - 1] in "-_"):
            continue  # checked here: a pattern that starts with a letter is twice as fast
        found = replace(following(lower, match.end()), start=match.start(), kind="season", number=(SEASONS[match[1]],))
        found = pointed(lower, found)
        two_years = _TWO_YEARS.match(lower, match.end())
        if two_years and match[1] == "winter":
            yield replace(found, end=two_years.end(), year=int(two_years[1]))
        elif says_when(found) or _OPEN_SEASON.search(lower, max(0, match.start() - 12), match.start()):
            yield found


def _weeks(lower: str) -> Iterator[Expression]:
    for match in _WEEK.finditer(lower) if "week" in lower else ():
        after = following(lower, match.end())
        if after.year is not None and 1 <= int(match[1]) <= 53:
            yield replace(after, start=match.start(), kind="week", number=(int(match[1]),))


# In order of precedence: what an earlier one has found, a later one leaves alone.
_FINDERS = (
    written_in_digits,
    _months,
    _quarters,
    _recesses,
    _named_days,
    _seasons,
    _weeks,
    relative_years,
    loose_years,
)
