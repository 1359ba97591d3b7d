"""How often somebody knocked on a door of ours, so that nobody can keep others from it. Says not who it was."""

from __future__ import annotations

from django.db import models

from navolgbaar.core.privacy import Personal, Privacy


class Knock(models.Model):
    """How often one visitor did one thing within one hour.

    visitor   keyed hash of the network address and the day: tomorrow the same visitor is somebody else
    """

    visitor = models.CharField(max_length=32)
    act = models.CharField(max_length=20)
    hour = models.DateTimeField(db_index=True)
    count = models.PositiveIntegerField()

    privacy = Privacy(
        internal=("id", "act", "hour", "count"),
        personal={"visitor": Personal(purpose="to keep one visitor from crowding out others", retention="one day")},
    )

    class Meta:
        constraints = [models.UniqueConstraint(fields=["visitor", "act", "hour"], name="website_one_count_per_hour")]

    def __str__(self) -> str:
        return f"{self.act} {self.hour:%Y-%m-%d %H}"
