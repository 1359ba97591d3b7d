"""The readable report on a terminal, or as plain text in a pipe."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from narekenen.arithmetic.model import Evidence, Finding
from narekenen.arithmetic.same_quantity import Conflict
from narekenen.report.reading import Checked
from narekenen.report.said import said
from narekenen.report.words import Lang, count, say, what_was_read

WIDTH = 300
"""A longer passage is shortened around the place; the complete text is in the JSON and the page."""


def report(checked: Checked, lang: Lang, *, hints: bool = True, confirmations: bool = False) -> str:
    """What was read, then each finding with its sentence, its places and its working."""
    letter = checked.letter
    head = [letter.source.name, f"  {_summary(checked, lang)}"]
    body: list[str] = []
    for finding in checked.of("finding"):
        body += ["", *_finding(checked, finding, "!", lang)]
    for finding in checked.of("hint") if hints else ():
        body += ["", *_finding(checked, finding, "?", lang)]
    for finding in checked.of("confirmation") if confirmations else ():
        body += ["", *_finding(checked, finding, "=", lang)]
    if not checked.of("finding"):
        body = ["", f"  {say('nothing', lang)}", *body]
    return "\n".join([*head, *body, *said(checked, lang)])


def between(checked: Sequence[Checked], conflicts: Sequence[Conflict], lang: Lang) -> str:
    """What one document counts otherwise than another; "" where nothing was found."""
    if not conflicts:
        return ""
    lines = [say("between", lang)]
    for conflict in conflicts:
        lines += ["", f"  ? {conflict.finding.nl if lang == 'nl' else conflict.finding.en}"]
        pairs = zip((checked[conflict.first], checked[conflict.second]), conflict.finding.evidence, strict=True)
        for letter, place in pairs:
            lines.append(
                f"      {letter.letter.source.name}, {_where(letter, place, lang)}: “{excerpt(letter, place)}”"
            )
    return "\n".join(lines)


def _summary(checked: Checked, lang: Lang) -> str:
    letter = checked.letter
    parts = [
        *what_was_read(letter, lang),
        count(len(letter.tables), "table", "tables", lang),
        count(len(checked.of("finding")), "finding", "findings", lang),
        count(len(checked.of("hint")), "hint", "hints", lang),
        count(sum(max(len(f.steps), 1) for f in checked.of("confirmation")), "confirmation", "confirmations", lang),
    ]
    return " · ".join(parts)


def _finding(checked: Checked, finding: Finding, sign: str, lang: Lang) -> Iterable[str]:
    yield f"  {sign} {finding.nl if lang == 'nl' else finding.en}"
    first, *others = finding.evidence
    here = _where(checked, first, lang)
    yield f"      {here}: “{excerpt(checked, first)}”"
    elsewhere = sorted(others, key=lambda other: other.raw)
    places = [place for place in dict.fromkeys(_where(checked, other, lang) for other in elsewhere) if place != here]
    if places:
        yield f"      {say('also', lang)} {', '.join(places[:6])}{' …' if len(places) > 6 else ''}"
    for step in finding.steps:
        yield f"      {step.line}"
    yield f"      [{finding.rule} · {finding.verdict}]"


def _where(checked: Checked, evidence: Evidence, lang: Lang) -> str:
    page, line = checked.place(evidence.raw)
    return f"{say('page', lang)} {page}" if page else f"{say('line', lang)} {line}"


def excerpt(checked: Checked, evidence: Evidence) -> str:
    """The passage that a place stands in, as one line, shortened around it where it is long."""
    passage = " ".join((checked.passage_at(evidence.raw) or evidence.text).split())
    if len(passage) <= WIDTH:
        return passage
    at = max(passage.find(" ".join(evidence.text.split())), 0)
    start = max(0, min(at - WIDTH // 3, len(passage) - WIDTH))
    end = start + WIDTH
    return ("…" if start else "") + passage[start:end] + ("…" if end < len(passage) else "")
