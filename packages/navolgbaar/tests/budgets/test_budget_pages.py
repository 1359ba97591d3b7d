"""The pages of distributions: every number with its origin, previews kept nowhere, strangers see what is released."""

import re
from itertools import pairwise

import pytest
from django.urls import reverse
from lxml import html

from navolgbaar.budgets.queries import worked_out
from navolgbaar.figures.models import FigureVersion

pytestmark = [pytest.mark.django_db, pytest.mark.db]


def address(name, made, *more):
    return reverse(f"budgets:{name}", args=[made.subject.public_id, *more])


def test_the_public_pages_in_both_languages(client, published):
    pages = {
        reverse("budgets:overview"): ("Wat krijgt elke gemeente?", "What does each municipality get?"),
        address("distribution", published): ("Wie krijgt meer, wie krijgt minder?", "Who gets more, who gets less?"),
        address("municipality", published, "GM0363"): ("Amsterdam", "Because of"),
        address("municipality", published, "GM0014"): ("Groningen", "These numbers stand in the table"),
        address("explorer", published): ("Probeer een ander pad", "Try another path"),
        address("recompute", published, "GM0363"): ("Elke stap past op een rekenmachine", "Every step fits on a"),
    }
    for path, (dutch, english) in pages.items():
        assert dutch in client.get(path).content.decode()
        assert english in client.get(f"/en{path}").content.decode()


def test_every_number_in_a_table_stands_under_a_figure(client, published):
    page = client.get(address("distribution", published)).content.decode()
    moved = FigureVersion.objects.get(figure__said_by_distribution__name="moved")
    assert f'data-figure="{moved}"' in page
    assert page.count("<tr>") > 6


def test_the_map_has_a_link_per_municipality(client, published):
    page = client.get(address("distribution", published)).content.decode()
    assert page.count("<rect") == 6
    assert f"{published.get_absolute_url()}GM0014/" in page


def test_the_explorer_answers_and_keeps_nothing(client, published):
    before = FigureVersion.objects.count()
    slow = client.get(address("explorer", published), {"cap": "1", "years": "2"}).content.decode()
    assert "Na 2 jaar heeft nog niet iedereen het nieuwe bedrag." in slow
    piece = client.get(address("explorer", published), {"cap": "60", "years": "3"}, headers={"X-Preview": "1"})
    assert "<html" not in piece.content.decode()
    assert "Vanaf jaar 1 heeft iedereen" in piece.content.decode()
    for odd in ({"cap": "nan"}, {"cap": "-5", "years": "9999"}, {"cap": "<b>", "years": "x"}):
        assert client.get(address("explorer", published), odd).status_code == 200
    assert FigureVersion.objects.count() == before


def test_the_explorer_says_what_a_path_means_for_one_municipality(client, published):
    path = address("explorer", published)
    of_town = {"gemeente": "GM0363", "cap": "1", "years": "3"}
    page = client.get(path, of_town, headers={"X-Preview": "1"}).content.decode()
    assert "Wat Amsterdam elk jaar krijgt op dit pad" in page
    paid = [cells[1].text_content() for row in html.fromstring(page).findall(".//table")[0].iterfind("tbody/tr")
            for cells in [row.findall("*")]]  # fmt: skip
    euros = [int(text.replace("€", "").replace(".", "").strip()) for text in paid]
    assert len(euros) == 4
    assert euros[0] == 9000
    assert all(abs(after - before) <= 800 for before, after in pairwise(euros)), "a euro for each of 800 inhabitants"
    assert "op dit pad" not in client.get(path, {**of_town, "gemeente": "GM9999"}).content.decode()
    town = client.get(address("municipality", published, "GM0363")).content.decode()
    assert f"{path}?gemeente=GM0363" in town


def test_the_sum_of_a_municipality_fits_on_a_pocket_calculator(client, published):
    path = address("recompute", published, "GM0363")
    sums = html.fromstring(client.get(path).content).get_element_by_id("answer")
    rows = [[cell.text_content() for cell in row] for row in sums.iterfind(".//tbody/tr")]
    assert [row[0] for row in rows] == ["inwoners", "nood"]
    base, factor, grant = (number(row[-1].text_content()) for row in sums.iterfind(".//tfoot/tr"))
    assert sum(number(row[1]) * number(row[2]) for row in rows) == base == sum(number(row[3]) for row in rows)
    _, outcome = worked_out(published)
    assert round(grant * 100) == outcome.division.grants["GM0363"]
    assert base * factor == pytest.approx(grant, abs=0.01)


def test_other_numbers_move_the_grant_and_are_kept_nowhere(client, published):
    path = address("recompute", published, "GM0363")
    before = FigureVersion.objects.count()
    more = client.get(path, {"m0": "900", "m1": "90"}, headers={"X-Preview": "1"}).content.decode()
    assert "<html" not in more
    assert "€ +" in more
    assert "het budget blijft tot op de cent gelijk" in more
    bad = client.get(path, {"m0": "veel", "m1": "-3"}).content.decode()
    assert "inwoners: “veel” is geen getal vanaf 0" in bad
    assert "nood: “-3” is geen getal vanaf 0" in bad
    for odd in ("1e999", "nan", "inf", "9" * 400, "<b>", ""):
        assert client.get(path, {"m0": odd}).status_code == 200
    assert FigureVersion.objects.count() == before
    assert client.get(address("recompute", published, "GM9999")).status_code == 404


def number(text):
    """A Dutch number out of a cell: "€ 1.234,50" is 1234.5."""
    return float(re.sub(r"[^0-9,]", "", text).replace(",", "."))


def test_one_sheet_for_the_council_is_accessible(client, published):
    answer = client.get(address("council", published, "GM0363"))
    assert answer["Content-Type"] == "application/pdf"
    assert b"/StructTreeRoot" in answer.content


def test_the_table_as_a_file(client, published):
    lines = client.get(address("table", published)).content.decode().splitlines()
    assert lines[0].startswith("code;gemeente;nu;eind")
    assert len(lines) == 7


def test_what_is_not_released_or_not_there_does_not_exist(client, world, bring, published):
    from datetime import date

    from navolgbaar.budgets.actions import issue

    secret = issue(model=bring(title="Geheim"), issued_on=date(2026, 2, 1), codes=[], by=world.editor)
    town = ("GM0363",)
    for name, more in (
        ("distribution", ()), ("table", ()), ("explorer", ()), ("municipality", town), ("recompute", town),
    ):  # fmt: skip
        assert client.get(address(name, secret, *more)).status_code == 404
    assert client.get(address("municipality", published, "GM9999")).status_code == 404


def test_the_way_from_two_files_to_a_proposal(client, world, settings):
    from django.core.files.uploadedfile import SimpleUploadedFile

    client.force_login(world.editor)
    desk = reverse("budgets:desk", args=[world.programme.key])

    def files(units):
        return {
            "title": "Model 2026", "caps": "2; 2; 50", "organisation": world.ministry.pk,
            "units": SimpleUploadedFile("cijfers.csv", units.encode()),
            "key": SimpleUploadedFile("sleutel.csv", b"maatstaf;bedrag\ninwoners;10\nnood;50\n"),
        }  # fmt: skip

    refused = client.post(desk, files("code;nu;inwoners;nood\nGM0014;1;0;1\n"))
    assert refused.status_code == 422
    assert "GM0014: 0 inwoners" in refused.content.decode()
    assert "Inwoners zijn hele getallen boven nul" in refused.content.decode()
    units = "code;nu;inwoners;nood\nGM0014;400;200;10\nGM0363;900;800;90\nGM0448;100;50;0\n"
    model = client.post(desk, files(units)).headers["Location"]
    assert "Wat het oplevert" in client.get(model).content.decode()
    issued = client.post(f"{model}vaststellen", {"issued_on": "2026-01-15"})
    assert issued.headers["Location"] == model
    page = client.get(model).content.decode()
    assert "Zet het klaar voor publicatie" in page
    publish = page.split('action="')[-1].split('"')[0]
    assert "/voorstellen/" in client.post(publish).headers["Location"]
    settings.SECOND_FACTOR_FOR = ()
    client.force_login(world.outsider)
    assert client.get(model).status_code == 404


def test_a_municipality_has_its_euros_on_its_own_page(client, world, published):
    from navolgbaar.programmes.actions import add_subject, open_subject
    from navolgbaar.programmes.models import Area
    from navolgbaar.programmes.states import SubjectKind

    town = add_subject(
        kind=SubjectKind.AREA,
        name="Amsterdam",
        programme=world.programme,
        organisation=world.ministry,
        by=world.editor,
    )
    open_subject(subject=town, by=world.editor)
    Area.objects.create(code="GM0363", name="Amsterdam", kind="gemeente", valid_from="2019-01-01", subject=town)
    page = client.get(town.get_absolute_url()).content.decode()
    assert "Verdeling “Model 2026”" in page
    assert "per inwoner" in page
