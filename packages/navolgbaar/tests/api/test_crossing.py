"""Pages of others read what is public and nothing else; the licence stands beside the data; who asks often waits."""

import pytest

from navolgbaar.api.views import PACE

pytestmark = [pytest.mark.django_db, pytest.mark.db]


@pytest.mark.parametrize("name", ["figures", "figures.csv", "catalog.jsonld", "nothing"])
def test_any_page_may_read_the_interface(client, name):
    response = client.get(f"/api/v1/{name}", headers={"Origin": "https://elsewhere.example"})
    assert response["Access-Control-Allow-Origin"] == "*"
    assert "Access-Control-Allow-Credentials" not in response


def test_a_browser_that_asks_first_hears_what_it_may_do(client):
    asked = {"Origin": "https://elsewhere.example", "Access-Control-Request-Method": "GET"}
    response = client.options("/api/v1/figures", headers=asked)
    assert (response.status_code, response["Access-Control-Allow-Methods"]) == (204, "GET, HEAD, OPTIONS")


@pytest.mark.parametrize("path", ["/", "/redactie/", "/account/login/", "/healthz"])
def test_no_other_address_is_open(client, path):
    response = client.get(path, headers={"Origin": "https://elsewhere.example"})
    assert "Access-Control-Allow-Origin" not in response


def test_the_licence_stands_with_the_catalogue_and_with_every_file(client, settings):
    settings.DATA_LICENCE = "https://example.org/licence"
    found = client.get("/api/v1/catalog.jsonld").json()
    licence = {"@id": "https://example.org/licence"}
    assert found["dct:license"] == licence
    assert {file["dct:license"]["@id"] for file in found["dcat:dataset"][0]["dcat:distribution"]} == {licence["@id"]}


def test_who_asks_too_often_waits_and_another_visitor_does_not(client, monkeypatch):
    monkeypatch.setattr(PACE, "num_requests", 2)
    codes = [client.get("/api/v1/figures", REMOTE_ADDR="192.0.2.7").status_code for _ in range(3)]
    assert codes == [200, 200, 429]
    assert client.get("/api/v1/figures", REMOTE_ADDR="192.0.2.8").status_code == 200
    spoofed = client.get("/api/v1/figures", REMOTE_ADDR="192.0.2.7", headers={"X-Forwarded-For": "198.51.100.1"})
    assert spoofed.status_code == 429, "a visitor's own word about the address does not count"
