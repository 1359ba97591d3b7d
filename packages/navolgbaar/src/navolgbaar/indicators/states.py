"""How far the plan of a region is."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class PlanState(models.TextChoices):
    MAKING = "making", _("being made")
    DRAFT = "draft", _("draft published")
    SUBMITTED = "submitted", _("put to the council")
    ADOPTED = "adopted", _("adopted")
    REJECTED = "rejected", _("rejected")
    WITHDRAWN = "withdrawn", _("withdrawn")
