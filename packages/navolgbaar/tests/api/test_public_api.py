"""The interface for machines: what a stranger sees, and not one thing more."""

import base64
import csv
import hashlib
import io
import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from narekenen.replay import replay
from navolgbaar.api.exports import COLUMNS
from navolgbaar.figures.actions import record_run
from navolgbaar.figures.states import FigureKind, Verdict
from navolgbaar.programmes.actions import period
from navolgbaar.publishing.actions import NotPossibleNow
from navolgbaar.sources.actions import move_document
from navolgbaar.sources.states import DocumentState

pytestmark = [pytest.mark.django_db, pytest.mark.db]
CONTRACT = Path(__file__).resolve().parents[4] / "docs" / "reference" / "api.json"
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@pytest.fixture
def published(world, letter, say, release):
    """A public letter with one published number; another stays in the drawer."""
    version = say("1229")
    move_document(document=letter, state=DocumentState.PUBLIC, by=world.editor)
    release(version)
    say("1400", FigureKind.TARGET)
    return version


def get(client, path, **query):
    response = client.get(f"/api/v1/{path}", query)
    assert response.status_code == 200, response.content
    return response.json()


def rows(client):
    response = client.get("/api/v1/figures.csv")
    return list(csv.DictReader(io.StringIO(b"".join(response.streaming_content).decode())))


def test_figures_are_those_that_were_published(client, published):
    found = get(client, "figures")
    assert found["count"] == 1
    (figure,) = found["items"]
    assert figure["id"] == published.figure.public_id
    assert figure["quantity"]["name"] == {"nl": "Versterkte adressen", "en": "Addresses strengthened"}
    version = figure["version"]
    assert (version["id"], version["value"]) == (str(published), "1229")
    assert version["published"] == {"nl": "1.229", "en": "1,229"}
    for link in (version["page"], version["bundle"]):
        assert client.get(link.removeprefix("http://localhost:8000")).status_code == 200


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ({"kind": "observed"}, 1),
        ({"kind": "target"}, 0),
        ({"quantity": "strengthened"}, 1),
        ({"quantity": "other"}, 0),
        ({"subject": "NB-S-2020-1"}, 0),
        ({"since": "2020-01-01T00:00:00Z"}, 1),
        ({"since": "2999-01-01T00:00:00Z"}, 0),
        ({"since": "2020-01-01T00:00:00"}, 1),
        ({"since": "0001-01-01T00:00:00+23:59"}, 1),
        ({"since": "2020-01-01T00:00:00-23:59"}, 1),
        ({"since": "9999-12-31T23:59:59-23:59"}, 0),
    ],
)
def test_figures_can_be_chosen(client, published, query, count):
    assert get(client, "figures", **query)["count"] == count


@pytest.mark.parametrize(
    "query",
    [{"limit": 0}, {"limit": 1001}, {"offset": -1}, {"kind": "x"}, {"subject": "'; --"}, {"since": "x"},
     {"subject": "\x00"}],
)  # fmt: skip
def test_what_cannot_be_asked_is_said(client, query):
    response = client.get("/api/v1/figures", query)
    assert response.status_code == 422
    assert response.json()["detail"]


def test_pages_follow_each_other(client, world, letter, say, release):
    release(say("1229"), say("1400", FigureKind.TARGET))
    first, second = (get(client, "figures", limit=1, offset=at)["items"][0]["id"] for at in (0, 1))
    assert first < second
    assert get(client, "figures", limit=1, offset=2)["items"] == []


def test_a_correction_is_the_next_version(client, published, say, release):
    second = say("1229", verdict=Verdict.CORRECTED, corrected="1230", reason="Tabel 2")
    figure = published.figure.public_id
    assert len(get(client, f"figures/{figure}")["versions"]) == 1  # recorded is not published
    release(second)
    found = get(client, f"figures/{figure}")
    assert found["version"]["value"] == "1230"
    assert [version["number"] for version in found["versions"]] == [2, 1]
    assert get(client, f"figures/{figure}@1")["version"]["value"] == "1229"
    assert get(client, "figures")["items"][0]["version"]["number"] == 2


def test_a_number_is_cited_with_its_version(client, published):
    found = get(client, f"figures/{published}/citation")
    assert found["version"] == str(published)
    assert "Ministerie. Versterkte adressen, Versterken, 2022: 1.229." in found["text"]["nl"]
    assert "Ministry. Addresses strengthened, Strengthening, 2022: 1,229." in found["text"]["en"]
    assert found["page"].endswith(f"/cijfers/{published}/")
    bundle = client.get(f"/bundels/{published}.json").content
    assert found["sha256"] == hashlib.sha256(bundle).hexdigest()
    assert found["csl"]["type"] == "dataset"


def test_a_bundle_is_its_exact_bytes(client, published, tmp_path):
    response = client.get(f"/bundels/{published}.json")
    digest = hashlib.sha256(response.content)
    assert response["ETag"] == f'"{digest.hexdigest()}"'
    assert response["Repr-Digest"] == f"sha-256=:{base64.b64encode(digest.digest()).decode()}:"
    assert response.content == client.get(f"/cijfers/{published}.json").content
    assert replay(response.content, expect=digest.hexdigest()).published == "1.229"


def test_the_csv_holds_every_standing_figure(client, published):
    (row,) = rows(client)
    assert row["version"] == str(published)
    assert (row["value"], row["published"], row["n"]) == ("1229", "1.229", "")
    assert list(row) == [column.name for column in COLUMNS]


def test_the_csv_is_described_by_its_metadata(client, published):
    told = get(client, "figures.csv-metadata.json")
    assert [column["name"] for column in told["tableSchema"]["columns"]] == list(rows(client)[0])
    assert 'rel="describedby"' in client.get("/api/v1/figures.csv")["Link"]


def test_the_catalogue_names_releases_and_where_to_get_them(client, published):
    response = client.get("/api/v1/catalog.jsonld")
    assert response["Content-Type"] == "application/ld+json"
    found = json.loads(response.content)
    figures, release = found["dcat:dataset"]
    assert release["dct:identifier"].startswith("NB-R-")
    for dataset in (figures, release):
        for distribution in dataset["dcat:distribution"]:
            path = distribution["dcat:downloadURL"]["@id"].removeprefix("http://localhost:8000")
            answer = client.get(path)
            assert answer.status_code == 200
            assert answer["Content-Type"].startswith(distribution["dcat:mediaType"]["@id"].partition("types/")[2])


def test_subjects_releases_and_documents(client, published, letter, world):
    assert get(client, "subjects")["items"][0]["id"] == world.subject.public_id
    assert get(client, f"subjects/{world.subject.public_id}")["name"] == {"nl": "Versterken", "en": "Strengthening"}
    release = get(client, "releases")["items"][0]
    assert get(client, f"releases/{release['id']}")["digest"].startswith("sha256:")
    assert get(client, f"releases/{release['id']}/manifest")["figures"][0]["figure"] == str(published)
    document = get(client, "documents")["items"][0]
    assert document["id"] == letter.public_id
    assert get(client, f"documents/{letter.public_id}")["sha256"] == letter.file.digest.removeprefix("sha256:")
    assert "versterkt" not in json.dumps(get(client, f"documents/{letter.public_id}"))


def everything(client, *more):
    """All that the interface gives without asking for one thing, and `more`, as text."""
    paths = ["figures", "subjects", "releases", "documents", "catalog.jsonld", "figures.csv-metadata.json", *more]
    return " ".join(client.get(f"/api/v1/{path}").content.decode() for path in paths) + json.dumps(rows(client))


def test_an_editor_gets_no_more_than_a_stranger(client, world, published, letter):
    strange = everything(client)
    client.force_login(world.editor, backend=BACKEND)
    assert everything(client) == strange


def test_what_is_not_public_is_not_there(client, world, letter, say):
    hidden = say("1229")
    for path in (
        f"figures/{hidden.figure.public_id}",
        f"figures/{hidden}",
        f"figures/{hidden}/citation",
        f"documents/{letter.public_id}",
    ):
        assert client.get(f"/api/v1/{path}").status_code == 404
    assert client.get(f"/bundels/{hidden}.json").status_code == 404
    assert get(client, "figures")["count"] == get(client, "documents")["count"] == 0
    assert rows(client) == []


def test_a_hidden_subject_takes_everything_with_it(client, world, published, letter):
    world.subject.is_public = False
    world.subject.save()
    for name in ("figures", "subjects", "releases", "documents"):
        assert get(client, name)["count"] == 0
    assert client.get(f"/bundels/{published}.json").status_code == 404
    assert client.get(f"/api/v1/subjects/{world.subject.public_id}").status_code == 404


def test_names_of_people_are_nowhere(client, world, published):
    said = everything(client)
    for person in (world.editor, world.publisher, world.administrator):
        assert person.public_id not in said
        assert person.email not in said


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
@pytest.mark.parametrize("path", ["/api/v1/figures", "/api/v1/figures.csv", "/bundels/NB-2026-00001@1.json"])
def test_it_is_read_only(client, method, path):
    assert getattr(client, method)(path).status_code == 405


@pytest.mark.parametrize(
    "name", ["x", "..", "NB-2026-1", "NB-2026-00001@0", "NB-2026-00001@99999999999", "%00", "' OR 1=1"]
)
def test_names_that_are_none(client, published, name):
    assert client.get(f"/api/v1/figures/{name}").status_code in (404, 422)
    assert client.get(f"/bundels/{name}.json").status_code == 404


def test_addresses_do_not_come_from_the_request(client, published, settings):
    settings.ALLOWED_HOSTS = ["*"]
    assert "evil.example" not in client.get("/api/v1/figures", HTTP_HOST="evil.example").content.decode()


# -- suppressed values -----------------------------------------------------------------------------------------------

SECRET = "48613"


@pytest.fixture
def suppressed(world, say, release, monkeypatch, letter):
    """A figure whose first version (48 613) was never published, and whose second is suppressed."""
    from datetime import date

    from narekenen import recipes
    from narekenen.trace.model import Estimate
    from navolgbaar.figures.actions import Question, register_quantity

    quantity = register_quantity(key="people", name="Mensen", name_en="People", by=world.editor)
    question = Question(
        subject=world.subject, quantity=quantity, period=period(date(2022, 1, 1), date(2022, 12, 31)),
        kind=FigureKind.OBSERVED, issuer=world.ministry, issued_on=date(2023, 9, 6), owner=world.ministry,
    )  # fmt: skip
    first = record_run(
        question=question, recipe="arithmetic.sum@1", inputs={"terms": ["48000", "613"]}, by=world.editor
    )
    assert first.value == SECRET
    hidden = Estimate("value", None, "", n=48613, reason="suppressed: fewer than ten")
    with monkeypatch.context() as patch:
        patch.setattr(recipes, "compute", lambda *args: (hidden,))
        second = record_run(
            question=question, recipe="arithmetic.sum@1", inputs={"terms": [None]}, reason="te klein", by=world.editor
        )
    move_document(document=letter, state=DocumentState.PUBLIC, by=world.editor)
    release(second)
    return second


def test_a_suppressed_value_cannot_be_had(client, suppressed):
    figure, number = suppressed.figure.public_id, suppressed.number
    found = get(client, f"figures/{figure}")
    assert found["version"]["value"] is None
    assert found["version"]["absent_because"] == "suppressed: fewer than ten"
    assert (found["version"]["n"], found["version"]["low"], found["version"]["level"]) == (None, None, None)
    assert [version["number"] for version in found["versions"]] == [number]
    (row,) = [row for row in rows(client) if row["figure"] == figure]
    assert (row["value"], row["n"], row["absent_because"]) == ("", "", "suppressed: fewer than ten")
    paths = [
        f"/cijfers/{figure}/", f"/en/cijfers/{figure}/", suppressed.figure.subject.get_absolute_url(), "/", "/en/",
        f"/api/v1/figures/{figure}", f"/api/v1/figures/{suppressed}", f"/api/v1/figures/{suppressed}/citation",
        "/vragen/gemeten/",
    ]  # fmt: skip
    said = everything(client) + " ".join(client.get(path).content.decode() for path in paths)
    for shape in (SECRET, "48.613", "48,613", "48 613"):
        assert shape not in said
        assert "Niets gevonden" in client.get("/zoeken", {"q": shape}).content.decode()
    for path in (f"/cijfers/{figure}@1/", f"/cijfers/{figure}@1.json", f"/bundels/{figure}@1.json"):
        assert client.get(path).status_code == 404
    for path in (f"/api/v1/figures/{figure}@1", f"/api/v1/figures/{figure}@1/citation"):
        assert client.get(path).status_code == 404


def test_a_release_cannot_rest_on_what_is_not_published(world, say, release):
    below = say("1229")
    from datetime import date

    from navolgbaar.figures.actions import Question

    names = ("subject", "quantity", "period", "issuer", "owner")
    question = Question(
        **{name: getattr(below.figure, name) for name in names}, kind=FigureKind.CLAIMED, issued_on=date(2024, 1, 1)
    )
    above = record_run(question=question, recipe="arithmetic.sum@1", inputs={"terms": [below]}, by=world.editor)
    with pytest.raises(NotPossibleNow):
        release(above)


# -- the contract ----------------------------------------------------------------------------------------------------


def test_the_contract_in_the_documentation_is_that_of_the_code(client):
    said = json.loads(CONTRACT.read_text(encoding="utf-8"))
    assert said == client.get("/api/v1/openapi.json").json(), "run tools/write_openapi.py"


@pytest.mark.django_db(transaction=True)  # each request through the WSGI door opens and closes its own connection
def test_schemathesis_finds_nothing_against_the_contract(published):
    import schemathesis
    from schemathesis import GenerationMode
    from schemathesis.checks import not_a_server_error
    from schemathesis.specs.openapi.checks import response_schema_conformance, status_code_conformance

    from navolgbaar.conf.wsgi import application

    schema = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", application)
    tried = 0
    for result in schema.get_all_operations():
        operation = result.ok()

        @settings(
            max_examples=15, derandomize=True, deadline=None, suppress_health_check=list(HealthCheck), database=None
        )
        @given(case=operation.as_strategy(generation_mode=GenerationMode.POSITIVE))
        def conforms(case):
            case.call_and_validate(checks=[not_a_server_error, status_code_conformance, response_schema_conformance])

        conforms()
        tried += 1
    assert tried >= 13
