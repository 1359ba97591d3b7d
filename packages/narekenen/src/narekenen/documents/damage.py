"""What was mended in a text, for people: how often, where, and which notes found no place."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from dataclasses import dataclass
from typing import Literal, get_args

from narekenen.documents.model import Repair, RepairKind, RunningText

Language = Literal["nl", "en"]

_SAID: dict[RepairKind, tuple[str, str, str, str]] = {
    "join_lines": (
        "regelafbreking in een zin hersteld", "regelafbrekingen in zinnen hersteld",
        "line break inside a sentence mended", "line breaks inside sentences mended",
    ),
    "close_hyphen": (
        "afgebroken woord aaneengesloten", "afgebroken woorden aaneengesloten",
        "broken word closed", "broken words closed",
    ),
    "keep_hyphen": (
        "koppelteken aan een regeleinde behouden", "koppeltekens aan een regeleinde behouden",
        "hyphen kept at a line end", "hyphens kept at line ends",
    ),
    "join_address": (
        "over regels gebroken adres of kenmerk hersteld", "over regels gebroken adressen of kenmerken hersteld",
        "address or reference broken over lines mended", "addresses or references broken over lines mended",
    ),
    "move_note": (
        "noot midden in een alinea verplaatst", "noten midden in een alinea verplaatst",
        "note in the middle of a paragraph moved", "notes in the middle of a paragraph moved",
    ),
    "take_note_mark": (
        "nootteken uit de tekst genomen", "noottekens uit de tekst genomen",
        "note mark taken out of the text", "note marks taken out of the text",
    ),
    "drop_furniture": (
        "kop-, voet- of paginaregel weggelaten", "kop-, voet- en paginaregels weggelaten",
        "page header, footer or number left out", "page headers, footers and numbers left out",
    ),
    "drop_markup": (
        "opmaakteken weggelaten", "opmaaktekens weggelaten",
        "mark of markup left out", "marks of markup left out",
    ),
    "soft_hyphen": (
        "verdwaald of onzichtbaar koppelteken weggehaald", "verdwaalde of onzichtbare koppeltekens weggehaald",
        "stray or invisible hyphen removed", "stray or invisible hyphens removed",
    ),
    "space": (
        "stuk witruimte gelijkgetrokken", "stukken witruimte gelijkgetrokken",
        "stretch of white space evened out", "stretches of white space evened out",
    ),
    "character": (
        "bijzonder teken vervangen of weggelaten", "bijzondere tekens vervangen of weggelaten",
        "odd character replaced or left out", "odd characters replaced or left out",
    ),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Damage:
    """One kind of repair: how often it was made, and the first lines of the source (from 1) where it was.

    more   there are other lines than those named
    """

    kind: RepairKind
    count: int
    lines: tuple[int, ...]
    more: bool = False


@dataclass(frozen=True, slots=True)
class DamageReport:
    """All repairs of one text by kind, in the order of `RepairKind`; `uncited` are notes that nothing refers to."""

    name: str
    damages: tuple[Damage, ...]
    uncited: tuple[str, ...] = ()

    @property
    def count(self) -> int:
        return sum(damage.count for damage in self.damages)

    def text(self, language: Language = "nl") -> str:
        """The report as lines for people; one sentence where nothing had to be mended."""
        nl = language == "nl"
        if not self.damages:
            return "Aan de tekst is niets hersteld." if nl else "Nothing in the text had to be mended."
        head = "Hersteld om de tekst te kunnen lezen:" if nl else "Mended to make the text readable:"
        rows = [f"- {damage.count} {said(damage, language)} ({_where(damage, language)})" for damage in self.damages]
        return "\n".join([head, *rows, *_doubt(self.uncited, nl)])


def damage_report(running: RunningText, most: int = 3) -> DamageReport:
    """What was mended between the source and the running text. Nothing is lost by it: `running.undo` takes it back.

    most   how many places are named per kind; the full list stands in `running.repairs`
    """
    groups: dict[RepairKind, list[Repair]] = defaultdict(list)
    for repair in running.repairs:
        groups[repair.kind].append(repair)
    starts = _line_starts(running.source.text)
    damages = []
    for kind in get_args(RepairKind):
        if kind in groups:
            places = sorted({bisect_right(starts, _place(repair)) for repair in groups[kind]})
            damages.append(Damage(kind, len(groups[kind]), tuple(places[:most]), len(places) > most))
    uncited = tuple(note.label for note in running.notes if not note.cited_at)
    return DamageReport(running.source.name, tuple(damages), uncited)


def _place(repair: Repair) -> int:
    """Where a repair stands: at its first character that is no white space, if it has one."""
    inner = repair.before.lstrip()
    return repair.raw.start + (len(repair.before) - len(inner) if inner else 0)


def _doubt(uncited: tuple[str, ...], nl: bool) -> list[str]:
    if not uncited:
        return []
    labels = ", ".join(uncited)
    if len(uncited) == 1:
        return [
            f"Niet gevonden waar noot {labels} bij hoort." if nl else f"No place was found that cites note {labels}."
        ]
    return [
        f"Niet gevonden waar de noten {labels} bij horen." if nl else f"No place was found that cites notes {labels}."
    ]


def said(damage: Damage, language: Language = "nl") -> str:
    """What was done, in singular or plural, without the number."""
    one_nl, many_nl, one_en, many_en = _SAID[damage.kind]
    if language == "nl":
        return one_nl if damage.count == 1 else many_nl
    return one_en if damage.count == 1 else many_en


def _where(damage: Damage, language: Language) -> str:
    shown = ", ".join(map(str, damage.lines)) + (", …" if damage.more else "")
    return f"regel {shown}" if language == "nl" else f"line {shown}"


def _line_starts(text: str) -> list[int]:
    starts, at = [0], text.find("\n")
    while at >= 0:
        starts.append(at + 1)
        at = text.find("\n", at + 1)
    return starts
