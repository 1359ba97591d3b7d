"""Dutch is complete, and the compiled catalogue is that of the text."""

import gettext
import re
import shutil
from pathlib import Path

import pytest

import navolgbaar

HOUSE = Path(navolgbaar.__file__).parent
CATALOGUES = sorted(HOUSE.rglob("locale/nl/LC_MESSAGES/django.po"))
"""The platform's own, and one in every room."""
of_every_room = pytest.mark.parametrize("po", CATALOGUES, ids=lambda po: po.relative_to(HOUSE).parts[0])
ENTRY = re.compile(r'^msgid ((?:".*"\n?)+)msgstr ((?:".*"\n?)+)', re.MULTILINE)


def unquoted(text):
    return "".join(line[1:-1] for line in text.splitlines()).replace('\\"', '"').replace("\\n", "\n")


def catalogue(text):
    return {unquoted(a): unquoted(b) for a, b in ENTRY.findall(text) if unquoted(a)}


@of_every_room
def test_every_sentence_has_its_dutch(po):
    said = catalogue(po.read_text())
    assert len(said) > 5
    assert [english for english, dutch in said.items() if not dutch] == []
    assert "#, fuzzy" not in po.read_text()


@of_every_room
def test_placeholders_are_the_same_in_both(po):
    for english, dutch in catalogue(po.read_text()).items():
        assert sorted(re.findall(r"%\(\w+\)s", english)) == sorted(re.findall(r"%\(\w+\)s", dutch)), english


@of_every_room
def test_the_compiled_catalogue_is_that_of_the_text(po):
    with po.with_suffix(".mo").open("rb") as file:
        compiled = gettext.GNUTranslations(file)
    for english, dutch in catalogue(po.read_text()).items():
        assert compiled.gettext(english) == dutch


@pytest.mark.skipif(shutil.which("xgettext") is None, reason="xgettext is not installed")
def test_no_sentence_of_the_pages_is_left_out(tmp_path, monkeypatch):
    from django.core.management import call_command

    shutil.copytree(HOUSE, tmp_path / "navolgbaar", ignore=shutil.ignore_patterns("__pycache__"))
    monkeypatch.chdir(tmp_path / "navolgbaar")
    monkeypatch.setattr("django.conf.settings.LOCALE_PATHS", [tmp_path / "navolgbaar" / "locale"])
    call_command("makemessages", locale=["nl"], no_location=True, verbosity=0)
    copied = tmp_path / "navolgbaar"
    found = {po.relative_to(copied): set(catalogue(po.read_text())) for po in copied.rglob("locale/nl/*/django.po")}
    assert found == {po.relative_to(HOUSE): set(catalogue(po.read_text())) for po in CATALOGUES}
