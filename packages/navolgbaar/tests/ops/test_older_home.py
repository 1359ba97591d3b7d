"""An installation that is older than a role: a start gives it the login, the database role and the rights."""

import json
import os
import stat
from types import SimpleNamespace

import pytest
from django.db import connection

from navolgbaar.core.append_only import vault_tables
from navolgbaar.ops.commands import serve
from navolgbaar.ops.commands.migrate import grant_rights, rights_are_there
from navolgbaar.ops.demo_people import ROLES, logins
from navolgbaar.ops.roles import KEEPER

EMBEDDED = pytest.mark.skipif(
    bool(os.environ.get("DATABASE_URL")), reason="on a server of one's own an administrator makes the roles"
)


@pytest.fixture
def older(tmp_path):
    """A home with the logins of the three roles that there were."""
    kept = {role: f"the passphrase of the {role}" for role in ROLES[:3]}
    (tmp_path / "demo-logins.json").write_text(json.dumps(kept))
    return tmp_path


def test_a_role_that_came_later_gets_a_login_and_the_others_keep_theirs(older):
    known = {login.role: login.password for login in logins(older)}
    assert list(known) == list(ROLES)
    assert [known[role] for role in ROLES[:3]] == [f"the passphrase of the {role}" for role in ROLES[:3]]
    assert len(set(known.values())) == len(ROLES)
    assert {login.role: login.password for login in logins(older)} == known, "the same at every start"
    assert stat.S_IMODE((older / "demo-logins.json").stat().st_mode) == 0o600
    assert [path.name for path in older.iterdir()] == ["demo-logins.json"]


@pytest.fixture
def without_rights(db):
    """The database as it was before there was somebody who keeps the vault; the connection is its owner's."""
    with connection.cursor() as cursor:
        cursor.execute("RESET ROLE")
        for table in vault_tables():
            cursor.execute(f"REVOKE SELECT ON {table} FROM {KEEPER}")


@EMBEDDED
@pytest.mark.db
@pytest.mark.django_db
def test_rights_that_a_role_does_not_have_yet_are_noticed_and_given(without_rights):
    assert not rights_are_there()
    grant_rights()
    assert rights_are_there()


@EMBEDDED
@pytest.mark.db
@pytest.mark.django_db
def test_a_start_gives_the_rights_although_no_table_is_new(without_rights, monkeypatch):
    mended = []
    monkeypatch.setattr(serve, "_migrate_as_owner", mended.append)
    monkeypatch.setattr(serve, "_static_files_are_there", lambda: True)
    monkeypatch.setattr(connection, "close", lambda: None)  # the transaction of the test goes on
    embedded = SimpleNamespace(owner_url="")
    serve.prepare(embedded)
    assert mended == [embedded]
    grant_rights()
    serve.prepare(embedded)
    assert mended == [embedded], "once is enough"
