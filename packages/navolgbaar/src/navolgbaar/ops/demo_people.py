"""The people of the demonstration: one account per role, with a passphrase of its own for this installation."""

from __future__ import annotations

import json
import os
import secrets
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from navolgbaar.ops.demo_files import EDITORS

if TYPE_CHECKING:
    from navolgbaar.people.models import Organisation, User

ROLES = (
    "administrator", "editor", "publisher", "manager", "designer", "coordinator", "tester", "coder", "second-coder",
    "reviewer",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Login:
    """How somebody logs in: shown on the terminal of the person who started the demonstration."""

    role: str
    email: str
    password: str


@dataclass(frozen=True, slots=True)
class People:
    """Who acts in the demonstration, and for whom. `editor` prepares, `publisher` approves; `users` by role."""

    administrator: User
    editor: User
    publisher: User
    organisations: dict[str, Organisation]
    users: dict[str, User]

    @property
    def desk(self) -> Organisation:
        return self.organisations[EDITORS]


def logins(folder: Path) -> list[Login]:
    """One login per role, the same at every start. Kept in a file that only its owner may read; an installation that
    is older than a role gets a login for it."""
    file = folder / "demo-logins.json"
    kept: dict[str, str] = json.loads(file.read_text()) if file.exists() else {}
    if missing := [role for role in ROLES if role not in kept]:
        kept |= {role: secrets.token_urlsafe(12) for role in missing}
        folder.mkdir(parents=True, exist_ok=True)
        new = file.with_suffix(".new")
        new.unlink(missing_ok=True)
        with os.fdopen(os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as stream:
            json.dump(kept, stream)
        new.replace(file)
    return [Login(role, f"{role}@demo.example", kept[role]) for role in ROLES]


def make_people(known: list[Login], organisations: tuple[dict[str, str], ...]) -> People:
    """Accounts, organisations and roles, through the actions; what is there already stays as it is."""
    from navolgbaar.core.audit import System
    from navolgbaar.people.actions import add_organisation, create_user, give_role
    from navolgbaar.people.models import Organisation, User
    from navolgbaar.people.states import RoleKind

    users = {
        login.role: User.objects.filter(email=login.email).first()
        or create_user(
            email=login.email,
            password=login.password,
            name=login.role.capitalize(),
            is_administrator=login.role == "administrator",
            by=System(),
        )
        for login in known
    }
    administrator = users["administrator"]
    made = {
        said["key"]: Organisation.objects.filter(key=said["key"]).first() or add_organisation(**said, by=administrator)
        for said in organisations
    }
    for name, user in users.items():
        if name != "administrator":
            kind = RoleKind(name.removeprefix("second-"))
            give_role(user=user, organisation=made[EDITORS], kind=kind, by=administrator)
    return People(administrator, users["editor"], users["publisher"], made, users)
