"""Nobody rewrites the ledger: not through a model, not as the application, not as the owner of the tables."""

import pytest
from django.apps import apps
from django.db import connection, transaction
from django.db.utils import DatabaseError, ProgrammingError

from navolgbaar.core.append_only import AppendOnly, LedgerIsAppendOnly, ledger_tables
from navolgbaar.core.audit import System, record
from navolgbaar.core.models import AuditEvent

pytestmark = [pytest.mark.django_db, pytest.mark.db]


def sql(statement):
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
        return cursor.fetchall() if cursor.description else None


def test_the_tests_themselves_run_as_the_application():
    assert sql("SELECT current_user") == [("navolgbaar_app",)]
    rights = sql("SELECT rolsuper, rolcreatedb FROM pg_roles WHERE rolname = current_user")
    assert rights == [(False, False)]


@pytest.mark.parametrize("right", ["UPDATE", "DELETE", "TRUNCATE", "REFERENCES", "TRIGGER"])
def test_application_role_has_no_such_right_on_any_ledger_table(right):
    tables = ledger_tables()
    assert "figures_figureversion" in tables
    assert "publishing_release" in tables
    granted = [t for t in tables if sql(f"SELECT has_table_privilege('{t}', '{right}')") == [(True,)]]
    assert granted == []


@pytest.mark.parametrize(
    "statement", ["UPDATE {} SET id = id", "DELETE FROM {}", "TRUNCATE {} CASCADE", "DROP TABLE {}"]
)
@pytest.mark.parametrize("table", ["figures_figureversion", "core_auditevent", "publishing_release"])
def test_tried_as_sql_by_the_application(statement, table):
    with pytest.raises(ProgrammingError, match=r"permission denied|must be owner"):
        sql(statement.format(table))


@pytest.mark.parametrize("change", ["ALTER TABLE {} DISABLE TRIGGER ALL", "ALTER TABLE {} OWNER TO navolgbaar_app"])
def test_application_cannot_take_the_locks_off(change):
    with pytest.raises(ProgrammingError, match="must be owner"):
        sql(change.format("figures_figureversion"))


def test_triggers_stop_even_the_owner_of_the_tables():
    sql("RESET ROLE")
    for table in ledger_tables():
        for statement in (f"UPDATE {table} SET id = id", f"DELETE FROM {table}"):
            with pytest.raises(DatabaseError, match="only grows"):
                sql(statement)


def test_every_ledger_table_has_its_trigger_also_for_truncate():
    fired = sql(
        "SELECT c.relname, t.tgtype FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid "
        "WHERE t.tgname = 'append_only'"
    )
    update, delete, truncate = 16, 8, 32
    assert {name: kind & (update | delete | truncate) for name, kind in fired} == dict.fromkeys(ledger_tables(), 56)


@pytest.mark.parametrize("model", [m for m in apps.get_models() if issubclass(m, AppendOnly)], ids=lambda m: m.__name__)
def test_models_refuse_with_a_clear_message(model):
    row = model()
    row._state.adding = False
    for attempt in (
        row.save,
        row.delete,
        model.objects.all().delete,
        lambda: model.objects.update(id=1),
        lambda: model.objects.bulk_update([], ["id"]),
    ):
        with pytest.raises(LedgerIsAppendOnly, match="only grows: record a new row"):
            attempt()


def test_audit_event_is_written_in_the_transaction_of_the_act():
    event = record("core.tried", by=System(), target="NB-2026-00001", n=3)
    found = AuditEvent.objects.get()
    assert (found.actor, found.event, found.target, found.data) == ("system", "core.tried", "NB-2026-00001", {"n": 3})
    assert event.pk == found.pk


@pytest.mark.django_db(transaction=True)
def test_audit_event_outside_a_transaction_is_refused():
    with pytest.raises(RuntimeError, match="in the transaction of the act"):
        record("core.tried", by=System(), target="x")
    assert not AuditEvent.objects.exists()
