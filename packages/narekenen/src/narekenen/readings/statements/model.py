"""What a letter says that somebody will do, must do, asks or advises. All proposals, none confirmed by a person.

`raw` points at the source text, in code points with the end exclusive, as everywhere in narekenen; `span` at the
running text. `quote` is the text as it runs (lines joined, notes taken out), so it may differ from the source between
`raw.start` and `raw.end`. An anchor that survives a new rendering is made with
`narekenen.documents.anchors.anchor_at(letter.running, statement.span)`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from narekenen.documents.model import Span

KindOfStatement = Literal[
    "commitment",   # somebody says what he or she will do: toezegging, voornemen, streven, plan, verwachting
    "duty",         # a rule says what somebody must do, often from a date
    "agreement",    # two or more parties agreed
    "request",      # somebody is asked to do something: a committee asks, a letter asks its addressee
    "call",         # an appeal to many, without a place to enforce it: a manifest, "wij roepen op"
    "motion",       # a motion of parliament that the letter speaks of
    "advice",       # an adviser or inspectorate recommends
    "action_line",  # a heading that names a line of action or a phase, with what is done under it as parts
    "target",       # a result or number to be reached
]  # fmt: skip

Kind = Literal[
    "nieuw",                    # said in this document for the first time, as far as the document tells
    "eerdere_toezegging",       # repeats a commitment that was made before, in the past tense or by number
    "herhaling",                # says again what this document said above
    "doorlopend",               # goes on, or comes back each year
    "derde",                    # somebody else than the sender will do it, in the sender's words
    "voorwaarde",               # asked or expected of another party before the sender does its part
    "wettelijke_verplichting",  # stands in a law or decree
    "doelstelling",             # a result, not an action
    "doel_van_derde",           # the result that somebody else set
    "verzoek",                  # a request
    "herhaald",                 # advice that was given before
]  # fmt: skip

Strength = Literal[
    "plicht", "toezegging", "afspraak", "plan", "streven", "voornemen", "verwachting", "bereidheid", "voorwaardelijk",
    "",
]  # fmt: skip
"""From strong to weak. "" where it does not apply: motions, requests, calls, advice, action lines and targets."""

Status = Literal[
    "open",          # still to be done
    "voorstel",      # stands in a proposal or application that is not yet granted
    "loopt",         # being done, says the letter
    "voldaan",       # done, says the letter
    "met_deze_brief",  # done with this letter: "met deze brief kom ik tegemoet aan …"
    "vertraagd",     # late or moved, says the letter
    "vervallen",     # withdrawn or overtaken, says the letter
]  # fmt: skip
"""What the letter itself says. It is no evidence: a letter that says "uitgevoerd" is the sender's own word."""

PartRole = Literal[
    "asked",      # what a motion or request asks: from "verzoekt", "spreekt uit", "roept op"
    "claim",      # where the letter says that it was done
    "execution",  # what the letter says was done
    "part",       # one of several things that the statement lists
    "action",     # an action under an action line or in a phase
    "repeats",    # an earlier place in the same document that says the same
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Words:
    """Words of the document and where they stand. `raw` in the source text, `span` in the running text."""

    text: str
    span: Span
    raw: Span


@dataclass(frozen=True, slots=True)
class Deadline:
    """When something is due, as it stands and as a date.

    edtf        EDTF / ISO 8601 as `narekenen.readings.dates` writes it, sharpened to a last day where the words name
                one: "dit jaar" in a letter of 2023 is "2023-12-31"; "R/P1Y" is every year; "" where the words give no
                date ("de volgende monitor")
    earliest, latest   first and last day that fit, ISO; "" where open or unknown. Overdue is: `latest` is past
    words       the words it was read from
    inferred    what does not stand in the words: ("year", "letter is dated 2023-09-06")
    """

    edtf: str
    words: Words
    earliest: str = ""
    latest: str = ""
    inferred: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of a statement: what is asked, what was done, one of the things listed."""

    role: PartRole
    words: Words


@dataclass(frozen=True, slots=True)
class Statement:
    """One proposal of the reader.

    kind_of_statement   what it is; see `KindOfStatement`
    quote, span, raw    the sentence or clause that says it
    passage     id of the passage it stands in ("p12.s3"), stable for one source text
    actor       who is to do it, in the document's own words where they name somebody ("de gemeenten"); for the first
                person the sender's office as the document gives it ("Minister van …"), else "ik" or "wij"; "" where
                nobody is named, as in a passive sentence without "door"
    kind        new, an earlier commitment repeated, of somebody else, …; see `Kind`
    strength    how firmly it is said; see `Strength`
    status      what the letter itself says about it; see `Status`
    deadline    by when, or None
    condition   the words that make it depend on something ("mits …", "indien …", "als …"), or None
    addressee   to whom it is said or whom it concerns: of advice the one advised, of a request the one asked, of a
                duty the group on whom it rests (then equal to `actor`); "" where not named
    parts       pieces with a role; see `PartRole`
    movers      of a motion: the members as printed ("De Vries"), () where only the number is given
    paper       of a motion: "kst-35999-12", "" where the letter does not give it. Of an earlier commitment: its number
                in the register
    times       how often advice was given as far as the document tells; 1 for everything else
    rule        id of the rule that proposed it, stable: "commitment.will"
    because     the words that made the rule fire, in the order of the text
    doubts      what the reader was not sure of, in plain English
    """

    kind_of_statement: KindOfStatement
    quote: str
    span: Span
    raw: Span
    passage: str
    rule: str
    because: tuple[Words, ...]
    actor: str = ""
    kind: Kind = "nieuw"
    strength: Strength = ""
    status: Status = "open"
    deadline: Deadline | None = None
    condition: Words | None = None
    addressee: str = ""
    parts: tuple[Part, ...] = ()
    movers: tuple[str, ...] = ()
    paper: str = ""
    times: int = 1
    doubts: tuple[str, ...] = ()
