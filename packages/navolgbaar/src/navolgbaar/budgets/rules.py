"""Who may bring models and issue distributions. A model on which a distribution was published is for everybody."""

from __future__ import annotations

from typing import Any

import rules

from navolgbaar.figures.queries import standing_versions
from navolgbaar.people.rules import is_editor, is_publisher


@rules.predicate
def is_published(user: Any, model: Any) -> bool:
    """Whether a distribution by this model stands in a release."""
    return bool(standing_versions().filter(figure__said_by_distribution__distribution__model=model).exists())


rules.add_rule("budgets.bring_model", is_editor)
rules.add_rule("budgets.see_model", is_editor | is_publisher | is_published)
rules.add_rule("budgets.issue", is_editor)
