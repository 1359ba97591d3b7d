"""TrackRecord: dated statements of somebody with what came of them."""

from __future__ import annotations

from django.db import models
from django.db.models.functions import Now

from navolgbaar.core.append_only import AppendOnly
from navolgbaar.core.privacy import Privacy
from navolgbaar.people.models import Organisation
from navolgbaar.programmes.models import Programme, Subject


class TrackRecord(AppendOnly):
    """Statements that were scored. The scores are the figures of its subject, the statements inputs of their run."""

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="track_records")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="track_records")
    subject = models.OneToOneField(Subject, on_delete=models.PROTECT, related_name="track_record")
    known_at = models.DateTimeField(db_default=Now())

    privacy = Privacy(public=("id", "programme", "organisation", "subject", "known_at"))

    def __str__(self) -> str:
        return str(self.subject)

    @property
    def programme_key(self) -> str:
        return self.programme.key
