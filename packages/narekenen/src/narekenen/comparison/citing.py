"""How a letter is cited: in official form where its own head gives it, else by what it is and its date."""

from __future__ import annotations

import re

from narekenen.comparison.model import Paper, Place
from narekenen.documents.model import Span
from narekenen.formatting import format_date
from narekenen.readings.metadata import LetterMetadata, letter_metadata
from narekenen.readings.model import Letter

_KEY = re.compile(r"(\d{5})(?:-([IVXLC]+|[A-Z]|\d{2}))?$")
_ANSWER = re.compile(r"ah-(tk|ek)-(\d{4})(\d{4})-(\d+)$")
_QUOTE = 400


def paper(letter: Letter) -> Paper:
    """What a letter is. Only what its head says; nothing is looked up or guessed."""
    about = letter_metadata(letter.running)
    dated = letter.dated if len(letter.dated) == 10 else ""
    official = _official(about)
    return Paper(
        name=letter.source.name,
        sha256=letter.source.digest,
        citation=official or _described(about, dated, letter.source.name),
        subject=about.subject,
        dated=dated,
    )


def place(letter: Letter, span: Span, cited: Paper, passage: str = "") -> Place:
    """A passage with its footnote. The page stands in it where the format has pages and the citation is official."""
    raw = letter.running.raw_span(span)
    page = letter.source.page_at(raw.start)
    official = cited.citation.startswith(("Kamerstukken", "Aanhangsel"))
    footnote = f"{cited.citation}, p. {page}" if page and official else cited.citation
    quote = " ".join(letter.running.text[span.start : span.end].split())
    return Place(quote, span, raw, letter.source.line_at(raw.start), f"{footnote}.", page, passage)


def shortened(quote: str) -> str:
    """A quote of at most 400 characters, cut between words with an ellipsis."""
    if len(quote) <= _QUOTE:
        return quote
    return quote[:_QUOTE].rsplit(" ", 1)[0].rstrip(" ,;:") + " …"


def _official(about: LetterMetadata) -> str:
    """ "Kamerstukken II 2022/23, 32 847, nr. 960", "Aanhangsel Handelingen II 2023/24, nr. 14"; "" where it cannot."""
    session = _session(about.session)
    if found := _ANSWER.match(about.identifier):
        chamber = "II" if found[1] == "tk" else "I"
        return f"Aanhangsel Handelingen {chamber} {_session(f'{found[2]}-{found[3]}')}, nr. {found[4]}"
    if not (about.dossiers and about.number):
        return ""
    key = _KEY.match(about.dossiers[0][0])
    if key is None:
        return ""
    dossier = f"{key[1][:2]} {key[1][2:]}" + (
        f" {key[2]}" if key[2] and not key[2].isdigit() else f"-{key[2]}" if key[2] else ""
    )
    senate = about.number.isalpha()
    number = about.number if senate else f"nr. {about.number}"
    years = f" {session}" if session else ""
    return f"Kamerstukken {'I' if senate else 'II'}{years}, {dossier}, {number}"


def _session(session: str) -> str:
    """ "2022-2023" as the lawyers write it: 2022/23."""
    first, _, last = session.partition("-")
    return f"{first}/{last[-2:]}" if first and last else session


def _described(about: LetterMetadata, dated: str, name: str) -> str:
    kind = about.kind.capitalize() if about.kind else "Brief" if about.sender or about.subject else ""
    sender = f" van de {about.sender}" if about.sender and not about.sender.lower().startswith(("de ", "het ")) else ""
    when = f" van {format_date(dated)}" if dated else ""
    subject = f" ({about.subject})" if about.subject else ""
    described = f"{kind}{sender}{when}{subject}".strip()
    return described if kind and (dated or about.subject) else name + (f",{when.replace(' van', '')}" if dated else "")
