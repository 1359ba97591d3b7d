"""`narekenen check`: exit statuses, many files at once, one bad file among good ones, and the forms of the result."""

import json
import os
import subprocess
import sys

import pytest

from narekenen.cli import main

HOLDS = """Begroting

Omschrijving	Aantal	Prijs	Bedrag
Stoelen	4	50	200
Tafels	2	150	300
Lampen	3	25	75
Totaal			575
"""
WRONG = HOLDS.replace("575", "525")


@pytest.fixture
def letter(tmp_path):
    def write(text, name="brief.txt"):
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        return str(path)

    return write


def test_a_letter_that_adds_up_exits_with_0(letter, capsys):
    assert main(["check", letter(HOLDS)]) == 0
    assert "Niets gevonden dat anders optelt" in capsys.readouterr().out


def test_a_letter_that_does_not_add_up_exits_with_1_and_says_what(letter, capsys):
    assert main(["check", letter(WRONG)]) == 1
    out = capsys.readouterr().out
    assert "575" in out
    assert "525" in out


def test_english(letter, capsys):
    main(["check", letter(HOLDS), "--lang", "en"])
    assert "Nothing found that adds up differently" in capsys.readouterr().out


def test_json_holds_everything_with_offsets_into_the_file(letter, capsys):
    path = letter(WRONG)
    main(["check", "--json", path])
    body = json.loads(capsys.readouterr().out)
    assert body["schema"] == "narekenen/check/1"
    (file,) = body["files"]
    for number in file["numbers"]:
        start, end = number["raw"]
        assert number["text"] in WRONG[start:end]
    (finding,) = [f for f in file["findings"] if f["severity"] == "finding"]
    start, end = finding["evidence"][0]["raw"]
    assert WRONG[start:end].strip() == "525"
    assert finding["evidence"][0]["line"] == 7


def test_one_bad_file_does_not_hide_the_others(letter, tmp_path, capsys):
    empty = tmp_path / "leeg.txt"
    empty.write_bytes(b"")
    assert main(["check", letter(WRONG), str(empty), str(tmp_path / "weg.txt")]) == 2
    captured = capsys.readouterr()
    assert "525" in captured.out
    assert "leeg.txt" in captured.err
    assert "weg.txt" in captured.err
    assert str(tmp_path) not in captured.err


def test_predictions_exit_with_0_also_when_something_is_found(letter, capsys):
    assert main(["check", "--as-predictions", letter(WRONG, "007_begroting.txt")]) == 0
    body = json.loads(capsys.readouterr().out)
    assert [check["verdict"] for check in body["007"]["checks"]] == ["wrong_sum"]
    assert body["007"]["tables"] == [{"start": WRONG.index("Omschrijving"), "rows": 4, "cols": 4}]


def test_a_page_is_written_per_document(letter, tmp_path):
    out = tmp_path / "paginas"
    main(["check", letter(WRONG, "een.txt"), letter(HOLDS, "twee.txt"), "--html", str(out)])
    assert sorted(path.name for path in out.iterdir()) == ["een.html", "twee.html"]
    text = (out / "een.html").read_text()
    assert 'class="wrong"' in text
    assert "<script" not in text


def test_no_page_takes_the_place_of_another(letter, tmp_path):
    (tmp_path / "map").mkdir()
    files = [letter(WRONG), letter(HOLDS, "brief.md"), letter(HOLDS, "map/brief.txt"), letter(HOLDS, "nota.txt")]
    main(["check", *files, "--html", str(tmp_path / "uit")])
    assert sorted(path.name for path in (tmp_path / "uit").iterdir()) == [
        "brief.md.html",
        "brief.txt-2.html",
        "brief.txt.html",
        "nota.html",
    ]


def test_files_of_one_name_are_all_predicted(letter, tmp_path, capsys):
    (tmp_path / "map").mkdir()
    main(["check", "--as-predictions", letter(WRONG), letter(HOLDS, "map/brief.txt")])
    assert {key: len(found["checks"]) for key, found in json.loads(capsys.readouterr().out).items()} == {
        "brief": 1,
        "brief-2": 0,
    }


def test_a_page_never_takes_the_place_of_the_file_that_was_read(letter, tmp_path, capsys):
    path = letter(f"<!doctype html><html><body><p>{WRONG}</p></body></html>", "brief.html")
    before = (tmp_path / "brief.html").read_bytes()
    assert main(["check", path, "--html", str(tmp_path)]) == 2
    assert main(["check", path, "--html", path]) == 2
    assert (tmp_path / "brief.html").read_bytes() == before
    assert "Noem een andere map" in capsys.readouterr().err


def test_a_folder_that_cannot_be_written_is_told_in_words(letter, capsys):
    path = letter(WRONG)
    assert main(["check", path, "--html", f"{path}/pagina.html"]) == 2
    assert "kunnen niet worden geschreven" in capsys.readouterr().err


def test_the_folder_of_a_page_is_made(letter, tmp_path):
    assert main(["check", letter(HOLDS), "--html", str(tmp_path / "a" / "b" / "pagina.html")]) == 0
    assert (tmp_path / "a" / "b" / "pagina.html").exists()


def test_one_is_not_said_in_the_plural_and_a_place_is_not_repeated(letter, capsys):
    main(["check", letter(WRONG)])
    out = capsys.readouterr().out
    assert "1 tabel ·" in out
    assert "ook op regel 4, regel 5, regel 6\n" in out


def test_nothing_of_a_document_passes_unescaped(letter, tmp_path):
    out = tmp_path / "pagina.html"
    main(
        [
            "check",
            letter("Beste <script>alert(1)</script> lezer,\n\nEr zijn 12 <b>huizen</b> & 3 boten.\n"),
            "--html",
            str(out),
        ]
    )
    assert "<script" not in out.read_text()
    assert "<b>huizen" not in out.read_text()


@pytest.mark.parametrize("words", [[], ["onbekend"], ["check"], ["check", "--json", "--as-predictions", "x.txt"]])
def test_wrong_usage_exits_with_2(words):
    run = subprocess.run([sys.executable, "-m", "narekenen", *words], capture_output=True, text=True)
    assert run.returncode == 2
    assert run.stderr or run.stdout


def test_a_pipe_stays_silent_but_for_the_report(letter):
    run = subprocess.run(
        [sys.executable, "-m", "narekenen", "check", letter(HOLDS, "a.txt"), letter(HOLDS, "b.txt")],
        capture_output=True,
        text=True,
    )
    assert run.returncode == 0
    assert run.stderr == ""


def test_help_loads_nothing_heavy():
    code = (
        "import sys; from narekenen.cli import main; main(['--help']);"
        "heavy = {'lxml', 'pypdfium2', 'rich', 'numpy', 'scipy', 'polars', 'numba'} & set(sys.modules);"
        "sys.exit(1 if heavy else 0)"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert run.returncode == 0, run.stdout


def test_two_documents_that_count_otherwise_are_a_hint(letter, capsys):
    one = letter("De stichting beheert 412 monumentale gebouwen in Friesland.", "een.txt")
    two = letter("Alle 427 monumentale gebouwen zijn onderzocht.", "twee.txt")
    assert main(["check", one, two]) == 0
    out = capsys.readouterr().out
    assert "Tussen deze documenten" in out
    assert "twee.txt, regel 1: “Alle 427 monumentale gebouwen zijn onderzocht.”" in out
    main(["check", "--json", one, two])
    (between,) = json.loads(capsys.readouterr().out)["between"]
    assert between["files"] == ["een.txt", "twee.txt"]


def test_what_was_mended_is_told_when_asked(letter, capsys):
    wrapped = (
        "Er zijn in totaal twaalf oude en nieuwe wo-\nningen bezocht door de gemeente in dit jaar, en\ndat is veel.\n"
    )
    main(["check", "--repairs", "--lang", "en", letter(f"Geachte voorzitter,\n\n{wrapped}")])
    assert "broken word closed" in capsys.readouterr().out


def test_whoever_reads_a_part_of_the_report_sees_no_traceback(letter, monkeypatch):
    """As in `narekenen check letter.txt --json | head -1`."""
    reads, writes = os.pipe()
    os.close(reads)
    with os.fdopen(writes, "w") as gone:
        monkeypatch.setattr(sys, "stdout", gone)
        assert main(["check", letter(HOLDS), "--json"]) == 141
