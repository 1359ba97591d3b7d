"""How a number enters the ledger, is corrected, contradicted, published and followed."""

from dataclasses import replace
from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils.translation import override

from navolgbaar.core.models import AuditEvent
from navolgbaar.figures.actions import NotConfirmed, Question, answer_reading, record_reading, record_run
from navolgbaar.figures.descent import stale_versions
from navolgbaar.figures.models import Figure, FigureVersion, Reading
from navolgbaar.figures.queries import latest_answer, proposals_of, revised_uses, side_by_side, versions_for
from navolgbaar.figures.render import figure_markup, kept_together
from navolgbaar.figures.shown import shown_on
from navolgbaar.figures.states import FigureKind, Verdict

pytestmark = [pytest.mark.django_db, pytest.mark.db]


def question_of(version):
    figure = version.figure
    return Question(**{name: getattr(figure, name) for name in Question.__slots__})


def test_what_is_read_is_a_proposal_with_its_place(letter):
    proposals = {p.value: p for p in proposals_of(letter)}
    assert {"1229", "1400"} <= set(proposals)
    reading = proposals["1229"]
    assert reading.verdict == Verdict.PROPOSED
    assert reading.by == "reader:reading.number@1"
    anchor = reading.anchor
    assert anchor.passage.text[anchor.at : anchor.to] == "1.229"
    assert anchor.source == letter.file.digest


def test_a_proposal_becomes_a_number_only_after_a_person(world, letter, say):
    version = say("1229")
    proposal = version.reading.answers
    with pytest.raises(NotConfirmed, match="after an editor confirmed it"):
        record_reading(question=question_of(version), reading=proposal, by=world.editor)


def test_confirmed_reading_becomes_a_version_with_both_strings(say):
    version = say("1229")
    assert (version.number, version.value, version.published, version.published_en) == (1, "1229", "1.229", "1,229")
    assert version.reading.verdict == Verdict.CONFIRMED
    assert version.run is None
    assert str(version) == f"{version.figure.public_id}@1"


def test_a_rejected_reading_gives_no_number(world, letter, say):
    version = say("1229")
    rejected = answer_reading(proposal=version.reading.answers, verdict=Verdict.REJECTED, by=world.editor)
    with pytest.raises(NotConfirmed):
        record_reading(question=question_of(version), reading=rejected, reason="x", by=world.editor)


def test_a_correction_is_the_next_version_with_its_reason(say):
    first = say("1229")
    with pytest.raises(ValueError, match="say why there is another one"):
        say("1229", verdict=Verdict.CORRECTED, corrected="1230")
    second = say("1229", verdict=Verdict.CORRECTED, corrected="1230", reason="Tabel 2 geeft 1.230")
    assert second.figure == first.figure
    assert (second.number, second.published) == (2, "1.230")
    assert FigureVersion.objects.get(pk=first.pk).published == "1.229"


def test_who_confirmed_stands_in_the_audit_trail_and_not_in_the_ledger(world, say):
    version = say("1229")
    event = AuditEvent.objects.get(event="figures.reading_confirmed")
    assert event.actor == world.editor.public_id
    assert event.data["answer"] == version.reading.pk
    assert not {f.name for f in Reading._meta.get_fields() if f.concrete} & {"user", "by_user", "confirmed_by"}


def test_strangers_and_other_organisations_answer_nothing(world, letter):
    proposal = proposals_of(letter).first()
    for user in (world.outsider, world.publisher, world.administrator):
        with pytest.raises(PermissionDenied):
            answer_reading(proposal=proposal, verdict=Verdict.CONFIRMED, by=user)
    assert latest_answer(proposal) is None
    assert not AuditEvent.objects.filter(event__startswith="figures.reading").exists()


@pytest.mark.parametrize(
    ("verdict", "value"), [(Verdict.PROPOSED, ""), (Verdict.CONFIRMED, "9"), (Verdict.CORRECTED, ""), ("rejected", "9")]
)
def test_answers_that_say_nothing_or_two_things_are_refused(world, letter, verdict, value):
    with pytest.raises(ValueError, match=r"An answer confirms|A correction gives"):
        answer_reading(proposal=proposals_of(letter).first(), verdict=verdict, value=value, by=world.editor)


def test_two_issuers_stand_side_by_side(world, say, release):
    ours = say("1229")
    question = replace(question_of(ours), issuer=world.inspectorate)
    theirs = record_reading(question=question, reading=ours.reading, by=world.editor)
    assert theirs.figure != ours.figure
    assert side_by_side(ours.figure) == []
    release(ours, theirs)
    assert side_by_side(ours.figure) == [theirs]
    assert side_by_side(theirs.figure) == [ours]
    assert {version.pk for version in shown_on(world.subject)} == {ours.pk, theirs.pk}


def test_an_earlier_forecast_is_not_overwritten_by_a_later_one(say):
    march = say("1400", FigureKind.FORECAST)
    question = replace(question_of(march), issued_on=date(2024, 3, 1))
    assert Figure.objects.filter(quantity=march.figure.quantity).count() == 1
    later = Figure.objects.create(
        public_id="NB-2024-00001", **{n: getattr(question, n) for n in Question.__slots__}
    )  # fmt: skip
    assert later != march.figure


def test_the_same_question_is_one_figure_also_without_an_area(say):
    version = say("1229")
    again = {n: getattr(version.figure, n) for n in Question.__slots__}
    with pytest.raises(IntegrityError, match="figures_one_figure_per_question"), transaction.atomic():
        Figure.objects.create(public_id="NB-2026-99999", **again)


@pytest.fixture
def total(world, say):
    """The sum of two figures."""
    parts = [say("1229"), say("1400", FigureKind.TARGET)]
    question = replace(question_of(parts[0]), kind=FigureKind.CLAIMED)

    def compute(reason=""):
        return record_run(
            question=question, recipe="arithmetic.sum@1", inputs={"terms": parts}, reason=reason, by=world.editor
        )

    return compute


def test_a_computation_keeps_what_went_into_it(total):
    version = total()
    assert (version.value, version.published, version.n) == ("2629", "2.629", 2)
    assert version.reading is None
    run = version.run
    assert run.recipe == "arithmetic.sum@1"
    assert run.code.startswith("narekenen ")
    (terms,) = run.inputs.all()
    assert (terms.kind, terms.value) == ("figure", ["1229", "1400"])
    assert [origin.version.value for origin in terms.origins.order_by("position")] == ["1229", "1400"]
    assert terms.digest.startswith("sha256:")


def test_a_correction_makes_what_rests_on_it_stale_and_a_rerun_mends_it(world, total, say):
    version = total()
    assert list(stale_versions()) == []
    corrected = say("1229", verdict=Verdict.CORRECTED, corrected="1230", reason="Tabel 2")
    assert list(stale_versions()) == [version]
    again = record_run(
        question=question_of(version),
        recipe="arithmetic.sum@1",
        inputs={"terms": [corrected, version.run.inputs.get().origins.get(position=1).version]},
        reason="Volgt de correctie",
        by=world.editor,
    )
    assert (again.number, again.value) == (2, "2630")
    assert list(stale_versions()) == []


def test_an_answer_alone_makes_the_number_and_all_above_it_stale(world, total, say):
    version = total()
    above = record_run(
        question=replace(question_of(version), kind=FigureKind.FORECAST),
        recipe="arithmetic.sum@1",
        inputs={"terms": [version]},
        by=world.editor,
    )
    part = version.run.inputs.get().origins.get(position=0).version
    answer_reading(proposal=part.reading.answers, verdict=Verdict.CORRECTED, value="1231", by=world.editor)
    assert {v.pk for v in stale_versions()} == {part.pk, version.pk, above.pk}


def test_a_correction_reaches_every_use_and_leaves_the_release(say, release):
    first = say("1229")
    before = release(first)
    assert not revised_uses().exists()
    second = say("1229", verdict=Verdict.CORRECTED, corrected="1230", reason="Tabel 2")
    assert not revised_uses().exists()
    after = release(second, supersedes=before, reason="Correctie")
    assert [use.place for use in revised_uses()] == [before.public_id]
    assert before.manifest["figures"][0]["published"] == "1.229"
    assert after.supersedes == before


def test_the_public_sees_published_versions_only(world, say, release):
    from django.contrib.auth.models import AnonymousUser

    version = say("1229")
    assert versions_for(AnonymousUser(), version.figure) == []
    assert versions_for(world.outsider, version.figure) == []
    assert versions_for(world.editor, version.figure) == [version]
    release(version)
    assert versions_for(AnonymousUser(), version.figure) == [version]


def test_one_renderer_in_two_languages(say):
    version = say("1229")
    markup = figure_markup(version)
    assert f'<data value="1229" data-figure="{version}">' in markup
    assert f'href="/cijfers/{version.figure.public_id}/"' in markup
    assert ">1.229</a></data>" in markup
    with override("en"):
        assert ">1,229</a></data>" in figure_markup(version)


@pytest.mark.parametrize(
    ("wrong", "constraint"),
    [
        ({"reading": None}, "figures_exactly_one_origin"),
        ({"value": None}, "figures_no_value_has_a_reason"),
        ({"absent_because": "suppressed"}, "figures_no_value_has_a_reason"),
        ({"low": "1"}, "figures_an_interval_has_two_ends"),
        ({"number": 2}, "figures_a_correction_has_a_reason"),
        ({"number": 1}, "figures_each_version_number_once"),
    ],
)
def test_the_database_itself_refuses(say, wrong, constraint):
    version = say("1229")
    fields = {f.attname: getattr(version, f.attname) for f in FigureVersion._meta.concrete_fields if f.name != "id"}
    fields |= {"number": 3, "reason": "probe"} if "number" not in wrong else {"reason": ""}
    fields = {name: value for name, value in (fields | wrong).items() if name != "reading_id" or "reading" not in wrong}
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        FigureVersion.objects.create(**fields)


def test_a_version_from_a_reading_and_a_run_at_once_is_refused(total, say):
    version = total()
    fields = {f.attname: getattr(version, f.attname) for f in FigureVersion._meta.concrete_fields if f.name != "id"}
    reading = Reading.objects.filter(verdict=Verdict.CONFIRMED).first()
    fields |= {"number": 2, "reason": "probe", "reading_id": reading.pk}
    with pytest.raises(IntegrityError, match="figures_exactly_one_origin"), transaction.atomic():
        FigureVersion.objects.create(**fields)


@pytest.mark.parametrize(
    ("published", "shown"),
    [
        ("€ 5 (€ 4 tot € 6)", "€_5 (€_4 tot €_6)"),
        ("3,1 % (2,0 % tot 4,2 %)", "3,1_% (2,0_% tot 4,2_%)"),
        ("1.229", "1.229"),
    ],
    ids=["euros", "per cent", "count"],
)
def test_a_line_never_ends_between_a_number_and_its_sign(published, shown):
    assert kept_together(published) == shown.replace("_", "\N{NO-BREAK SPACE}")
