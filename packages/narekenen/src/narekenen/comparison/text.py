"""The comparison on a terminal, or as plain text in a pipe."""

from __future__ import annotations

from collections.abc import Iterator

from narekenen.comparison.model import ALARMING, Added, Comparison, Followed
from narekenen.comparison.words import OUTCOMES, Lang, name_of, say, summary, warning_in


def report(comparison: Comparison, lang: Lang) -> str:
    """Both letters, the counts, and each promise with its sentence and its footnotes; what asks attention first."""
    lines = [
        f"{say('earlier', lang)}: {comparison.earlier.citation}",
        f"{say('later', lang)}: {comparison.later.citation}",
        summary(comparison, lang),
        *(warning_in(warning, lang) for warning in comparison.warnings),
    ]
    for outcome in OUTCOMES:
        for followed in comparison.of(outcome):
            lines += ["", *_followed(followed, lang)]
    for added in comparison.added:
        lines += ["", *_added(added, lang)]
    return "\n".join([*lines, "", say("machine", lang)])


def _followed(followed: Followed, lang: Lang) -> Iterator[str]:
    sign = "!" if followed.outcome in ALARMING else "="
    yield f"  {sign} {name_of(followed.outcome, lang)}"
    yield f"      {followed.nl if lang == 'nl' else followed.en}"
    yield f"      [1] {followed.earlier.footnote}"
    if followed.later:
        yield f"      [2] {followed.later.footnote}"
    if followed.match:
        clues = "; ".join(f"{say(clue.kind, lang)}: {', '.join(clue.shared)}" for clue in followed.match.clues)
        yield f"      [{say('score', lang)} {followed.match.score:.2f} · {clues}]"


def _added(added: Added, lang: Lang) -> Iterator[str]:
    yield f"  + {say('new', lang)}"
    yield f"      {added.nl if lang == 'nl' else added.en}"
    yield f"      [1] {added.place.footnote}"
