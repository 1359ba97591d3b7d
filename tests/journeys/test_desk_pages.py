"""Every page of the desk that the clerk's journey does not pass: axe clean, nothing to scroll sideways."""

import os
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe

from navolgbaar.figures.queries import proposals_of
from navolgbaar.figures.states import Verdict
from navolgbaar.people.actions import invite
from navolgbaar.people.states import RoleKind
from navolgbaar.sources.actions import finish_intake, receive_file
from navolgbaar.sources.models import Finding

pytestmark = [pytest.mark.browser, pytest.mark.db]
PICTURES = os.environ.get("JOURNEY_PICTURES")


@pytest.fixture
def pages(world, letter, say, release, manager):
    """{who: {name: address}}"""
    published = release(say("1229"))
    say("1229", verdict=Verdict.CORRECTED, corrected="1230", reason="Tabel 2")
    proposal = proposals_of(letter).get(value="1229")
    Finding.objects.create(
        document=letter, rule="r", verdict="v", severity="s", sentence="Dit telt anders op.", sentence_en="Otherwise."
    )
    waiting, refused = (
        receive_file(
            data=b"%PDF-1.7 but not really", name="kapot.pdf", programme=world.programme, organisation=world.ministry,
            by=world.editor,
        )
        for _ in range(2)
    )  # fmt: skip
    finish_intake(intake=refused, by=world.editor)
    _, token = invite(email="new@example.org", organisation=world.ministry, kind=RoleKind.EDITOR, by=manager)
    here = "/redactie/programmas/versterken/"
    return {
        "editor": {
            "document-with-finding": f"/redactie/documenten/{letter.public_id}/",
            "reading-answered": f"/redactie/lezingen/{proposal.pk}/",
            "documents-on-their-way": f"{here}documenten/",
            "waiting": f"/redactie/inname/{waiting.pk}/",
            "refused": f"/redactie/inname/{refused.pk}/",
            "figures-corrected": f"{here}cijfers/",
            "replace": f"{here}publicaties/nieuw/?vervangt={published}",
            "withdraw": f"/redactie/publicaties/{published}/intrekken/",
            "new-subject": f"{here}onderwerpen/nieuw/",
            "desk": "/redactie/",
            "what-happened-to-a-subject": f"/redactie/onderwerpen/{world.subject.public_id}/",
            "compute": f"{here}berekenen/",
            "compute-sum": f"{here}berekenen/?som=sum",
            "compute-difference": f"{here}berekenen/?som=difference",
            "second-factor-own": "/account/2fa/",
            "password": "/account/password/change/",
        },
        "manager": {
            "organisations": "/redactie/organisaties/",
            "organisation": "/redactie/organisaties/ministry/",
            "people": f"{here}mensen/",
            "new-programme": "/redactie/programmas/nieuw/",
        },
        "administrator": {
            "areas": "/redactie/gebieden/",
            "erase": "/redactie/wissen/",
            "erase-these": f"/redactie/wissen/?document={letter.public_id}&passage={letter.passages.first().ident}",
        },
        "stranger": {
            "not-found": "/er-is-niets/",
            "explained": "/uitleg/",
            "invitation": f"/uitnodiging/{token}/",
            "invitation-over": "/uitnodiging/over/",
            "reset": "/account/password/reset/",
        },
    }


@pytest.mark.parametrize(("width", "language"), [(320, "nl"), (1440, "en")])
def test_every_page_of_the_desk_is_in_order(live_server, browser, pages, at_the_desk, width, language):
    prefix = "/en" if language == "en" else ""
    wrong = {}
    for who, addresses in pages.items():
        context = browser.new_context(locale=language, viewport={"width": width, "height": 900})
        if who != "stranger":
            key = at_the_desk(who).cookies["sessionid"].value
            context.add_cookies([{"name": "sessionid", "value": key, "url": live_server.url}])
        page = context.new_page()
        for name, address in addresses.items():
            page.goto(live_server.url + prefix + address)
            if PICTURES:
                page.screenshot(path=Path(PICTURES) / f"{name}-{language}-{width}.png", full_page=True)
            found = Axe().run(page)
            if found.violations_count:
                wrong[name] = found.generate_report()
            if (wide := page.evaluate("document.documentElement.scrollWidth")) > width:
                wrong[name] = f"{wide} wide"
        context.close()
    assert wrong == {}
