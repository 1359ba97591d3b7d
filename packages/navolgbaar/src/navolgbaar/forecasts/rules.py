"""Who may bring plans, issue forecasts, and look up homes. A plan that a forecast was published on is for everybody."""

from __future__ import annotations

from typing import Any

import rules

from navolgbaar.figures.queries import standing_versions
from navolgbaar.people.rules import is_editor, is_publisher


@rules.predicate
def is_published(user: Any, plan: Any) -> bool:
    """Whether a forecast on this plan stands in a release."""
    return bool(standing_versions().filter(figure__said_by__vintage__plan=plan).exists())


rules.add_rule("forecasts.bring_plan", is_editor)
rules.add_rule("forecasts.see_plan", is_editor | is_publisher | is_published)
rules.add_rule("forecasts.issue", is_editor)
rules.add_rule("forecasts.see_vintage", is_editor | is_publisher)
rules.add_rule("forecasts.keep_homes", is_editor)
rules.add_rule("forecasts.help_resident", is_editor)
rules.add_rule("forecasts.show_window", rules.always_allow)  # who asks has shown the code of a letter
