"""From deliveries to figures: disclosure before the ledger, nothing for who did not deliver, replayed by others."""

import json
from datetime import date

import numpy as np
import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test.utils import CaptureQueriesContext
from scipy.optimize import linprog

from narekenen.disclosure.audit import fixed, intervals
from narekenen.disclosure.tables import crossed
from narekenen.replay import replay
from narekenen.trace.reasons import reason_in
from navolgbaar.figures.bundles import bundle_of
from navolgbaar.figures.models import FigureVersion, RunInput
from navolgbaar.indicators import science
from navolgbaar.indicators.actions import NotPossibleNow, add_institution, bring_features, deliver
from navolgbaar.indicators.issuing import issue, prepare_release
from navolgbaar.indicators.models import Delivery, Institution
from navolgbaar.indicators.queries import (
    corrected_since,
    found_for,
    of_area,
    public_issues,
    public_rounds,
    says,
    standing_deliveries,
)
from navolgbaar.indicators.words import CELLS, REASONS
from navolgbaar.publishing.actions import approve, submit
from navolgbaar.publishing.models import Release

PERSONS = {"GM0363": 400, "GM0599": 320, "GM0518": 260, "GM0344": 180, "GM0014": 120, "GM0448": 9}
pytestmark = pytest.mark.db


def counted(code):
    return Delivery.objects.get(institution__code=code, replaced_by=None).counts


def test_a_small_number_is_null_with_a_reason_and_nothing_gives_it_away(published):
    made = public_issues(published)[0]
    small = counted("GM0448")
    assert 0 < small["home"] < 5 or 0 < small["known"] - small["home"] < 5
    told = says(made, "GM0448", only_public=True)
    assert told["home"].value is None
    assert told["home"].absent_because == "te weinig mensen om te tonen"
    assert told["home"].published == "– (te weinig mensen om te tonen)"
    assert told["home"].published_en == "– (too few people to show)"
    assert all(reason_in(dutch, "en") == english for dutch, english in REASONS.values())
    assert "GM0448" not in made.pairs
    others = [code for code in made.pairs if code]
    assert sum(made.pairs[code][0] for code in others) < made.pairs[""][0]
    assert len(others) <= 4, "one more is left out, or the total would give the small one away"


def test_no_withheld_cell_of_the_table_follows_from_what_is_shown(published):
    table = public_issues(published)[0].table
    codes = [code for code in table if code]
    cells = crossed([[counted(code)["cells"][cell] for cell in CELLS] for code in codes])
    hidden = np.array([[value is None for value in table[code]] for code in [*codes, ""]]).ravel()
    small = (cells.values > 0) & (cells.values < science.THRESHOLD)
    assert small.sum() > 3
    assert not (small & ~hidden).any()
    assert len(fixed(cells, hidden)) == 0
    assert (intervals(cells, hidden, small).width() >= science.THRESHOLD - 1e-6).all()


def test_nothing_small_reaches_the_ledger(published):
    """Neither as a value nor in what a computation took in."""
    for made in RunInput.objects.filter(name="count"):
        assert made.value == 0 or made.value >= science.THRESHOLD
    table = RunInput.objects.get(name="table").value
    assert all(n is None or n == 0 or n >= science.THRESHOLD for row in table.values() for n in row)
    assert any(n is None for row in table.values() for n in row)


def test_who_did_not_deliver_whole_has_no_number(asked, file_for, publish, world, house):
    add_institution(
        name="Opvang Utrecht Oost", code="GM0344", programme=world.programme, asked_by=world.ministry,
        organisation=house.organisation, by=world.editor,
    )  # fmt: skip
    for each in Institution.objects.exclude(name="Opvang Utrecht Oost"):
        deliver(asked=asked, institution=each, file=file_for(each.code), received_on=date(2025, 1, 20), by=house.person)
    made = publish(asked)
    told = says(made, "GM0344", only_public=True)
    assert {name: version.absent_because for name, version in told.items()} == {
        "persons": "niet alles is geleverd", "home": "niet alles is geleverd",
    }  # fmt: skip
    assert "GM0344" not in made.table
    assert made.coverage["delivered"] == standing_deliveries(asked).count() == 6
    assert made.coverage["high"] is None


def test_the_persons_of_all_are_those_of_the_deliveries(published):
    told = says(public_issues(published)[0], only_public=True)
    total = sum(each.counts["persons"] for each in Delivery.objects.all())
    assert told["persons"].value == str(total)
    assert sum(sum(each.counts["cells"].values()) for each in Delivery.objects.all()) == total
    known, home = (sum(each.counts[name] for each in Delivery.objects.all()) for name in ("known", "home"))
    assert float(told["home"].value) == pytest.approx(100 * home / known)


def test_a_place_is_a_range_and_replays_to_the_same_string(published):
    told = says(public_issues(published)[0], "GM0344", only_public=True)
    place = told["place"]
    assert int(place.low) <= int(place.value) <= int(place.high)
    assert int(place.low) < int(place.high)
    for version in told.values():
        data = bundle_of(version)
        assert json.loads(data)["published"] == version.published
        assert replay(data).same


def test_months_are_figures_of_their_own(published):
    told = says(public_issues(published)[0], only_public=True)
    months = [version for name, version in told.items() if name.startswith("month ")]
    assert len(months) >= 8
    assert {version.figure.period.first.day for version in months} == {1}
    assert months[0].figure.period.last.month == months[0].figure.period.first.month


def test_what_is_issued_is_not_public_before_a_second_person_releases_it(world, delivered):
    made = issue(asked=delivered, issued_on=date(2025, 3, 1), by=world.editor)
    proposal = prepare_release(issue=made, by=world.editor)
    assert prepare_release(issue=made, by=world.editor) == proposal
    assert FigureVersion.objects.exists()
    assert not public_rounds().exists()
    assert list(found_for("amster", None)) == []
    delivered.subject.refresh_from_db()
    assert not delivered.subject.is_public
    approve(proposal=submit(proposal=proposal, by=world.editor), by=world.publisher)
    delivered.subject.refresh_from_db()
    assert delivered.subject.is_public
    assert public_rounds().exists()


def test_two_who_issue_at_once_wait_for_each_other(world, delivered):
    """The lock comes before anything is read, and is held until the transaction ends."""
    with CaptureQueriesContext(connection) as asked:
        issue(asked=delivered, issued_on=date(2025, 3, 1), by=world.editor)
    said = [query["sql"] for query in asked.captured_queries]
    lock = next(i for i, sql in enumerate(said) if "pg_advisory_xact_lock" in sql and "issue of" in sql)
    assert lock < next(i for i, sql in enumerate(said) if 'FROM "indicators_delivery"' in sql)
    assert lock < next(i for i, sql in enumerate(said) if 'FROM "indicators_issue"' in sql)


def test_who_may_issue_and_when(world, asked, bring, house):
    with pytest.raises(NotPossibleNow):
        issue(asked=asked, issued_on=date(2025, 3, 1), by=world.editor)
    bring("GM0363")
    for stranger in (world.outsider, world.publisher, house.person):
        with pytest.raises(PermissionDenied):
            issue(asked=asked, issued_on=date(2025, 3, 1), by=stranger)


def test_a_correction_is_seen_at_once_and_issued_again_with_its_reason(world, published, bring, publish):
    first = public_issues(published)[0]
    assert corrected_since(first) == []
    bring("GM0518", persons=250, on=date(2025, 4, 1))
    assert [str(each) for each in corrected_since(first)] == ["Opvang Den Haag"]
    with pytest.raises(NotPossibleNow):
        issue(asked=published, issued_on=date(2025, 4, 2), by=world.editor)
    second = publish(published, on=date(2025, 4, 2), reason="Den Haag verbeterde zijn levering.")
    assert public_issues(published)[0] == second
    assert corrected_since(second) == []
    release = says(second, only_public=True)["persons"].publications.get().release
    assert Release.objects.get(public_id=release).supersedes is not None


@pytest.fixture
def corrected(published, bring, publish):
    """One person was forgotten by one institution, and the round was issued and released again."""
    first = public_issues(published)[0]
    before = {code: counted(code) for code in PERSONS}
    bring("GM0518", persons=PERSONS["GM0518"] + 1, on=date(2025, 4, 1))
    second = publish(published, on=date(2025, 4, 2), reason="Den Haag vergat iemand.")
    return first, second, before, {code: counted(code) for code in PERSONS}


def test_one_forgotten_person_cannot_be_read_as_the_difference_of_two_releases(corrected):
    """What an outsider does: every number that both releases show is subtracted, and so are all sums of them."""
    first, second, before, after = corrected
    assert sum(after["GM0518"]["cells"].values()) == sum(before["GM0518"]["cells"].values()) + 1
    for code, row in second.table.items():
        for then, now in zip(first.table[code], row, strict=True):
            assert then is None or now is None or then == now or abs(now - then) >= science.THRESHOLD, code
    assert second.table[""][-1] is None
    assert second.table["GM0518"][-1] is None
    assert second.table["GM0363"] == first.table["GM0363"], "nothing changed there"
    told = says(second, only_public=True)["persons"]
    assert told.absent_because == REASONS["change"][0]
    assert first.coverage["total"] % 10 == second.coverage["total"] % 10 == 0


def test_the_attack_over_two_releases_finds_no_change_of_a_few_persons(corrected):
    """Linear programs over all that both releases show, knowing that only one municipality delivered again."""
    first, second, before, after = corrected
    codes = [code for code in first.table if code]
    width = len(CELLS)
    at = {(k, code): slice(i * width, (i + 1) * width) for i, (k, code) in enumerate(
        [(0, code) for code in codes] + [(1, "GM0518")])}  # fmt: skip
    total = max(part.stop for part in at.values())

    def weights(k, code, place):
        out = np.zeros(total)
        for each in codes if not code else [code]:
            mine = out[at[(1, each) if k and each == "GM0518" else (0, each)]]
            mine[slice(None) if place == width else place] += 1
        return out

    tables = [(k, code, row) for k, made in enumerate((first, second)) for code, row in made.table.items()]
    seen = [(weights(k, code, place), number) for k, code, row in tables for place, number in enumerate(row)
            if number is not None]  # fmt: skip
    matrix, sides = np.array([row for row, _ in seen]), [number for _, number in seen]
    truth = [before["GM0518"]["cells"][cell] for cell in CELLS], [after["GM0518"]["cells"][cell] for cell in CELLS]
    moved = [j for j in range(width) if truth[0][j] != truth[1][j]]
    assert len(moved) == 1
    for code, place in (("GM0518", moved[0]), ("GM0518", width), ("", moved[0]), ("", width)):
        aim = weights(1, code, place) - weights(0, code, place)
        low, high = (linprog(sign * aim, A_eq=matrix, b_eq=sides, bounds=(0, None)) for sign in (1, -1))
        assert high.status == 3 or low.status == 3 or -high.fun - low.fun >= science.THRESHOLD - 1e-6


def test_a_share_is_left_out_where_few_persons_changed_it(corrected):
    first, second, _, _ = corrected
    for name in ("back", "waited", "stayed"):
        for code, (part, base) in second.shares[name]["rows"].items():
            if code in first.shares[name]["rows"]:
                then = first.shares[name]["rows"][code]
                differences = (part - then[0], base - then[1], (base - part) - (then[1] - then[0]))
                assert all(d == 0 or abs(d) >= science.THRESHOLD for d in differences), (name, code)
    for month, *pair in second.months:
        then = next((row[1:] for row in first.months if row[0] == month), None)
        assert then is None or science.may_show(pair, [then])


def test_a_month_or_quarter_that_changed_a_little_is_shown_of_nobody():
    rows = {"A": {"2024-01-01": [20, 40]}, "B": {"2024-01-01": [3, 9]}, "C": {"2024-01-01": [6, 20]}}
    assert set(science.rows_in_time(rows)) == {"A"}, "C covers B, who is small"
    assert science.rows_in_time({"A": rows["A"], "B": rows["B"]}) == {}
    changed = {**rows, "B": {"2024-01-01": [3, 10]}}
    assert science.rows_in_time(changed, [rows]) == {}, "of all less of A would be one more than before"
    assert set(science.rows_in_time({**rows, "A": {"2024-01-01": [40, 80]}}, [rows])) == {"A"}
    assert not science.may_show([20, 41], [[20, 40]])
    assert not science.may_show([3, 40])
    assert science.may_show([20, 40], [[20, 40], [0, 0]])


def test_peers_are_found_by_features_that_were_brought_beforehand(world):
    rows = "\n".join(f"GM{n:04d};{n % 7};{n * 3 % 11}" for n in range(20))
    made = bring_features(
        file=("kenmerken.csv", f"code;a;b\n{rows}".encode()), source="Verzonnen", programme=world.programme,
        organisation=world.ministry, by=world.editor,
    )  # fmt: skip
    group = science.peers_of("GM0003", made.names, made.value)
    assert len(group.peers) == 6
    assert science.peers_of("GM9999", made.names, made.value) is None


def test_a_funnel_needs_three_and_says_who_is_outside():
    assert science.funnel({"GM0363": [5, 10], "GM0599": [5, 10]}) is None
    found = science.funnel({"GM0363": [400, 1000], "GM0599": [390, 1000], "GM0518": [410, 1000], "GM0344": [900, 1000],
                            "GM0014": [405, 1000], "GM0796": [395, 1000], "GM0855": [402, 1000], "GM0307": [398, 1000],
                            "GM0200": [404, 1000], "GM0080": [396, 1000], "GM0193": [401, 1000]})  # fmt: skip
    odd = [spot.name for spot in found.spots if spot.verdict]
    assert odd == ["Utrecht"]
    assert [spot.name for spot in found.spots] == sorted(spot.name for spot in found.spots)


def test_a_trend_needs_eight_months_and_singles_out_the_odd_one():
    months = [[f"2024-{m:02d}-01", 40 + m % 3, 100] for m in range(1, 13)]
    assert science.trend(months[:7]) is None
    rows, centre = science.trend(months)
    assert not any(month.signal for month in rows)
    months[8] = ["2024-09-01", 95, 100]
    rows, centre = science.trend(months)
    assert rows[8].signal
    assert rows[8].high < 95
    assert 40 < centre < 60


def test_a_municipality_has_its_numbers_once_per_round(published):
    (found,) = of_area("GM0363", None)
    assert set(found[1]) == {"persons", "home", "place"}
    assert of_area("GM1680", None) == []
    hits = list(found_for("amster", None))
    assert [hit.address for hit in hits] == [f"/monitor/{published.subject.public_id}/GM0363/"]
