"""Judgments: the European case law identifier (ECLI) and the Dutch LJN number that came before it.

ECLI: Council conclusions 2011/C 127/01, annex: `ECLI:country:court:year:ordinal`, ordinal of at most 25 letters, digits
and full stops. An LJN is two letters and four digits.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from narekenen.readings.citing import SPACE, at_words, reference
from narekenen.readings.model import ReferenceReading

_ECLI = re.compile(
    r"(?<![A-Za-z0-9:])(?:[Ee][Cc][Ll][Ii]:(?P<country>[A-Za-z]{2}):(?P<court>[A-Za-z0-9]{1,7})"
    r"|(?:[Nn][Ll]:)?(?P<dutch>HR|PHR|RVS|RvS|CRVB|CRvB|CBB|CBb|GH[A-Z]{2,5}|RB[A-Z]{2,5}|OGH[A-Z]{0,3}))"
    r":(?P<year>[12][0-9]{3}):(?P<ordinal>[A-Za-z0-9](?:[A-Za-z0-9.]{0,23}[A-Za-z0-9])?)(?![A-Za-z0-9:])"
)
_COURT_YEAR = re.compile(r":[12][0-9]{3}:")
_LJN = re.compile(
    rf"(?:(?:[Ll][Jj][Nn]|ELRO)(?:[- ]?(?:nummer|nr\.?))?|LJ-?(?:nummer|nr\.?)):?{SPACE}{{0,2}}"
    rf"(?P<letters>[A-Za-z]{{2}}){SPACE}?(?P<digits>[0-9]{{4}})(?![A-Za-z0-9])"
)


def judgments(text: str) -> Iterator[ReferenceReading]:
    """ECLI and LJN numbers in `text`, in capitals: `ECLI:NL:RVS:2019:795`, `LJN:AB4535`.

    `RVS:1984:AH0317` is completed with ECLI:NL. The Court of Justice numbers its cases, so that an ECLI:EU with letters
    in its ordinal is not read.
    """
    for found in _ECLI.finditer(text) if _COURT_YEAR.search(text) else ():
        country, court = (found["country"] or "NL").upper(), (found["court"] or found["dutch"]).upper()
        if country == "EU" and not found["ordinal"].isdigit():
            continue
        identifier = f"ECLI:{country}:{court}:{found['year']}:{found['ordinal'].upper()}"
        doubts = () if found["court"] else ("completed with ECLI:NL",)
        yield reference(text, found.start(), found.end(), "ecli", (identifier,), doubts=doubts)
    for found in at_words(_LJN, text, "JN", "jn", "J-", "LRO"):
        number = (found["letters"] + found["digits"]).upper()
        yield reference(text, found.start(), found.end(), "ljn", (f"LJN:{number}",))
