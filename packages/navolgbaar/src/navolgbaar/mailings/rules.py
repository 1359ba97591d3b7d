"""Who may read the words of a question and answer it: editors of its owner."""

import rules

from navolgbaar.people.rules import is_editor

rules.add_rule("mailings.answer", is_editor)
