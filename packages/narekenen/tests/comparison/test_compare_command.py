"""`narekenen compare`: its report, JSON, page and exit status."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from narekenen.cli import main

OLD = "Den Haag, 12 mei 2031\n\nIk zal de tarieven voor scholieren op de veerponten halveren.\n"
NEW = "Den Haag, 3 juni 2032\n\nIk streef ernaar de tarieven voor scholieren op de veerponten te halveren.\n"


@pytest.fixture
def letters(tmp_path: Path) -> tuple[str, str]:
    old, new = tmp_path / "oud.txt", tmp_path / "nieuw.txt"
    old.write_text(OLD, encoding="utf-8")
    new.write_text(NEW, encoding="utf-8")
    return str(old), str(new)


def test_a_weaker_promise_exits_with_one(letters: tuple[str, str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["compare", *letters]) == 1
    said = capsys.readouterr().out

    assert "minder stellig" in said
    assert "1 uitspraak gevolgd" in said


def test_english_is_complete(letters: tuple[str, str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["compare", *letters, "--lang", "en"]) == 1
    said = capsys.readouterr().out

    assert "less firm" in said
    assert "The letter of 12 May 2031 said" in said
    assert "Eerder" not in said


def test_a_letter_beside_itself_exits_with_nought(letters: tuple[str, str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["compare", letters[0], letters[0]]) == 0
    assert "staat er nog" in capsys.readouterr().out


def test_the_json_is_complete(letters: tuple[str, str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["compare", *letters, "--json"]) == 1
    result = json.loads(capsys.readouterr().out)

    assert result["schema"] == "narekenen/compare/1"
    assert result["counts"]["weaker"] == 1
    assert result["alarming"] is True
    assert result["followed"][0]["changes"][0]["direction"] == "weaker"
    assert result["followed"][0]["statement"]["strength"]
    assert result["earlier"]["dated"] == "2031-05-12"


def test_the_page_stands_on_its_own_and_escapes(tmp_path: Path, letters: tuple[str, str]) -> None:
    Path(letters[0]).write_text(OLD.replace("veerponten", "veerponten <script>alert(1)</script>"), encoding="utf-8")
    out = tmp_path / "uit.html"

    assert main(["compare", *letters, "--html", str(out)]) == 1
    page = out.read_text(encoding="utf-8")

    assert "<script" not in page
    assert "default-src 'none'" in page
    assert "Minder stellig (1)" in page
    assert "http" not in page.split("</style>")[1]


def test_a_page_never_takes_the_place_of_a_letter(letters: tuple[str, str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["compare", *letters, "--html", letters[0], "--lang", "en"]) == 2
    assert Path(letters[0]).read_text(encoding="utf-8") == OLD
    assert "would take the place" in capsys.readouterr().err


def test_a_page_in_a_folder_that_is_not_there(letters: tuple[str, str], capsys: pytest.CaptureFixture[str]) -> None:
    nowhere = str(Path(letters[0]).parent / "nergens" / "uit.html")

    assert main(["compare", *letters, "--html", nowhere, "--lang", "en"]) == 2
    assert "cannot be written" in capsys.readouterr().err


def test_every_letter_that_cannot_be_read_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["compare", str(tmp_path / "een.txt"), str(tmp_path / "twee.txt")]) == 2
    said = capsys.readouterr().err

    assert "een.txt" in said
    assert "twee.txt" in said


def test_one_letter_that_cannot_be_read(letters: tuple[str, str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["compare", letters[0], f"{letters[1]}.weg", "--lang", "en"]) == 2
    assert "no such file" in capsys.readouterr().err


def test_letters_in_the_wrong_order_are_warned_about_in_both_languages(
    letters: tuple[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    main(["compare", letters[1], letters[0]])
    main(["compare", letters[1], letters[0], "--lang", "en"])
    said = capsys.readouterr().out

    assert "De latere brief draagt een eerdere datum" in said
    assert "The later letter is dated before the earlier one." in said


def test_letters_without_promises_say_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    paper = tmp_path / "leeg.txt"
    paper.write_text("Het veer vaart op zondag.\n", encoding="utf-8")

    assert main(["compare", str(paper), str(paper)]) == 0
    assert "geen open toezegging" in capsys.readouterr().out


def test_it_works_without_the_science_extra(letters: tuple[str, str]) -> None:
    program = (
        "import sys\n"
        "for name in ('numpy', 'scipy', 'polars', 'numba'): sys.modules[name] = None\n"
        "from narekenen.cli import main\n"
        f"sys.exit(main(['compare', {letters[0]!r}, {letters[1]!r}, '--json']))"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False, timeout=60)

    assert done.returncode == 1, done.stderr
    assert json.loads(done.stdout)["counts"]["weaker"] == 1
