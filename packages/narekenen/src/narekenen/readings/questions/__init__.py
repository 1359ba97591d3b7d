"""Questions out of a document, each with its asker, its parts, its whole answer and what the answer comes back to."""

from __future__ import annotations

from narekenen.readings.questions.exchanges import questions
from narekenen.readings.questions.model import Asker, Coverage, Exchange, Proposal, Question, Stretch, SubQuestion

__all__ = ["Asker", "Coverage", "Exchange", "Proposal", "Question", "Stretch", "SubQuestion", "questions"]
