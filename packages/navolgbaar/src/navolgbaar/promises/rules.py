"""Who decides on proposals, follows statements up, and publishes an analysis."""

from __future__ import annotations

from typing import Any

import rules

from navolgbaar.people.rules import has_role, is_editor, is_publisher
from navolgbaar.people.states import RoleKind
from navolgbaar.sources.states import DocumentState


@rules.predicate
def is_public(user: Any, statement: Any) -> bool:
    """Its document, its programme and itself are public."""
    return bool(
        statement.standing.is_standing
        and statement.document.state == DocumentState.PUBLIC
        and statement.programme.subject.is_public
    )


@rules.predicate
def works_on_it(user: Any, thing: Any) -> bool:
    """Anybody with a role of the organisation in the programme."""
    return any(has_role(user, kind, thing) for kind in RoleKind)


@rules.predicate
def is_somebody(user: Any, thing: Any = None) -> bool:
    """A person with an account."""
    return bool(getattr(user, "is_active", False) and hasattr(user, "roles"))


@rules.predicate
def is_author(user: Any, analysis: Any) -> bool:
    return bool(analysis.author_id == user.pk)


@rules.predicate
def prepared_by_somebody_else(user: Any, draft: Any) -> bool:
    return bool(draft.prepared_by_id != user.pk)


rules.add_rule("promises.decide", is_editor)
rules.add_rule("promises.follow_up", is_editor)
rules.add_rule("promises.read_sample", is_editor)
rules.add_rule("promises.see_statement", is_public | works_on_it)
rules.add_rule("promises.check_consultation", is_editor)
rules.add_rule("promises.prepare_report", is_editor)
rules.add_rule("promises.release_report", is_publisher & prepared_by_somebody_else)
rules.add_rule("promises.analyse", is_somebody & is_author)
rules.add_rule("promises.publish_analysis", is_editor)
