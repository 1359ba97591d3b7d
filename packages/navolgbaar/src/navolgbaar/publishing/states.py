"""The life of a proposal, and the publication categories of the Open Government Act."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class ProposalState(models.TextChoices):
    DRAFT = "draft", _("being prepared")
    SUBMITTED = "submitted", _("waiting for a second person")
    APPROVED = "approved", _("published")
    RETURNED = "returned", _("returned with a remark")


PROPOSAL_TRANSITIONS = {
    ProposalState.DRAFT: {ProposalState.SUBMITTED},
    ProposalState.SUBMITTED: {ProposalState.APPROVED, ProposalState.RETURNED},
    ProposalState.RETURNED: {ProposalState.SUBMITTED},
    ProposalState.APPROVED: set(),
}


class Category(models.TextChoices):
    REPORT = "report", _("report or study")
    ADVICE = "advice", _("advice")
    DECISION = "decision", _("decision")
    PARLIAMENT = "parliament", _("document for parliament or council")
    PLAN = "plan", _("annual plan or report")
    OTHER = "other", _("other")
