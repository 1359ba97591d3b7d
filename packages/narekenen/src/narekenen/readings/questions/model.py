"""The nouns of questions and answers. All proposals, none confirmed by a person.

`span` is in the running text, `raw` in the source text, both in code points with the end exclusive.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from narekenen.documents.model import Span

AskerKind = Literal["fractie", "leden", "commissie", ""]
"""fractie: a group in parliament; leden: members by name; commissie: a committee; "": the document names nobody."""

Form = Literal["numbered", "by_group"]
"""numbered: Vraag 1, Antwoord 1; by_group: questions under the heading of a group, without numbers."""

Pairing = Literal[
    "numbers",      # the answer names the numbers of its questions
    "mark",         # an answer mark without a number follows the question
    "emphasis",     # question and answer are told apart by italics or bold
    "words",        # the first paragraph that does not ask is the answer
    "section",      # the reply to a group stands in a section of its own
    "none",         # no answer was found
]  # fmt: skip

Coverage = Literal["addressed", "partly", "not_seen", "refers"]
"""Whether the answer comes back to a sub-question. not_seen means: no passage was found that does."""

Cue = Literal[
    "question_mark",  # a sentence that ends in a question mark
    "condition",      # zo ja, zo nee, indien niet: a question that hangs on the one before
    "coordinated",    # the second of two questions in one sentence: "… en welke …"
    "request",        # a sentence that asks without a question mark: "de leden vragen of …"
]  # fmt: skip

Reason = Literal[
    "no_answer",       # there is no answer at all
    "notice",          # the document only says that an answer will come later
    "yes_no",          # the answer opens with yes, no or an equivalent
    "not_applicable",  # "zo nee, waarom niet?" where the answer is yes
    "refers",          # the answer sends the reader to another answer or paper
    "stated_open",     # the answer says itself that it cannot, or will not, say
    "words_return",    # words or numbers of the question come back in the answer
    "kind_missing",    # words come back, but the number, date or reason that is asked for does not
    "kind_found",      # what is asked for (a number, a date, a reason, a view) stands in the answer
    "nothing_returns", # no word of the question comes back
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Stretch:
    """One stretch of text: a paragraph of an answer or of a question, without notes and page furniture."""

    text: str
    span: Span
    raw: Span


@dataclass(frozen=True, slots=True)
class Asker:
    """Who asks. `name` as the document writes it: "VVD", "Jansen en De Vries (ABC)", "Financiën" for a committee."""

    kind: AskerKind = ""
    name: str = ""
    parties: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Proposal:
    """What the reader proposes about one sub-question, with the rule that says so and the words it rests on.

    words      words and numbers of the question that come back in the answer, or the words of the refusal or reference
    seen_at    the sentences of the answer where they stand, in running text
    nl, en     the reason as a sentence
    """

    coverage: Coverage
    reason: Reason
    words: tuple[str, ...]
    seen_at: tuple[Span, ...]
    nl: str
    en: str


@dataclass(frozen=True, slots=True)
class SubQuestion:
    """One thing that is asked: a sentence of a question, or a part of one."""

    text: str
    span: Span
    raw: Span
    cue: Cue
    proposal: Proposal


@dataclass(frozen=True, slots=True)
class Question:
    """One question as it is asked.

    number   as printed, "" where questions have no numbers; "3, 4 en 5" where their texts cannot be told apart
    context  what is said before the question and belongs to it, in paragraphs of their own
    """

    number: str
    asker: Asker
    text: tuple[Stretch, ...]
    context: tuple[Stretch, ...]
    parts: tuple[SubQuestion, ...]


@dataclass(frozen=True, slots=True)
class Exchange:
    """One answer and the question, or the questions, that it answers. `answer` is () where none was found."""

    form: Form
    pairing: Pairing
    questions: tuple[Question, ...]
    answer: tuple[Stretch, ...]
    doubts: tuple[str, ...] = ()
