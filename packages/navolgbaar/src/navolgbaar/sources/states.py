"""The life of a document and of a finding."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class DocumentState(models.TextChoices):
    TAKEN_IN = "taken_in", _("taken in, not public")
    PUBLIC = "public", _("public")
    WITHDRAWN = "withdrawn", _("withdrawn")


DOCUMENT_TRANSITIONS = {
    DocumentState.TAKEN_IN: {DocumentState.PUBLIC},
    DocumentState.PUBLIC: {DocumentState.WITHDRAWN},
    DocumentState.WITHDRAWN: {DocumentState.PUBLIC},
}


class FindingState(models.TextChoices):
    PROPOSED = "proposed", _("found automatically, not checked yet")
    CONFIRMED = "confirmed", _("checked by an editor")
    REJECTED = "rejected", _("rejected by an editor")


class IntakeState(models.TextChoices):
    WAITING = "waiting", _("waiting for its turn")
    READING = "reading", _("being read")
    DONE = "done", _("taken in")
    REFUSED = "refused", _("cannot be used")
