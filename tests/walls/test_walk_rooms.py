"""Every address of the rooms that are not in the table of test_walk.py, walked by who has nothing to do there."""

import re

import pytest
from django.test import Client
from django.urls import URLResolver, get_resolver

from navolgbaar.core.audit import System
from navolgbaar.people.actions import create_user

pytestmark = [pytest.mark.django_db, pytest.mark.db]

ROOMS = ("budgets", "fieldtests", "forecasts", "indicators")
MADE_UP = {"slug": "abc123", "str": "abc123", "int": "1", "public_id": "NB-S-2026-99999"}
CONVERTER = re.compile(r"<(?:(\w+):)?(\w+)>")


def routes(resolver=None, route="", namespace=""):
    for pattern in (resolver or get_resolver()).url_patterns:
        here = route + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from routes(pattern, here, pattern.namespace or namespace)
        elif namespace in ROOMS:
            yield here


def addresses(key):
    """Every address once, with the key of a real programme and made-up ids for the rest."""
    for route in routes():
        made = CONVERTER.sub(lambda m: key if m[2] == "key" else MADE_UP[m[1] or "str"], route.replace("^", ""))
        yield "/" + made.removeprefix("en/").removeprefix("nl/")


def test_there_is_something_to_walk(world):
    found = list(addresses(world.programme.key))
    assert len(found) > 60
    assert not [address for address in found if "<" in address]


@pytest.mark.parametrize("method", ["get", "post"])
def test_the_desk_is_closed_to_strangers(world, method):
    wrong = {}
    for address in addresses(world.programme.key):
        if "/redactie/" not in address:
            continue
        answer = getattr(Client(), method)(address)
        to_login = answer.status_code == 302 and "/account/login/" in answer["Location"]
        if not to_login and answer.status_code != 405:
            wrong[address] = answer.status_code
    assert wrong == {}


@pytest.mark.parametrize("method", ["get", "post"])
def test_the_desk_does_not_exist_for_who_has_no_role(world, method):
    nobody, client, wrong = create_user(email="n@example.org", password="a long enough one", by=System()), Client(), {}
    client.force_login(nobody, backend="allauth.account.auth_backends.AuthenticationBackend")
    for address in addresses(world.programme.key):
        if "/redactie/" in address and not address.endswith("sjabloon.xlsx"):
            answer = getattr(client, method)(address)
            if answer.status_code not in (404, 405):
                wrong[address] = answer.status_code
    assert wrong == {}


def test_public_pages_of_what_is_not_there_are_not_there(world):
    wrong = {}
    for address in addresses(world.programme.key):
        if "/redactie/" not in address:
            answer = Client().get(address)
            expected = (200, 302, 404, 405) if "abc123" not in address and "99999" not in address else (404,)
            if answer.status_code not in expected:
                wrong[address] = answer.status_code
    assert wrong == {}
