"""How a statement stands: its events, oldest first, folded into one row."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from navolgbaar.promises.models import Event, Standing, Statement
from navolgbaar.promises.states import SAID_TO_SOMEBODY_ELSE, EventKind, Evidence, Execution, Reaction, StatementKind


def at_first(statement: Statement) -> dict[str, Any]:
    """Before anything was heard of it: a promise is promised by itself, an advice waits for a reaction."""
    asks = StatementKind(statement.kind) in SAID_TO_SOMEBODY_ELSE
    return {
        "is_standing": True,
        "reaction": Reaction.NONE if asks else Reaction.PROMISED,
        "execution": Execution.NOT_STARTED,
        "evidence": "",
        "said": "",
        "seen": "",
        "due": statement.due,
        "due_first": statement.due_first,
        "due_last": statement.due_last,
        "moved": 0,
        "sign_on": statement.said_on,
    }


def folded(statement: Statement, events: Iterable[Event]) -> dict[str, Any]:
    """What the events come down to, in the order in which they were true; on one day in the order they were known."""
    now = at_first(statement)
    for event in sorted(events, key=lambda event: (event.on, event.pk)):
        if event.kind == EventKind.WITHDRAWN:
            now["is_standing"] = False
            continue
        if event.reaction:
            now["reaction"] = event.reaction
        if event.execution:
            now |= {"execution": event.execution, "evidence": event.grade}
            now["said" if event.grade == Evidence.OWN else "seen"] = event.execution
        if event.kind == EventKind.DEADLINE:
            now |= {"due": event.due, "due_first": event.due_first, "due_last": event.due_last}
            now["moved"] += 1
        if event.kind not in (EventKind.RECORDED, EventKind.SOURCE):
            now["sign_on"] = max(now["sign_on"], event.on)
    return now


def refold(statement: Statement) -> Standing:
    """Write down how a statement stands after its events. Part of the action that recorded one of them."""
    now = folded(statement, statement.events.all())
    standing, _ = Standing.objects.update_or_create(statement=statement, defaults=now)
    return standing
