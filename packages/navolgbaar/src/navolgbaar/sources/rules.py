"""Who may take in documents, decide on findings, and see what is not public yet."""

from __future__ import annotations

from typing import Any

import rules

from navolgbaar.core.permission import granted
from navolgbaar.people.rules import has_role, is_administrator, is_editor
from navolgbaar.people.states import OFFICE
from navolgbaar.sources.states import DocumentState


@rules.predicate
def is_public(user: Any, document: Any) -> bool:
    """For whom may see its programme: a document never says more than the programme that it belongs to."""
    return bool(document.state == DocumentState.PUBLIC) and granted(
        "programmes.see_subject", user, document.programme.subject
    )


@rules.predicate
def works_on_it(user: Any, document: Any) -> bool:
    """Anybody with an office role of the document's organisation in its programme."""
    return any(has_role(user, kind, document) for kind in OFFICE)


rules.add_rule("sources.import_document", is_editor)
rules.add_rule("sources.publish_document", is_editor)
rules.add_rule("sources.decide_finding", is_editor)
rules.add_rule("sources.see_document", is_public | works_on_it)
rules.add_rule("sources.see_proposals", is_editor)
rules.add_rule("sources.erase_passage", is_administrator)
