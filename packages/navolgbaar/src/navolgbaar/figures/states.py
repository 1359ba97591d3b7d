"""Kinds of numbers and the verdicts on a reading."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class FigureKind(models.TextChoices):
    """Four kinds of number, four marks. "Computed" is an origin and no kind."""

    CLAIMED = "claimed", _("claimed")
    TARGET = "target", _("promised")
    OBSERVED = "observed", _("measured")
    FORECAST = "forecast", _("expected")


class Verdict(models.TextChoices):
    PROPOSED = "proposed", _("read automatically, not checked yet")
    CONFIRMED = "confirmed", _("read automatically, checked by an editor")
    CORRECTED = "corrected", _("corrected by an editor")
    REJECTED = "rejected", _("rejected by an editor")
