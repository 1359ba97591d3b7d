"""The words of the register: kinds, the three statuses of a promise, what can happen to it, the life of a proposal."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class StatementKind(models.TextChoices):
    """What a statement is, by the word that pages use for it."""

    COMMITMENT = "commitment", _("commitment")
    INTENTION = "intention", _("intention")
    AIM = "aim", _("aim")
    AGREEMENT = "agreement", _("agreement")
    DUTY = "duty", _("duty")
    ADVICE = "advice", _("advice")
    MOTION = "motion", _("motion")
    QUESTION = "question", _("question")


SAID_TO_SOMEBODY_ELSE = {StatementKind.ADVICE, StatementKind.MOTION, StatementKind.QUESTION}
"""Kinds that ask for a reaction of who is addressed. The others are a promise by themselves."""


class Strength(models.TextChoices):
    """How firmly something is said, from strong to weak, as narekenen reads it."""

    DUTY = "plicht", _("a duty")
    COMMITMENT = "toezegging", _("a firm commitment")
    AGREEMENT = "afspraak", _("an agreement between parties")
    PLAN = "plan", _("a plan")
    AIM = "streven", _("an aim")
    INTENTION = "voornemen", _("an intention")
    EXPECTATION = "verwachting", _("an expectation")
    WILLINGNESS = "bereidheid", _("a willingness")
    CONDITIONAL = "voorwaardelijk", _("under a condition")


class Reaction(models.TextChoices):
    """What the one who is addressed said to it."""

    PROMISED = "promised", _("was promised")
    PARTLY = "partly", _("was promised in part")
    REFUSED = "refused", _("was refused")
    CONSIDERED = "considered", _("is being considered")
    NONE = "none", _("no reaction")


class Execution(models.TextChoices):
    """How far it is."""

    NOT_STARTED = "not_started", _("not started")
    RUNNING = "running", _("under way")
    PARTLY = "partly", _("partly carried out")
    DONE = "done", _("carried out")
    OVERTAKEN = "overtaken", _("overtaken by events")
    DROPPED = "dropped", _("taken back")


CLOSED = {Execution.DONE, Execution.OVERTAKEN, Execution.DROPPED}
"""Nothing falls due any more."""


class Evidence(models.TextChoices):
    """On what that rests, from weak to strong."""

    OWN = "own", _("own statement")
    DOCUMENT = "document", _("document seen")
    ON_SPOT = "on_spot", _("seen on the spot")
    EFFECT = "effect", _("effect measured")


class EventKind(models.TextChoices):
    RECORDED = "recorded", _("recorded in the register")
    REACTION = "reaction", _("reaction")
    EXECUTION = "execution", _("execution")
    DEADLINE = "deadline", _("deadline moved")
    REPORTED = "reported", _("reported on in a later document")
    SOURCE = "source", _("another edition of the source")
    WITHDRAWN = "withdrawn", _("confirmation withdrawn")


class Edition(models.TextChoices):
    """What became of the words in another edition of their document."""

    SAME = "same", _("the same words stand in the other edition")
    ALTERED = "altered", _("the words stand there differently")
    GONE = "gone", _("the words do not stand there any more")


class ProposalState(models.TextChoices):
    OPEN = "open", _("found automatically, not checked yet")
    CONFIRMED = "confirmed", _("confirmed by an editor")
    REJECTED = "rejected", _("rejected by an editor")
    SPLIT = "split", _("split by an editor")
    MERGED = "merged", _("taken together with another one")
    UNDONE = "undone", _("set aside: what it was made from waits again")


class Rejection(models.TextChoices):
    """Why a proposal is no statement: the label of the set that can be exported."""

    NO_STATEMENT = "no_statement", _("nothing is promised or asked here")
    REPORTED = "reported", _("it tells what happened already")
    DOUBLE = "double", _("stands elsewhere already")
    WRONG_SPAN = "wrong_span", _("these are the wrong words")
    OTHER = "other", _("something else")


class LinkKind(models.TextChoices):
    """From a statement to another one. Read: source … target."""

    REPEATS = "repeats", _("repeats")
    CHANGES = "changes", _("changes")
    ADDS_TO = "adds_to", _("adds to")
    CARRIES_OUT = "carries_out", _("carries out")
    ANSWERS = "answers", _("answers")


class Mistake(models.TextChoices):
    """Why a link is taken away."""

    NOT_RELATED = "not_related", _("they have nothing to do with each other")
    OTHERWISE = "otherwise", _("they hang together in another way")
    WRONG_ONE = "wrong_one", _("another statement was meant")


class ReportState(models.TextChoices):
    """A later document names the paper in which something was promised: does it report on it?"""

    PROPOSED = "proposed", _("found automatically, not checked yet")
    ACCEPTED = "accepted", _("it reports on it")
    REFUSED = "refused", _("it does not report on it")


class Coverage(models.TextChoices):
    """Whether an answer addresses a question."""

    ADDRESSED = "addressed", _("answered")
    PARTLY = "partly", _("answered in part")
    OPEN = "open", _("not answered")
