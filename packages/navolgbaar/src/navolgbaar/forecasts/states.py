"""What somebody may be at an address, and what may be chosen."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Tenure(models.TextChoices):
    OWNER = "owner", _("owner")
    TENANT = "tenant", _("tenant")


class Choice(models.TextChoices):
    NOW = "now", _("as soon as it is our turn")
    LATER = "later", _("later, together with making the house sustainable")
