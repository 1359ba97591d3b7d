"""Who may confirm readings and record figures, and who sees what is not published yet."""

import rules

from navolgbaar.people.rules import is_editor, is_publisher

rules.add_rule("figures.answer_reading", is_editor)
rules.add_rule("figures.record", is_editor)
rules.add_rule("figures.register_quantity", is_editor)
rules.add_rule("figures.see_unpublished", is_editor | is_publisher)
