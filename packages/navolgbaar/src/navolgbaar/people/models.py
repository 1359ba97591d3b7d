"""User, Organisation, Role, Invitation."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models.functions import Lower, Now
from django.utils.translation import get_language

from navolgbaar.core.ids import random_id
from navolgbaar.core.privacy import Personal, Privacy
from navolgbaar.people.states import RoleKind

LOGIN = Personal(purpose="to log in and to be reached", retention="until the account is erased")


class UserManager(BaseUserManager["User"]):
    def create_user(self, email: str, password: str | None = None, **fields: Any) -> User:
        user = self.model(email=email.strip().lower(), **fields)
        user.set_password(password)
        user.save()
        return user

    def get_by_natural_key(self, username: str | None) -> User:
        return self.get(email__iexact=username)


class User(AbstractBaseUser):
    """Somebody with a login. Elsewhere only the random `public_id` is written down."""

    public_id = models.CharField(max_length=40, unique=True, default=random_id, editable=False)
    email = models.EmailField(unique=True)
    name = models.CharField(max_length=120, blank=True)
    language = models.CharField(max_length=2, default="nl")
    is_active = models.BooleanField(default=True)
    is_administrator = models.BooleanField(default=False)
    joined_at = models.DateTimeField(db_default=Now())

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    objects = UserManager()
    privacy = Privacy(
        internal=("id", "public_id", "language", "is_active", "is_administrator"),
        personal=dict.fromkeys(("email", "name", "password", "last_login", "joined_at"), LOGIN),
    )

    class Meta:
        constraints = [models.UniqueConstraint(Lower("email"), name="people_email_once_in_any_case")]

    def __str__(self) -> str:
        return self.public_id  # a log that prints a user prints no name


class Organisation(models.Model):
    """An organisation that publishes under its own name, or whose statements are quoted."""

    key = models.SlugField(unique=True)
    name = models.CharField(max_length=200)
    name_en = models.CharField(max_length=200, blank=True)

    privacy = Privacy(public=("id", "key", "name", "name_en"))

    def __str__(self) -> str:
        return self.name_en if get_language() == "en" and self.name_en else self.name


class Role(models.Model):
    """What a user may do for an organisation in one programme; in every programme where that is left empty.

    programme   the programme's key. Not a foreign key: people stand below programmes.
    """

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="roles")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="roles")
    programme = models.SlugField(blank=True)
    kind = models.CharField(max_length=12, choices=RoleKind)
    given_at = models.DateTimeField(db_default=Now())

    privacy = Privacy(internal=("id", "user", "organisation", "programme", "kind", "given_at"))

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["user", "organisation", "programme", "kind"], name="people_each_role_is_given_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.programme}"

    @property
    def programme_key(self) -> str:
        return self.programme


class Invitation(models.Model):
    """An invitation by e-mail; the token itself is only in the mail."""

    email = models.EmailField()
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE)
    programme = models.SlugField(blank=True)
    kind = models.CharField(max_length=12, choices=RoleKind)
    token_digest = models.CharField(max_length=64, unique=True)
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True, blank=True)

    privacy = Privacy(
        internal=("id", "organisation", "programme", "kind", "token_digest", "expires_at", "accepted_at"),
        personal={"email": Personal(purpose="to send the invitation", retention="30 days after it ends")},
    )

    def __str__(self) -> str:
        return f"invitation {self.pk}"
