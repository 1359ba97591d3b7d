"""`narekenen replay`: what an outsider types beside a figure's page."""

import json

import pytest

from narekenen.cli import main
from narekenen.recipes import run_recipe
from narekenen.replay import replay
from narekenen.trace.bundles import write_bundle
from narekenen.trace.model import Bundle, Format
from narekenen.trace.published import published_string


@pytest.fixture
def bundle(tmp_path):
    run = run_recipe("arithmetic.product@1", {"factors": ("dataset", [12, 2, 5000], "")})
    published = published_string(run.estimates[0], Format())
    path = tmp_path / "NB-2026-00003@1.json"
    path.write_bytes(write_bundle(Bundle("NB-2026-00003", 1, "Wat kost het?", run, "value", Format(), published)))
    return path


def test_the_same_string_exits_with_0(bundle, capsys):
    assert main(["replay", str(bundle)]) == 0
    assert "Hetzelfde: 120.000" in capsys.readouterr().out


def test_the_expected_sha(bundle, capsys):
    sha = replay(bundle.read_bytes()).sha256
    assert main(["replay", str(bundle), "--expect", sha, "--lang", "en"]) == 0
    assert main(["replay", str(bundle), "--expect", sha[:-1] + ("0" if sha[-1] != "0" else "1")]) == 1


def test_an_altered_bundle_exits_with_1(bundle, capsys):
    bundle.write_bytes(bundle.read_bytes().replace(b"[12,2,5000]", b"[13,2,5000]"))
    assert main(["replay", str(bundle)]) == 1
    assert "gepubliceerd 120.000, nagerekend 130.000" in capsys.readouterr().out


def test_an_unknown_recipe_version_exits_with_2(bundle, capsys):
    bundle.write_bytes(bundle.read_bytes().replace(b"arithmetic.product@1", b"arithmetic.product@7"))
    assert main(["replay", str(bundle)]) == 2
    assert "run.code" in capsys.readouterr().err


def test_json(bundle, capsys):
    main(["replay", str(bundle), "--json"])
    body = json.loads(capsys.readouterr().out)
    assert body["schema"] == "narekenen/replay/1"
    assert body["same"] is True


@pytest.mark.parametrize("words", [["weg.json"], ["--input", "onzin", "x.json"]])
def test_what_is_not_there_exits_with_2(words, capsys):
    assert main(["replay", *words]) == 2
    assert capsys.readouterr().err
