"""What may be said, in plain Dutch and English: estimate, how sure, and what silence does not prove."""

from __future__ import annotations

import math

from narekenen.fieldtests.analysis import NET, Question, Row
from narekenen.fieldtests.claims import ClaimResult
from narekenen.fieldtests.sentences import Lang, number, percent, sentence
from narekenen.fieldtests.standardisation import HeldChange
from narekenen.trace.model import Estimate

P_SHOWN = 0.0001
HELD = {
    "nl": {
        "held": "Verschil bij gelijke samenstelling: {d} ({l} tot {h}) procentpunt, {p}.",
        "plain": " Zonder dat: {q}; de samenstelling zelf doet {c}.",
        "left": " Niet vergeleken, want leeg in een van de twee: {names}.",
    },
    "en": {
        "held": "Difference with the composition held fixed: {d} ({l} to {h}) percentage points, {p}.",
        "plain": " Without that: {q}; composition itself does {c}.",
        "left": " Not compared, as it is empty in one of the two: {names}.",
    },
}


def p_text(p: float, log10_p: float, lang: Lang) -> str:
    """ "p = 0,0213" or "p = 1,2 × 10^-32"; also where the float itself is 0."""
    if p >= P_SHOWN:
        return f"p = {number(p, 4, lang)}"
    power = math.floor(log10_p)
    return f"p = {number(10 ** (log10_p - power), 1, lang)} × 10^{power}"


def interval_text(estimate: Estimate, lang: Lang) -> str:
    """ "26,7% (22,5% tot 30,8%)"; ratios without a percent sign; "–" where there is no value."""
    if not isinstance(estimate.value, float):
        return "–"
    ends = (estimate.value, estimate.low, estimate.high)
    shown = [
        (number(x, 2, lang) if estimate.unit == "ratio" else percent(x, lang)) if isinstance(x, (int, float)) else ""
        for x in ends
    ]
    to = "tot" if lang == "nl" else "to"
    return f"{shown[0]} ({shown[1]} {to} {shown[2]})" if all(shown) else shown[0]


def held_text(found: HeldChange, lang: Lang) -> str:
    """The change with the composition held fixed, beside the plain one."""
    words, points = HELD[lang], [number(100 * x, 1, lang) for x in (found.difference, found.low, found.high)]
    p = f"p = {number(found.p, 4, lang)}" if found.p >= P_SHOWN else f"p < {number(P_SHOWN, 4, lang)}"
    text = words["held"].format(d=points[0], l=points[1], h=points[2], p=p)
    if found.plain is not None and found.composition is not None:
        plain, made = (number(100 * x, 1, lang) for x in (found.plain, found.composition))
        text += words["plain"].format(q=plain, c=made)
    return text + (words["left"].format(names=", ".join(found.left_out)) if found.left_out else "")


WORDS = {
    "nl": {
        "shown": "Dat is meer dan toeval verklaart ({p}).",
        "not shown": "Dat kan toeval zijn ({p}). Het is geen bewijs van gelijke behandeling",
        "detectable": ": met {n} tests zou pas een verschil vanaf {x} met {power} kans zijn opgemerkt.",
        "blind": ": met {n} tests en zo weinig verschil in antwoord kon geen enkel verschil met {power} kans worden "
        "opgemerkt.",
        "equivalent": "Het verschil ligt aantoonbaar binnen de vooraf gestelde grens van {m}.",
        "not equivalent": "Dat het verschil binnen de vooraf gestelde grens van {m} ligt, is niet aangetoond.",
    },
    "en": {
        "shown": "That is more than chance explains ({p}).",
        "not shown": "That can be chance ({p}). It is no evidence of equal treatment",
        "detectable": ": with {n} tests only a difference of {x} or more would have been noticed with a chance of "
        "{power}.",
        "blind": ": with {n} tests and so few answered differently no difference at all could have been noticed with a "
        "chance of {power}.",
        "equivalent": "The difference demonstrably lies within the margin of {m} set beforehand.",
        "not equivalent": "That the difference lies within the margin of {m} set beforehand has not been shown.",
    },
}


def verdict(row: Row, question: Question, lang: Lang = "nl") -> str:
    """The sentences of one row: the meetvraag's own, the test, and beside "not significant" what could be seen.

    Where pairs share an agency the clustered test speaks, not the plain one. The Holm-adjusted p decides.
    """
    words = WORDS[lang]
    p = row.p_holm
    # Adjusting multiplies; in logarithms that also holds where the float is 0.
    said = p_text(p, math.log10(p) if p > 0 else row.decisive.log10_p, lang)
    parts = [sentence(row.cells, question.estimand, lang)]
    if p < question.alpha:
        parts.append(words["shown"].format(p=said))
    else:
        parts.append(words["not shown"].format(p=said) + _unseen(row, question, lang))
    if row.equivalence is not None:
        key = "equivalent" if row.equivalence.shown else "not equivalent"
        parts.append(words[key].format(m=percent(row.equivalence.margin, lang)))
    return " ".join(parts)


def _unseen(row: Row, question: Question, lang: Lang) -> str:
    words, n, power = WORDS[lang], number(row.cells.total, 0, lang), percent(question.power, lang, 0)
    if question.estimand not in NET:
        return "."
    if row.detectable is None or row.detectable > 1:
        return words["blind"].format(n=n, power=power)
    return words["detectable"].format(n=n, x=percent(row.detectable, lang), power=power)


CLAIMS = {
    "nl": {
        "carried": "wordt door de cijfers gedragen", "not carried": "wordt door de cijfers niet gedragen",
        "depends": "hangt af van wat het rapport niet noemt", "impossible": "past bij geen enkel heel aantal",
        "change": "{p}; verschil tussen {l} en {h} procentpunt.", "p": "p tussen {a} en {b}", "p up to": "p tot {b}",
        "needed": " Bij deze percentages zou het pas vanaf {n} gevallen in de onbekende groep significant zijn.",
        "absence": "Met zoveel tests zou pas een verschil vanaf {a} tot {b} met 80% kans zijn opgemerkt.",
        "share": "Dat zijn {k}; interval {l} tot {h}.", "net": "{p}; interval {l} tot {h}.",
        "total": "De delen kunnen samen het geheel zijn: {k}.",
    },
    "en": {
        "carried": "is carried by the counts", "not carried": "is not carried by the counts",
        "depends": "depends on what the report does not tell", "impossible": "fits no whole count at all",
        "change": "{p}; difference between {l} and {h} points.", "p": "p between {a} and {b}", "p up to": "p up to {b}",
        "needed": " At these percentages it would be significant only from {n} cases in the unknown group.",
        "absence": "With so many tests only a difference of {a} to {b} would have been noticed with a chance of 80%.",
        "share": "That is {k}; interval {l} to {h}.", "net": "{p}; interval {l} to {h}.",
        "total": "The parts can add up to the whole: {k}.",
    },
}  # fmt: skip


def claim_text(result: ClaimResult, lang: Lang = "nl") -> tuple[str, str]:
    """(verdict in words, the numbers behind it)."""
    words = CLAIMS[lang]
    if result.verdict == "impossible":
        return words["impossible"], "; ".join(result.counts)
    points = result.kind == "change"
    low, high = (
        "–" if x is None else number(100 * x, 1, lang) + ("" if points else "%")
        for x in (result.difference_low, result.difference_high)
    )
    if result.kind == "absence":
        if result.detectable is None:
            return words[result.verdict], "–"
        a, b = (percent(x, lang) for x in result.detectable)
        return words[result.verdict], words["absence"].format(a=a, b=b)
    text = words[result.kind].format(p=_p_span(result, words, lang), l=low, h=high, k="; ".join(result.counts))
    if result.n_needed is not None:
        text += words["needed"].format(n=number(result.n_needed, 0, lang))
    return words[result.verdict], text


def _p_span(result: ClaimResult, words: dict[str, str], lang: Lang) -> str:
    """ "p between 0.070 and 0.134"; one p where both ends are shown alike, and no p is shown as 0."""
    if result.p_low is None or result.p_high is None:
        return "–"
    least = number(0.001, 3, lang)
    if result.p_high < 0.001:
        return f"p < {least}"
    a, b = number(result.p_low, 3, lang), number(result.p_high, 3, lang)
    if a == b:
        return f"p = {a}"
    return words["p up to" if result.p_low < 0.001 else "p"].format(a=a, b=b)
