"""`narekenen indicators`: readable in two languages, complete as JSON, exit 1 and 2 as promised."""

import pytest

from narekenen.cli import main

COMMAND = "indicators"

DELIVERY = (
    "persoon,geslacht,geboortejaar,gemeente,instelling,ethos,doelgroep,in,uit,eigen_woning,wacht_sinds\n"
    "a1b2c3d4e5,v,1990,GM0014,I1,3,gezin,2024-02-01,2024-05-01,ja,2024-01-15\n"
    "a1b2c3d4e5,v,1990,GM0014,I1,3,gezin,2024-07-01,,,\n"
    "ffff000011,m,onbekend,geen,I1,2,alleenstaand,2023-12-01,2024-01-11,nee,\n"
)
AREAS = "area,count,base\n" + "".join(f"a{i},{20 + i},100\n" for i in range(8)) + "odd,95,100\n"
TABLE = "place,men,women,other\nA,12,3,20\nB,25,14,9\nC,8,30,17\n"
PERIOD = ("--first", "2024-01-01", "--last", "2024-12-31")


def test_count(at, told, result):
    words = ("count", at("d.csv", DELIVERY), *PERIOD)
    found = result(*words)
    assert found["schema"] == "narekenen/indicators.count/1"
    assert found["flow"] == {"served": 2, "at_start": 1, "came": 1, "leavers": 1, "at_end": 1}
    assert found["nights"] == 90 + 184 + 10
    assert found["quality"]["rows"] == 3
    _, out = told(*words)
    assert "personen" in out.out
    _, out = told(*words, "--lang", "en")
    assert "median length of stay" in out.out


def test_a_bad_delivery_is_refused_whole(at, told):
    status, out = told("count", at("d.csv", DELIVERY.replace("GM0014", "GM0457")), *PERIOD)
    assert status == 2
    assert "rijen 2, 3: deze gemeente is er niet in deze periode ('GM0457')" in out.err
    _, out = told("count", "d.csv", *PERIOD, "--lang", "en")
    assert "rows 2, 3: there is no such municipality in this period ('GM0457')" in out.err
    assert out.out == ""
    status, out = told("count", "d.csv", "--first", "2024-02-01", "--last", "2024-01-01", "--lang", "en")
    assert (status, "ends before it begins" in out.err) == (2, True)


def test_compare_knows_the_spread_between_areas(at, told, result):
    found = result("compare", at("a.csv", AREAS))["comparison"]
    assert [area["name"] for area in found["areas"]] == [f"a{i}" for i in range(8)] + ["odd"]
    assert found["tau2"] > 0
    assert found["outside_by_chance"] >= found["outside"]
    assert found["areas"][-1]["verdict"].startswith("high")
    assert found["areas"][0]["low"] < found["areas"][0]["value"] == 20 < found["areas"][0]["high"]
    _, out = told("compare", "a.csv", "--kind", "rate", "--per", "1000")
    assert "200,00" in out.out
    assert "Spreiding boven toeval" in out.out
    few = result("compare", at("b.csv", "area,count,base\nx,5,4\n"), "--kind", "ratio")["comparison"]
    assert (few["phi"], few["areas"][0]["value"], few["areas"][0]["method"]) == (None, 1.25, "exact")


def test_restate(at, told, result):
    words = ("--value", "n", "--since", "2022-01-01", "--until", "2023-01-01")
    found = result("restate", at("m.csv", "code,n\nGM0363,882633\nGM0457,20766\n"), *words)
    assert found["values"] == {"GM0363": 903399}
    _, out = told("restate", "m.csv", *words)
    assert "2 gemeenten op 2022-01-01, 1 op 2023-01-01; de som blijft 903.399." in out.out
    assert "Amsterdam" in out.out


def test_protect_and_a_second_release(at, told, result):
    found = result("protect", at("t.csv", TABLE))["table"]
    assert found["primary"] == 1
    assert found["secondary"] >= 3
    assert found["rows"]["A"][1] is None
    assert found["rows"]["total"][-1] == 138
    _, out = told("protect", "t.csv", "--lang", "en")
    assert "none of them can be worked out" in out.out
    names = ["place", *found["columns"]]
    lines = [",".join([name, *("" if n is None else str(n) for n in row)]) for name, row in found["rows"].items()]
    earlier = at("e.csv", "\n".join([",".join(names), *lines]) + "\n")
    again = result("protect", "t.csv", "--earlier", earlier)["table"]
    assert again["rows"] == found["rows"]
    shown = "A,12,3,20,35\nB,25,14,9,48\nC,8,30,17,55\ntotal,45,47,46,138\n"
    open_ = at("o.csv", f"place,men,women,other,total\n{shown}")
    assert result("protect", "t.csv", "--earlier", open_)["table"]["already_public"] == ["A, women"]
    one_more = at("n.csv", TABLE.replace("C,8,30", "C,9,30"))
    status, out = told("protect", one_more, "--earlier", earlier, "--lang", "en")
    assert (status, "--earlier-counts" in out.err) == (2, True)
    assert "8 then, 9 now" in out.err or "55 then, 56 now" in out.err
    table = result("protect", one_more, "--earlier", earlier, "--earlier-counts", "t.csv")["table"]
    assert table["rows"]["C"][-1] is None, "the difference would be one person"
    assert table["rows"]["total"][-1] is None


def test_detail(at, told, result):
    at("big.csv", "region,sex,persons\nN,f,30\nN,m,3\nN,x,2\nZ,f,4\nZ,m,40\nZ,x,9\n")
    found = result("detail", "big.csv", "--count", "persons", "--by", "region,sex")["detail"]
    assert [[None, None], 88] in found["nodes"]
    assert [["N", ""], 5] in found["nodes"]
    assert [["Z", ""], 13] in found["nodes"]
    assert (found["persons"], found["alone"], found["open"]) == (88, 70, 5.0)
    _, out = told("detail", "big.csv", "--count", "persons", "--by", "region,sex", "--lang", "en")
    assert "7 numbers, none below 5; 70 of 88 persons" in out.out
    assert "others" in out.out


def test_detail_of_every_margin(at, told, result):
    rows = [(a, s, 9 + 7 * a + 3 * s) for a in range(5) for s in range(3)] + [(5, 0, 2), (5, 1, 30)]
    at("wide.csv", "area,sex,persons\n" + "".join(f"a{a},s{s},{n}\n" for a, s, n in rows))
    words = ("detail", "wide.csv", "--count", "persons", "--by", "area,sex", "--margins")
    found = result(*words)["margins"]
    assert found["cells"][0] == [[None, None], sum(n for *_, n in rows)]
    assert [["a5", "s0"], 2] not in found["cells"]
    assert (found["primary"], found["persons"]) == (1, found["cells"][0][1])
    assert len(found["cells"]) + found["primary"] + found["secondary"] == 1 + 6 + 3 + 17
    assert found["audit"] == {"small": 1, **dict.fromkeys(list(found["audit"])[1:], 0)}
    _, out = told(*words)
    assert "kan van geen klein getal zeggen of er niemand is, of 5 of meer" in " ".join(out.out.split())
    _, out = told(*words, "--lang", "en")
    assert "numbers out of every margin" in out.out


def test_series(at, told):
    at("s.csv", "dataset,geo,year,value,flag\nx,NL,2014,15.4,\nx,NL,2016,10.7,b\nx,BE,2014,10.4,\n")
    status, out = told("series", "s.csv", "--number", "15,4", "--place", "NL")
    assert status == 0
    assert "15,4 is NL in 2014: plaats 1 van 2." in out.out
    assert "Reeksbreuk in 2016" in out.out
    status, out = told("series", "s.csv", "--number", "15.5", "--place", "NL", "--lang", "en")
    assert (status, out.out) == (1, "15.5 is not in the series of NL.\n")


@pytest.mark.shared
def test_hmis(shared, told, result):
    folder = str(shared / "data/monitor/hmis/psh/source")
    assert result("hmis", folder)["report"]["housed"]["total"] == 14
    _, out = told("hmis", folder, "--lang", "en")
    assert "2021-01-27" in out.out


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("compare a.csv --level 1", "The level is 1.0"), ("compare a.csv --per -5", "cannot be"),
        ("compare a.csv --count base --base count", "larger than its base"),
        ("compare a.csv --area place", "There is no column place"),
        ("protect t.csv --threshold 1", "leaves nothing out"), ("detail t.csv --count place --by men", "rows 2, 3, 4"),
        ("detail t.csv --count n --by men", "There is no column n"),
        ("protect a.csv --earlier t.csv", "other rows or columns"), ("protect d.csv", "'v' is no count"),
        ("restate m.csv --value n --since 2023-01-01 --until 2022-01-01", "forward in time"),
        ("restate m.csv --value n --since 2023-01-01 --until 2024-01-01", "GM0457"), ("hmis .", "no HMIS export"),
    ],
)  # fmt: skip
def test_unusable_input_exits_2(at, words, said, told):
    for name, text in {"a.csv": AREAS, "t.csv": TABLE, "d.csv": DELIVERY, "m.csv": "code,n\nGM0457,1\n"}.items():
        at(name, text)
    status, out = told(*words.split(), "--lang", "en")
    assert status == 2
    assert said in out.err


@pytest.mark.parametrize("words", ["count d.csv --first soon --last 2024-01-01", "series s --number x --place NL"])
def test_wrong_usage(words):
    with pytest.raises(SystemExit) as stopped:
        main(["indicators", *words.split()])
    assert stopped.value.code == 2


def test_occupancy_and_returns(at, told, result):
    words = ("count", at("d.csv", DELIVERY), *PERIOD)
    places = at("p.csv", "from,until,places\n2024-01-01,2024-12-31,2\n")
    found = result(*words, "--places", places, "--within", "90")
    assert found["available_nights"] == 2 * 366
    # the first came back after 61 days, the second did not
    assert found["returns"] == {"leavers": 2, "came_back": 1, "within_days": 90}
    _, out = told(*words, "--places", places)
    assert "38,8%" in out.out
    few = at("few.csv", "from,until,places\n2024-01-01,2024-01-31,1\n")
    status, out = told(*words, "--places", few, "--lang", "en")
    assert (status, "284 nights were slept in 31 available" in out.err) == (2, True)


def test_all_bad_places_are_named(at, told):
    bad = at(
        "p.csv", "from,until,places\n2024-13-01,2024-12-31,2\n2024-05-01,2024-04-01,2\n2024-01-01,2024-02-01,two\n"
    )
    status, out = told("count", at("d.csv", DELIVERY), *PERIOD, "--places", bad, "--lang", "en")
    assert status == 2
    for row in ("row 2", "row 3: ends before", "row 4"):
        assert row in out.err


SERIES = "point,count,base\n" + "".join(f"2023-{m:02},{20 + m % 3},400\n" for m in range(1, 11)) + "2023-11,60,400\n"


def test_a_chart_gives_a_signal(at, told, result):
    words = ("chart", at("s.csv", SERIES), "--kind", "share", "--base", "base", "--baseline", "10")
    found = result(*words, status=1)
    assert [p["point"] for p in found["points"] if p["signals"]] == ["2023-11"]
    _, out = told(*words)
    assert "Punten met een signaal: 1." in out.out
    quiet = at("q.csv", "\n".join(SERIES.splitlines()[:-1]))
    found = result("chart", quiet, "--kind", "value", "--count", "count")
    assert found["sigma_z"] == 1
    status, out = told("chart", quiet, "--kind", "share", "--lang", "en")
    assert (status, "A share or rate has a base" in out.err) == (2, True)


def test_peers(at, told, result):
    table = "area,poverty,density\n" + "".join(f"m{i},{i % 7}.5,{100 + i * i}\n" for i in range(30))
    found = result("peers", at("f.csv", table), "--area", "m5", "--features", "poverty,density", "--size", "3")
    assert len(found["group"]["peers"]) == 3
    _, out = told("peers", "f.csv", "--area", "m5", "--features", "poverty,density", "--lang", "en")
    assert "Most like m5" in out.out
    assert told("peers", "f.csv", "--area", "zz", "--features", "poverty")[0] == 2
