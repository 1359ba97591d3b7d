"""Many rows in one statement. Django's own bulk_update writes a CASE per row and field, and its bulk_create a parameter
per cell: seconds for a wave."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from django.db import connection, models


def update_rows(rows: Sequence[models.Model], fields: Sequence[str]) -> None:
    """Write these fields of these rows (all of one model, all saved before). Part of an action, in its transaction."""
    if not rows:
        return
    meta, quote = type(rows[0])._meta, connection.ops.quote_name
    columns = [field for field in meta.concrete_fields if field.name in fields]
    arrays, values = ["%s::bigint[]"], [[row.pk for row in rows]]
    for column in columns:
        arrays.append(f"%s::{column.db_type(connection)}[]")
        values.append([_plain(column, getattr(row, column.attname)) for row in rows])
    names = [quote(str(column.column)) for column in columns]
    table, sets = quote(meta.db_table), ", ".join(f"{name} = new.{name}" for name in names)
    query = (  # names and types are those of our own models; every value is a parameter
        f"UPDATE {table} SET {sets} FROM unnest({', '.join(arrays)}) AS new(pk, {', '.join(names)}) "  # noqa: S608
        f"WHERE {table}.id = new.pk"
    )
    with connection.cursor() as cursor:
        cursor.execute(query, values)


def insert_rows(rows: Sequence[models.Model]) -> None:
    """Add these rows (all of one model). They get no `pk` here. Part of an action, in its transaction."""
    if not rows:
        return
    quote, (table, columns) = connection.ops.quote_name, _columns(type(rows[0]))
    names = ", ".join(quote(str(column.column)) for column in columns)
    with connection.cursor() as cursor, cursor.copy(f"COPY {quote(table)} ({names}) FROM STDIN") as copy:
        for row in rows:
            copy.write_row([_plain(column, getattr(row, column.attname)) for column in columns])


def _columns(model: type[models.Model]) -> tuple[str, list[Any]]:
    """The table of a model, and its columns but those that the database fills in."""
    meta = model._meta
    filled = (field for field in meta.concrete_fields if not (field.primary_key or field.has_db_default()))
    return meta.db_table, list(filled)


def _plain(column: Any, value: Any) -> Any:
    return json.dumps(value) if isinstance(column, models.JSONField) and value is not None else value
