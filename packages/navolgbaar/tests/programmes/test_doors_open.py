"""Nobody at the desk is led to a page that is closed for them."""

import pytest
from lxml import html

pytestmark = [pytest.mark.django_db, pytest.mark.db]


@pytest.mark.parametrize("who", ["editor", "publisher", "manager", "administrator"])
def test_every_link_of_the_desk_opens(client, world, settings, request, who):
    settings.SECOND_FACTOR_FOR = []
    person = request.getfixturevalue("manager") if who == "manager" else getattr(world, who)
    client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
    waiting, seen = {"/redactie/"}, {}
    while waiting:
        address = waiting.pop()
        response = client.get(address)
        seen[address] = response.status_code
        if response["Content-Type"].startswith("text/html") and response.content:
            links = html.fromstring(response.content).xpath("//main//a/@href[starts-with(., '/redactie/')]")
            waiting |= {link.partition("#")[0] for link in links} - set(seen)
    assert {address: status for address, status in seen.items() if status != 200} == {}
    assert len(seen) > (12 if who == "editor" else 1)
