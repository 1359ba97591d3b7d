"""Tables that only grow.

Three locks: the model refuses (a clear message for programmers), the application's database role has no right to
(`ops/roles.py`), and a trigger refuses for everybody who is not the administrator of the database.
"""

from __future__ import annotations

from typing import Any, NoReturn

from django.apps import apps
from django.db import models
from django.db.migrations.operations import RunSQL


class LedgerIsAppendOnly(TypeError):
    """A row of the ledger was about to be changed or removed."""

    def __init__(self, model: type[models.Model]) -> None:
        super().__init__(f"{model._meta.label} only grows: record a new row that says what is different and why.")


class AppendOnlyQuerySet(models.QuerySet[Any]):
    def update(self, **values: Any) -> NoReturn:
        raise LedgerIsAppendOnly(self.model)

    def delete(self) -> NoReturn:
        raise LedgerIsAppendOnly(self.model)

    def bulk_update(self, *args: Any, **options: Any) -> NoReturn:
        raise LedgerIsAppendOnly(self.model)


class AppendOnly(models.Model):
    """A row that is written once."""

    objects = AppendOnlyQuerySet.as_manager()

    class Meta:
        abstract = True

    def save(self, *args: Any, **options: Any) -> None:
        if not self._state.adding:
            raise LedgerIsAppendOnly(type(self))
        super().save(*args, **{**options, "force_insert": True})

    def delete(self, *args: Any, **options: Any) -> NoReturn:
        raise LedgerIsAppendOnly(type(self))


def ledger_tables() -> list[str]:
    """The tables of all append-only models."""
    return sorted(model._meta.db_table for model in apps.get_models() if issubclass(model, AppendOnly))


def vault_tables() -> dict[str, list[str]]:
    """The tables of models with `write_only` columns, each with the columns that the application may read."""
    vaults = [model for model in apps.get_models() if hasattr(model, "write_only")]
    return {
        model._meta.db_table: [str(f.column) for f in model._meta.concrete_fields if f.name not in model.write_only]
        for model in vaults
    }


def refuse_changes(*tables: str) -> list[RunSQL]:
    """Migration operations: triggers that refuse UPDATE, DELETE and TRUNCATE on these tables."""
    create = (
        "CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON {} "
        "FOR EACH STATEMENT EXECUTE FUNCTION core_refuse_change()"
    )
    return [RunSQL(create.format(table), f"DROP TRIGGER append_only ON {table}") for table in tables]


# The databases of the test runner are emptied between tests; that alone is let through.
REFUSE_CHANGE = RunSQL(
    """
    CREATE FUNCTION core_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF TG_OP = 'TRUNCATE' AND starts_with(current_database(), 'test_') THEN
            RETURN NULL;
        END IF;
        RAISE EXCEPTION '% only grows: % refused', TG_TABLE_NAME, TG_OP USING ERRCODE = 'restrict_violation';
    END $$
    """,
    "DROP FUNCTION core_refuse_change()",
)
