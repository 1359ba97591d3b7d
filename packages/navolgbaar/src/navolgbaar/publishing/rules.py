"""Who may prepare and who may approve. That they are two people is also a constraint of the database."""

from __future__ import annotations

from typing import Any

import rules

from navolgbaar.people.rules import is_administrator, is_editor, is_publisher
from navolgbaar.publishing.models import OrganisationKey


@rules.predicate
def is_somebody_else(user: Any, proposal: Any) -> bool:
    return bool(proposal.prepared_by_id != user.pk)


@rules.predicate
def publishes_here(user: Any, thing: Any = None) -> bool:
    """Whether the organisation of a thing has no key pinned: one that signs elsewhere is not spoken for here."""
    organisation = getattr(thing, "organisation", None)
    return organisation is None or not OrganisationKey.objects.filter(organisation=organisation).exists()


rules.add_rule("publishing.prepare", is_editor & publishes_here)
rules.add_rule("publishing.approve", is_publisher & is_somebody_else & publishes_here)
rules.add_rule("publishing.return", is_publisher)
rules.add_rule("publishing.pin_key", is_administrator)
rules.add_rule("publishing.import_release", is_editor)
rules.set_rule("figures.record", is_editor & publishes_here)
rules.add_rule("publishing.see_proposal", is_editor | is_publisher)
