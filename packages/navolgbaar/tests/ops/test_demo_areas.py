"""The municipalities of the demonstration: entered once, with the merger of three into one."""

from datetime import date

import pytest

from navolgbaar.core.audit import System
from navolgbaar.ops.demo_areas import make_areas
from navolgbaar.ops.demo_files import find_files
from navolgbaar.people.actions import create_user
from navolgbaar.programmes.models import Area
from navolgbaar.programmes.queries import areas_on, successors_on

pytestmark = [pytest.mark.django_db, pytest.mark.db]


@pytest.fixture
def areas(db):
    administrator = create_user(email="a@example.org", password="a long enough one", is_administrator=True, by=System())
    for _ in range(2):  # a start that was killed goes on
        make_areas(find_files() / "areas.toml", by=administrator)
    return {area.name: area for area in Area.objects.all()}


def test_three_municipalities_became_eemsdelta_in_2021(areas):
    former = [areas[name] for name in ("Appingedam", "Delfzijl", "Loppersum")]
    assert {area.valid_to for area in former} == {date(2021, 1, 1)}
    assert [successors_on(area, date(2022, 1, 1)) for area in former] == [[areas["Eemsdelta"]]] * 3
    assert [successors_on(area, date(2020, 1, 1)) for area in former] == [[area] for area in former]


def test_each_day_has_its_own_municipalities(areas):
    before, after = (set(areas_on(date(year, 6, 1)).values_list("name", flat=True)) for year in (2020, 2021))
    assert before - after == {"Appingedam", "Delfzijl", "Loppersum"}
    assert after - before == {"Eemsdelta"}
