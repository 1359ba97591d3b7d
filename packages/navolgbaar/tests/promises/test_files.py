"""Files in and out: every bad row named at once, nothing half imported; what goes out comes in again."""

import csv
import io
import json

import pytest
from lxml import html
from openpyxl import Workbook, load_workbook

from navolgbaar.core.cells import harmless
from navolgbaar.promises.actions import reject
from navolgbaar.promises.exporting import COLUMNS
from navolgbaar.promises.importing import import_register
from navolgbaar.promises.models import Event, Standing, Statement
from navolgbaar.promises.queries import public_statements
from navolgbaar.promises.rows import CannotImport
from navolgbaar.promises.standing import folded
from navolgbaar.promises.states import Evidence, Execution, Reaction, Rejection
from navolgbaar.promises.vocabularies import from_gao, from_taic, from_tweede_kamer, words_of
from navolgbaar.promises.words import quoted
from navolgbaar.sources.models import Document

pytestmark = [pytest.mark.django_db, pytest.mark.db]
HEAD = "words,said_on,kind,actor,due,reaction,execution,evidence,status_on,due_now"
GOOD = """De minister stuurt een brief.,2023-01-10,toezegging,minister,../2023-06-30,,uitgevoerd,stuk gezien,2023-05-01,
"Er komt een plan, en snel.",2023-02-01,intention,gemeenten,2024,deels toegezegd,,,2023-03-01,2025
"""


@pytest.fixture
def take_in(world, store):
    def call(data, name="register.csv", by=world.editor):
        data = data.encode() if isinstance(data, str) else data
        return import_register(data=data, name=name, programme=world.programme, organisation=world.ministry, by=by)

    return call


def test_each_row_is_a_statement_that_leads_to_its_row(take_in, opened):
    document = take_in(f"{HEAD}\n{GOOD}")
    first, second = Statement.objects.order_by("pk")
    assert [quoted(s.places.get().anchor) for s in (first, second)] == [
        "De minister stuurt een brief.", "Er komt een plan, en snel.",
    ]  # fmt: skip
    assert [s.places.get().anchor.locator for s in (first, second)] == ["row 2", "row 3"]
    assert (first.kind, first.standing.execution, first.standing.seen) == ("commitment", "done", "done")
    assert (second.kind, second.standing.reaction, second.standing.moved) == ("intention", "partly", 1)
    assert (second.due, second.standing.due) == ("2024", "2025")
    assert not public_statements().exists()
    opened(document)
    assert public_statements().count() == 2
    for standing in Standing.objects.select_related("statement"):
        now = folded(standing.statement, Event.objects.filter(statement=standing.statement))
        assert {name: getattr(standing, name) for name in now} == now


def test_forty_bad_rows_among_ten_thousand_are_all_named_and_nothing_is_kept(take_in):
    rows = [f"Toezegging nummer {n} van de lijst.,2023-01-10,toezegging,minister,,,,,," for n in range(10_000)]
    bad = list(range(17, 10_000, 250))
    for at in bad:
        rows[at] = f"Toezegging nummer {at} van de lijst.,10-01-2023,toezegging,minister,,,,,,"
    with pytest.raises(CannotImport) as refused:
        take_in("\n".join([HEAD, *rows]))
    assert [problem.split(":")[0] for problem in refused.value.problems] == [f"Rij {at + 2}" for at in bad]
    assert len(bad) == 40
    assert not Statement.objects.exists()
    assert not Document.objects.exists()


@pytest.mark.parametrize(
    ("row", "says"),
    [
        (",2023-01-10,,,,,,,,", "er staan geen woorden"),
        ("Ik doe het.,2023-02-30,,,,,,,,", "“said_on” is geen dag"),
        ("Ik doe het.,2023-01-10,belofte,,,,,,,", "“kind” kan geen “belofte” zijn"),
        ("Ik doe het.,2023-01-10,,,mei 2024,,,,,", "“due” is geen termijn"),
        ("Ik doe het.,2100-01-10,,,,,,,,", "een dag ligt in de toekomst"),
        (f"Ik doe het.,2023-01-10,,{'x' * 201},,,,,,", "“actor” is langer dan 200 tekens"),
        ("Ik doe het.,2023-01-10,,,,,gedaan,,,", "“execution” kan geen “gedaan” zijn"),
    ],
)
def test_what_is_wrong_with_a_row_is_said_in_words(take_in, row, says):
    with pytest.raises(CannotImport, match=says):
        take_in(f"{HEAD}\n{row}\n")


@pytest.mark.parametrize(
    ("data", "says"),
    [
        ("", "is leeg"),
        ("words\nx", "“said_on” ontbreekt"),
        (f"{HEAD}\n", "geen rijen"),
        (b"words,said_on\n\xff\xfe,2023-01-01", "UTF-8"),
        (b"PK\x03\x04nothing", "XLSX"),
        (f"{HEAD}\nIk doe het.,2023-01-10,,,,,,,,\nik doe HET.,2023-01-10,,,,,,,,", "hetzelfde als in rij 2"),
    ],
)
def test_a_file_that_cannot_be_taken_in_says_why(take_in, data, says):
    with pytest.raises(CannotImport, match=says):
        take_in(data)
    assert not Document.objects.exists()


def test_the_same_file_is_taken_in_once(take_in):
    take_in(f"{HEAD}\n{GOOD}")
    with pytest.raises(CannotImport, match="al ingelezen"):
        take_in(f"{HEAD}\n{GOOD}")
    assert Statement.objects.count() == 2


def test_a_workbook_with_real_dates_and_semicolons_in_a_csv(take_in):
    from datetime import date

    book = Workbook()
    book.active.append(HEAD.split(","))
    book.active.append(["Ik doe het.", date(2023, 1, 10), "streven", None, 2024, None, None, None, None, None])
    out = io.BytesIO()
    book.save(out)
    take_in(out.getvalue(), "register.xlsx")
    take_in("words;said_on\nIk doe iets anders.;2023-01-11\n")
    assert [(s.kind, s.due) for s in Statement.objects.order_by("pk")] == [("aim", "2024"), ("commitment", "")]


@pytest.fixture
def register(take_in, opened):
    return opened(take_in(f"{HEAD}\n{GOOD}"))


def test_three_forms_have_the_same_columns_and_rows(register, client):
    names = [column.name for column in COLUMNS]
    lines = client.get("/toezeggingen.csv").getvalue().decode("utf-8-sig")
    from_csv = list(csv.DictReader(io.StringIO(lines)))
    from_json = json.loads(client.get("/toezeggingen.json").content)["items"]
    sheet = load_workbook(io.BytesIO(client.get("/toezeggingen.xlsx").content)).active
    from_xlsx = [["" if cell is None else cell for cell in row] for row in sheet.iter_rows(values_only=True)]
    assert list(from_csv[0]) == from_xlsx[0] == list(from_json[0]) == names
    assert [[str(item[name]) for name in names] for item in from_json] == [list(row.values()) for row in from_csv]
    assert [[str(cell) for cell in row] for row in from_xlsx[1:]] == [list(row.values()) for row in from_csv]
    assert from_json[1]["words"] == "De minister stuurt een brief."
    assert from_json[1]["tweede_kamer"] == "Voldaan"
    assert client.get("/toezeggingen.exe").status_code == 404


def test_an_export_follows_the_filters(register, client):
    found = json.loads(client.get("/toezeggingen.json?soort=intention").content)["items"]
    assert [item["kind"] for item in found] == ["intention"]


def test_what_goes_out_comes_in_again(register, client, world, store):
    data = client.get("/toezeggingen.csv").getvalue()
    before = json.loads(client.get("/toezeggingen.json").content)["items"]
    Document.objects.update(state="withdrawn")
    again = import_register(
        data=data, name="terug.csv", programme=world.programme, organisation=world.ministry, by=world.editor
    )
    Document.objects.filter(pk=again.pk).update(state="public")
    after = json.loads(client.get("/toezeggingen.json").content)["items"]
    other = {"id", "document", "document_title", "page"}
    assert [{k: v for k, v in item.items() if k not in other} for item in after] == [
        {k: v for k, v in item.items() if k not in other} for item in before
    ]


def test_no_cell_starts_a_formula(take_in, opened, client):
    opened(take_in('words,said_on,actor\n"=HYPERLINK(""x"")",2023-01-01,@minister\n'))
    row = client.get("/toezeggingen.csv").getvalue().decode("utf-8-sig").splitlines()[1]
    assert "'=HYPERLINK" in row
    assert "'@minister" in row
    sheet = load_workbook(io.BytesIO(client.get("/toezeggingen.xlsx").content)).active
    assert all(cell.data_type != "f" for line in sheet.iter_rows() for cell in line)
    assert harmless("-5+2") == "'-5+2"


def test_rejections_are_a_labelled_set_for_editors_only(world, proposal, at_the_desk, client):
    reject(proposal=proposal, reason=Rejection.REPORTED, seen=1, by=world.editor)
    here = "/redactie/programmas/versterken/toezeggingen/besluiten.json?alleen=afgewezen"
    assert client.get(here).status_code == 302
    (item,) = json.loads(at_the_desk("editor").get(here).content)["items"]
    assert (item["label"], item["reason"], item["rule"]) == ("rejected", "reported", "test.rule@1")
    assert item["words"].startswith("Ik zal uw Kamer")
    assert item["sha256"] == proposal.document.file.digest
    csv_file = at_the_desk("editor").get(here.replace(".json", ".csv"))
    assert "reported" in csv_file.content.decode()


def test_the_desk_names_every_bad_row_on_the_page(world, at_the_desk, store):
    from django.core.files.uploadedfile import SimpleUploadedFile

    file = SimpleUploadedFile("r.csv", f"{HEAD}\nIk doe het.,gisteren,,,,,,,,\n,2023-01-01,,,,,,,,\n".encode())
    client = at_the_desk("editor")
    here = "/redactie/programmas/versterken/toezeggingen/inlezen/"
    response = client.post(here, {"file": file, "organisation": world.ministry.pk})
    assert response.status_code == 422
    problems = html.fromstring(response.content).xpath("//section[@role='alert']//li")
    assert [problem.text_content()[:5] for problem in problems] == ["Rij 2", "Rij 3"]
    file = SimpleUploadedFile("r.csv", f"{HEAD}\n{GOOD}".encode())
    assert client.post(here, {"file": file, "organisation": world.ministry.pk}).status_code == 302
    assert Statement.objects.count() == 2


@pytest.mark.parametrize("execution", Execution)
@pytest.mark.parametrize("reaction", Reaction)
@pytest.mark.parametrize("evidence", ["", *Evidence])
def test_every_status_has_a_word_in_every_register(execution, reaction, evidence):
    words = words_of(Standing(execution=execution, reaction=reaction, evidence=evidence))
    assert list(words) == ["Tweede Kamer", "Algemene Rekenkamer", "GAO", "TAIC"]
    assert all(words.values())
    if evidence in ("", "own"):
        assert "Implemented" not in words["GAO"] or execution in ("overtaken", "dropped")


def test_their_words_come_back_as_ours():
    for word in ("Openstaand", "Deels voldaan", "Voldaan"):
        execution, evidence = from_tweede_kamer(word)
        standing = Standing(execution=execution, reaction="promised", evidence=evidence)
        assert words_of(standing)["Tweede Kamer"] == word
    for word in ("Open", "Open - Partially Addressed", "Closed - Implemented", "Closed - Not Implemented"):
        standing = Standing(execution=from_gao(word), reaction="promised", evidence="document")
        assert words_of(standing)["GAO"] == word
    for word in ("Open", "Closed acceptable", "Closed cancelled", "Closed superseded"):
        standing = Standing(execution=from_taic(word), reaction="promised", evidence="document")
        assert words_of(standing)["TAIC"].endswith(word)
    with pytest.raises(KeyError):
        from_gao("Closed")
