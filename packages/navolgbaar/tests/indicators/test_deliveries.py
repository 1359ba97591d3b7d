"""A delivery is counted or refused whole; nothing of a person stays; a corrected one replaces the former visibly."""

import hashlib
import io
import logging
from datetime import date

import openpyxl
import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection

from narekenen.errors import UnusableInput
from narekenen.indicators.deliveryrules import RULES
from navolgbaar.core.append_only import LedgerIsAppendOnly
from navolgbaar.core.models import AuditEvent
from navolgbaar.indicators.actions import NotPossibleNow, open_round, state_key_period
from navolgbaar.indicators.models import Delivery
from navolgbaar.indicators.queries import arrivals, coverage_of, is_late, standing_deliveries
from navolgbaar.ops.demo_deliveries import make_delivery

pytestmark = pytest.mark.db
YEAR = date(2024, 1, 1), date(2024, 12, 31)
HEADER = "person;sex;birth_year;municipality;institution;category;group;entry;exit;home;waiting_since"
GOOD = "abcdef01;m;1980;GM0363;Opvang;3;single;2024-01-05;2024-03-05;yes;2023-12-01"
BAD = {
    "no person": ";m;1980;GM0363;Opvang;3;single;2024-01-05;;;",
    "bsn": "123456782;m;1980;GM0363;Opvang;3;single;2024-01-05;;;",
    "readable person": "jan jansen;m;1980;GM0363;Opvang;3;single;2024-01-05;;;",
    "short pseudonym": "ab1;m;1980;GM0363;Opvang;3;single;2024-01-05;;;",
    "no sex": "abcdef10;;1980;GM0363;Opvang;3;single;2024-01-05;;;",
    "sex": "abcdef11;q;1980;GM0363;Opvang;3;single;2024-01-05;;;",
    "no birth year": "abcdef12;m;;GM0363;Opvang;3;single;2024-01-05;;;",
    "birth year": "abcdef13;m;1-2-1980;GM0363;Opvang;3;single;2024-01-05;;;",
    "born later": "abcdef14;m;2030;GM0363;Opvang;3;single;2024-01-05;;;",
    "too old": "abcdef15;m;1880;GM0363;Opvang;3;single;2024-01-05;;;",
    "no municipality": "abcdef16;m;1980;;Opvang;3;single;2024-01-05;;;",
    "municipality": "abcdef17;m;1980;Ergens;Opvang;3;single;2024-01-05;;;",
    "unknown municipality": "abcdef18;m;1980;GM0001;Opvang;3;single;2024-01-05;;;",
    "no institution": "abcdef19;m;1980;GM0363;;3;single;2024-01-05;;;",
    "no category": "abcdef20;m;1980;GM0363;Opvang;;single;2024-01-05;;;",
    "category": "abcdef21;m;1980;GM0363;Opvang;9;single;2024-01-05;;;",
    "no group": "abcdef22;m;1980;GM0363;Opvang;3;;2024-01-05;;;",
    "group": "abcdef23;m;1980;GM0363;Opvang;3;zoiets;2024-01-05;;;",
    "no entry": "abcdef24;m;1980;GM0363;Opvang;3;single;;;;",
    "entry": "abcdef25;m;1980;GM0363;Opvang;3;single;5 januari;;;",
    "exit": "abcdef26;m;1980;GM0363;Opvang;3;single;2024-01-05;later;yes;",
    "exit before entry": "abcdef27;m;1980;GM0363;Opvang;3;single;2024-03-05;2024-02-05;yes;",
    "entry later": "abcdef28;m;1980;GM0363;Opvang;3;single;2025-03-05;;;",
    "exit later": "abcdef29;m;1980;GM0363;Opvang;3;single;2024-03-05;2025-02-05;yes;",
    "stay before": "abcdef30;m;1980;GM0363;Opvang;3;single;2023-03-05;2023-04-05;yes;",
    "home": "abcdef31;m;1980;GM0363;Opvang;3;single;2024-01-05;2024-02-05;soms;",
    "home without exit": "abcdef32;m;1980;GM0363;Opvang;3;single;2024-01-05;;yes;",
    "exit without home": "abcdef33;m;1980;GM0363;Opvang;3;single;2024-01-05;2024-02-05;;",
    "waiting": "abcdef34;m;1980;GM0363;Opvang;3;single;2024-01-05;;;ooit",
    "waiting after entry": "abcdef35;m;1980;GM0363;Opvang;3;single;2024-01-05;;;2024-02-01",
    "twice": "\n".join(["abcdef36;m;1980;GM0363;Opvang;3;single;2024-01-05;;;"] * 2),
    "overlap": "abcdef37;m;1980;GM0363;Opvang;3;single;2024-01-05;;;\n"
    "abcdef37;m;1980;GM0363;Opvang;3;single;2024-02-05;;;",
    "two years": "abcdef38;m;1980;GM0363;A;3;single;2024-01-05;;;\nabcdef38;m;1981;GM0363;B;3;single;2024-02-05;;;",
    "two sexes": "abcdef39;m;1980;GM0363;A;3;single;2024-01-05;;;\nabcdef39;f;1980;GM0363;B;3;single;2024-02-05;;;",
}  # fmt: skip


def file(*rows):
    return "levering.csv", "\n".join([HEADER, *rows]).encode()


def test_every_kind_of_bad_row_has_an_example_here():
    assert set(BAD) == {rule.kind for rule in RULES}
    assert len(BAD) == 34


@pytest.mark.parametrize("kind", BAD)
def test_a_bad_row_is_named_and_nothing_is_stored(bring, kind):
    rule = next(rule for rule in RULES if rule.kind == kind)
    with pytest.raises(UnusableInput) as told:
        bring("GM0363", file=file(GOOD, BAD[kind]))
    line = next(problem for problem in told.value.problems if rule.what in problem)
    assert line.startswith("row")
    assert any(row in line.split(":")[0] for row in ("3", "4"))
    assert not Delivery.objects.exists()
    assert not AuditEvent.objects.filter(event="indicators.delivered").exists()


def test_all_kinds_at_once_are_all_named(bring):
    with pytest.raises(UnusableInput) as told:
        bring("GM0363", file=file(GOOD, *BAD.values()))
    assert len(told.value.problems) == 34
    for said in (str(told.value), *told.value.problems):
        assert not any(word in said for word in ("123456782", "jan jansen", "abcdef"))


def test_columns_that_are_not_asked_for_refuse_the_file(bring):
    with pytest.raises(UnusableInput, match="naam"):
        bring("GM0363", file=("l.csv", f"{HEADER};naam\n{GOOD};Jansen".encode()))
    assert not Delivery.objects.exists()


def test_a_spreadsheet_counts_the_same_as_text(bring):
    book = openpyxl.Workbook()
    for row in (HEADER, GOOD):
        book.active.append(row.split(";"))
    data = io.BytesIO()
    book.save(data)
    first = bring("GM0363", file=file(GOOD))
    second = bring("GM0599", file=("levering.xlsx", data.getvalue()))
    assert first.counts == second.counts
    assert (first.counts["persons"], first.counts["home"], first.counts["known"]) == (1, 1, 1)


def everything_in_the_database():
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT relname FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace"
            " AND has_table_privilege(oid, 'SELECT')"
        )
        tables = [name for (name,) in cursor.fetchall()]
        assert "indicators_delivery" in tables
        for table in tables:
            cursor.execute(f"SELECT coalesce(string_agg(t::text, E'\\n'), '') FROM \"{table}\" t")
            yield cursor.fetchone()[0]


def test_after_a_delivery_no_pseudonym_is_anywhere(bring, caplog, tmp_path, monkeypatch):
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    made = bring("GM0344")
    with caplog.at_level(logging.DEBUG), pytest.raises(UnusableInput) as told:
        bring("GM0363", file=file(GOOD, BAD["sex"]))
    names = {hashlib.sha256(f"test GM0344 {n}".encode()).hexdigest()[:16] for n in range(180)}
    assert make_delivery("GM0344", "x", 180, 0.5, *YEAR, "test").count(min(names).encode()) >= 1
    names |= {"abcdef01", "abcdef11"}
    assert len(names) > 100
    kept = [*everything_in_the_database(), caplog.text, str(told.value), *told.value.problems, str(made.counts)]
    assert made.digest in "".join(kept)
    assert not [name for name in names for text in kept if name in text]
    assert list(tmp_path.iterdir()) == []


def test_a_corrected_delivery_replaces_the_former_and_says_what_changed(asked, bring):
    first = bring("GM0363", file=file(GOOD))
    more = "abcdef02;f;2010;GM0363;Opvang;3;family;2024-02-01;;;"
    second = bring("GM0363", file=file(GOOD, more))
    assert second.replaces == first
    assert second.changed["persons"] == [1, 2]
    assert second.changed["f 0-17"] == [0, 1]
    assert "m 27+" not in second.changed
    assert list(standing_deliveries(asked)) == [second]
    assert Delivery.objects.count() == 2
    with pytest.raises(NotPossibleNow):
        bring("GM0363", file=file(GOOD, more))
    with pytest.raises(LedgerIsAppendOnly):
        first.save()


def test_a_correction_of_what_was_in_time_is_not_late(bring):
    bring("GM0363", file=file(GOOD))
    again = bring("GM0363", on=date(2025, 5, 1))
    assert again.is_late
    assert not is_late(again)


def test_who_may_deliver(world, bring):
    for stranger in (world.editor, world.outsider, world.publisher):
        with pytest.raises(PermissionDenied):
            bring("GM0363", by=stranger)
    assert not Delivery.objects.exists()


def test_late_and_missing_and_what_they_do(world, asked, bring):
    before = open_round(
        first=date(2023, 1, 1), last=date(2023, 12, 31), due=date(2024, 2, 1), key_period=asked.key_period,
        by=world.editor,
    )  # fmt: skip
    for code in ("GM0014", "GM0363"):
        bring(code, of=before, first=date(2023, 1, 1), last=date(2023, 12, 31), on=date(2024, 1, 5))
    bring("GM0363")
    bring("GM0518", on=date(2025, 2, 9))
    states = {row.institution.code: row.state for row in arrivals(asked, date(2025, 3, 1))}
    assert states == {
        "GM0363": "there", "GM0518": "late", "GM0014": "missing", "GM0599": "missing", "GM0344": "missing",
        "GM0448": "missing",
    }  # fmt: skip
    assert {row.state for row in arrivals(asked, date(2025, 1, 30))} == {"there", "late", "awaited"}
    found = coverage_of(asked)
    assert (found["expected"], found["delivered"], len(found["late"]), len(found["missing"])) == (6, 2, 1, 4)
    assert found["high"] is None
    for code in ("GM0599", "GM0344", "GM0448"):
        bring(code)
    whole = coverage_of(asked)
    old = standing_deliveries(before).get(institution__code="GM0014").counts["stays"]
    assert whole["high"] == whole["total"] + old


def test_a_round_lies_within_one_key_period_with_its_ground(world, asked):
    with pytest.raises(NotPossibleNow):
        open_round(
            first=date(2026, 7, 1), last=date(2027, 6, 30), due=date(2027, 9, 1), key_period=asked.key_period,
            by=world.editor,
        )  # fmt: skip
    with pytest.raises(NotPossibleNow):
        state_key_period(
            first=date(2025, 1, 1), last=date(2027, 1, 1), ground="nog een", programme=world.programme,
            organisation=world.ministry, by=world.editor,
        )  # fmt: skip
