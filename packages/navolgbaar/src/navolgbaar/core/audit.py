"""Writing the audit trail: in the transaction of the act itself, or not at all."""

from __future__ import annotations

from typing import Any, Protocol

from django.db import connection

from navolgbaar.core.models import AuditEvent


class Actor(Protocol):
    """Whoever acts: a user, or the platform itself."""

    public_id: str


class System:
    """The platform acting by itself, e.g. when a retention term ends."""

    public_id = "system"
    is_active = True


def record(event: str, *, by: Actor, target: str, programme: str = "", **data: Any) -> AuditEvent:
    """Write one event. Raises RuntimeError outside a transaction, where act and event could come apart."""
    if not connection.in_atomic_block:
        raise RuntimeError(f"The audit event {event!r} must be written in the transaction of the act.")
    return AuditEvent.objects.create(actor=by.public_id, event=event, target=target, programme=programme, data=data)
