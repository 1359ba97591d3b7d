"""What a person may be in an organisation. Each role stands on its own: nobody is everything by accident."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class RoleKind(models.TextChoices):
    EDITOR = "editor", _("editor: takes in documents, confirms and corrects readings, prepares publications")
    PUBLISHER = "publisher", _("publisher: approves, corrects and withdraws publications of others")
    MANAGER = "manager", _("manager: invites people and gives roles")
