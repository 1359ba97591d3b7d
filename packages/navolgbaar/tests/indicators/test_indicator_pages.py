"""The pages of the monitor: every number with its origin, ranges and no ranking, strangers see what is released."""

import re
from dataclasses import replace
from datetime import date

import pytest
from crawling import bare_numbers
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import translation
from lxml import html

from narekenen.indicators.deliverycolumns import ACCEPTED, CATEGORIES, GROUPS
from navolgbaar.indicators.actions import NotPossibleNow, bring_features
from navolgbaar.indicators.beside import Beside, standing_out
from navolgbaar.indicators.models import Delivery, Institution, PlanEvent, Region, Round
from navolgbaar.indicators.plans import add_region, record_plan_event
from navolgbaar.indicators.queries import adopted_in, public_issues, says, standings
from navolgbaar.indicators.science import Month
from navolgbaar.indicators.states import PlanState
from navolgbaar.indicators.words import COLUMNS, PAGES

pytestmark = pytest.mark.db


@pytest.fixture
def region(world):
    made = add_region(
        name="Regio Noord", codes=["GM0014", "GM0344"], programme=world.programme, organisation=world.ministry,
        by=world.editor,
    )  # fmt: skip
    for code, state, day in (
        ("", PlanState.DRAFT, 1),
        ("GM0014", PlanState.SUBMITTED, 2),
        ("GM0014", PlanState.ADOPTED, 9),
    ):
        record_plan_event(
            region=made, code=code, state=state, on=date(2025, 4, day), evidence="Besluitenlijst", by=world.editor
        )
    return made


@pytest.fixture
def pages(published, region):
    here = published.get_absolute_url()
    return {
        "overview": reverse("indicators:overview"), "round": here, "town": f"{here}GM0344/", "small": f"{here}GM0448/",
        "region": reverse("indicators:region", args=[region.public_id]),
        **{page: f"{here}over/{page}/" for page in ("terugkeer", "wachten", "verblijf", "bedden")},
    }  # fmt: skip


def test_the_public_pages_in_both_languages(client, pages):
    said = {
        "overview": ("Waar staat elke gemeente?", "Where does each municipality stand?"),
        "round": ("Verschil, of gewoon toeval?", "Different, or just chance?"),
        "town": ("Plaats tussen de andere", "Its place among the others"),
        "small": ("te weinig mensen om te tonen", "too few people to show"),
        "region": ("Raad van Groningen", "Council of Groningen"),
        "terugkeer": ("Kwam terug", "Came back"),
        "wachten": ("Langer dan zes weken gewacht", "Waited longer than six weeks"),
        "verblijf": ("Drie maanden of langer gebleven", "Stayed three months or longer"),
        "bedden": ("Bezette bedden", "Beds in use"),
    }
    for name, (dutch, english) in said.items():
        assert dutch in client.get(pages[name]).content.decode(), name
        page = client.get(f"/en{pages[name]}").content.decode()
        assert english in page, name


def test_every_number_can_be_followed(client, pages):
    for name, path in pages.items():
        tree = html.fromstring(client.get(path).content)
        assert bare_numbers(tree.get_element_by_id("main")) == [], name


def test_every_share_has_its_page_and_stands_on_that_of_a_municipality(client, published, pages):
    told = says(public_issues(published)[0], only_public=True)
    for page, name in PAGES.items():
        tree = html.fromstring(client.get(pages[page]).content)
        (table,) = tree.iter("table")
        assert table.get("data-figure") == str(told[name])
        names = [row.text_content() for row in table.iterfind("tbody/tr/th[a]")]
        assert sorted(names) == ["'s-Gravenhage", "Amsterdam", "Groningen", "Rotterdam", "Texel", "Utrecht"]
        assert (tree.get_element_by_id("funnel", None) is None) == (name == "beds")
    town = html.fromstring(client.get(pages["town"]).content)
    (strips,) = town.find_class("strips")
    rows = {row.get("data-figure"): row for row in strips}
    home = says(public_issues(published)[0], "GM0344", only_public=True)["home"]
    assert set(rows) == {str(home), *(str(told[name]) for name in PAGES.values())}
    said = [row.text_content() for row in rows.values()]
    assert all("%" in words or "te weinig" in words.lower() or "weggelaten" in words.lower() for words in said)
    assert len(rows[str(home)].findall(".//circle[@class='other']")) == len(public_issues(published)[0].pairs) - 2
    assert client.get(f"{published.get_absolute_url()}over/anders/").status_code == 404


def test_a_municipality_is_told_in_three_sentences_what_differs_most_first(client, published, pages):
    town = html.fromstring(client.get(pages["town"]).content)
    (told,) = town.find_class("told")
    sentences = [item.text_content() for item in told.iterfind("ol/li")]
    assert len(sentences) == 3
    assert all("alle samen" in sentence for sentence in sentences[:2])
    issue = public_issues(published)[0]
    outside = Beside("home", "A", "", "f", "1%", "", "", "low (0.001)", "", None)
    nearly, within = replace(outside, verdict="high (0.025)", words="B"), replace(outside, verdict="", words="C")
    unjudged, unknown = replace(outside, verdict=None), replace(outside, said="")
    order = [words for _, words, _ in standing_out([within, unknown, nearly, unjudged, outside], [])]
    assert [words[0] for words in order] == ["A", "B", "C"]
    assert standing_out([], []) == []
    small = html.fromstring(client.get(pages["small"]).content)
    assert small.find_class("strips"), "why there is no number stands where the number would"
    assert not any(issue.pairs.get("GM0448", []))


def test_of_a_municipality_that_did_not_deliver_nothing_else_is_said(client, asked, bring, publish):
    for code in ("GM0363", "GM0599", "GM0344", "GM0518"):
        bring(code)
    publish(asked)
    page = client.get(f"{asked.get_absolute_url()}GM0014/").content.decode()
    assert "Niet alles is geleverd." in page
    assert "te weinig" not in page
    assert "bleke stip" not in page


def test_what_changed_over_time_is_said_with_its_doubt():
    home = Beside("home", "Een eigen woning", "", "f", "1%", "", "", "", "", None)
    first, close = Month(date(2024, 1, 1), 20, 10, 30, False), Month(date(2024, 4, 1), 29, 19, 39, False)
    far = replace(close, value=60, low=50, high=70)
    with translation.override("nl"):
        *_, told = standing_out([home], [first, close])
        *_, apart = standing_out([home], [first, far])
    sentence = "Een eigen woning ging van 20% (2024, kwartaal 1) naar 29% (2024, kwartaal 2)."
    assert told == ("f", sentence, "de marges overlappen: het kan toeval zijn")
    assert apart[2] == "meer dan toeval verklaart"


def test_beds_are_nights_slept_of_nights_that_could_be(published):
    told = says(public_issues(published)[0], only_public=True)
    every = [each.counts for each in Delivery.objects.filter(replaced_by=None)]
    nights, beds = (sum(counts[name] for counts in every) for name in ("nights", "beds"))
    assert float(told["beds"].value) == pytest.approx(100 * nights / beds)


def test_quarters_of_a_municipality_are_drawn_with_their_ranges(client, published):
    made = public_issues(published)[0]
    code = next(iter(made.quarters))
    page = html.fromstring(client.get(f"{published.get_absolute_url()}{code}/").content)
    assert page.get_element_by_id("trend") is not None
    assert "2024, kwartaal 1" in page.text_content()
    hidden = next(code for code in ("GM0448", "GM0014") if code not in made.quarters)
    without = client.get(f"{published.get_absolute_url()}{hidden}/").content.decode()
    assert "2024, kwartaal" not in without
    assert "Per kwartaal vertrokken te weinig mensen" in without


def test_tables_are_in_the_order_of_names_and_places_are_ranges(client, pages):
    tree = html.fromstring(client.get(pages["round"]).content)
    for table in tree.iter("table"):
        names = [row.text_content() for row in table.iterfind("tbody/tr/th[a]")]
        shown = [name for name in names if name not in ("Texel", "Groningen")]
        assert shown == sorted(shown)
    town = html.fromstring(client.get(pages["town"]).content).text_content()
    low, high = map(int, re.search(r"plaats (\d) tot (\d)", town).groups())
    assert low < high


def test_a_table_as_a_file_has_empty_cells_where_something_was_withheld(client, published):
    lines = client.get(reverse("indicators:table", args=[published.subject.public_id])).content.decode().splitlines()
    assert lines[0].startswith("code;gemeente;f 0-17")
    assert lines[-1].startswith("totaal;")
    assert any(";;" in line for line in lines)


def test_a_correction_is_told_on_the_page_before_it_is_issued(client, published, bring):
    assert "Den Haag. De cijfers" not in client.get(published.get_absolute_url()).content.decode()
    bring("GM0518", persons=250, on=date(2025, 4, 1))
    page = client.get(published.get_absolute_url()).content.decode()
    assert "kwam er een levering of werd er een verbeterd: Opvang Den Haag" in page
    assert "De cijfers hieronder bevatten die nog niet" in page


def test_most_like_it(client, world, delivered, publish):
    rows = "\n".join(f"GM{n:04d};{n % 7};{n * 3 % 11}" for n in (363, 599, 518, 344, 14, 448, 80, 74, 85, 86, 88, 90))
    features = bring_features(
        file=("k.csv", f"code;a;b\n{rows}".encode()), source="Verzonnen", programme=world.programme,
        organisation=world.ministry, by=world.editor,
    )  # fmt: skip
    publish(delivered, features=features)
    page = client.get(f"{delivered.get_absolute_url()}GM0363/").content.decode()
    assert "Lijkt het meest op" in page
    assert page.count('<th scope="row">') >= 6


def test_what_is_not_released_or_not_there_does_not_exist(client, world, delivered):
    from navolgbaar.indicators.issuing import issue

    issue(asked=delivered, issued_on=date(2025, 3, 1), by=world.editor)
    here = delivered.get_absolute_url()
    for path in (here, f"{here}GM0363/", f"{here}tabel.csv"):
        assert client.get(path).status_code == 404


def test_a_plan_stands_per_region_and_per_council_and_nothing_is_forgotten(world, region):
    assert [(each.name, each.event and each.event.state) for each in standings(region)] == [
        ("Regio Noord", "draft"), ("Groningen", "adopted"), ("Utrecht", None),
    ]  # fmt: skip
    assert [each.code for each in adopted_in(region)] == ["GM0014"]
    record_plan_event(
        region=region, code="GM0014", state=PlanState.WITHDRAWN, on=date(2025, 6, 1), evidence="Notulen",
        by=world.editor,
    )  # fmt: skip
    assert adopted_in(region) == []
    assert PlanEvent.objects.count() == 4
    with pytest.raises(NotPossibleNow):
        record_plan_event(
            region=region, code="GM0363", state=PlanState.ADOPTED, on=date(2025, 6, 1), evidence="x", by=world.editor
        )


def upload(data, name="levering.csv"):
    return {"file": SimpleUploadedFile(name, data)}


def test_an_institution_delivers_is_refused_and_corrects(client, world, asked, house, file_for):
    client.force_login(house.person)
    desk = client.get(reverse("indicators:desk", args=[world.programme.key])).content.decode()
    assert "Opvang Amsterdam" in desk
    assert "Toevoegen" in desk  # this person is an editor of the own organisation; what the ministry asks is not there
    town = Institution.objects.get(code="GM0363")
    page = reverse("indicators:deliver", args=[asked.subject.public_id, town.public_id])
    asked_for = client.get(page).content.decode()
    assert f"<pre>{';'.join(ACCEPTED)}</pre>" in asked_for, "what the page asks for is what is read"
    assert set(COLUMNS) == set(ACCEPTED)
    for language in ("nl", "en"):
        with translation.override(language):
            named = re.findall(r"[a-z_]+", str(COLUMNS["group"]))
            assert {GROUPS[word] for word in named if word in GROUPS} == set(GROUPS.values())
            assert set(re.findall(r"\d", str(COLUMNS["category"]))) == set(CATEGORIES)
    data = file_for("GM0363")[1]
    refused = client.post(page, upload(data.replace(b";m;", b";man?;")))
    assert refused.status_code == 422
    said = refused.content.decode()
    assert "Er is niets van dit bestand bewaard" in said
    assert "De levering is geweigerd; er is niets van bewaard." in said
    assert "het geslacht heeft geen bekende code" in said
    assert "<li>rijen " in said
    assert not Delivery.objects.exists()
    done = client.post(page, upload(data), follow=True)
    assert "Verslag over het bestand" in done.content.decode()
    again = client.post(page, upload(data))
    assert "Precies dit bestand is al eerder geleverd" in again.content.decode()
    assert Delivery.objects.count() == 1


def test_a_correction_shows_what_changed_and_the_former_one_stays(client, house, asked, bring):
    first = bring("GM0363")
    second = bring("GM0363", persons=390)
    client.force_login(house.person)
    page = client.get(reverse("indicators:delivery", args=[second.public_id])).content.decode()
    assert "Wat de verbetering veranderde" in page
    former = client.get(reverse("indicators:delivery", args=[first.public_id])).content.decode()
    assert "Deze levering is vervangen" in former


def test_deliveries_are_for_who_delivers_and_who_asked(client, world, house, bring, settings):
    made = bring("GM0363")
    page = reverse("indicators:delivery", args=[made.public_id])
    settings.SECOND_FACTOR_FOR = ()
    for user, status in ((world.editor, 200), (house.person, 200), (world.outsider, 404)):
        client.force_login(user)
        assert client.get(page).status_code == status
    client.force_login(world.editor)
    deliver = reverse("indicators:deliver", args=[made.round.subject.public_id, made.institution.public_id])
    assert client.get(deliver).status_code == 200
    assert client.post(deliver, upload(b"x")).status_code == 404


def test_the_way_from_nothing_to_a_proposal(client, world, house, settings):
    client.force_login(world.editor)
    settings.SECOND_FACTOR_FOR = ()
    desk = reverse("indicators:desk", args=[world.programme.key])

    def add(what, **said):
        fields = {f"{what}-{name}": value for name, value in {"organisation": world.ministry.pk, **said}.items()}
        return client.post(reverse("indicators:add", args=[world.programme.key, what]), fields)

    assert add("sleutelperiode", first="2024-01-01", last="2025-12-31", ground="Afspraak").headers["Location"] == desk
    again = add("sleutelperiode", first="2024-06-01", last="2026-12-31", ground="Nog een")
    assert again.status_code == 422
    assert "sleutelperiode in deze dagen" in again.content.decode()
    assert add("instelling", name="Opvang", code="Amsterdam", deliverer=house.organisation.pk).status_code == 422
    assert add("instelling", name="Opvang", code="gm0363", deliverer=house.organisation.pk).status_code == 302
    assert add("instelling", name="Opvang", code="gm0363", deliverer=house.organisation.pk).status_code == 422
    key = world.programme.key_periods.get().pk
    assert add("ronde", key_period=key, first="2024-01-01", last="2024-12-31", due="2025-02-01").status_code == 302
    assert add("regio", name="Noord", codes="GM0363, GM0014").status_code == 302
    assert Region.objects.get().codes == ["GM0014", "GM0363"]
    assert add("kenmerken", source="x", file=SimpleUploadedFile("k.csv", b"code;a\nGM0363;x\n")).status_code == 422
    assert add("anders").status_code == 404
    asked = Round.objects.get()
    page = reverse("indicators:desk_round", args=[asked.subject.public_id])
    assert "ontbreekt" in client.get(page).content.decode()
    refused = client.post(reverse("indicators:issue", args=[asked.subject.public_id]), {"issued_on": "2025-03-01"})
    assert refused.status_code == 422
    assert "Er is nog niets geleverd" in refused.content.decode()


def test_from_the_desk_to_a_proposal_and_a_plan(client, world, delivered, region, settings):
    client.force_login(world.editor)
    settings.SECOND_FACTOR_FOR = ()
    page = reverse("indicators:desk_round", args=[delivered.subject.public_id])
    assert "te laat" in client.get(page).content.decode()
    issued = client.post(reverse("indicators:issue", args=[delivered.subject.public_id]), {"issued_on": "2025-03-01"})
    assert issued.headers["Location"] == page
    publish = client.post(reverse("indicators:publish", args=[delivered.subject.public_id]))
    assert "/voorstellen/" in publish.headers["Location"]
    here = reverse("indicators:desk_region", args=[region.public_id])
    said = {"code": "GM0344", "state": "adopted", "on": "2025-05-05", "evidence": "Besluitenlijst"}
    assert client.post(here, said).status_code == 302
    assert client.post(here, {**said, "code": "GM9999"}).status_code == 422
    assert len(adopted_in(region)) == 2


def test_a_municipality_has_its_numbers_and_its_plan_on_its_own_page(client, world, published, region):
    from navolgbaar.programmes.actions import add_subject, open_subject
    from navolgbaar.programmes.models import Area
    from navolgbaar.programmes.states import SubjectKind

    town = add_subject(
        kind=SubjectKind.AREA, name="Groningen", programme=world.programme, organisation=world.ministry,
        by=world.editor,
    )  # fmt: skip
    open_subject(subject=town, by=world.editor)
    Area.objects.create(code="GM0014", name="Groningen", kind="gemeente", valid_from="2019-01-01", subject=town)
    page = client.get(town.get_absolute_url()).content.decode()
    assert f"{published.get_absolute_url()}GM0014/" in page
    assert "Raad van Groningen" in page
    programme = client.get(world.subject.get_absolute_url()).content.decode()
    assert published.get_absolute_url() in programme
    assert "Regio Noord" in programme
    assert public_issues(published).count() == 1
