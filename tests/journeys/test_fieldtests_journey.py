"""A field test by the people whose steps these are, in a real browser: designer, coordinator, tester on a phone,
two coders, reviewer, editor, reader. At every stop: axe, nothing to scroll sideways; the tester has no JavaScript."""

import pytest
from field_world import PROTOCOL
from playwright.sync_api import expect
from visitor import Visitor, go, logged_in

from navolgbaar.fieldtests.models import Coding, Message, Protocol, Wave
from navolgbaar.fieldtests.queries import disputed, units_to_code

pytestmark = [pytest.mark.browser, pytest.mark.db]
LISTINGS = "advertentie,aanbieder,contact,regio,lidmaatschap\n" + "\n".join(
    f"portaal {i},Verzonnen Verhuur {i},verhuur{i}@verzonnen.example,G4,lid" for i in range(3)
)
AGENCIES = "advertentie,aanbieder,contact\ngids 1,Verzonnen Bemiddeling,kantoor@verzonnen.example\n"


class Person(Visitor):
    """Somebody of the crew, at the pages of their step."""

    def press(self, name):
        go(self.page, self.page.get_by_role("button", name=name, exact=True).first)
        return self

    def bring(self, form, data, name):
        box = self.page.locator("form", has=self.page.get_by_role("heading", name=form, exact=True))
        box.locator('input[type="file"]').set_input_files(
            files=[{"name": name, "mimeType": "text/plain", "buffer": data.encode()}]
        )
        go(self.page, box.locator("button"))
        return self


def test_a_wave_from_protocol_to_reader(live_server, browser, field, world):
    crew, url = field.crew, live_server.url
    designer = Person(browser, url, client=logged_in(crew.designer))
    designer.open("/redactie/programmas/versterken/veldtesten/").look("room")
    designer.page.locator('input[type="file"]').set_input_files(
        files=[{"name": "protocol.json", "mimeType": "application/json", "buffer": PROTOCOL}]
    )
    designer.press("Versturen").look("protocol-draft").press("Voorgoed vastzetten").look("protocol-locked")
    protocol = Protocol.objects.get()
    assert protocol.state == "locked"

    coordinator = Person(browser, url, client=logged_in(crew.coordinator))
    coordinator.open(f"/redactie/protocollen/{protocol.public_id}/meetronde/").look("new-wave")
    for field_name, value in (("name", "Proefronde"), ("name_en", "Rehearsal")):
        coordinator.page.locator(f'input[name="{field_name}"]').fill(value)
    coordinator.page.get_by_label("Eerste dag").fill("2026-02-02")
    coordinator.page.get_by_label("Laatste dag").fill("2026-03-02")
    coordinator.press("Voorbereiden").look("stand-prepared")
    coordinator.bring("Advertenties om te testen", LISTINGS, "lijst.csv")
    coordinator.bring("Bemiddelaars om te bellen", AGENCIES, "gids.csv")
    coordinator.bring("Advertenties om te testen", LISTINGS, "lijst.csv").look("stand-refused")
    expect(coordinator.page.get_by_role("alert")).to_contain_text("Rij 2")
    wave = Wave.objects.get()
    coordinator.open(f"/redactie/veldtesten/{wave.public_id}/").press("Loten, en de belofte publiceren")
    coordinator.look("stand-drawn")
    coordinator.page.get_by_label("tester@example.org").check()
    coordinator.press("Verdelen").press("Het veldwerk beginnen").look("stand-field")

    tester = Person(browser, url, client=logged_in(crew.tester), width=320, javascript=False)
    units = Message.objects.filter(test__wave=wave).count()
    assert units == 7
    for test in wave.tests.order_by("number"):
        tester.open(f"/redactie/veldtesten/{wave.public_id}/werk/").look("work")
        go(tester.page, tester.page.get_by_role("link", name=test.number).first)
        if test.kind == "pair":
            tester.press("Ik heb het verstuurd").press("Ik heb het verstuurd")
        box = tester.page.locator("details").first
        if test.kind == "pair":
            box.locator("summary").click()
        box.get_by_label("Wat er gezegd is").fill("Beste meneer, u kunt komen kijken.")
        go(tester.page, box.get_by_role("button", name="Inlezen"))
        tester.look(f"test-{test.kind}")
    assert Message.objects.filter(test__wave=wave, sent_at=None).count() == 0
    phone = Person(browser, url, client=logged_in(crew.tester), width=320)
    for address in ("werk/", "werk/T-00001/", "werk/C-00001/"):
        phone.open(f"/redactie/veldtesten/{wave.public_id}/{address}").look(f"phone-{address[5:7] or 'list'}")
    coordinator.open(f"/redactie/veldtesten/{wave.public_id}/").press("Het veldwerk sluiten").look("stand-coding")

    count = units_to_code(wave).count()
    for place, coder in enumerate(crew.coders):
        person = Person(browser, url, client=logged_in(coder), width=320 if place else 1440)
        person.open(f"/redactie/veldtesten/{wave.public_id}/coderen/").look(f"coding-{place}")
        for number in range(count):
            options = person.page.locator('input[type="radio"]')
            options.nth(place if number == 0 else 0).check()
            person.press("Coderen, en de volgende")
        expect(person.page.get_by_text("Er wacht niets op u.")).to_be_visible()
    assert Coding.objects.count() == 2 * count
    reviewer = Person(browser, url, client=logged_in(crew.reviewer))
    reviewer.open(f"/redactie/veldtesten/{wave.public_id}/beslissen/").look("review")
    while disputed(wave).exists():
        reviewer.page.locator('input[type="radio"]').first.check()
        reviewer.press("Beslissen, en de volgende")
    coordinator.open(f"/redactie/veldtesten/{wave.public_id}/")
    coordinator.press("Afronden: inhoud vernietigen, keten verzegelen").look("stand-coded")
    editor = Person(browser, url, client=logged_in(world.editor))
    editor.open(f"/redactie/veldtesten/{wave.public_id}/").press("Resultaten vastleggen").look("stand-recorded")
    expect(editor.page.get_by_text("Cijfers vastgelegd")).to_be_visible()
    reader = Person(browser, url, width=320)
    reader.open(f"/veldtesten/{wave.public_id}/").look("wave-before-publication")
    expect(reader.page.get_by_text("tweede persoon")).to_be_visible()


def test_what_a_reader_sees(demonstration_site, browser):
    wave = Wave.objects.latest("first")
    for width, language in ((320, "nl"), (1440, "en")):
        reader = Person(browser, demonstration_site, width=width, language=language)
        for name, address in {
            "waves": "/veldtesten/", "wave": f"/veldtesten/{wave.public_id}/", "claims": "/nareken/beweringen/",
            "translator": "/nareken/percentage-waarvan/",
            "subject": wave.subject.get_absolute_url().removeprefix("/en"),
        }.items():  # fmt: skip
            reader.open(address).look(name)
        reader.open("/nareken/percentage-waarvan/")
        go(reader.page, reader.page.locator("form.fields button"))
        reader.look("translated")
        expect(reader.page.locator(".seven > li")).to_have_count(7)
        reader.open("/nareken/beweringen/")
        reader.page.locator("textarea").fill('claim;kind;before;before_n;after;after_n\n"it fell";change;80;;73;203\n')
        go(reader.page, reader.page.locator("main form button"))
        reader.look("replayed")
        expect(reader.page.locator("table tbody tr")).to_have_count(1)
