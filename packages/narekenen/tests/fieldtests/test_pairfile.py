"""A pair file in many spellings; all problems named at once, nothing half read."""

import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from narekenen.errors import UnusableInput
from narekenen.fieldtests.cells import PairedCells
from narekenen.fieldtests.counting import cells_by
from narekenen.fieldtests.outcomes import classify
from narekenen.fieldtests.pairfile import Reading, read_pairs

WIDE = """Advertentie;Testprofiel;Controle-uitkomst;Test uitkomst;Makelaar;Meetronde;Controle eerst
A1;Pools;ja;nee;k1;1;ja
A2;Pools;Ja;JA;k1;1;nee
A3;Pools;nee;nee;k2;2;ja
A4;Marokkaans;uitgenodigd;afgewezen;k2;2;nee
A5;Marokkaans;;ja;k3;2;nee
A6;Marokkaans;nee;ja;;2;
"""
LONG = """offer,candidate,callback,sentorder,city
1,control,TRUE,1,x
1,minority,FALSE,2,x
2,control,TRUE,2,x
2,minority,TRUE,1,x
3,minority,TRUE,1,y
"""


@pytest.fixture
def write(tmp_path):
    def _write(text, name="pairs.csv", encoding="utf-8"):
        path = tmp_path / name
        path.write_bytes(text.encode(encoding))
        return path

    return _write


def problems_of(path, reading=None):
    with pytest.raises(UnusableInput) as caught:
        read_pairs(path, reading)
    return caught.value


def test_one_row_per_pair_with_dutch_names_and_words(write):
    table = read_pairs(write(WIDE))
    assert cells_by(table) == {
        ("Marokkaans",): PairedCells(n11=0, n10=1, n01=1, n00=0),
        ("Pools",): PairedCells(n11=1, n10=1, n01=0, n00=1),
    }
    assert dict(table.flow) == {"rows read": 6, "pairs formed": 6, "incomplete, left out": 1, "valid pairs": 5}
    assert table.frame["agency"].to_list() == ["k1", "k1", "k2", "k2", None]
    assert table.frame["control_first"].to_list() == [True, False, True, False, None]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_encodings_and_separators_do_not_matter(write, encoding, separator):
    path = write(WIDE.replace(";", separator).replace("Pools", "Föhr"), encoding=encoding)
    assert ("Föhr",) in cells_by(read_pairs(path))


def test_xlsx_and_parquet_give_the_same_cells_as_csv(tmp_path, write):
    frame = pl.read_csv(write(LONG))
    frame.write_parquet(tmp_path / "pairs.parquet")
    from openpyxl import Workbook

    book = Workbook()
    book.active.append(frame.columns)
    for row in frame.iter_rows():
        book.active.append(row)
    book.save(tmp_path / "pairs.xlsx")
    expected = {("minority",): PairedCells(n11=1, n10=1, n01=0, n00=0)}
    for name in ("pairs.csv", "pairs.parquet", "pairs.xlsx"):
        assert cells_by(read_pairs(tmp_path / name)) == expected, name


def test_one_row_per_message_keeps_order_and_subgroups(write):
    table = read_pairs(write(LONG), Reading(by=("City",)))
    assert table.frame["control_first"].to_list() == [True, False]
    assert cells_by(table, ("city",)) == {("x",): PairedCells(n11=1, n10=1, n01=0, n00=0)}
    assert dict(table.flow)["listings"] == 3


def test_columns_can_be_named_by_hand_and_joined(write):
    text = "a,g,o,yes\n1,m,NL,1\n1,m,PL,0\n2,m,NL,0\n2,m,PL,0\n"
    how = Reading(columns={"listing": "a", "profile": "g,o", "outcome": "yes"}, control_profile="m.NL")
    assert cells_by(read_pairs(write(text), how)) == {("m.PL",): PairedCells(n11=0, n10=1, n01=0, n00=1)}


def test_without_profile_or_listing_every_row_is_a_pair(write):
    table = read_pairs(write("control,test\n1,0\n1,1\n0.0,1.0\n"))
    assert cells_by(table) == {("test",): PairedCells(n11=1, n10=1, n01=1, n00=0)}


def test_an_unrecognised_file_names_what_it_lacks_and_what_it_has(write):
    problem = problems_of(write("foo,bar\n1,2\n"), Reading(columns={"control": "x", "colour": "foo"}, by=("city",)))
    text = str(problem)
    for part in ("no column 'x'", "'colour' is no role", "no column 'city'", "the file has foo, bar", "--column"):
        assert part in text


def test_all_bad_rows_are_named_in_one_go(write):
    rows = "".join(f"{i},{'misschien' if i % 250 == 0 else 1},0\n" for i in range(1, 10_001))
    problem = problems_of(write("listing,control,test\n" + rows))
    assert len(problem.problems) == 1
    assert problem.problems[0].count(",") >= 40
    assert all(f" {i + 1}" in problem.problems[0] for i in range(250, 10_001, 250))


def test_codes_outside_the_book_are_named_with_their_rows(write):
    text = "listing,control,test\n1,1,5\n2,9,2\n3,,1\n"
    problem = problems_of(write(text), Reading(positive=("1", "2"), negative=("5",)))
    assert "row 3: control is '9'" in str(problem)
    table = read_pairs(write(text.replace("9", "5")), Reading(positive=("1", "2"), negative=("5",), empty="negative"))
    assert cells_by(table) == {("test",): PairedCells(n11=0, n10=1, n01=2, n00=0)}


def test_a_reply_before_its_message(write):
    text = (
        "listing,control,test,sent_test,reply_test\n"
        "1,1,0,2023-01-05,2023-01-05 09:00\n2,1,0,2023-01-05T10:00,2023-01-05 09:00\n"
        "3,1,0,2023-01-05,2023-01-04\n4,1,0,5 jan,2023-01-04\n5,1,0,2023-01-05,\n"
    )
    problem = problems_of(write(text))
    assert "rows 3, 4: reply_test is before sent_test" in problem.problems[1]
    assert "row 5: sent_test is no date" in problem.problems[0]


def test_duplicate_listings(write):
    problem = problems_of(write("listing,profile,control,test\n1,a,1,0\n1,b,1,0\n1,a,0,0\n"))
    assert problem.problems == ("rows 2, 4: listing '1' occurs more than once with profile 'a'",)


def test_three_identical_candidates_are_refused_until_a_rule_is_chosen(write):
    path = write("offer,candidate,callback\n1,control,1\n1,m,0\n1,m,0\n1,m,1\n2,control,1\n2,m,0\n")
    assert "rows 3, 4, 5: 3 messages of profile 'm'" in str(problems_of(path))
    best = cells_by(read_pairs(path, Reading(same="best")))[("m",)]
    compare = cells_by(read_pairs(path, Reading(same="compare")))[("m",)]
    assert best == PairedCells(n11=1, n10=1, n01=0, n00=0)
    assert compare == PairedCells(n11=0, n10=2, n01=0, n00=0)


def test_profiles_without_pairs_are_all_named(write):
    text = "offer,candidate,callback\n1,control,1\n2,a,0\n3,b,0\n"
    problem = problems_of(write(text))
    assert len(problem.problems) == 2
    empty = problems_of(write("listing,profile,control,test\n1,a,1,0\n2,b,,0\n3,c,1,\n"))
    assert [p.split()[1] for p in empty.problems] == ["'b'", "'c'"]
    absent = problems_of(write("listing,profile,control,test\n1,a,1,0\n"), Reading(profiles=("z",)))
    assert "profile 'z' does not occur" in str(absent)


def test_the_control_must_be_clear(write):
    assert "--control" in str(problems_of(write("offer,candidate,callback\n1,a,1\n1,b,1\n")))
    assert "no control profile 'q'" in str(problems_of(write(LONG), Reading(control_profile="q")))


def test_chosen_profiles_only(write):
    table = read_pairs(write(WIDE), Reading(profiles=("Pools",)))
    assert list(cells_by(table)) == [("Pools",)]
    assert dict(table.flow)["other profiles, left out"] == 2


@pytest.mark.parametrize(
    ("name", "text", "part"),
    [
        ("pairs.csv", "", "first line is empty"),
        ("pairs.csv", "control,test\n", "no rows"),
        ("pairs.csv", "control,test\n1,0,1,1\n", "cannot be read"),
        ("pairs.docx", "x", "no kind of table"),
        ("pairs.xlsx", "x", "cannot be read"),
        ("pairs.parquet", "x", "cannot be read"),
    ],
)
def test_damaged_files_say_what_is_wrong(write, name, text, part):
    assert part in str(problems_of(write(text, name)))


def test_an_absent_file_is_named_without_its_folder(tmp_path):
    problem = problems_of(tmp_path / "nothing.csv")
    assert str(problem).startswith("nothing.csv: There is no such file")


SPELLING = {
    True: ["1", "ja", "TRUE", "Yes", "uitgenodigd"],
    False: ["0", "nee", "false", "N", "geen reactie"],
    None: ["", "NA"],
}
answers = st.sampled_from([True, False, None])


@given(st.lists(st.tuples(answers, answers, st.sampled_from("ab"), st.integers(0, 4)), min_size=1, max_size=30))
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_wide_and_long_files_in_any_spelling_give_the_same_cells(tmp_path, rows):
    def said(answer, i):
        return SPELLING[answer][i % len(SPELLING[answer])]

    wide = ["Listing;Profile;Control;Test"] + [
        f"{n};{p};{said(c, i)};{said(t, i)}" for n, (c, t, p, i) in enumerate(rows)
    ]
    long = ["offer,candidate,outcome"]
    for n, (c, t, p, i) in enumerate(rows):
        long += [f"{n},{p},{said(t, i)}", f"{n},control,{said(c, i)}"]
    expected = {}
    for c, t, p, _ in rows:
        if c is not None and t is not None:
            expected.setdefault((p,), [0, 0, 0, 0])[2 * c + t] += 1
    results = []
    for name, lines in (("wide.csv", wide), ("long.csv", long)):
        (tmp_path / name).write_text("\n".join(lines), encoding="utf-8")
        try:
            results.append(cells_by(read_pairs(tmp_path / name)))
        except UnusableInput as problem:  # a profile of which no pair is complete
            results.append({(p,): None for p in {p for _, _, p, _ in rows} if repr(p) in str(problem)})
    assert results[0] == results[1]
    if None not in results[0].values():
        assert results[0] == {k: PairedCells(n11=v[3], n10=v[2], n01=v[1], n00=v[0]) for k, v in expected.items()}


def test_missing_is_not_negative():
    known, outside = classify(["ja", "", None, "n.v.t", "1.0", " Nee "])
    assert known == {"ja": True, "": None, "1.0": True, " Nee ": False}
    assert outside == ("n.v.t",)


def test_control_messages_alone_make_no_pairs(tmp_path):
    file = tmp_path / "control.csv"
    file.write_text("listing,profile,outcome\na,control,1\nb,control,0\n")
    with pytest.raises(UnusableInput) as caught:
        read_pairs(file)
    assert caught.value.problems == ("there is no profile beside the control 'control'",)


def test_rows_and_pairs_that_are_wrong_are_named_in_one_go(tmp_path):
    file = tmp_path / "all.csv"
    rows = ["a,control,1,2023-01-02,2023-01-01", "a,test,0,2023-01-02,", "b,control,7,2023-01-02,",
            ",test,1,2023-01-02,",
            "d,control,1,,", "d,control,0,,", "d,control,1,,", "d,test,1,,", "e,other,1,,"]  # fmt: skip
    file.write_text("\n".join(["listing,profile,outcome,sent,reply", *rows]))
    with pytest.raises(UnusableInput) as caught:
        read_pairs(file)
    assert caught.value.problems == (
        "row 4: outcome is '7', which stands in no list of positive or negative answers",
        "row 5: no listing",
        "row 2: reply is before sent",
        "rows 6, 7, 8: 3 messages of profile 'control' to listing 'd'; say --same best (the best answer counts) or "
        "--same compare (shares are compared)",
        "profile 'other' was never sent to a listing together with 'control'",
    )
    file.write_text("listing,profile,outcome\na,x,7\na,y,1\n")
    with pytest.raises(UnusableInput, match=r"(?s)outcome is '7'.*Which profile is the control is not clear"):
        read_pairs(file)
