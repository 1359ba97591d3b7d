"""Rule: decimals with a comma and with a point side by side."""

from __future__ import annotations

import re
from collections.abc import Iterator

from narekenen.arithmetic.model import Finding, Step
from narekenen.arithmetic.prose import of_number, paragraphs, write
from narekenen.readings.model import Letter

RULE = "notation"
_POINT = re.compile(r"\d\.\d{1,2}(?!\d)")
_COMMA = re.compile(r"\d,\d")


def mixed_notation(letter: Letter) -> Iterator[Finding]:
    """Percentages with a decimal comma and with a decimal point in one paragraph: the point may be read as a thousand
    mark. One finding per paragraph, on the first number that is written in the rarer way."""
    for paragraph in paragraphs(letter):
        shares = [n for sentence in paragraph for n in sentence.numbers if n.unit in ("%", "procentpunt")]
        points = [n for n in shares if _POINT.search(n.text)]
        commas = [n for n in shares if _COMMA.search(n.text)]
        if points and commas:
            odd, usual = (points, commas)
            yield Finding(
                rule=RULE, verdict="notation", severity="finding", printed=odd[0].text, follows=usual[0].text,
                evidence=(of_number(odd[0], "printed"), *(of_number(n, "part") for n in (*odd[1:], usual[0]))),
                steps=(Step(odd[0].text, write(odd[0].value, odd[0], "nl")),),
                nl=f"{odd[0].text} staat hier met een punt en {usual[0].text} met een komma.",
                en=f"{odd[0].text} is written with a point here and {usual[0].text} with a comma.",
            )  # fmt: skip
