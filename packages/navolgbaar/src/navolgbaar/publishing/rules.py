"""Who may prepare and who may approve. That they are two people is also a constraint of the database."""

from __future__ import annotations

from typing import Any

import rules

from navolgbaar.people.rules import is_editor, is_publisher


@rules.predicate
def is_somebody_else(user: Any, proposal: Any) -> bool:
    return bool(proposal.prepared_by_id != user.pk)


rules.add_rule("publishing.prepare", is_editor)
rules.add_rule("publishing.approve", is_publisher & is_somebody_else)
rules.add_rule("publishing.return", is_publisher)
rules.add_rule("publishing.see_proposal", is_editor | is_publisher)
