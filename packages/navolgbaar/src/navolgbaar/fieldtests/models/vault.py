"""Who was tested, sealed to the key of somebody who is not this platform."""

from __future__ import annotations

from django.db import models
from django.db.models.functions import Now

from navolgbaar.core.append_only import AppendOnly
from navolgbaar.core.privacy import Personal, Privacy
from navolgbaar.fieldtests.models.design import Wave
from navolgbaar.people.models import Organisation


class VaultKey(AppendOnly):
    """The public key of the keeper of an organisation's vault. The latest one holds; the private one is not here."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    key = models.CharField(max_length=44)
    at = models.DateTimeField(db_default=Now())

    privacy = Privacy(internal=("id", "organisation", "key", "at"))

    def __str__(self) -> str:
        return f"vault key of {self.organisation_id}"


class VaultEntry(models.Model):
    """One tested party. The application's role may add a row and remove those of a wave; `sealed` it cannot read.

    party    the pseudonym; sealed  an X25519 sealed box with name and contact, base64
    """

    wave = models.ForeignKey(Wave, on_delete=models.PROTECT, related_name="vault")
    party = models.CharField(max_length=40)
    sealed = models.TextField()

    write_only = ("sealed",)
    """Columns that the application's role cannot read: see `ops/roles.py`."""
    privacy = Privacy(
        internal=("id", "wave", "party"),
        personal={
            "sealed": Personal(
                purpose="to tell parties afterwards, and to answer a complaint",
                retention="as the protocol says; removed by the keeper",
            )
        },
    )

    class Meta:
        constraints = [models.UniqueConstraint(fields=["wave", "party"], name="fieldtests_each_party_once")]

    def __str__(self) -> str:
        return self.party
