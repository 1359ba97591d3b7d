"""How a statement stands, in the words of other registers: Tweede Kamer, Algemene Rekenkamer, GAO and TAIC.

Sources: the status words of the parliament's open data (OData, entity Toezegging), the categories of the progress
meter of the Algemene Rekenkamer, the statuses of the recommendations database of the GAO (United States), and those of
the register of recommendations of TAIC (New Zealand). Where theirs are coarser, ours map to the nearest that claims no
more; a number in an own statement alone never becomes "closed".
"""

from __future__ import annotations

from dataclasses import dataclass

from navolgbaar.promises.models import Standing, Statement
from navolgbaar.promises.states import Evidence, Execution, Reaction

TWEEDE_KAMER = {
    Execution.NOT_STARTED: "Openstaand",
    Execution.RUNNING: "Openstaand",
    Execution.PARTLY: "Deels voldaan",
    Execution.DONE: "Voldaan",
    Execution.OVERTAKEN: "Openstaand",
    Execution.DROPPED: "Openstaand",
}
REKENKAMER_REACTION = {
    Reaction.PROMISED: "toezegging: ja",
    Reaction.PARTLY: "toezegging: ja",
    Reaction.REFUSED: "toezegging: nee",
    Reaction.CONSIDERED: "toezegging: nee",
    Reaction.NONE: "toezegging: nee",
}
REKENKAMER_ACTION = {
    Execution.NOT_STARTED: "geen actie",
    Execution.RUNNING: "toezegging wordt uitgevoerd",
    Execution.PARTLY: "toezegging wordt uitgevoerd",
    Execution.DONE: "toezegging is uitgevoerd",
    Execution.OVERTAKEN: "overige actie",
    Execution.DROPPED: "geen actie",
}
GAO = {
    Execution.NOT_STARTED: "Open",
    Execution.RUNNING: "Open",
    Execution.PARTLY: "Open - Partially Addressed",
    Execution.DONE: "Closed - Implemented",
    Execution.OVERTAKEN: "Closed - Not Implemented",
    Execution.DROPPED: "Closed - Not Implemented",
}
TAIC_RESPONSE = {
    Reaction.PROMISED: "accepted",
    Reaction.PARTLY: "accepted",
    Reaction.REFUSED: "rejected",
    Reaction.CONSIDERED: "under consideration",
    Reaction.NONE: "",
}
TAIC_REGISTER = {
    Execution.NOT_STARTED: "Open",
    Execution.RUNNING: "Open",
    Execution.PARTLY: "Open",
    Execution.DONE: "Closed acceptable",
    Execution.OVERTAKEN: "Closed superseded",
    Execution.DROPPED: "Closed cancelled",
}
SEEN = {Evidence.DOCUMENT, Evidence.ON_SPOT, Evidence.EFFECT}
"""What a register that checks for itself needs before it closes anything."""


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """A register and its word."""

    register: str
    word: str


def in_other_words(statement: Statement) -> list[Elsewhere]:
    """The status of a statement in the vocabulary of each register."""
    return [Elsewhere(register, word) for register, word in words_of(statement.standing).items() if word]


def words_of(standing: Standing) -> dict[str, str]:
    """Register -> its word. GAO and TAIC close only what somebody else has seen; the other two go by what is said."""
    execution, reaction = Execution(standing.execution), Reaction(standing.reaction)
    seen = execution if execution != Execution.DONE or standing.evidence in SEEN else Execution.RUNNING
    response = TAIC_RESPONSE[reaction]
    if reaction == Reaction.PROMISED and seen == Execution.DONE:
        response = "accepted and implemented"
    return {
        "Tweede Kamer": TWEEDE_KAMER[execution],
        "Algemene Rekenkamer": f"{REKENKAMER_REACTION[reaction]}; {REKENKAMER_ACTION[execution]}",
        "GAO": GAO[seen],
        "TAIC": "; ".join(word for word in (response, TAIC_REGISTER[seen]) if word),
    }


def from_tweede_kamer(word: str) -> tuple[Execution, Evidence]:
    """(execution, evidence) of a status word of the Tweede Kamer. Raises KeyError for a word that it does not use."""
    return {
        "openstaand": (Execution.NOT_STARTED, Evidence.OWN),
        "deels voldaan": (Execution.PARTLY, Evidence.OWN),
        "voldaan": (Execution.DONE, Evidence.OWN),
    }[word.strip().lower()]


def from_gao(word: str) -> Execution:
    """The execution behind a status of the GAO. Raises KeyError for a word that it does not use."""
    plain = " ".join(word.lower().replace("-", " ").replace("–", " ").split())
    return {
        "open": Execution.NOT_STARTED,
        "open partially addressed": Execution.PARTLY,
        "closed implemented": Execution.DONE,
        "closed not implemented": Execution.DROPPED,
    }[plain]


def from_taic(word: str) -> Execution:
    """The execution behind a register status of TAIC. Raises KeyError for a word that it does not use."""
    return {
        "open": Execution.NOT_STARTED,
        "unconfirmed": Execution.NOT_STARTED,
        "closed acceptable": Execution.DONE,
        "closed cancelled": Execution.DROPPED,
        "closed superseded": Execution.OVERTAKEN,
        "withdrawn": Execution.DROPPED,
    }[word.strip().lower()]
