"""The database roles: the owner migrates, the application writes without being able to rewrite the ledger, the keeper
reads the vault and nothing else."""

from __future__ import annotations

import psycopg
from psycopg import sql

OWNER = "navolgbaar_owner"
APPLICATION = "navolgbaar_app"
KEEPER = "navolgbaar_vault"
DATABASE = "navolgbaar"


def make_roles(superuser_url: str) -> None:
    """Make both roles and the database where they are not there yet. The owner may make test databases."""
    with psycopg.connect(superuser_url, autocommit=True) as connection:
        known = {row[0] for row in connection.execute("SELECT rolname FROM pg_roles")}
        if OWNER not in known:
            connection.execute(f"CREATE ROLE {OWNER} LOGIN CREATEDB")
        if APPLICATION not in known:
            connection.execute(f"CREATE ROLE {APPLICATION} LOGIN")
            connection.execute(f"GRANT {APPLICATION} TO {OWNER}")
        if KEEPER not in known:
            connection.execute(f"CREATE ROLE {KEEPER} NOLOGIN")
            connection.execute(f"GRANT {KEEPER} TO {OWNER}")
        if not connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [DATABASE]).fetchone():
            connection.execute(f"CREATE DATABASE {DATABASE} OWNER {OWNER}")


def make_application_role(url: str, application: str = APPLICATION) -> None:
    """Make the application role where there is none, and let the role of `url` act as it (for tests).

    Several test processes may ask for it at once, on one server: they wait for each other.
    """
    role = sql.Identifier(application)
    with psycopg.connect(url) as connection:
        connection.execute("SELECT pg_advisory_xact_lock(hashtext('navolgbaar roles'))")
        if not connection.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [application]).fetchone():
            connection.execute(sql.SQL("CREATE ROLE {} LOGIN").format(role))
            connection.execute(sql.SQL("GRANT {} TO CURRENT_USER").format(role))


def grant(
    connection: psycopg.Connection[tuple[object, ...]],
    *,
    ledger: list[str],
    application: str,
    vaults: dict[str, list[str]] | None = None,
) -> None:
    """Give the application role what it needs: everything on working tables, adding and reading on ledger tables.

    vaults   table -> the columns that the application may read; the others it writes once and never sees again
    """
    app = sql.Identifier(application)
    run = connection.execute
    run(sql.SQL("REVOKE ALL ON ALL TABLES IN SCHEMA public FROM {}").format(app))
    run(sql.SQL("REVOKE CREATE ON SCHEMA public FROM PUBLIC"))
    run(sql.SQL("GRANT USAGE ON SCHEMA public TO {}").format(app))
    run(sql.SQL("GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {}").format(app))
    run(sql.SQL("GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO {}").format(app))
    for table in ledger:
        run(sql.SQL("REVOKE UPDATE, DELETE ON {} FROM {}").format(sql.Identifier(table), app))
    keeper = connection.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [KEEPER]).fetchone()
    for table, columns in (vaults or {}).items():
        named, readable = sql.Identifier(table), sql.SQL(", ").join(map(sql.Identifier, columns))
        run(sql.SQL("REVOKE SELECT, UPDATE ON {} FROM {}").format(named, app))
        run(sql.SQL("GRANT SELECT ({}) ON {} TO {}").format(readable, named, app))
        if keeper:
            run(sql.SQL("GRANT USAGE ON SCHEMA public TO {}").format(sql.Identifier(KEEPER)))
            run(sql.SQL("GRANT SELECT ON {} TO {}").format(named, sql.Identifier(KEEPER)))
