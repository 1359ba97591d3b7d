"""What leaves a wave: figures that anybody recomputes, after the disclosure rule, through a publication alone."""

import inspect
import io
import json

import pytest
from crawling import bare_numbers
from django.core.exceptions import PermissionDenied
from django.utils import translation
from docx import Document
from lxml import html

from narekenen.replay import replay
from navolgbaar.fieldtests.groups import groups_of
from navolgbaar.fieldtests.models import ReleasedCells, Test
from navolgbaar.fieldtests.refusals import NotPossibleNow, Refused
from navolgbaar.fieldtests.released import released_of
from navolgbaar.fieldtests.results import record_results
from navolgbaar.fieldtests.validation import pairs_of
from navolgbaar.figures.bundles import bundle_of
from navolgbaar.figures.models import Figure

pytestmark = pytest.mark.db


@pytest.fixture
def stand():
    return "published"


@pytest.fixture
def published(wave):
    """A wave of 240 pairs of two profiles and 60 calls, whose results were published."""
    return wave


def check_every_released_number_replays_from_the_rounded_cells_alone(published):
    figures = Figure.objects.filter(subject=published.subject)
    assert figures.count() > 25
    recipes = set()
    for figure in figures:
        version = figure.versions.get()
        assert replay(bundle_of(version)).same, version
        recipes.add(version.run.recipe)
        row = version.run.inputs.filter(name="cells").first()
        if row is not None and "n10" in row.value:
            assert all(count % 3 == 0 for count in row.value.values())
    assert {"fieldtest.estimate@1", "fieldtest.share@1", "fieldtest.count@1", "disclosure.withheld@1"} <= recipes


def check_small_counts_are_withheld_with_their_reason_and_cannot_be_worked_out(published):
    exact, left = groups_of(published, pairs_of(published))
    withheld = [group for group, cells in left.items() if cells is None]
    assert withheld
    for group, cells in exact.items():
        if any(0 < count < 5 for count in cells.values()):
            assert left[group] is None, group
    for group in withheld:
        profile, *inside = group.split(" / ")
        same = [g for g in exact if g.split(" / ")[:2] == [profile, *inside[:1]] and inside]
        assert not inside or left[profile] is None or sum(left[g] is None for g in same) >= 2
    for group in withheld:
        profile, block, value = (*group.split(" / "), None, None)[:3]
        part = {"breakdown__profile": profile, "quantity__key": "fieldtest-ndr-any-positive"}
        part |= {"breakdown__value": value} if block else {"breakdown__block__isnull": True}
        version = Figure.objects.get(subject=published.subject, **part).versions.get()
        assert (version.value, version.absent_because) == (None, "n < 5")


def test_only_an_editor_records(field, wave, world):
    for user in (field.crew.coordinator, field.crew.designer, world.outsider):
        with pytest.raises(PermissionDenied):
            record_results(wave=wave, by=user)


def test_a_second_release_that_differs_by_a_few_tests_is_refused_and_names_the_groups(published, world):
    lost = Test.objects.filter(wave=published, lost="", profile="poolse-man").order_by("number")[:2]
    before = ReleasedCells.objects.count()
    for test in lost:
        test.lost = "detected"
        test.save()
    with pytest.raises(Refused, match="poolse-man") as caught:
        record_results(wave=published, reason="twee tests ontdekt", by=world.editor)
    assert all(problem.startswith("poolse-man") for problem in caught.value.problems)
    assert ReleasedCells.objects.count() == before
    assert Figure.objects.filter(versions__number=2).count() == 0


def test_the_same_results_again_are_versions_and_no_leak(published, world):
    again = record_results(wave=published, reason="nogmaals", by=world.editor)
    assert {version.number for version in again} == {2}


@pytest.mark.parametrize("stand", ["settled"])
def test_nothing_of_a_wave_is_public_before_its_publication(wave, world, client):
    record_results(wave=wave, by=world.editor)
    assert not released_of(wave, "nl")
    page = client.get(f"/veldtesten/{wave.public_id}/")
    assert page.status_code == 200
    assert b"data-figure" not in page.content
    for name in ("grafiek-profielen.svg", "bijlage.docx"):
        assert client.get(f"/veldtesten/{wave.public_id}/{name}").status_code == 404
    assert client.get(f"/veldtesten/{wave.public_id}/loting.json").status_code == 200


@pytest.mark.parametrize("stand", ["settled"])
def test_a_group_without_any_test_has_no_number_and_withholds_nothing(wave, world):
    wave.tests.filter(profile="poolse-man", kind="pair").update(lost="not_sent")
    made = record_results(wave=wave, by=world.editor)
    found = {
        version.figure.quantity.key: version for version in made
        if version.figure.breakdown.get("profile") == "poolse-man" and "block" not in version.figure.breakdown
    }  # fmt: skip
    net = found["fieldtest-ndr-any-positive"]
    assert (net.value, net.absent_because, net.run.recipe) == (None, "n = 0", "fieldtest.estimate@1")
    assert replay(bundle_of(net)).same


def check_the_page_shows_every_figure_and_no_bare_number(published, client, language="nl"):
    prefix = "/en" if language == "en" else ""
    page = client.get(f"{prefix}/veldtesten/{published.public_id}/")
    tree = html.fromstring(page.content)
    assert bare_numbers(tree) == []
    shown = {data.get("data-figure") for data in tree.iter("data")}
    recorded = {str(version) for figure in Figure.objects.filter(subject=published.subject)
                for version in figure.versions.all()}  # fmt: skip
    assert recorded == shown
    for image in tree.iter("img"):
        chart = client.get(image.get("src"))
        assert chart.status_code == 200
        assert chart["Content-Type"] == "image/svg+xml"
        assert b"<svg" in chart.content
        assert image.get("alt")
    assert ("Verzonnen gegevens" in page.content.decode()) == (language == "nl")


def check_equal_treatment_is_a_claim_of_its_own_and_every_group_says_what_it_could_have_shown(published):
    released = released_of(published, "nl")
    told = [line for line in released.profiles if line.version.value is not None]
    assert told
    for line in told:
        assert line.equivalence.run.recipe == "fieldtest.equivalence@1"
        assert line.is_equal == (float(line.equivalence.value) <= 0.05)
    for line in [*released.profiles, *(line for block in released.blocks for line in block.lines)]:
        assert (line.detectable is None) == (line.version.absent_because == "n < 5"), line.label
    assert not released.is_compared
    shares = [version for version, _ in released.composition]
    assert {version.figure.quantity.key for version in shares} == {"fieldtest-composition", "fieldtest-any-positive"}


def check_the_page_in_english(published, client):
    check_the_page_shows_every_figure_and_no_bare_number(published, client, "en")
    translation.activate("nl")


def check_the_files_of_a_wave_verify_with_narekenen_alone(published, client, tmp_path, capsys):
    from narekenen.cli import main

    for name, expect in (("loting.json", published.commitment), ("bewijsketen.jsonl", published.head)):
        file = tmp_path / name
        file.write_bytes(client.get(f"/veldtesten/{published.public_id}/{name}").content)
        assert main(["fieldtest", "verify", str(file), "--expect", expect]) == 0
        data = bytearray(file.read_bytes())
        at = data.index(b'"') + 300
        data[at] = data[at] ^ 1
        file.write_bytes(bytes(data))
        assert main(["fieldtest", "verify", str(file), "--expect", expect]) in (1, 2)
    protocol = client.get(f"/veldtesten/{published.public_id}/protocol.json")
    (tmp_path / "p.json").write_bytes(protocol.content)
    assert main(["fieldtest", "protocol", str(tmp_path / "p.json"), "--json"]) == 0
    assert published.protocol.digest in capsys.readouterr().out


def check_the_annex_holds_flow_tables_detectable_differences_and_method(published, client):
    response = client.get(f"/veldtesten/{published.public_id}/bijlage.docx")
    paper = Document(io.BytesIO(response.content))
    text = "\n".join(paragraph.text for paragraph in paper.paragraphs)
    cells = {cell.text for table in paper.tables for row in table.rows for cell in row.cells}
    assert "Tango" in text
    assert "Schuirmann" in text
    assert "Verzonnen gegevens" in text
    assert {published.commitment, published.head, published.protocol.digest, "Marokkaanse man"} <= cells
    for key in ("detectable", "equivalence", "any-positive"):
        figure = Figure.objects.filter(subject=published.subject, quantity__key=f"fieldtest-{key}").first()
        assert figure.versions.get().published in cells, key
    assert client.get(f"/en/veldtesten/{published.public_id}/bijlage.docx").status_code == 200
    translation.activate("nl")


def check_a_wave_stands_on_its_subject_and_on_that_of_its_programme(published, client, world):
    for subject in (published.subject, world.programme.subject):
        page = client.get(subject.get_absolute_url())
        assert published.get_absolute_url() in page.content.decode()
    assert published.get_absolute_url() in client.get("/zoeken?q=verzonnen").content.decode()
    assert published.get_absolute_url() in client.get("/veldtesten/").content.decode()


@pytest.mark.parametrize("stand", ["in coding"])
def test_recording_needs_settled_codes(wave, world):
    with pytest.raises(NotPossibleNow):
        record_results(wave=wave, by=world.editor)
    assert json.loads(json.dumps(wave.protocol.body))["threshold"] == 5


CHECKS = [
    check_every_released_number_replays_from_the_rounded_cells_alone,
    check_small_counts_are_withheld_with_their_reason_and_cannot_be_worked_out,
    check_the_page_shows_every_figure_and_no_bare_number,
    check_equal_treatment_is_a_claim_of_its_own_and_every_group_says_what_it_could_have_shown,
    check_the_page_in_english,
    check_the_files_of_a_wave_verify_with_narekenen_alone,
    check_the_annex_holds_flow_tables_detectable_differences_and_method,
    check_a_wave_stands_on_its_subject_and_on_that_of_its_programme,
]


def test_a_published_wave(published, client, world, tmp_path, capsys, subtests):
    """Made once, looked at from all sides."""
    there = {"published": published, "client": client, "world": world, "tmp_path": tmp_path, "capsys": capsys}
    for check in CHECKS:
        with subtests.test(check.__name__):
            check(**{name: there[name] for name in inspect.signature(check).parameters if name in there})
