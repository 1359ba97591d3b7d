"""What a person may be in an organisation. Each role stands on its own: nobody is everything by accident."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class RoleKind(models.TextChoices):
    EDITOR = "editor", _("editor: takes in documents, confirms and corrects readings, prepares publications")
    PUBLISHER = "publisher", _("publisher: approves, corrects and withdraws publications of others")
    MANAGER = "manager", _("manager: invites people and gives roles")
    DESIGNER = "designer", _("designer: writes and locks the protocol of a field test")
    COORDINATOR = "coordinator", _("coordinator: draws, hands out work, follows the fieldwork")
    TESTER = "tester", _("tester: sends messages and makes calls")
    CODER = "coder", _("coder: reads replies without knowing to whom they were")
    REVIEWER = "reviewer", _("reviewer: settles what two coders coded differently")


OFFICE = (RoleKind.EDITOR, RoleKind.PUBLISHER, RoleKind.MANAGER)
"""Roles that see the unpublished documents of their organisation; who works in the field of a test does not."""
