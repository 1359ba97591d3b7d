"""One noun per file: what is proposed, what was said, what became of it, what it hangs together with."""

from navolgbaar.promises.models.consultation import Analysis, Consultation, Judgement, Question, QuestionPart
from navolgbaar.promises.models.event import Event, Telling
from navolgbaar.promises.models.link import Link, Measure, Report, Target
from navolgbaar.promises.models.progress import Draft, ProgressReport
from navolgbaar.promises.models.proposal import Ask, Proposal
from navolgbaar.promises.models.sample import Sample, SampleAnswer
from navolgbaar.promises.models.statement import About, Place, Standing, Statement, Wording

__all__ = [
    "About",
    "Analysis",
    "Ask",
    "Consultation",
    "Draft",
    "Event",
    "Judgement",
    "Link",
    "Measure",
    "Place",
    "ProgressReport",
    "Proposal",
    "Question",
    "QuestionPart",
    "Report",
    "Sample",
    "SampleAnswer",
    "Standing",
    "Statement",
    "Target",
    "Telling",
    "Wording",
]
