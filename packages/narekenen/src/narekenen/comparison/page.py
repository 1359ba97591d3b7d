"""The comparison as one page that stands on its own: no script, no request to anywhere."""

from __future__ import annotations

from html import escape
from importlib.resources import files

from narekenen import __version__
from narekenen.comparison.model import ALARMING, Added, Comparison, Followed, Place
from narekenen.comparison.words import OUTCOMES, Lang, name_of, say, summary, warning_in

POLICY = "default-src 'none'; style-src 'unsafe-inline'"


def page(comparison: Comparison, lang: Lang) -> str:
    """A self-contained HTML page, readable on a phone and on paper. All words of the letters are escaped."""
    style = files("narekenen.report").joinpath("page.css").read_text(encoding="utf-8")
    style += files("narekenen.comparison").joinpath("page.css").read_text(encoding="utf-8")
    title = say("title", lang)
    return (
        f'<!doctype html>\n<html lang="{lang}"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">'
        f'<meta name="viewport" content="width=device-width, initial-scale=1"><title>{title} · Narekenen</title>'
        f"<style>{style}</style></head><body>\n<main><h1>{title}</h1>{_lead(comparison, lang)}\n"
        f"{body(comparison, lang)}</main>\n<footer><p>narekenen {__version__}. {escape(say('machine', lang))}</p>"
        f"<p>sha256 {comparison.earlier.sha256}<br>sha256 {comparison.later.sha256}</p></footer></body></html>\n"
    )


def body(comparison: Comparison, lang: Lang) -> str:
    """The promises alone, as HTML to put in a page: a section per outcome, an article per promise."""
    if not comparison.followed and not comparison.added:
        return f"<p>{escape(say('nothing', lang))}</p>"
    parts: list[str] = []
    for outcome in OUTCOMES:
        found = comparison.of(outcome)
        if found:
            sort = "alarm" if outcome in ALARMING else "calm"
            heading = f"{name_of(outcome, lang).capitalize()} ({len(found)})"
            articles = "".join(_followed(followed, lang) for followed in found)
            parts.append(f'<section class="outcome {sort}"><h2>{escape(heading)}</h2>{articles}</section>\n')
    if comparison.added:
        heading = f"{say('new', lang).capitalize()} ({len(comparison.added)})"
        articles = "".join(_added(added, lang) for added in comparison.added)
        parts.append(f'<section class="outcome new"><h2>{escape(heading)}</h2>{articles}</section>\n')
    return "".join(parts)


def _lead(comparison: Comparison, lang: Lang) -> str:
    papers = "".join(
        f"<dt>{say(which, lang)}</dt><dd>{escape(paper.citation)}</dd>"
        for which, paper in (("earlier", comparison.earlier), ("later", comparison.later))
    )
    warnings = "".join(f"<p>{escape(warning_in(warning, lang))}</p>" for warning in comparison.warnings)
    return (
        f'<dl class="papers">{papers}</dl><p class="lead">{escape(summary(comparison, lang))}</p>{warnings}'
        f'<p class="small">{escape(say("machine", lang))}</p>'
    )


def _followed(followed: Followed, lang: Lang) -> str:
    sides = _side("earlier", followed.earlier, lang)
    if followed.later:
        sides += _side("later", followed.later, lang)
    notes = [followed.earlier.footnote, *([followed.later.footnote] if followed.later else [])]
    return (
        f'<article class="pair"><div class="sides">{sides}</div>'
        f"{_paste(followed.nl if lang == 'nl' else followed.en, notes, lang)}{_because(followed, lang)}</article>"
    )


def _added(added: Added, lang: Lang) -> str:
    sentence = added.nl if lang == "nl" else added.en
    return (
        f'<article class="pair"><div class="sides">{_side("later", added.place, lang)}</div>'
        f"{_paste(sentence, [added.place.footnote], lang)}</article>"
    )


def _side(which: str, place: Place, lang: Lang) -> str:
    return (
        f'<figure><figcaption>{say(which, lang)}</figcaption><blockquote lang="nl">{escape(place.quote)}</blockquote>'
        "</figure>"
    )


def _paste(sentence: str, notes: list[str], lang: Lang) -> str:
    listed = "".join(f'<li lang="nl">{escape(note)}</li>' for note in notes)
    return (
        f'<h3>{say("paste", lang)}</h3><p class="paste">{escape(sentence)}</p>'
        f'<ol class="notes" aria-label="{say("footnotes", lang)}">{listed}</ol>'
    )


def _because(followed: Followed, lang: Lang) -> str:
    if followed.match is None:
        return ""
    clues = "".join(
        f"<li>{say(clue.kind, lang)}: {escape(', '.join(clue.shared))}</li>" for clue in followed.match.clues
    )
    score = f"{followed.match.score:.2f}".replace(".", "," if lang == "nl" else ".")
    return (
        f"<details><summary>{say('because', lang)} ({say('score', lang)} {score})</summary><ul>{clues}</ul></details>"
    )
