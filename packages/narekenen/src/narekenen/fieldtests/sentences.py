"""The sentence that is true for each meetvraag, in Dutch and English: counts first, and never "the rate"."""

from __future__ import annotations

from typing import Literal

from narekenen.fieldtests.cells import PairedCells
from narekenen.fieldtests.estimands import estimand

Lang = Literal["nl", "en"]


def number(value: float, decimals: int, lang: Lang) -> str:
    """1234.5 as "1.234,5" (nl) or "1,234.5" (en). A rounded zero has no minus sign."""
    text = f"{round(value, decimals) + 0.0:,.{decimals}f}"
    return text.translate(str.maketrans(",.", ".,")) if lang == "nl" else text


def percent(share: float, lang: Lang, decimals: int = 1) -> str:
    """0.267 as "26,7%" (nl) or "26.7%" (en)."""
    return number(100 * share, decimals, lang) + "%"


SIDES = {
    "nl": ("het controleprofiel", "het testprofiel"),
    "en": ("the control profile", "the test profile"),
}

TEMPLATES = {
    "ndr_any_positive": {
        "nl": "Van de {M} tests met minstens één positief antwoord kreeg in {n10} alleen het controleprofiel het en in "
        "{n01} alleen het testprofiel: per saldo viel {x} van die tests uit in het nadeel van {loser}.",
        "en": "Of {M} tests with at least one positive answer, {n10} gave it to the control profile only and {n01} to "
        "the test profile only: on balance {x} of those tests went against {loser}.",
    },
    "net_all": {
        "nl": "Van alle {N} tests viel per saldo {x} uit in het nadeel van {loser}: {n10} met alleen het "
        "controleprofiel, {n01} met alleen het testprofiel.",
        "en": "Of all {N} tests, on balance {x} went against {loser}: {n10} with the control profile only, {n01} with "
        "the test profile only.",
    },
    "gross_all": {
        "nl": "In {n10} van alle {N} tests ({x}) kreeg alleen het controleprofiel een positief antwoord; toeval telt "
        "hierin mee.",
        "en": "In {n10} of all {N} tests ({x}) only the control profile got a positive answer; this includes chance.",
    },
    "gdr_any_positive": {
        "nl": "Van de {M} tests met minstens één positief antwoord kreeg in {n10} ({x}) alleen het controleprofiel "
        "het; toeval telt hierin mee.",
        "en": "Of {M} tests with at least one positive answer, {n10} ({x}) gave it to the control profile only; this "
        "includes chance.",
    },
    "exclusive_share": {
        "nl": "Van de {D} tests waarin de twee verschillend antwoord kregen, viel per saldo {x} uit in het nadeel van "
        "{loser}.",
        "en": "Of the {D} tests in which the two were answered differently, on balance {x} went against {loser}.",
    },
    "relative_gap": {
        "nl": "Het testprofiel kreeg {test} positieve antwoorden en het controleprofiel {control}: {x} {direction}.",
        "en": "The test profile got {test} positive answers and the control profile {control}: {x} {direction}.",
    },
    "conditional_or": {
        "nl": "Kreeg precies een van de twee een positief antwoord, dan was dat {x} keer zo vaak het controleprofiel "
        "als het testprofiel ({n10} tegen {n01}).",
        "en": "Where exactly one of the two got a positive answer, it was {x} times as often the control profile as "
        "the test profile ({n10} against {n01}).",
    },
}
EVEN = {
    "nl": "Per saldo vielen de {size} tests ({denominator}) in niemands nadeel uit: {n10} tegen {n01}.",
    "en": "On balance the {size} tests ({denominator}) went against neither profile: {n10} against {n01}.",
}
EVEN_GAP = {
    "nl": "Het testprofiel en het controleprofiel kregen even veel positieve antwoorden: {test}.",
    "en": "The test profile and the control profile got as many positive answers: {test}.",
}
NONE = {
    "nl": "Er is geen getal: er zijn geen {denominator}.",
    "en": "There is no number: there are no {denominator}.",
}
DIRECTION = {"nl": ("minder", "meer"), "en": ("fewer", "more")}


def sentence(cells: PairedCells, name: str, lang: Lang = "nl") -> str:
    """What the meetvraag `name` says about these cells, as one true sentence.

    "Against" names the profile that lost on balance; equal counts get a sentence of their own. The sentence tells
    what was counted, not whether it could be chance: that stands in the interval and the test beside it.
    """
    question = estimand(name)
    value, size = question.value(cells), question.parts(cells)[1]
    if value is None:
        return NONE[lang].format(denominator=question.denominator[lang])
    ahead = cells.n01 > cells.n10
    net = name in ("ndr_any_positive", "net_all", "exclusive_share", "relative_gap")
    words = {"size": number(size, 0, lang), "denominator": question.denominator[lang]}
    counts = {
        "N": cells.total, "M": cells.any_positive, "D": cells.discordant, "n10": cells.n10, "n01": cells.n01,
        "test": cells.test_positive, "control": cells.control_positive,
    }  # fmt: skip
    words |= {key: number(count, 0, lang) for key, count in counts.items()}
    if net and cells.n10 == cells.n01:
        return (EVEN_GAP if name == "relative_gap" else EVEN)[lang].format(**words)
    words["x"] = number(value, 1, lang) if question.unit == "ratio" else percent(abs(value), lang)
    words["loser"] = SIDES[lang][0 if ahead else 1]
    words["direction"] = DIRECTION[lang][1 if ahead else 0]
    return TEMPLATES[name][lang].format(**words)
