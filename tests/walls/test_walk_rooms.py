"""Every address of the desks of four rooms, walked in the demonstration as every role, as a colleague of another
organisation, as somebody without a role and as a stranger: what the rules do not grant is not there.

An address that is not in the table fails the test: whoever adds a page says here who may see it.
"""

import re

import pytest
from django.db import transaction
from django.test import Client
from django.urls import URLResolver, get_resolver, reverse

from navolgbaar.budgets.models import Distribution, Model
from navolgbaar.core.audit import System
from navolgbaar.fieldtests.models import Protocol, Test, Wave
from navolgbaar.forecasts.models import Plan, Resident, TrackRecord, Vintage
from navolgbaar.indicators.models import Delivery, Institution, Issue, Region, Round
from navolgbaar.ops.demo_people import ROLES
from navolgbaar.people.actions import create_user, give_role
from navolgbaar.people.models import Organisation, User
from navolgbaar.people.states import RoleKind

pytestmark = pytest.mark.db

ROOMS = ("budgets", "fieldtests", "forecasts", "indicators")
OTHERS = ("nobody", "outsider")
EDITOR, TEAM, ANYBODY = {"editor"}, {"editor", "publisher"}, {*ROLES, "nobody", "outsider"}
WITH_ROLE = ANYBODY - {"nobody"}
COORDINATOR, CODERS = {"coordinator"}, {"coder", "second-coder"}
CREW = {"editor", "designer", "coordinator", "tester", "reviewer"} | CODERS
OUTSIDE = {"outsider"}
MAY = {
    "budgets:desk get": TEAM | OUTSIDE,  # each with the models of the own organisation
    "budgets:desk post": TEAM | OUTSIDE,
    "budgets:model get": WITH_ROLE,  # published: what it rests on may be seen at every desk
    "budgets:issue post": EDITOR,
    "budgets:publish post": EDITOR,
    "fieldtests:room get": CREW | OUTSIDE,
    "fieldtests:room post": CREW | OUTSIDE,
    "fieldtests:protocol get": CREW,
    "fieldtests:protocol post": CREW,
    "fieldtests:lock post": {"designer"},
    "fieldtests:new_wave get": COORDINATOR,
    "fieldtests:new_wave post": COORDINATOR,
    "fieldtests:stand get": CREW,
    "fieldtests:step post": EDITOR,  # of a wave that is done: to put it together for release
    "fieldtests:tests get": COORDINATOR,
    "fieldtests:work get": {"tester"},
    "fieldtests:test get": {"tester"},
    "fieldtests:test post": set(),  # fieldwork is over, codes are settled
    "fieldtests:coding get": CODERS,
    "fieldtests:coding post": set(),
    "fieldtests:sheet get": set(),
    "fieldtests:review get": {"reviewer"},
    "fieldtests:review post": set(),
    "forecasts:desk get": TEAM | OUTSIDE,  # an inspectorate computes with assumptions of its own
    "forecasts:desk post": TEAM | OUTSIDE,
    "forecasts:tracks get": EDITOR | OUTSIDE,
    "forecasts:tracks post": EDITOR | OUTSIDE,
    "forecasts:homes get": EDITOR,
    "forecasts:homes post": EDITOR,
    "forecasts:find post": EDITOR,
    "forecasts:finished get": EDITOR,
    "forecasts:finished post": EDITOR,
    "forecasts:letters post": EDITOR,
    "forecasts:telephone get": EDITOR,
    "forecasts:telephone post": EDITOR,
    "forecasts:template get": ANYBODY,
    "forecasts:plan get": WITH_ROLE,  # published
    "forecasts:weigh get": WITH_ROLE,
    "forecasts:keep post": WITH_ROLE,  # the answer is that one has no organisation to keep it for
    "forecasts:issue get": EDITOR,
    "forecasts:issue post": EDITOR,
    "forecasts:issued get": TEAM,
    "forecasts:publish post": EDITOR,
    "forecasts:tell post": EDITOR,
    "forecasts:held post": EDITOR,
    "forecasts:leave get": EDITOR,
    "forecasts:leave post": EDITOR,
    "forecasts:publish_track post": EDITOR,
    "forecasts:moved post": EDITOR,
    "indicators:desk get": TEAM | OUTSIDE,
    "indicators:add post": EDITOR | OUTSIDE,
    "indicators:desk_round get": TEAM,
    "indicators:issue post": EDITOR,
    "indicators:publish post": EDITOR,
    "indicators:deliver get": TEAM,
    "indicators:deliver post": EDITOR,
    "indicators:delivery get": TEAM,
    "indicators:desk_region get": TEAM,
    "indicators:desk_region post": TEAM,  # the publisher gets the page again, without a form
}
"""For whom a door opens, in the demonstration as it is entered. Everybody else is told that it is not there; a stranger
is asked to log in. What an open door lets somebody write is asked again by the action, and tested in each room."""


def names(resolver=None, namespace=""):
    """(name, whether it is a page of the desk) of every address of the four rooms."""
    for pattern in (resolver or get_resolver()).url_patterns:
        if isinstance(pattern, URLResolver):
            yield from names(pattern, pattern.namespace or namespace)
        elif namespace in ROOMS:
            yield f"{namespace}:{pattern.name}", str(pattern.pattern).startswith("redactie/")


def arguments():
    """What stands in the addresses: of everything in the demonstration the last one."""
    keys = {"budgets": "opvang", "indicators": "opvang", "fieldtests": "huurmonitor", "forecasts": "versterken"}
    model, distribution = Model.objects.last(), Distribution.objects.last()
    protocol, wave = Protocol.objects.last(), Wave.objects.last()
    plan, vintage = Plan.objects.last(), Vintage.objects.last()
    held = Round.objects.filter(pk__in=Delivery.objects.values("round")).last()
    issue = Issue.objects.last()
    return {
        **{name: [keys[name.partition(":")[0]]] for name in (
            "budgets:desk", "fieldtests:room", "forecasts:desk", "forecasts:tracks", "forecasts:homes",
            "forecasts:find", "forecasts:finished", "forecasts:letters", "forecasts:telephone", "indicators:desk",
        )},
        "budgets:model": [model.public_id],
        "budgets:issue": [model.public_id],
        "budgets:publish": [distribution.subject.public_id],
        "fieldtests:protocol": [protocol.public_id],
        "fieldtests:lock": [protocol.public_id],
        "fieldtests:new_wave": [protocol.public_id],
        "fieldtests:stand": [wave.public_id],
        "fieldtests:step": [wave.public_id, "vastleggen"],
        "fieldtests:tests": [wave.public_id, "drawn"],
        "fieldtests:work": [wave.public_id],
        "fieldtests:test": [wave.public_id, Test.objects.filter(wave=wave).last().number],
        "fieldtests:coding": [wave.public_id],
        "fieldtests:sheet": [wave.public_id],
        "fieldtests:review": [wave.public_id],
        "forecasts:template": [],
        "forecasts:plan": [plan.public_id],
        "forecasts:keep": [plan.public_id],
        "forecasts:weigh": [plan.public_id],
        "forecasts:issue": [plan.public_id],
        "forecasts:issued": [vintage.subject.public_id],
        "forecasts:publish": [vintage.subject.public_id],
        "forecasts:tell": [vintage.subject.public_id],
        "forecasts:held": [vintage.subject.public_id],
        "forecasts:leave": [vintage.subject.public_id, 2025],
        "forecasts:publish_track": [TrackRecord.objects.last().subject.public_id],
        "forecasts:moved": [Resident.objects.last().public_id],
        "indicators:add": ["opvang", "ronde"],
        "indicators:desk_round": [held.subject.public_id],
        "indicators:issue": [held.subject.public_id],
        "indicators:publish": [issue.round.subject.public_id],
        "indicators:deliver": [held.subject.public_id, Institution.objects.last().public_id],
        "indicators:delivery": [Delivery.objects.last().public_id],
        "indicators:desk_region": [Region.objects.last().public_id],
    }  # fmt: skip


def browsers():
    """A browser for everybody. The outsider edits, publishes and works in field tests, at another organisation."""
    user = {role: User.objects.get(email=f"{role}@demo.example") for role in ROLES}
    for name in OTHERS:
        user[name] = create_user(email=f"{name}@example.org", password="a long enough one", by=System())
    elsewhere = Organisation.objects.exclude(pk__in=Organisation.objects.filter(roles__user__in=user.values())).first()
    for kind in RoleKind:
        give_role(user=user["outsider"], organisation=elsewhere, kind=kind, by=user["administrator"])
    found = {"stranger": Client()}
    for name, who in user.items():
        found[name] = Client()
        found[name].force_login(who, backend="allauth.account.auth_backends.AuthenticationBackend")
    return found


def opened(client, address, method):
    """How the door answers: "login", "not there", "wrong method" or "open". What a POST changed is taken back."""
    with transaction.atomic():
        answer = getattr(client, method)(address)
        transaction.set_rollback(True)
    if answer.status_code == 302 and "/account/login/" in answer["Location"]:
        return "login"
    closed = {403: "refused", 404: "not there", 405: "wrong method", 500: "broken"}
    return closed.get(answer.status_code, "open")


def doors():
    """{name: {who: answer}} for what is got and what is posted with nothing in it."""
    given, everybody, found = arguments(), browsers(), {}
    for name, is_desk in names():
        if not is_desk:
            continue
        address = reverse(name, args=given[name])
        for method in ("get", "post"):
            answers = {who: opened(client, address, method) for who, client in everybody.items()}
            if "wrong method" not in answers.values():
                found[f"{name} {method}"] = answers
    return found


def test_every_door_of_these_desks_opens_for_whom_the_rules_say_and_for_nobody_else(demonstration, settings):
    settings.SECOND_FACTOR_FOR = ()  # as in the demonstration: nobody else reaches the own machine
    found = doors()
    wrong = {}
    for door, answers in found.items():
        expected = {who: "open" if who in MAY.get(door, ()) else "not there" for who in answers} | {"stranger": "login"}
        if differs := {who: answer for who, answer in answers.items() if answer != expected[who]}:
            wrong[door] = differs
    assert wrong == {}
    assert set(found) == set(MAY)


MADE_UP = {"slug": "abc123", "str": "abc123", "int": "1", "public_id": "NB-S-2026-99999"}
CONVERTER = re.compile(r"<(?:(\w+):)?(\w+)>")


def public_routes(resolver=None, route="", namespace=""):
    for pattern in (resolver or get_resolver()).url_patterns:
        here = route + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from public_routes(pattern, here, pattern.namespace or namespace)
        elif namespace in ROOMS and "redactie/" not in here:
            yield here.replace("^", "")


@pytest.mark.django_db
def test_public_pages_of_what_is_not_there_are_not_there(client):
    wrong = {}
    for route in public_routes():
        address = "/" + CONVERTER.sub(lambda m: MADE_UP[m[1] or "str"], route).removeprefix("en/").removeprefix("nl/")
        answer = client.get(address)
        if answer.status_code not in ((404,) if "<" in route else (200, 302, 404, 405)):
            wrong[address] = answer.status_code
    assert wrong == {}
