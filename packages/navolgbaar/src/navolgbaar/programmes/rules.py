"""Who may change the spine, and who may see a subject that is not public yet."""

from __future__ import annotations

from typing import Any

import rules

from navolgbaar.people.models import Role
from navolgbaar.people.rules import is_administrator, is_editor, manages


@rules.predicate
def is_public(user: Any, subject: Any) -> bool:
    return bool(subject.is_public)


@rules.predicate
def takes_part(user: Any, subject: Any) -> bool:
    """Any role in the subject's programme, for whichever organisation."""
    if not getattr(user, "is_active", False) or not hasattr(user, "roles"):
        return False
    return bool(Role.objects.filter(user=user, programme__in=("", subject.programme_key)).exists())


rules.add_rule("programmes.add_programme", is_administrator | manages)
rules.add_rule("programmes.edit_subject", is_editor)
rules.add_rule("programmes.see_subject", is_public | takes_part)
rules.add_rule("programmes.maintain_areas", is_administrator)
