"""The spine: subjects keep their address, areas are dated, periods are what they say."""

from datetime import date

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from navolgbaar.programmes.actions import (
    add_area,
    add_programme,
    add_subject,
    follow_up_subject,
    link_area,
    merge_areas,
    period,
    rename_subject,
)
from navolgbaar.programmes.models import Area, Period
from navolgbaar.programmes.queries import areas_on, subjects_for, successors_on
from navolgbaar.programmes.states import Change, SubjectKind

pytestmark = [pytest.mark.db]


@pytest.fixture
def team(world):
    return add_subject(
        kind=SubjectKind.TEAM, name="Buurtteam Oost", programme=world.programme, organisation=world.ministry,
        by=world.editor,
    )  # fmt: skip


def area(world, code, name, start, end=None):
    return add_area(code=code, name=name, kind="municipality", valid_from=start, valid_to=end, by=world.administrator)


@pytest.mark.django_db
def test_an_area_has_the_page_that_an_administrator_gives_it(world):
    made = area(world, "GM0014", "Groningen", date(2019, 1, 1))
    page = add_subject(
        kind=SubjectKind.AREA, name="Groningen", programme=world.programme, organisation=world.ministry,
        by=world.editor,
    )  # fmt: skip
    with pytest.raises(PermissionDenied):
        link_area(area=made, subject=page, by=world.editor)
    with pytest.raises(ValueError, match="not the subject of an area"):
        link_area(area=made, subject=world.subject, by=world.administrator)
    link_area(area=made, subject=page, by=world.administrator)
    assert Area.objects.get(subject=page).code == "GM0014"


@pytest.mark.django_db
def test_a_subject_keeps_its_id_and_its_former_name(world):
    subject = world.subject
    before = subject.public_id
    rename_subject(subject=subject, name="Versterkingsoperatie", on=date(2024, 1, 1), by=world.editor)
    assert subject.public_id == before
    assert subject.get_absolute_url() == f"/onderwerpen/{before}/versterkingsoperatie/"
    assert subject.changes.get().former_name == "Versterken"


@pytest.mark.django_db
def test_a_subject_is_named_in_the_readers_language(world):
    with override("nl"):
        assert str(world.subject) == "Versterken"
    with override("en"):
        assert str(world.subject) == "Strengthening"


@pytest.mark.django_db
def test_a_subject_that_is_not_open_is_seen_by_those_who_take_part(world, team):
    def seen(user):
        return subjects_for(user).filter(pk=team.pk).exists()

    assert [seen(user) for user in (AnonymousUser(), world.editor)] == [False, True]


@pytest.mark.django_db
def test_a_successor_is_said_once_and_never_oneself(world, team):
    change = follow_up_subject(
        subject=team, change=Change.MERGED, successor=world.subject, on=date(2025, 1, 1), by=world.editor
    )
    assert change.successor == world.subject
    with pytest.raises(IntegrityError, match="nothing_follows_itself"), transaction.atomic():
        follow_up_subject(subject=team, change=Change.CONTINUED, successor=team, on=date(2025, 1, 1), by=world.editor)
    with pytest.raises(IntegrityError, match="says_what_changed"), transaction.atomic():
        follow_up_subject(
            subject=team, change=Change.RENAMED, successor=world.subject, on=date(2025, 1, 1), by=world.editor
        )


@pytest.mark.django_db
def test_strangers_change_nothing(world, team):
    with pytest.raises(PermissionDenied):
        rename_subject(subject=team, name="Anders", on=date(2024, 1, 1), by=world.outsider)
    with pytest.raises(PermissionDenied):
        add_programme(key="other", name="Anders", organisation=world.ministry, by=world.editor)
    with pytest.raises(PermissionDenied):
        add_area(code="GM1", name="X", kind="municipality", valid_from=date(2020, 1, 1), by=world.editor)


@pytest.mark.django_db
def test_eemsdelta_against_cbs_gemeentelijke_indeling_2021(world):
    """Appingedam, Delfzijl and Loppersum became Eemsdelta on 1 January 2021 (CBS, Gemeentelijke indeling)."""
    start, merged = date(2018, 1, 1), date(2021, 1, 1)
    old = [
        area(world, code, name, start)
        for code, name in (("GM0003", "Appingedam"), ("GM0010", "Delfzijl"), ("GM0024", "Loppersum"))
    ]
    eemsdelta = area(world, "GM1979", "Eemsdelta", merged)
    merge_areas(former=old, successor=eemsdelta, on=merged, by=world.administrator)
    assert {a.name for a in areas_on(date(2020, 12, 31))} == {"Appingedam", "Delfzijl", "Loppersum"}
    assert {a.name for a in areas_on(merged)} == {"Eemsdelta"}
    assert successors_on(old[0], date(2020, 12, 31)) == [old[0]]
    assert successors_on(old[0], merged) == [eemsdelta]


@pytest.mark.django_db
def test_mergers_are_followed_however_often(world):
    a = area(world, "A", "A", date(2000, 1, 1))
    b = area(world, "B", "B", date(2010, 1, 1))
    c = area(world, "C", "C", date(2020, 1, 1))
    merge_areas(former=[a], successor=b, on=date(2010, 1, 1), by=world.administrator)
    merge_areas(former=[b], successor=c, on=date(2020, 1, 1), by=world.administrator)
    assert successors_on(a, date(2015, 1, 1)) == [b]
    assert successors_on(a, date(2025, 1, 1)) == [c]
    with pytest.raises(IntegrityError, match="ends_after_it_begins"), transaction.atomic():
        Area.objects.filter(pk=a.pk).update(valid_to=date(1999, 1, 1))


@pytest.mark.django_db
def test_a_period_is_made_once_and_runs_forward():
    year = period(date(2024, 1, 1), date(2024, 12, 31))
    assert period(date(2024, 1, 1), date(2024, 12, 31)) == year
    with pytest.raises(IntegrityError, match="runs_forward"), transaction.atomic():
        period(date(2024, 2, 1), date(2024, 1, 1))


@pytest.mark.parametrize(
    ("first", "last", "said"),
    [
        ("2024-01-01", "2024-12-31", "2024"),
        ("2019-01-01", "2022-12-31", "2019–2022"),
        ("2024-12-31", "2024-12-31", "2024-12-31"),
        ("2024-02-01", "2024-02-29", "2024-02-01 – 2024-02-29"),
    ],
)
def test_a_period_says_what_it_is(first, last, said):
    assert str(Period(first=date.fromisoformat(first), last=date.fromisoformat(last))) == said


@given(first=st.dates(), length=st.integers(0, 4000))
def test_different_periods_say_different_things(first, length):
    ordinal = min(first.toordinal() + length, date.max.toordinal())
    one, other = Period(first=first, last=date.fromordinal(ordinal)), Period(first=first, last=first)
    assert (str(one) == str(other)) == (one.last == other.last)
