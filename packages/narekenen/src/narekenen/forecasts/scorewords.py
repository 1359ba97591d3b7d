"""The scoreboard in sentences: who wins, plainly."""

from __future__ import annotations

from narekenen.forecasts.scoring import Scoreboard
from narekenen.formatting import Lang, format_number, format_percentage

WORDS: dict[Lang, dict[str, str]] = {
    "nl": {
        "count": "{scored} van {all} uitspraken hebben een uitkomst en een getal; {open} nog niet.",
        "row": "{issued} {quantity} {period}: {low} tot {high}, het werd {actual} (middelpunt {error} ernaast).",
        "league": "{quantity} ({kind}, n = {n}): de uitspraken zaten er gemiddeld {error} naast (score {score}), "
        "'net als vorig jaar' {naive}. {winner}",
        "statements": "De uitspraken winnen.", "last year again": "'Net als vorig jaar' wint.", "equal": "Gelijk.",
        "thin": " (n = {n} is weinig)",
        "rival": "  {name}: {score} naast, de uitspraken over dezelfde jaren {statements} (n = {n}).",
        "at pace": "het tempo tot dan toe", "earned schedule": "de planning op de snelheid tot dan toe",
        "ranges": "{hits} van {n} bandbreedtes hielden; bij 80% is {low} tot {high} gewoon.",
    },
    "en": {
        "count": "{scored} of {all} statements have an outcome and a number; {open} not yet.",
        "row": "{issued} {quantity} {period}: {low} to {high}, it became {actual} (the middle was {error} off).",
        "league": "{quantity} ({kind}, n = {n}): the statements were {error} off on average (score {score}), "
        "'last year again' {naive}. {winner}",
        "statements": "The statements win.", "last year again": "'Last year again' wins.", "equal": "Equal.",
        "thin": " (n = {n} is little)",
        "rival": "  {name}: {score} off, the statements about the same years {statements} (n = {n}).",
        "at pace": "the pace so far", "earned schedule": "the plan at the speed so far (earned schedule)",
        "ranges": "{hits} of {n} ranges held; at 80% {low} to {high} is usual.",
    },
}  # fmt: skip
FEW = 10


def score_lines(board: Scoreboard, lang: Lang) -> list[str]:
    """Every scored statement, every league with its winner, and how many ranges held."""
    words = WORDS[lang]

    def n(value: float | None) -> str:
        return format_number(round(value or 0.0), lang=lang)

    scored = [row for row in board.rows if row.score is not None]
    told = [words["count"].format(scored=len(scored), all=len(board.rows), open=len(board.rows) - len(scored))]
    for row in scored:
        said = row.statement
        told.append(words["row"].format(
            issued=said.issued, quantity=said.quantity, period=said.period, low=n(said.low), high=n(said.high),
            actual=n(said.actual), error=n(abs(row.error or 0.0)),
        ))  # fmt: skip
    for league in board.leagues:
        told.append(words["league"].format(
            quantity=league.quantity, kind=league.kind, n=league.n, error=n(league.error), score=n(league.score),
            naive=n(league.naive_score), winner=words[league.winner],
        ) + (words["thin"].format(n=league.n) if league.n < FEW else ""))  # fmt: skip
        told += [
            words["rival"].format(
                name=words[rival.name], score=n(rival.score), statements=n(rival.statements), n=rival.n
            )
            for rival in league.rivals
        ]
    if board.ranges is not None:
        told.append(words["ranges"].format(
            hits=board.ranges.hits, n=board.ranges.n,
            **{end: format_percentage(round(getattr(board.ranges, end) * 100), decimals=0, lang=lang)
               for end in ("low", "high")},
        ))  # fmt: skip
    return told
