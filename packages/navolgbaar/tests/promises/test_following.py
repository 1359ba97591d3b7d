"""What becomes of a promise: events with two times and evidence; links, targets and editions. A careful archivist."""

from dataclasses import replace
from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from navolgbaar.core.append_only import LedgerIsAppendOnly
from navolgbaar.core.models import AuditEvent
from navolgbaar.figures.actions import Question, record_run, register_quantity
from navolgbaar.figures.states import FigureKind
from navolgbaar.programmes.actions import add_programme, open_subject, period, rename_subject
from navolgbaar.promises.actions import NotPossibleNow, confirm, withdraw
from navolgbaar.promises.deadlines import Deadline, in_words, read
from navolgbaar.promises.following import (
    Happened,
    add_measure,
    compare_edition,
    decide_report,
    link,
    record_event,
    relate,
    set_target,
    unlink,
)
from navolgbaar.promises.models import Event, Report, Standing
from navolgbaar.promises.queries import (
    about,
    due,
    in_programme,
    measures_in,
    observed_for,
    overdue,
    public_statements,
    statements_for,
)
from navolgbaar.promises.standing import folded
from navolgbaar.promises.states import (
    Edition,
    EventKind,
    Evidence,
    Execution,
    LinkKind,
    Mistake,
    Reaction,
    ReportState,
)
from navolgbaar.promises.words import anchor_for
from navolgbaar.sources.actions import RestsOnHidden, erase_passage, import_document, move_document
from navolgbaar.sources.states import DocumentState

pytestmark = [pytest.mark.django_db, pytest.mark.db]


@pytest.fixture
def other(world, propose):
    return confirm(proposal=propose("Ik streef ernaar dat alle buurten", kind="aim"), seen=1, by=world.editor)


@pytest.fixture
def third(world, propose):
    return confirm(proposal=propose("Gemeenten zijn vanaf 1 juli", kind="duty"), seen=1, by=world.editor)


def now(statement):
    return Standing.objects.get(statement=statement)


def test_a_moved_deadline_leaves_the_original_as_it_was(promise, happens):
    happens(promise, EventKind.DEADLINE, deadline=read("2024"), on=date(2024, 1, 10))
    happens(promise, EventKind.DEADLINE, deadline=read("2027"), on=date(2024, 3, 20))
    promise.refresh_from_db()
    assert (promise.due, promise.due_last) == ("../2023-12-31", date(2023, 12, 31))
    assert (now(promise).due_last, now(promise).moved) == (date(2027, 12, 31), 2)
    assert [event.due for event in promise.events.order_by("pk")] == ["", "2024", "2027"]


def test_the_three_statuses_stand_apart(world, promise, happens):
    happens(promise, EventKind.REACTION, reaction=Reaction.PARTLY)
    happens(promise, execution=Execution.DONE, grade=Evidence.OWN, according_to=world.ministry, on=date(2024, 2, 12))
    assert (now(promise).said, now(promise).seen) == ("done", "")
    happens(promise, execution=Execution.PARTLY, grade=Evidence.DOCUMENT, according_to=world.inspectorate)
    standing = now(promise)
    assert (standing.reaction, standing.execution, standing.evidence) == ("partly", "partly", "document")
    assert (standing.said, standing.seen) == ("done", "partly")


def test_what_was_true_earlier_and_known_later_takes_its_place_in_time(promise, happens):
    happens(promise, execution=Execution.DONE, grade=Evidence.DOCUMENT, on=date(2024, 3, 20))
    happens(promise, execution=Execution.RUNNING, grade=Evidence.OWN, on=date(2023, 11, 1))
    assert now(promise).execution == Execution.DONE
    first, second = promise.events.filter(kind=EventKind.EXECUTION).order_by("pk")
    assert first.on > second.on
    assert first.known_at <= second.known_at


@pytest.mark.parametrize(
    ("more", "says"),
    [
        ({"on": date(2100, 1, 1)}, "lies in the past"),
        ({"passage": None}, "a passage or on a figure"),
        ({"grade": ""}, "on what the execution rests"),
        ({"grade": Evidence.EFFECT}, "the figure that measures it"),
    ],
)
def test_an_event_without_its_evidence_is_refused_in_words(world, promise, later, more, says):
    said = {"on": date(2024, 3, 20), "passage": anchor_for(later, "De uitkomsten zijn"), "execution": Execution.DONE}
    happened = Happened(**{"kind": EventKind.EXECUTION, "grade": Evidence.OWN, **said, **more})
    with pytest.raises(NotPossibleNow, match=says):
        record_event(statement=promise, happened=happened, by=world.editor)
    assert promise.events.count() == 1


def test_the_database_refuses_a_change_that_rests_on_nothing(promise):
    with pytest.raises(IntegrityError, match="rests_on_a_passage"), transaction.atomic():
        Event.objects.create(statement=promise, kind=EventKind.DEADLINE, on=date(2024, 1, 1), due="2025")
    with pytest.raises(LedgerIsAppendOnly):
        promise.save()
    with pytest.raises(LedgerIsAppendOnly):
        promise.events.update(words="x")


def test_others_write_nothing(world, promise, later):
    happened = Happened(kind=EventKind.REPORTED, on=date(2024, 3, 20), passage=anchor_for(later, "De uitkomsten"))
    with pytest.raises(PermissionDenied):
        record_event(statement=promise, happened=happened, by=world.outsider)
    with pytest.raises(PermissionDenied):
        relate(statement=promise, subject=world.subject, by=world.publisher)


def test_what_everybody_reads_rests_on_what_everybody_can_read(world, promise, later, opened):
    move_document(document=promise.document, state=DocumentState.PUBLIC, by=world.editor)
    promise.refresh_from_db()
    happened = Happened(kind=EventKind.REPORTED, on=date(2024, 3, 20), passage=anchor_for(later, "De uitkomsten"))
    with pytest.raises(NotPossibleNow, match="is not public"):
        record_event(statement=promise, happened=happened, by=world.editor)
    with pytest.raises(NotPossibleNow, match="is not public"):
        compare_edition(former=promise.document, edition=later, by=world.editor)
    with pytest.raises(NotPossibleNow, match="is not public"):
        add_measure(statement=promise, partner=world.inspectorate, title="x", passage=happened.passage, by=world.editor)
    opened(later)
    happened = replace(happened, passage=anchor_for(later, "De uitkomsten"))
    assert record_event(statement=promise, happened=happened, by=world.editor).passage.passage.document == later


def test_a_document_of_somebody_else_is_no_evidence(world, promise, store):
    theirs = import_document(
        data=b"Den Haag, 1 mei 2024\n\nDe inspectie zag iets.\n", name="i.txt", programme=world.programme,
        organisation=world.inspectorate, by=world.outsider,
    )  # fmt: skip
    happened = Happened(kind=EventKind.REPORTED, on=date(2024, 5, 1), passage=anchor_for(theirs, "De inspectie zag"))
    with pytest.raises(PermissionDenied):
        record_event(statement=promise, happened=happened, by=world.editor)
    assert promise.events.count() == 1


def test_nothing_happens_to_what_was_withdrawn(world, promise, happens):
    withdraw(statement=promise, reason="Verkeerd gelezen", by=world.editor)
    promise.standing.refresh_from_db()
    with pytest.raises(NotPossibleNow, match="was withdrawn"):
        happens(promise, execution=Execution.DONE, grade=Evidence.OWN)


def test_a_deadline_that_was_past_when_it_was_said_is_overdue_at_once_and_says_so(world, propose, today):
    proposal = propose("Er zijn in 2022", due="2022", due_last=date(2022, 12, 31))
    statement = confirm(proposal=proposal, seen=1, by=world.editor)
    today(date(2023, 9, 7))
    assert statement.was_late_already
    assert list(overdue(statements_for(world.editor))) == [statement]


def test_due_and_overdue_turn_at_the_end_of_the_last_day(world, promise, happens, today):
    mine = statements_for(world.editor)
    today(date(2023, 12, 31))
    assert (list(due(mine)), list(overdue(mine))) == ([promise], [])
    today(date(2024, 1, 1))
    assert (list(due(mine)), list(overdue(mine))) == ([], [promise])
    today(date(2024, 6, 1))
    happens(promise, execution=Execution.DONE, grade=Evidence.DOCUMENT)
    assert list(overdue(mine)) == []


def test_links_never_lead_in_a_circle(world, promise, other, third):
    made = link(source=promise, kind=LinkKind.REPEATS, target=other, by=world.editor)
    link(source=other, kind=LinkKind.CARRIES_OUT, target=third, by=world.editor)
    with pytest.raises(NotPossibleNow, match="circle"):
        link(source=third, kind=LinkKind.CHANGES, target=promise, by=world.editor)
    with pytest.raises(NotPossibleNow, match="circle"):
        link(source=promise, kind=LinkKind.REPEATS, target=promise, by=world.editor)
    with pytest.raises(PermissionDenied):
        unlink(link=made, reason=Mistake.WRONG_ONE, by=world.outsider)
    unlink(link=made, reason=Mistake.WRONG_ONE, by=world.editor)
    told = AuditEvent.objects.get(event="promises.unlinked")
    assert (told.target, told.data["to"], told.data["reason"]) == (promise.public_id, other.public_id, "wrong_one")
    assert link(source=third, kind=LinkKind.CHANGES, target=promise, by=world.editor).pk


def test_a_promise_stands_in_two_programmes_under_one_address(world, promise, opened):
    second = add_programme(key="tweede", name="Tweede", organisation=world.ministry, by=world.administrator)
    open_subject(subject=second.subject, by=world.editor)
    relate(statement=promise, subject=second.subject, by=world.editor)
    relate(statement=promise, subject=second.subject, by=world.editor)
    opened(promise.document)
    for key in ("versterken", "tweede"):
        assert list(in_programme(public_statements(), key)) == [promise]
    assert public_statements().count() == 1
    assert list(about(public_statements(), second.subject)) == [promise]


def test_a_renamed_subject_keeps_its_promises_and_their_addresses(world, promise, opened):
    opened(promise.document)
    before = promise.get_absolute_url()
    rename_subject(subject=world.subject, name="Sterker", on=date(2024, 1, 1), by=world.editor)
    (statement,) = about(public_statements(), world.subject)
    assert statement.get_absolute_url() == before
    assert str(statement.programme.subject) == "Sterker"


@pytest.mark.parametrize(
    ("old", "new", "verdict"),
    [
        ("", "", Edition.SAME),
        ("Betreft: stand", "Betreft: de stand", Edition.SAME),
        ("voor 1 januari 2024", "voor 1 april 2024", Edition.ALTERED),
        ("Ik zal uw Kamer voor 1 januari 2024 informeren over de uitkomsten.", "Alles gaat goed.", Edition.GONE),
    ],
)
def test_an_edited_source_changes_no_promise_and_is_told(world, promise, store, old, new, verdict):
    text = "\n\n".join(row.source_text for row in promise.document.passages.order_by("order"))
    assert old in text
    edition = import_document(
        data=(text.replace(old, new) + "\n\nDeze versie is verbeterd.").encode(), name="brief2.txt",
        programme=world.programme, organisation=world.ministry, by=world.editor,
    )  # fmt: skip
    for _ in range(2):
        found = compare_edition(former=promise.document, edition=edition, by=world.editor)
    assert {what for what, count in found.items() if count} == {verdict}
    (event,) = promise.events.filter(kind=EventKind.SOURCE)
    assert (event.passage is None) == (verdict == Edition.GONE)
    assert promise.places.get().anchor.passage.document == promise.document


def test_erased_words_are_gone_from_the_promise_too(world, promise):
    passage = promise.places.get().anchor.passage
    erase_passage(passage=passage, ground="AVG art. 17", by=world.administrator)
    from navolgbaar.promises.words import quoted

    assert quoted(promise.places.select_related("anchor__passage").get().anchor) == ""


@pytest.fixture
def count(world):
    """count("done", "1200", FigureKind.OBSERVED): a version of one quantity."""

    def make(value, kind, *, rule="", year=2022):
        quantity = register_quantity(
            key="visited", name="Bezocht", name_en="Visited", counting_rule=rule, by=world.editor
        )
        question = Question(
            subject=world.subject, quantity=quantity, period=period(date(year, 1, 1), date(year, 12, 31)), kind=kind,
            issuer=world.ministry, issued_on=date(2023, 9, 6), owner=world.ministry,
        )  # fmt: skip
        return record_run(question=question, recipe="arithmetic.sum@1", inputs={"terms": [value]}, by=world.editor)

    return make


def test_target_and_observed_are_compared_within_one_quantity_only(world, promise, count, release):
    target, observed = count("1400", FigureKind.TARGET), count("1229", FigureKind.OBSERVED)
    elsewhere = count("1300", FigureKind.OBSERVED, year=2021)
    otherwise = count("1500", FigureKind.OBSERVED, rule="anders geteld")
    set_target(statement=promise, figure=target.figure, by=world.editor)
    assert observed_for(target.figure) == []
    release(target, observed, elsewhere, otherwise)
    assert observed_for(target.figure) == [observed]
    with pytest.raises(NotPossibleNow, match="no promised number"):
        set_target(statement=promise, figure=observed.figure, by=world.editor)
    moved = count("1450", FigureKind.TARGET, rule="anders geteld")
    with pytest.raises(NotPossibleNow, match="counts something else"):
        set_target(statement=promise, figure=moved.figure, by=world.editor)


def test_an_effect_rests_on_a_published_figure(world, promise, count, release):
    measured = count("1229", FigureKind.OBSERVED)
    said = {"kind": EventKind.EXECUTION, "on": date(2024, 1, 1), "execution": "done", "grade": "effect"}
    with pytest.raises(NotPossibleNow, match="not published"):
        record_event(statement=promise, happened=Happened(**said, figure=measured), by=world.editor)
    release(measured)
    event = record_event(statement=promise, happened=Happened(**said, figure=measured), by=world.editor)
    assert (event.figure, now(promise).seen) == (measured, "done")


def test_measures_stand_per_partner(world, promise):
    for _ in range(2):
        add_measure(statement=promise, partner=world.inspectorate, title="Toezicht", by=world.editor)
    add_measure(statement=promise, partner=world.ministry, title="Geld", title_en="Money", by=world.editor)
    found = [(measure.partner.key, measure.title) for measure in measures_in(statements_for(world.editor))]
    assert found == [("inspectorate", "Toezicht"), ("ministry", "Geld")]


def test_a_measure_is_followed_per_partner_with_its_numbers(
    world, promise, opened, happens, count, release, client, at_the_desk
):
    opened(promise.document)
    mine, theirs = (
        add_measure(statement=promise, partner=partner, title=title, by=world.editor)
        for partner, title in ((world.ministry, "Wij tellen"), (world.inspectorate, "Zij kijken"))
    )
    target, observed = count("1400", FigureKind.TARGET), count("1229", FigureKind.OBSERVED)
    release(target, observed)
    tied = {"link": "repeats", "target": target.figure.public_id, "of_measure": mine.pk}
    assert at_the_desk("editor").post(f"/redactie/toezeggingen/{promise.public_id}/verbanden", tied).status_code == 302
    happens(promise, execution=Execution.RUNNING, grade=Evidence.OWN, according_to=world.ministry)
    page = html.fromstring(client.get("/toezeggingen/maatregelen/").content)
    told = {item.xpath(".//q")[0].text_content(): " ".join(item.text_content().split()) for item in page.iter("li")
            if item.xpath(".//q")}  # fmt: skip
    assert "Volgens deze partner: loopt (eigen opgave), 20 maart 2024" in told["Wij tellen"]
    assert "1.400" in told["Wij tellen"]
    assert "1.229" in told["Wij tellen"]
    assert "Van deze partner is niets gehoord." in told["Zij kijken"]
    only = client.get(f"/toezeggingen/maatregelen/?partner={theirs.partner.key}").content.decode()
    assert "Zij kijken" in only
    assert "Wij tellen" not in only


def test_a_later_letter_reports_when_a_person_says_so(world, promise, later):
    report = Report.objects.create(
        statement=promise, anchor=anchor_for(later, "De uitkomsten zijn"), reference="kst-31234-12"
    )
    happened = Happened(
        kind=EventKind.EXECUTION, on=date(2024, 2, 12), passage=report.anchor, execution=Execution.DONE,
        grade=Evidence.OWN, according_to=world.ministry,
    )  # fmt: skip
    with pytest.raises(NotPossibleNow, match="Say what the document reports"):
        decide_report(report=report, state=ReportState.ACCEPTED, by=world.editor)
    decide_report(report=report, state=ReportState.ACCEPTED, happened=happened, by=world.editor)
    assert (now(promise).said, now(promise).seen) == ("done", "")
    with pytest.raises(NotPossibleNow, match="in the meantime"):
        decide_report(report=report, state=ReportState.REFUSED, by=world.editor)


@pytest.mark.parametrize(
    ("written", "first", "last"),
    [
        ("2024", date(2024, 1, 1), date(2024, 12, 31)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("2024-02-09", date(2024, 2, 9), date(2024, 2, 9)),
        ("2023-24", date(2023, 12, 1), date(2024, 2, 29)),
        ("../2024-01-01", None, date(2024, 1, 1)),
        ("2024-07/..", date(2024, 7, 1), None),
        ("2024-01/2024-03", date(2024, 1, 1), date(2024, 3, 31)),
        ("r/p1y", None, None),
        ("", None, None),
    ],
)
def test_deadlines_as_edtf(written, first, last):
    assert read(written) == Deadline(written.upper(), first, last)


@pytest.mark.parametrize(
    "written", ["mei 2024", "2024-13", "2024-02-30", "2025/2024", "../..", "R/P2Y", "20240101", "/"]
)
def test_what_is_no_edtf_is_refused(written):
    with pytest.raises(ValueError):
        read(written)


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("../2023-12-31", "uiterlijk 31 december 2023"),
        ("2023-23", "najaar 2023"),
        ("2024-05", "mei 2024"),
        ("2024-07-01/..", "vanaf 1 juli 2024"),
        ("2024-01/2024-03", "van januari 2024 tot en met maart 2024"),
        ("R/P1Y", "elk jaar"),
        ("", "geen termijn"),
        ("2024", "2024"),
    ],
)
def test_deadlines_in_words(written, words):
    assert in_words(written) == words


@given(st.permutations(range(4)))
def test_how_it_stands_does_not_depend_on_the_order_in_which_events_are_given(order):
    from navolgbaar.promises.models import Statement

    statement = Statement(kind="advice", said_on=date(2023, 1, 1))
    events = [
        Event(pk=1, kind="reaction", reaction="promised", on=date(2023, 2, 1)),
        Event(pk=2, kind="execution", execution="running", grade="own", on=date(2023, 5, 1)),
        Event(pk=3, kind="deadline", due="2024", due_last=date(2024, 12, 31), on=date(2023, 5, 1)),
        Event(pk=4, kind="execution", execution="done", grade="document", on=date(2023, 9, 1)),
    ]
    now = folded(statement, [events[at] for at in order])
    assert now == folded(statement, events)
    assert (now["execution"], now["moved"], now["sign_on"]) == ("done", 1, date(2023, 9, 1))
    assert folded(statement, [])["reaction"] == Reaction.NONE


def test_what_becomes_public_later_rests_on_what_everybody_can_read(world, promise, later, opened, at_the_desk):
    event = Happened(kind=EventKind.REPORTED, on=date(2024, 3, 20), passage=anchor_for(later, "De uitkomsten"))
    record_event(statement=promise, happened=event, by=world.editor)
    with pytest.raises(RestsOnHidden, match=later.public_id):
        opened(promise.document)
    to = f"/redactie/documenten/{promise.document.public_id}/stand"
    said = at_the_desk("editor").post(to, {"state": "public"}, follow=True).content.decode()
    assert f"rust op {later.public_id}, en dat is niet openbaar" in said
    assert not public_statements().exists()
    opened(later)
    opened(promise.document)
    assert list(public_statements()) == [promise]
    move_document(document=later, state=DocumentState.WITHDRAWN, by=world.editor)
    move_document(document=promise.document, state=DocumentState.WITHDRAWN, by=world.editor)
    opened(promise.document)


def test_what_a_withdrawn_confirmation_rested_on_keeps_nothing_closed(world, promise, later, opened):
    event = Happened(kind=EventKind.REPORTED, on=date(2024, 3, 20), passage=anchor_for(later, "De uitkomsten"))
    record_event(statement=promise, happened=event, by=world.editor)
    withdraw(statement=promise, reason="Verkeerd gelezen", by=world.editor)
    assert opened(promise.document).state == DocumentState.PUBLIC


def test_opening_a_programme_shows_no_promise_with_hidden_evidence(world, promise, later, opened):
    world.programme.subject.__class__.objects.filter(pk=world.programme.subject.pk).update(is_public=False)
    opened(promise.document)
    event = Happened(kind=EventKind.REPORTED, on=date(2024, 3, 20), passage=anchor_for(later, "De uitkomsten"))
    with pytest.raises(NotPossibleNow, match="is not public"):
        record_event(statement=promise, happened=event, by=world.editor)
    opened(later)
    record_event(statement=promise, happened=event, by=world.editor)


def test_evidence_in_a_closed_programme_keeps_a_promise_closed(world, promise, opened):
    second = add_programme(key="tweede", name="Tweede", organisation=world.ministry, by=world.administrator)
    elsewhere = import_document(
        data=b"Den Haag, 1 mei 2024\n\nHet is gedaan.\n", name="e.txt", programme=second,
        organisation=world.ministry, by=world.editor,
    )  # fmt: skip
    opened(elsewhere)
    event = Happened(kind=EventKind.REPORTED, on=date(2024, 5, 1), passage=anchor_for(elsewhere, "Het is gedaan"))
    record_event(statement=promise, happened=event, by=world.editor)
    with pytest.raises(RestsOnHidden, match=elsewhere.public_id):
        opened(promise.document)
    open_subject(subject=second.subject, by=world.editor)
    opened(promise.document)


def test_what_hangs_together_is_shown_by_its_words(world, promise, other, opened, client):
    opened(promise.document)
    link(source=promise, kind=LinkKind.REPEATS, target=other, by=world.editor)
    add_measure(statement=promise, partner=world.ministry, title="Geld", by=world.editor)
    for one, words in ((promise, "Ik streef ernaar"), (other, "Ik zal uw Kamer")):
        page = html.fromstring(client.get(one.get_absolute_url()).content)
        (row,) = page.xpath("//h2[.='Hangt samen met']/following-sibling::ul[1]/li")
        assert words in row.text_content()
    assert "Ik zal uw Kamer" in client.get("/toezeggingen/maatregelen/").content.decode()
