"""What happens to subjects and areas, at the desk: another name, a successor, a merger."""

from datetime import date

import pytest

from navolgbaar.programmes.actions import add_area, add_subject
from navolgbaar.programmes.models import Area, AreaChange, SubjectChange
from navolgbaar.programmes.states import Change, SubjectKind

pytestmark = [pytest.mark.django_db, pytest.mark.db]
AREAS = "/redactie/gebieden/"


@pytest.fixture
def address(world):
    return f"/redactie/onderwerpen/{world.subject.public_id}/"


@pytest.fixture
def other(world):
    return add_subject(
        kind=SubjectKind.OTHER, name="Opvolger", programme=world.programme, organisation=world.ministry, by=world.editor
    )


@pytest.fixture
def areas(world):
    named = (("GM0003", "Appingedam"), ("GM0010", "Delfzijl"), ("GM0024", "Loppersum"))
    by = world.administrator
    former = [add_area(code=c, name=n, kind="gemeente", valid_from=date(1990, 1, 1), by=by) for c, n in named]
    return [*former, add_area(code="GM1979", name="Eemsdelta", kind="gemeente", valid_from=date(2021, 1, 1), by=by)]


def test_a_new_name_and_the_former_one_stays_findable(world, address, at_the_desk, client):
    editor = at_the_desk("editor")
    said = {
        "what": "rename",
        "name": "Versterken en herstel",
        "name_en": "Strengthening and repair",
        "on": "2024-01-01",
    }
    assert editor.post(address, said)["Location"] == address
    world.subject.refresh_from_db()
    assert world.subject.name == "Versterken en herstel"
    assert "Versterken" in editor.get(address).content.decode()
    page = client.get(world.subject.get_absolute_url()).content.decode()
    assert "Voorheen: Versterken" in page
    assert "Versterken en herstel" in client.get("/zoeken?q=Versterken").content.decode()


def test_a_subject_that_was_continued_leads_to_what_came_after_it(world, address, other, at_the_desk, client):
    said = {"what": "follow", "change": "continued", "successor": other.pk, "on": "2025-01-01"}
    assert at_the_desk("editor").post(address, said)["Location"] == address
    assert SubjectChange.objects.get().change == Change.CONTINUED
    assert other.get_absolute_url() in client.get(world.subject.get_absolute_url()).content.decode()


@pytest.mark.parametrize(
    "said",
    [
        {"what": "rename", "name": "", "on": "2024-01-01"},
        {"what": "rename", "name": "x", "on": "soon"},
        {"what": "follow", "change": "renamed", "successor": "1", "on": "2024-01-01"},
        {"what": "follow", "change": "merged", "successor": "999999", "on": "2024-01-01"},
    ],
)
def test_what_is_not_complete_changes_nothing(world, address, other, at_the_desk, said):
    assert at_the_desk("editor").post(address, said).status_code == 422
    assert not SubjectChange.objects.exists()


def test_nothing_follows_itself(world, address, at_the_desk):
    said = {"what": "follow", "change": "merged", "successor": world.subject.pk, "on": "2024-01-01"}
    assert at_the_desk("editor").post(address, said).status_code == 422


@pytest.mark.parametrize("role", ["outsider", "publisher", "manager", "administrator"])
def test_only_editors_of_the_owner_change_a_subject(world, address, at_the_desk, role):
    assert at_the_desk(role).get(address).status_code == 404
    said = {"what": "rename", "name": "x", "on": "2024-01-01"}
    assert at_the_desk(role).post(address, said).status_code == 404
    assert not SubjectChange.objects.exists()


def test_the_desk_of_the_programme_leads_there(address, at_the_desk):
    assert address in at_the_desk("editor").get("/redactie/programmas/versterken/").content.decode()
    assert address not in at_the_desk("publisher").get("/redactie/programmas/versterken/").content.decode()


# areas


def test_an_administrator_adds_an_area(world, at_the_desk):
    administrator = at_the_desk("administrator")
    said = {"what": "add", "code": "GM0014", "name": "Groningen", "kind": "gemeente", "valid_from": "1812-01-01"}
    assert administrator.post(AREAS, said)["Location"] == AREAS
    assert "GM0014" in administrator.get(AREAS).content.decode()
    assert administrator.post(AREAS, said).status_code == 422  # there is one from that day
    assert administrator.post(AREAS, {**said, "code": "X", "valid_to": "1800-01-01"}).status_code == 422
    assert Area.objects.count() == 1


def test_areas_that_became_one(areas, at_the_desk):
    *former, successor = areas
    said = {"what": "merge", "former": [area.pk for area in former], "successor": successor.pk, "on": "2021-01-01"}
    administrator = at_the_desk("administrator")
    assert administrator.post(AREAS, said)["Location"] == AREAS
    assert set(AreaChange.objects.values_list("former__name", flat=True)) == {"Appingedam", "Delfzijl", "Loppersum"}
    assert {area.valid_to for area in Area.objects.exclude(pk=successor.pk)} == {date(2021, 1, 1)}
    assert "Delfzijl → Eemsdelta" in administrator.get(AREAS).content.decode()


def test_a_merger_that_cannot_be_is_refused(areas, at_the_desk):
    *former, successor = areas
    administrator = at_the_desk("administrator")
    itself = {"what": "merge", "former": [successor.pk], "successor": successor.pk, "on": "2022-01-01"}
    assert administrator.post(AREAS, itself).status_code == 422
    early = {"what": "merge", "former": [former[0].pk], "successor": successor.pk, "on": "1980-01-01"}
    assert administrator.post(AREAS, early).status_code == 422
    assert not AreaChange.objects.exists()


def test_areas_are_found_by_name(areas, at_the_desk):
    page = at_the_desk("administrator").get(f"{AREAS}?q=delf").content.decode()
    rows = page.partition('<ul class="rows">')[2].partition("</ul>")[0]
    assert "Delfzijl" in rows
    assert "Loppersum" not in rows


@pytest.mark.parametrize("role", ["editor", "publisher", "manager", "outsider"])
def test_areas_are_for_administrators(world, at_the_desk, role):
    assert at_the_desk(role).get(AREAS).status_code == 404
    assert AREAS not in at_the_desk(role).get("/redactie/").content.decode()


# the questions that wait


def test_the_desk_says_how_many_questions_of_readers_wait(world, client, at_the_desk):
    editor = at_the_desk("editor")
    assert ">0</a>" in editor.get("/redactie/").content.decode()
    client.post(f"/klopt-dit-niet/{world.subject.public_id}/", {"words": "Klopt dit?"})
    page = editor.get("/redactie/").content.decode()
    assert 'data-count href="/lezersvragen/">1</a>' in page
    assert 'data-count href="/lezersvragen/">0</a>' in at_the_desk("outsider").get("/redactie/").content.decode()
