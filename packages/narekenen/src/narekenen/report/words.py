"""The words of the reports, in Dutch and English."""

from __future__ import annotations

from typing import Literal

from narekenen.readings.model import Letter

Lang = Literal["nl", "en"]

WORDS: dict[str, tuple[str, str]] = {
    "between": ("Tussen deze documenten", "Between these documents"),
    "numbers": ("gelezen getallen", "numbers read"),
    "number": ("gelezen getal", "number read"),
    "dates": ("data en termijnen", "dates and terms"),
    "date": ("datum of termijn", "date or term"),
    "references": ("verwijzingen", "references"),
    "reference": ("verwijzing", "reference"),
    "tables": ("tabellen", "tables"),
    "table": ("tabel", "table"),
    "findings": ("bevindingen", "findings"),
    "finding": ("bevinding", "finding"),
    "hints": ("aandachtspunten", "points to look at"),
    "hint": ("aandachtspunt", "point to look at"),
    "confirmations": ("sommen die kloppen", "sums that hold"),
    "confirmation": ("som die klopt", "sum that holds"),
    "nothing": ("Niets gevonden dat anders optelt.", "Nothing found that adds up differently."),
    "line": ("regel", "line"),
    "page": ("bladzijde", "page"),
    "also": ("ook op", "also at"),
    "working": ("Laat de berekening zien", "Show the working"),
    "machine": (
        "Automatisch gelezen, nog niet door een mens gecontroleerd.",
        "Read automatically, not yet checked by a person.",
    ),
    "repairs": ("herstelde plekken in de tekst", "repaired places in the text"),
    "repair": ("herstelde plek in de tekst", "repaired place in the text"),
    "made_with": ("Nagelezen met narekenen", "Read with narekenen"),
    "statements": ("Uitspraken: wie wat toezegt, afspreekt, vraagt of adviseert", "Statements: who promises what"),
    "asked": ("gevraagd", "asked"),
    "claim": ("volgens de brief", "says the letter"),
    "execution": ("gedaan", "done"),
    "to": ("aan", "to"),
    "when": ("wanneer:", "when:"),
    "condition": ("als:", "if:"),
    "repeated": ("gezegd:", "said:"),
    "statement": ("uitspraak", "statement"),
    "sayings": ("uitspraken", "statements"),
    "why": ("Waaraan is dit gezien?", "What gave it away?"),
    "technical": ("Technische herkomst", "Technical origin"),
}

SORTS: dict[tuple[str, ...], tuple[str, str]] = {
    ("wrong_sum", "incomplete_breakdown"): ("Telt anders op", "Adds up differently"),
    ("wrong_base", "mixed_base", "scope_conflict", "period_mismatch"): ("Niet over hetzelfde", "Not about the same"),
    ("inconsistent_claim", "date_tension", "tension", "reference_conflict"): ("Past niet bij elkaar", "Does not fit"),
    ("missing_content", "text_order"): ("Aangekondigd, niet gevonden", "Announced, not found"),
    ("deadline_missed",): ("Termijn voorbij", "Past its term"),
    ("notation", "unit_drift", "imprecise", "rounding_only"): ("Schrijfwijze", "Way of writing"),
}


def say(key: str, lang: Lang) -> str:
    """The word for `key` in one language."""
    return WORDS[key][lang == "en"]


def sort_of(verdict: str, lang: Lang) -> str:
    """What kind of thing a finding is, in two or three words."""
    found = next((words for verdicts, words in SORTS.items() if verdict in verdicts), ("Valt op", "Stands out"))
    return found[lang == "en"]


def count(number: int, one: str, many: str, lang: Lang) -> str:
    """ "1 bevinding", "3 bevindingen"."""
    return f"{number} {say(one if number == 1 else many, lang)}"


def what_was_read(letter: Letter, lang: Lang) -> list[str]:
    """How many numbers, dates and references: "17 gelezen getallen", "1 verwijzing"."""
    return [
        count(len(letter.numbers), "number", "numbers", lang),
        count(len(letter.dates), "date", "dates", lang),
        count(len(letter.references), "reference", "references", lang),
    ]
