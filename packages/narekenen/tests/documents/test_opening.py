"""The front door: paths, bytes, names, kinds."""

import hashlib
import json
import os
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from narekenen.documents.limits import Limits
from narekenen.documents.opening import open_document, shown_name
from narekenen.errors import UnusableInput


def refused(path_or_bytes: str | Path | bytes, **more: object) -> UnusableInput:
    with pytest.raises(UnusableInput) as caught:
        open_document(path_or_bytes, **more)
    assert caught.value.what
    assert caught.value.do
    return caught.value


def test_a_path_and_its_bytes_give_the_same_text(tmp_path: Path):
    path = tmp_path / "brief.txt"
    path.write_bytes("Wij bouwen 40 woningen.\r\nDat kost € 1.200.\r\n".encode())
    from_path, from_bytes = open_document(path), open_document(path.read_bytes(), name="brief.txt")
    assert from_path == from_bytes
    assert from_path.name == "brief.txt"
    assert from_path.digest == hashlib.sha256(path.read_bytes()).hexdigest()
    assert from_path.media_type == "text/plain"


def test_line_ends_stay_and_count_in_offsets():
    source = open_document(b"een\r\ntwee\rdrie\n")
    assert source.text == "een\r\ntwee\rdrie\n"
    assert source.text.index("twee") == 5


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\x\\brief.docx", "brief.docx"),
        ("brief\x00.txt", "brief�.txt"),
        ("factuur\u202efdp.exe", "factuur�fdp.exe"),
        ("a\nb.txt", "a�b.txt"),
        ("..", "document"),
        ("", "document"),
        ("map/", "map"),
        ("\ud800.txt", "�.txt"),
    ],
)
def test_a_name_is_shown_without_folders_and_tricks(name: str, shown: str):
    assert shown_name(name) == shown
    assert open_document(b"tekst", name=name).name == shown


def test_a_very_long_name_keeps_its_ends():
    shown = shown_name("x" * 5000 + "-slot.pdf")
    assert len(shown) <= 120
    assert shown.endswith("-slot.pdf")


@given(st.text())
def test_any_name_can_be_shown(name: str):
    shown = shown_name(name)
    assert 0 < len(shown) <= 120
    assert "/" not in shown
    assert shown.encode("utf-8")
    assert shown_name(shown) == shown


def test_what_is_not_a_file_is_refused(tmp_path: Path):
    assert refused(tmp_path / "weg.txt").what == "no such file"
    assert refused(tmp_path).what.startswith("a folder")
    assert refused(str(tmp_path / "a\x00b")).what == "cannot be opened"
    assert refused(tmp_path / ("x" * 5000)).what == "cannot be opened"


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="no devices here")
def test_devices_and_pipes_are_refused_before_anything_is_read(tmp_path: Path):
    link = tmp_path / "brief.txt"
    link.symlink_to("/dev/zero")
    assert refused(link).what.startswith("a device")
    os.mkfifo(tmp_path / "pijp.txt")
    assert refused(tmp_path / "pijp.txt").what.startswith("a device")


def test_a_file_that_may_not_be_read_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    def forbidden(*_: object, **__: object) -> int:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("narekenen.documents.opening.os.open", forbidden)
    problem = refused(tmp_path / "geheim.txt")
    assert problem.what == "may not be read"
    assert problem.where == "geheim.txt"


def test_a_file_over_the_limit_is_refused_by_its_size(tmp_path: Path):
    path = tmp_path / "groot.txt"
    path.write_bytes(b"a" * 101)
    small = Limits(file_bytes=100)
    assert "too large: 101 bytes" in refused(path, limits=small).what
    assert "too large: 101 bytes" in refused(b"a" * 101, limits=small).what
    assert open_document(b"a" * 100, limits=small).text == "a" * 100


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"", "empty"),
        (b"{\\rtf1\\ansi tekst}", "rich text"),
        (b"\x89PNG\r\n\x1a\n" + bytes(100), "PNG"),
        (b"\xff\xd8\xff\xe0" + bytes(100), "JPEG"),
        (b"GIF89a" + bytes(20), "GIF"),
        (b"II*\x00" + bytes(20), "TIFF"),
        (b"MM\x00*" + bytes(20), "TIFF"),
        (b"\x7fELF\x02\x01\x01" + bytes(100), "program"),
        (b"MZ\x90\x00" + bytes(100), "program"),
        (b"\x1f\x8b\x08" + bytes(20), "gzip"),
        (b"7z\xbc\xaf\x27\x1c" + bytes(20), "7-Zip"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512) + "WordDocument".encode("utf-16-le"), "old Word"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512) + "Workbook".encode("utf-16-le"), "old spreadsheet"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512) + "EncryptedPackage".encode("utf-16-le"), "password"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512), "mail message"),
        (b"PK\x03\x04 and then nothing", "damaged"),
        (b"PK\x05\x06" + bytes(18), "packed file (zip)"),
    ],
)
def test_other_kinds_are_named_with_what_to_do(data: bytes, what: str):
    assert what in refused(data, name="brief.txt").what


@pytest.mark.shared
def test_the_labelled_quotes_stand_at_their_offsets(shared: Path):
    gold = json.loads((shared / "gold" / "gold_000_004.json").read_text("utf-8"))["documents"]
    quotes = 0
    for document in gold.values():
        source = open_document(shared / "documents" / document["file"])
        assert (source.digest, len(source.text), source.warnings) == (document["sha256"], document["chars"], ())
        waiting = [document]
        while waiting:
            item = waiting.pop()
            if isinstance(item, dict) and "pos" in item and "quote" in item:
                quotes += 1
                assert source.text[item["pos"]["start"] : item["pos"]["end"]] == item["quote"]
            waiting.extend(item.values() if isinstance(item, dict) else item if isinstance(item, list) else ())
    assert quotes >= 145


def test_a_lone_meta_tag_above_text_makes_no_web_page():
    text = b"<meta charset='utf-8' />\n\n## Tabel\n\n| Plaats | Aantal |\n|---|---|\n| Ons dorp | 12 |\n"
    assert open_document(text).media_type == "text/plain"
    assert open_document(b"<meta charset='utf-8'><title>Brief</title><p>Twaalf huizen.</p>").media_type == "text/html"


@pytest.mark.shared
def test_every_file_of_the_corpus_is_read(shared: Path):
    """697 papers. Their warnings name what is odd about them and nothing else."""
    folders = ("*_xml", "*_pdf", "*_docx", "*_txt", "moties_pdftext")
    files = [file for folder in folders for file in sorted((shared / "documents" / "corpus").glob(f"{folder}/*"))]
    kinds: Counter[str] = Counter()
    warned = []
    for file in files:
        source = open_document(file)
        kinds[source.reader] += 1
        assert source.text.strip()
        assert all(0 <= mark.span.start <= mark.span.end <= len(source.text) for mark in source.marks)
        warned += [file.name for warning in source.warnings if "encoded twice" not in warning]
    assert kinds == {"koop@1": 427, "pdf@1": 15, "docx@1": 6, "text@1": 249}
    assert len(warned) <= 1
