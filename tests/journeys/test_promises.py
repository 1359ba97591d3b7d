"""Promises in a real browser: a newcomer confirms, an editor finds what is overdue, a policy officer compares.

By keyboard, in both languages, with and without JavaScript, on a phone and on a wide screen; axe finds nothing.
"""

from datetime import date

import pytest
from playwright.sync_api import expect
from visitor import WAYS, Visitor

from navolgbaar.promises.actions import confirm, withdraw
from navolgbaar.promises.following import Happened, add_measure, link, record_event
from navolgbaar.promises.models import Consultation, Proposal, Report, Statement
from navolgbaar.promises.queries import open_proposals
from navolgbaar.promises.reporting import prepare_report, release_report
from navolgbaar.promises.sampling import draw_sample
from navolgbaar.promises.states import EventKind, LinkKind, ProposalState
from navolgbaar.promises.words import anchor_for
from navolgbaar.sources.actions import import_document, move_document
from navolgbaar.sources.states import DocumentState

pytestmark = [pytest.mark.browser, pytest.mark.db]
LETTER = """Zierikwolde, 6 september 2023

Betreft: stand van zaken van de sluizen

Ik zal uw Kamer voor 1 januari 2024 informeren over de renovatie van de sluizen.

Ik streef ernaar dat alle bruggen in 2025 zijn geschilderd.

Gemeenten zijn vanaf 1 juli 2024 verplicht om een plan voor de oevers te hebben.

Ik zeg toe dat de monitor van de bibliotheken in juni 2024 verschijnt.
"""
LATER = """Zierikwolde, 2 maart 2024

Betreft: vervolg

De monitor van de bibliotheken verschijnt later: in december 2024.

Ik streef ernaar uw Kamer te informeren over de renovatie van de sluizen.
"""
QUESTIONS = """Zierikwolde, 6 september 2023

Vraag 1
Hoeveel wijken krijgen dit jaar een nieuw speelveld, en wie betaalt dat?

Antwoord 1
Dit jaar krijgen twaalf wijken een nieuw speelveld.
"""


MOTION = """Zierikwolde, 2 maart 2024

De motie van het lid Vermeulen (Kamerstuk 31 234, nr. 12) verzoekt de regering de sluizen in de haven te tellen, \
en de schippers een vergoeding voor de schade te geven. Aan deze motie is uitvoering gegeven. De sluizen in de \
haven zijn in april geteld.
"""


class Somebody(Visitor):
    """Counts the keys."""

    keys = 0

    def press(self, key, goes=True):
        self.keys += 1
        if not goes:
            self.page.keyboard.press(key)
        else:
            with self.page.expect_navigation():
                self.page.keyboard.press(key)
        return self


@pytest.fixture
def letter(world, store):
    return import_document(
        data=LETTER.encode(), name="brief.txt", title="Brief over de sluizen", programme=world.programme,
        organisation=world.ministry, by=world.editor,
    )  # fmt: skip


@pytest.mark.parametrize(("language", "width", "javascript"), WAYS)
def test_a_newcomer_confirms_the_proposals_of_a_letter_with_one_key_each(
    live_server, browser, world, letter, at_the_desk, language, width, javascript
):
    waiting = open_proposals(letter).count()
    assert waiting >= 3
    somebody = Somebody(browser, live_server.url, language, width, javascript, at_the_desk("editor"))
    somebody.open("/redactie/programmas/versterken/").tab_to('a[href$="/toezeggingen/"]').press("Enter")
    somebody.look("promises-desk").tab_to('a.btn[href*="/redactie/uitspraken/"]').press("Enter")
    somebody.look("proposal")
    somebody.keys = 0
    if javascript:
        somebody.press("5")  # the first one is no statement
        somebody.press("u")  # and after all it is
    before = somebody.keys
    for _ in range(waiting):
        expect(somebody.page.locator("button[value=confirm]")).to_be_focused()
        somebody.press("Enter")
    assert (somebody.keys - before) / waiting == 1.0
    assert Statement.objects.filter(standing__is_standing=True).count() == waiting
    assert not open_proposals(letter).exists()
    somebody.look("promises-desk-done")
    somebody.page.context.close()


def test_a_newcomer_corrects_and_splits_by_keyboard(live_server, browser, world, letter, at_the_desk):
    proposal = open_proposals(letter)[0]
    somebody = Somebody(browser, live_server.url, "nl", 1440, True, at_the_desk("editor"))
    somebody.open(f"/redactie/uitspraken/{proposal.pk}/")
    somebody.press("2", goes=False)
    expect(somebody.page.locator("#id_kind")).to_be_focused()
    somebody.tab_to("#id_actor").page.keyboard.press("Control+a")
    somebody.page.keyboard.type("minister van Water")
    somebody.tab_to("#id_due").page.keyboard.press("Control+a")
    somebody.page.keyboard.type("mei")
    somebody.press("Enter")
    somebody.look("proposal-refused")
    somebody.tab_to("#id_due").page.keyboard.press("Control+a")
    somebody.page.keyboard.type("2024-05")
    somebody.press("Enter")
    statement = Statement.objects.get()
    assert (statement.actor, statement.due_last) == ("minister van Water", date(2024, 5, 31))
    somebody.press("3", goes=False)
    expect(somebody.page.locator("#id_parts")).to_be_focused()
    somebody.page.keyboard.type("Ik streef ernaar")
    somebody.page.keyboard.press("Enter")
    somebody.page.keyboard.type("alle bruggen in 2025 zijn geschilderd")
    somebody.tab_to('button[value="split"]').press("Enter")
    assert Proposal.objects.filter(state=ProposalState.SPLIT).count() == 1
    somebody.page.context.close()


@pytest.fixture
def register(world, letter):
    for proposal in open_proposals(letter):
        confirm(proposal=proposal, seen=1, by=world.editor)
    move_document(document=letter, state=DocumentState.PUBLIC, by=world.editor)
    first = Statement.objects.order_by("pk")[0]
    happened = Happened(
        kind=EventKind.DEADLINE, on=date(2024, 1, 10), deadline=_due("2024-03"), according_to=world.ministry,
        passage=anchor_for(letter, "alle bruggen"), words="Het duurde langer.", words_en="It took longer.",
    )  # fmt: skip
    record_event(statement=first, happened=happened, by=world.editor)
    add_measure(
        statement=first, partner=world.ministry, title="Sluizen tellen", title_en="Count locks", by=world.editor
    )
    return first


def _due(written):
    from navolgbaar.promises.deadlines import read

    return read(written)


@pytest.mark.parametrize(("language", "width", "javascript"), WAYS)
def test_an_editor_finds_what_is_overdue_in_two_clicks(
    live_server, browser, world, register, at_the_desk, language, width, javascript
):
    somebody = Somebody(browser, live_server.url, language, width, javascript, at_the_desk("editor"))
    somebody.open("/redactie/programmas/versterken/")
    somebody.tab_to('a[href$="/toezeggingen/"]').press("Enter")
    somebody.tab_to('a[href*="termijn=verstreken"]').press("Enter")
    assert somebody.keys == 2
    somebody.look("overdue")
    expect(somebody.page.locator(".promise.late").first).to_contain_text("renovatie van de sluizen")
    somebody.page.context.close()


@pytest.mark.parametrize(("language", "width", "javascript"), WAYS)
def test_a_policy_officer_compares_two_letters_and_leaves_with_text_to_paste(
    live_server, browser, world, tmp_path, language, width, javascript
):
    for name, text in (("oud.txt", LETTER), ("nieuw.txt", LATER)):
        (tmp_path / name).write_text(text)
    somebody = Somebody(browser, live_server.url, language, width, javascript)
    somebody.open("/nareken/vergelijken/").look("compare")
    somebody.page.locator("#id_old_file").set_input_files(tmp_path / "oud.txt")
    somebody.page.locator("#id_new_file").set_input_files(tmp_path / "nieuw.txt")
    somebody.tab_to("main form button").press("Enter")
    somebody.look("compared")
    text = somebody.tab_to("#everything").page.locator("#everything").input_value()
    assert "[1a]" in text
    assert "bibliotheken" in text
    assert "2023" in text
    assert somebody.page.locator("#alarming ~ article").count() >= 2
    somebody.page.context.close()


@pytest.mark.parametrize(("language", "width"), [("nl", 320), ("en", 1440)])
def test_every_page_of_the_room_is_in_order(
    live_server, browser, world, register, propose_more, at_the_desk, language, width
):
    for who, addresses in propose_more.items():
        client = None if who == "visitor" else at_the_desk(who)
        somebody = Somebody(browser, live_server.url, language, width, True, client)
        for name, address in addresses.items():
            somebody.open(address).look(f"room-{name}")
        somebody.page.context.close()


@pytest.fixture
def propose_more(world, letter, register, store):
    later = import_document(
        data=LATER.encode(), name="vervolg.txt", programme=world.programme, organisation=world.ministry,
        by=world.editor,
    )  # fmt: skip
    moved = import_document(
        data=MOTION.encode(), name="motie.txt", programme=world.programme, organisation=world.ministry,
        by=world.editor,
    )  # fmt: skip
    others = Statement.objects.exclude(pk=register.pk).order_by("pk")
    link(source=register, kind=LinkKind.REPEATS, target=others[0], by=world.editor)
    asked = import_document(
        data=QUESTIONS.encode(), name="vragen.txt", title="Antwoorden", programme=world.programme,
        organisation=world.ministry, by=world.editor,
    )  # fmt: skip
    move_document(document=asked, state=DocumentState.PUBLIC, by=world.editor)
    consultation = Consultation.objects.get(document=asked)
    Consultation.objects.filter(pk=consultation.pk).update(is_checked=True)
    report = Report.objects.create(statement=register, anchor=anchor_for(later, "De monitor"), reference="kst-1-1")
    sample = draw_sample(programme=world.programme, organisation=world.ministry, by=world.editor)
    draft, released = (
        prepare_report(
            programme=world.programme, organisation=world.ministry, title="Verslag over 2023", first=date(2023, 1, 1),
            last=date(2024, 12, 31), by=world.editor,
        )
        for _ in range(2)
    )  # fmt: skip
    report_out = release_report(draft=released, by=world.publisher)
    gone = Statement.objects.order_by("pk").last()
    withdraw(statement=gone, reason="Verkeerd gelezen.", by=world.editor)
    here = "/redactie/programmas/versterken/toezeggingen/"
    return {
        "visitor": {
            "register": "/toezeggingen/",
            "register-empty": "/toezeggingen/?soort=motion",
            "statement": f"/toezeggingen/{register.public_id}/",
            "withdrawn": f"/toezeggingen/{gone.public_id}/",
            "measures": "/toezeggingen/maatregelen/",
            "progress": f"/toezeggingen/voortgang/{report_out.public_id}/",
            "consultation": f"/overleg/{asked.public_id}/",
            "subject": f"/onderwerpen/{world.subject.public_id}/versterken/",
        },
        "editor": {
            "desk": here,
            "decided": f"/redactie/uitspraken/{Proposal.objects.filter(state='confirmed').first().pk}/",
            "motion": f"/redactie/uitspraken/{open_proposals(moved).get(kind='motion').pk}/",
            "editions": f"{here}uitgaven",
            "follow-up": f"/redactie/toezeggingen/{register.public_id}/",
            "follow-up-report": f"/redactie/toezeggingen/{register.public_id}/?melding={report.pk}",
            "drafts": f"{here}voortgang/",
            "draft": f"/redactie/voortgang/{draft.pk}/",
            "import": f"{here}inlezen/",
            "samples": f"{here}steekproeven/",
            "sample": f"/redactie/steekproeven/{sample.pk}/",
            "analysis": f"/redactie/overleg/{asked.public_id}/",
        },
    }
