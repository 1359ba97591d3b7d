"""Databases for tests, each a copy of another in which nobody is at work."""

from __future__ import annotations

import psycopg


def untouched() -> str:
    """The migrated database as no test has seen it; made before the first test (see conftest.py)."""
    from django.db import connection

    return f"{connection.settings_dict['NAME']}_untouched"


def copy(name: str, made: str) -> None:
    """`made` becomes a copy of the database `name`."""
    drop(made)
    ask(f'CREATE DATABASE "{made}" TEMPLATE "{name}"')


def drop(name: str) -> None:
    ask(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


def ask(words: str, name: str = "postgres") -> None:
    """As the owner, in a session of its own."""
    from django.db import connection

    with psycopg.connect(**{**connection.get_connection_params(), "dbname": name}, autocommit=True) as server:
        server.execute(words)
