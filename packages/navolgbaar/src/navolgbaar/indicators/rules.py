"""Who may ask for deliveries, who may deliver, who may see what was delivered."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import rules

from navolgbaar.people.models import Organisation
from navolgbaar.people.rules import is_editor, is_publisher
from navolgbaar.people.states import RoleKind
from navolgbaar.programmes.models import Programme


@dataclass(frozen=True, slots=True)
class Keeper:
    """The organisation that keeps the monitor of a programme."""

    organisation: Organisation
    programme: Programme

    @property
    def programme_key(self) -> str:
        return self.programme.key


@rules.predicate
def asked_for(user: Any, delivery: Any) -> bool:
    """Whether somebody works for the organisation that asked for this delivery."""
    return bool(is_editor(user, delivery.round) or is_publisher(user, delivery.round))


@rules.predicate
def delivered(user: Any, delivery: Any) -> bool:
    """Whether somebody works for the institution that delivered it."""
    return bool(is_editor(user, delivery.institution))


rules.add_rule("indicators.keep", is_editor)
rules.add_rule("indicators.see_round", is_editor | is_publisher)
rules.add_rule("indicators.deliver", is_editor)
rules.add_rule("indicators.see_delivery", asked_for | delivered)

KEEPERS = (RoleKind.EDITOR, RoleKind.PUBLISHER)
"""Roles for which the card of this room stands on the desk."""
