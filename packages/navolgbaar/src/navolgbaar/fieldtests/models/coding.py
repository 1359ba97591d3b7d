"""What coders said of a reply, and what a reviewer decided where they differ."""

from __future__ import annotations

from django.db import models
from django.db.models.functions import Now

from navolgbaar.core.privacy import Privacy
from navolgbaar.fieldtests.models.work import WORKER, Message
from navolgbaar.people.models import User


class Coding(models.Model):
    """The codes that one coder gave: an answer, and the strategies beside it."""

    message = models.ForeignKey(Message, on_delete=models.CASCADE, related_name="codings")
    coder = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    codes = models.JSONField()
    salt = models.CharField(max_length=64)
    at = models.DateTimeField(db_default=Now())

    privacy = Privacy(internal=("id", "message", "codes", "salt", "at"), personal={"coder": WORKER})

    class Meta:
        constraints = [models.UniqueConstraint(fields=["message", "coder"], name="fieldtests_a_coder_codes_once")]

    def __str__(self) -> str:
        return f"coding of {self.message_id}"


class Decision(models.Model):
    """What holds where two coders differ."""

    message = models.OneToOneField(Message, on_delete=models.CASCADE, related_name="decision")
    reviewer = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    codes = models.JSONField()
    salt = models.CharField(max_length=64)
    at = models.DateTimeField(db_default=Now())

    privacy = Privacy(internal=("id", "message", "codes", "salt", "at"), personal={"reviewer": WORKER})

    def __str__(self) -> str:
        return f"decision on {self.message_id}"
