"""The names of the outcomes and the few other words of the reports, in Dutch and English."""

from __future__ import annotations

from typing import Literal

from narekenen.comparison.model import Comparison, Outcome

Lang = Literal["nl", "en"]

OUTCOMES: dict[Outcome, tuple[str, str]] = {
    "not_mentioned": ("geen passage gevonden", "no passage found"),
    "withdrawn": ("gaat niet door", "will not go on"),
    "moved": ("verschoven", "moved"),
    "weaker": ("minder stellig", "less firm"),
    "other_number": ("ander getal", "other number"),
    "stronger": ("stelliger", "firmer"),
    "standing": ("staat er nog", "still stands"),
    "kept": ("gedaan, volgens de brief", "done, says the letter"),
}
"""In the order in which the reports show them: what asks for attention first."""

_WORDS: dict[str, tuple[str, str]] = {
    "title": ("Twee brieven naast elkaar", "Two letters side by side"),
    "earlier": ("Eerder", "Earlier"),
    "later": ("Later", "Later"),
    "new": ("nieuw", "new"),
    "promise": ("uitspraak gevolgd", "statement followed"),
    "promises": ("uitspraken gevolgd", "statements followed"),
    "paste": ("Zin om over te nemen", "Sentence to paste"),
    "because": ("Waarom deze passages bij elkaar horen", "Why these passages belong together"),
    "score": ("overeenkomst", "fit"),
    "footnotes": ("Vindplaatsen", "Sources"),
    "machine": (
        "Automatisch gevonden, nog niet door een mens gecontroleerd. “Geen passage gevonden” zegt niet dat het er niet"
        " staat: het kan er in andere woorden staan.",
        "Found automatically, not yet checked by a person. “No passage found” does not say that it is not there: it may"
        " stand there in other words.",
    ),
    "nothing": (
        "In de eerdere brief is geen open toezegging gevonden.",
        "No open promise was found in the earlier letter.",
    ),
    "words": ("woorden", "words"),
    "number": ("getallen", "numbers"),
    "reference": ("verwijzingen", "references"),
    "register": ("nummer van de toezegging", "number of the commitment"),
    "actor": ("wie het doet", "who does it"),
    "names": ("andere namen", "other names"),
    "before": ("de zin ervoor", "the sentence before"),
}


_WARNINGS = {
    "the later letter is dated before the earlier one": "De latere brief draagt een eerdere datum dan de eerste.",
    "the two letters are the same file": "De twee brieven zijn hetzelfde bestand.",
    "no promise was found in the earlier letter": "In de eerdere brief is geen open toezegging gevonden.",
}


def warning_in(warning: str, lang: Lang) -> str:
    """A warning of a comparison as a sentence in one language."""
    return _WARNINGS.get(warning, warning) if lang == "nl" else f"{warning[:1].upper()}{warning[1:]}."


def say(key: str, lang: Lang) -> str:
    """A word or sentence in one language."""
    return _WORDS[key][lang == "en"]


def name_of(outcome: Outcome, lang: Lang) -> str:
    """What became of a promise in a few words."""
    return OUTCOMES[outcome][lang == "en"]


def summary(comparison: Comparison, lang: Lang) -> str:
    """ "7 uitspraken gevolgd: 2 geen passage gevonden, 1 verschoven, 4 staat er nog; 3 nieuw"."""
    total = len(comparison.followed)
    counted = [(len(comparison.of(outcome)), name_of(outcome, lang)) for outcome in OUTCOMES]
    told = ", ".join(f"{count} {name}" for count, name in counted if count)
    head = f"{total} {say('promise' if total == 1 else 'promises', lang)}"
    return f"{head}{f': {told}' if told else ''}; {len(comparison.added)} {say('new', lang)}"
