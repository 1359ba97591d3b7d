"""Bad deliveries: every kind named completely, nothing half stored."""

from datetime import date

import polars as pl
import pytest
from openpyxl import Workbook

from narekenen.errors import UnusableInput
from narekenen.indicators.deliveries import compare, coverage
from narekenen.indicators.delivery import period_of, read_delivery
from narekenen.indicators.deliverycolumns import ACCEPTED
from narekenen.indicators.deliveryrules import RULES, Context
from narekenen.indicators.dutch import DUTCH
from narekenen.indicators.stays import flow

CONTEXT = Context(date(2024, 1, 1), date(2024, 12, 31), {"GM0014", "GM0363", "GM9999"})
HEADER = tuple(ACCEPTED)
GOOD = {
    "person": "a1b2c3d4e5", "sex": "f", "birth_year": "1990", "municipality": "GM0014", "institution": "I1",
    "category": "3", "group": "women_with_children", "entry": "2024-02-01", "exit": "2024-05-01", "home": "yes",
    "waiting_since": "2024-01-15",
}  # fmt: skip
GOING_ON = {**GOOD, "person": "ffff000011", "exit": "", "home": "", "municipality": "geen"}
BAD = {  # kind of rule -> what is changed in a good row
    "no person": {"person": ""}, "bsn": {"person": "111222333"}, "readable person": {"person": "Jan de Vries"},
    "short pseudonym": {"person": "17"}, "no sex": {"sex": " "}, "sex": {"sex": "Q"},
    "no birth year": {"birth_year": ""}, "birth year": {"birth_year": "01-02-1990"},
    "born later": {"birth_year": "2025"}, "too old": {"birth_year": "1899"}, "no municipality": {"municipality": ""},
    "municipality": {"municipality": "Groningen"}, "unknown municipality": {"municipality": "GM0457"},
    "no institution": {"institution": ""}, "no category": {"category": ""}, "category": {"category": "7"},
    "no group": {"group": ""}, "group": {"group": "pirates"}, "no entry": {"entry": ""},
    "entry": {"entry": "2024-02-30"}, "exit": {"exit": "soon"}, "exit before entry": {"exit": "2024-01-20"},
    "entry later": {"entry": "2025-01-02", "exit": "", "home": ""}, "exit later": {"exit": "2025-01-02"},
    "stay before": {"entry": "2023-01-01", "exit": "2023-12-01", "waiting_since": ""}, "home": {"home": "perhaps"},
    "home without exit": {"exit": ""}, "exit without home": {"home": ""}, "waiting": {"waiting_since": "long"},
    "waiting after entry": {"waiting_since": "2024-02-02"}, "twice": {},
    "overlap": {"entry": "2024-04-30", "exit": "2024-06-01"},
    "two years": {"birth_year": "1991", "entry": "2024-06-01", "exit": "2024-06-09"},
    "two sexes": {"sex": "m", "entry": "2024-06-01", "exit": "2024-06-09"},
}  # fmt: skip


def csv_of(rows, header=HEADER, separator=","):
    return "\n".join([separator.join(header), *(separator.join(row[name] for name in header) for row in rows)]) + "\n"


@pytest.fixture
def deliver(tmp_path):
    def send(rows=(), *, text=None, name="d.csv"):
        path = tmp_path / name
        path.write_text(csv_of(rows) if text is None else text, encoding="utf-8")
        return read_delivery(path, CONTEXT)

    return send


def refused(call, *args, **kwargs):
    with pytest.raises(UnusableInput) as caught:
        call(*args, **kwargs)
    return caught.value


def test_there_are_more_than_thirty_kinds_of_bad_row():
    assert {rule.kind for rule in RULES} == set(BAD)
    assert len(RULES) > 30


@pytest.mark.parametrize("kind", BAD)
def test_each_kind_is_named_with_its_row_and_what_to_do(deliver, kind):
    rule = next(rule for rule in RULES if rule.kind == kind)
    repeated = kind in ("twice", "overlap", "two years", "two sexes")
    rows = [GOOD, GOING_ON, {**GOOD, **({} if repeated else {"person": "0123456789abc"}), **BAD[kind]}]
    problem = refused(deliver, rows)
    assert "nothing of it was stored" in str(problem)
    (line,) = [line for line in problem.problems if rule.what in line]
    assert "4" in line.split(":")[0]
    assert rule.do in line
    if kind not in ("two years", "two sexes"):
        assert line.startswith("row 4:")


def test_every_kind_is_said_in_dutch(deliver):
    rows = [GOOD, *({**GOOD, **changed} for changed in BAD.values())]
    problem = refused(deliver, rows)
    first, *lines = problem.in_language("nl").splitlines()
    assert first.endswith("De levering is geweigerd; er is niets van bewaard.")
    english = dict(zip(lines, problem.problems, strict=True))
    for rule in RULES:
        (line,) = [line for line, said in english.items() if f": {rule.what}" in said and said.endswith(rule.do)]
        assert line.startswith(("  - rij ", "  - rijen "))
        assert f": {DUTCH[rule.what]}" in line
        assert line.endswith(f". {DUTCH[rule.do]}")


def test_no_personal_value_is_repeated(deliver):
    told = str(refused(deliver, [{**GOOD, "person": person} for person in ("111222333", "Jan de Vries", "17")]))
    assert "111222333" not in told
    assert "Vries" not in told


def test_forty_bad_rows_of_ten_thousand_are_all_named(deliver):
    rows = [{**GOOD, "person": f"person{i:06}"} for i in range(10_000)]
    bad = range(100, 8100, 200)
    for i in bad:
        rows[i]["category"] = "9"
        rows[i]["exit"] = "2024-01-20"
    problem = refused(deliver, rows)
    assert len(problem.problems) == 2
    for line in problem.problems:
        assert [int(row) for row in line.split(":")[0].removeprefix("rows ").split(", ")] == [i + 2 for i in bad]


def test_every_kind_at_once(deliver):
    rows = [GOOD, *({**GOOD, **changed} for changed in BAD.values())]
    told = refused(deliver, rows).problems
    assert {rule.kind for rule in RULES if any(rule.what in line for line in told)} == set(BAD)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda h: [n for n in h if n not in ("sex", "exit")], "no column for the sex"),
        (lambda h: [n for n in h if n not in ("sex", "exit")], "no column for the exit"),
        (lambda h: [*h, "Naam"], "column 'Naam' holds personal data"),
        (lambda h: [*h, "B.S.N."], "column 'B.S.N.' holds personal data"),
        (lambda h: [*h, "remarks"], "column 'remarks' is not part of the delivery"),
        (lambda h: [*h, "geslacht"], "columns 'sex' and 'geslacht' are both the sex"),
        (lambda h: [*h, "sex"], "column 'sex' stands in the file twice"),
    ],
)
def test_bad_headers(deliver, change, said):
    header = change(list(HEADER))
    row = {**GOOD, **dict.fromkeys(("Naam", "B.S.N.", "remarks", "geslacht"), "x")}
    problem = refused(deliver, text=csv_of([row], header))
    assert any(said in line for line in problem.problems)
    dutch = problem.in_language("nl")
    assert dutch.startswith("kolommen: De kolommen zijn niet die van een levering.")
    assert not any(line in dutch for line in problem.problems)


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("d.docx", "x", "is no kind of table"), ("d.csv", "", "first line is empty"),
        ("d.csv", csv_of([]), "has no rows"), ("d.csv", csv_of([GOOD]) + "a,b" + ",c" * 30 + "\n", "cannot be read"),
        ("d.xlsx", "no workbook", "XLSX file cannot be read"),
        ("d.parquet", "no parquet", "Parquet file cannot be read"),
    ],
)  # fmt: skip
def test_bad_files(deliver, name, text, said):
    problem = refused(deliver, text=text, name=name)
    assert said in str(problem)
    assert said not in problem.in_language("nl")


def test_an_absent_file(tmp_path):
    assert "no such file" in str(refused(read_delivery, tmp_path / "none.csv", CONTEXT))


def test_a_good_delivery_in_dutch_and_its_quality(deliver):
    dutch = dict(zip(HEADER, ("Pseudoniem", "Geslacht", "Geboortejaar", "Gemeente", "Instelling", "ETHOS", "Doelgroep",
                              "In", "Uit", "Eigen woning", "Wacht sinds"), strict=True))  # fmt: skip
    rows = [
        {**GOOD, "sex": "vrouw", "group": "gezin", "entry": "01-02-2024", "home": "ja"},
        {**GOING_ON, "birth_year": "onbekend"},
    ]
    rows = [{dutch[name]: value for name, value in row.items()} for row in rows]
    found = deliver(text=csv_of(rows, tuple(dutch.values()), ";"))
    assert found.frame.rows()[0][:7] == ("a1b2c3d4e5", "f", 1990, "GM0014", "I1", "3", "family")
    assert found.frame["municipality"].to_list() == ["GM0014", "none"]
    assert found.frame["entry"].to_list() == [date(2024, 2, 1)] * 2
    quality = found.quality
    assert (quality.rows, quality.persons, quality.open_stays, quality.unknown["birth_year"]) == (2, 2, 1, 1)
    assert flow(found.stays(), period_of(CONTEXT)).leavers == 1


def test_the_same_delivery_as_xlsx_and_parquet(deliver, tmp_path):
    rows = [GOOD, GOING_ON]
    book = Workbook()
    for line in [HEADER, *([row[name] for name in HEADER] for row in rows)]:
        book.active.append(line)
    book.save(tmp_path / "d.xlsx")
    pl.DataFrame(rows).write_parquet(tmp_path / "d.parquet")
    text = deliver(rows).frame
    for name in ("d.xlsx", "d.parquet"):
        assert read_delivery(tmp_path / name, CONTEXT).frame.equals(text)


def test_late_and_missing_deliveries_and_what_they_do():
    received = {"a": (date(2025, 2, 1), 100), "b": (date(2025, 4, 1), 50)}
    found = coverage(date(2025, 3, 1), received, {"a": 90, "c": 30}, ("a", "b", "c"))
    assert (found.total, found.delivered, found.expected, found.late) == (150, 2, 3, ("b",))
    assert (found.missing, found.low, found.high) == ({"c": 30}, 150, 180)
    assert coverage(date(2025, 3, 1), received, {}, ("a", "d")).high is None


def test_a_corrected_delivery_against_the_former(deliver):
    before = deliver([GOOD, GOING_ON]).frame
    after = deliver([{**GOOD, "exit": "2024-05-02"}, GOING_ON, {**GOOD, "person": "new0person"}]).frame
    found = compare(before, after)
    assert (found.added, found.removed, found.same) == (2, 1, 1)
    assert (found.persons_before, found.persons_after) == (2, 3)
