"""Kinds of subjects, and what may happen to one."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class SubjectKind(models.TextChoices):
    PROGRAMME = "programme", _("programme")
    AREA = "area", _("area")
    RECOMMENDATION = "recommendation", _("recommendation")
    STATEMENT = "statement", _("statement")
    ADDRESS = "address", _("address")
    TEAM = "team", _("neighbourhood team")
    TEST = "test", _("field test")
    MODEL = "model", _("distribution model")
    OTHER = "other", _("other")


class Change(models.TextChoices):
    RENAMED = "renamed", _("renamed")
    CONTINUED = "continued", _("continued as")
    MERGED = "merged", _("merged into")
