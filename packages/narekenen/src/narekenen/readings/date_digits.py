"""Dates written in digits and loose years: "4-3-2022", "2022-03-04", "in 2028", "2025–2028", "volgend jaar"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from narekenen.readings.calendar import MONTHS
from narekenen.readings.date_expression import MORE, PART, SHIFTS, YEAR, Expression, Kind, W, century

_NUMERIC = re.compile(
    rf"(?<![\w./-])(?:({YEAR})-(\d\d)-(\d\d)|(\d{{1,2}})([-/.])(\d{{1,2}})\5({YEAR}|\d\d))(?![\w/-]|\.\d)"
)
_NAMED_MONTH = re.compile(rf"-({'|'.join(MONTHS)})-({YEAR}|\d\d)(?![\w/-])")
_DAY_BEFORE = re.compile(r"(?<![\w./-])(\d{1,2})$")
_LOOSE_YEAR = re.compile(rf"(?<![\w.,/'’-])(?<![€$]\s)({YEAR})(?:\s?([-–/])\s?({YEAR}|\d\d))?(?!%|{MORE})")
_LABEL_BEFORE = re.compile(
    r"(?:vergaderjaar|vergaderjaren|kamerstuk|kamerstukken|handelingen|aanhangsel|tk|ek|ii|nr\.?|stb\.?|stcrt\.?|wmo|"
    r"postbus|kenmerk|artikel)[\s,:]{1,3}$"
)
_YEAR_CUE = re.compile(
    r"(?<!\w)(?:in|sinds|vanaf|tot|t/m|tot en met|per|na|voor|vóór|over|van|jaar|jaren|tussen|anno|uiterlijk|begin|"
    r"medio|halverwege|eind|einde|ultimo|begin van|eind van|einde van|schooljaar|studiejaar|collegejaar|cursusjaar|"
    r"begrotingsjaar|boekjaar|periode|seizoen|en|of)\s{1,4}$"
)
_SCHOOL = re.compile(r"(?:school|studie|college|cursus)ja(?:ar|ren)\s{1,4}$")
_COUNTED_AFTER = re.compile(r"\s{1,2}(?:euro|woningen|adressen|mensen|personen|gevallen|m2|meter|km|stuks|keer)\b")
_RELATIVE_YEAR = re.compile(
    rf"(?<![\w-])(?:(dit|volgend|komend|aankomend|vorig|afgelopen|verleden){W}(?:kalender)?jaar|"
    rf"het{W}lopende{W}jaar|(?<=van het )(?:kalender)?jaar)(?![\w-]|{W}\d)"
)


def written_in_digits(lower: str) -> Iterator[Expression]:
    """Days in digits, Dutch order or ISO: "4-3-2022", "04/03/22", "2022-03-04", and "4-mrt-22"."""
    for match in _NAMED_MONTH.finditer(lower):
        before = _DAY_BEFORE.search(lower, max(0, match.start() - 4), match.start())
        year, short = int(match[2]), len(match[2]) == 2
        if before:
            yield Expression(
                before.start(), match.end(), "day", (MONTHS[match[1]], int(before[1])),
                century(year) if short else year, doubt="century not written" if short else "",
            )  # fmt: skip
    for match in _NUMERIC.finditer(lower):
        if match[1]:
            year, month, day, doubt = int(match[1]), int(match[2]), int(match[3]), ""
        else:
            day, month, year, doubt = int(match[4]), int(match[6]), int(match[7]), ""
            if len(match[7]) == 2:
                if match[5] == "." or (match[5] == "-" and len(match[4] + match[6]) < 3):
                    continue
                year, doubt = century(year), "century not written"
        if 1 <= month <= 12 and 1 <= day <= 31:
            yield Expression(match.start(), match.end(), "day", (month, day), year, doubt=doubt)


def relative_years(lower: str) -> Iterator[Expression]:
    """ "dit jaar", "volgend kalenderjaar", "eind van het jaar"."""
    for match in _RELATIVE_YEAR.finditer(lower):
        word = match[1] or "dit"
        doubt = "may also mean the twelve months before the letter" if word == "afgelopen" else ""
        if match[0] not in ("jaar", "kalenderjaar") or PART.search(lower, max(0, match.start() - 24), match.start()):
            yield Expression(match.start(), match.end(), "year", shift=SHIFTS[word], doubt=doubt)


def loose_years(lower: str) -> Iterator[Expression]:
    """Years behind a word that asks for one ("in 2028"), and runs of years ("2025–2028", "schooljaar 2021/22")."""
    for match in _LOOSE_YEAR.finditer(lower):
        window = max(0, match.start() - 20), match.start()
        if _LABEL_BEFORE.search(lower, *window) or _COUNTED_AFTER.match(lower, match.end()):
            continue
        first, cued = int(match[1]), _YEAR_CUE.search(lower, *window)
        if match[3] is None:
            if cued:
                yield Expression(match.start(), match.end(), "year", year=first)
            continue
        last = int(match[3]) if len(match[3]) == 4 else first // 100 * 100 + int(match[3])
        if first < last <= first + 60 and (cued or lower[match.start() - 1 : match.start()] == "("):
            kind: Kind = "school_years" if _SCHOOL.search(lower, *window) else "years"
            yield Expression(match.start(), match.end(), kind, (first, last), year=first)
