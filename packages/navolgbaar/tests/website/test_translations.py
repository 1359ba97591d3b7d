"""Dutch is complete, and the compiled catalogue is that of the text."""

import gettext
import re
import shutil
from pathlib import Path

import pytest

import navolgbaar

HOUSE = Path(navolgbaar.__file__).parent
FOLDER = HOUSE / "locale" / "nl" / "LC_MESSAGES"
ENTRY = re.compile(r'^msgid ((?:".*"\n?)+)msgstr ((?:".*"\n?)+)', re.MULTILINE)


def unquoted(text):
    return "".join(line[1:-1] for line in text.splitlines()).replace('\\"', '"').replace("\\n", "\n")


def catalogue(text):
    return {unquoted(a): unquoted(b) for a, b in ENTRY.findall(text) if unquoted(a)}


def test_every_sentence_has_its_dutch():
    said = catalogue((FOLDER / "django.po").read_text())
    assert len(said) > 60
    assert [english for english, dutch in said.items() if not dutch] == []
    assert "#, fuzzy" not in (FOLDER / "django.po").read_text()


def test_placeholders_are_the_same_in_both():
    for english, dutch in catalogue((FOLDER / "django.po").read_text()).items():
        assert sorted(re.findall(r"%\(\w+\)s", english)) == sorted(re.findall(r"%\(\w+\)s", dutch)), english


def test_the_compiled_catalogue_is_that_of_the_text():
    with (FOLDER / "django.mo").open("rb") as file:
        compiled = gettext.GNUTranslations(file)
    for english, dutch in catalogue((FOLDER / "django.po").read_text()).items():
        assert compiled.gettext(english) == dutch


@pytest.mark.skipif(shutil.which("xgettext") is None, reason="xgettext is not installed")
def test_no_sentence_of_the_pages_is_left_out(tmp_path, monkeypatch):
    from django.core.management import call_command

    shutil.copytree(HOUSE, tmp_path / "navolgbaar", ignore=shutil.ignore_patterns("__pycache__"))
    monkeypatch.chdir(tmp_path / "navolgbaar")
    monkeypatch.setattr("django.conf.settings.LOCALE_PATHS", [tmp_path / "navolgbaar" / "locale"])
    call_command("makemessages", locale=["nl"], no_location=True, verbosity=0)
    found = catalogue((tmp_path / "navolgbaar/locale/nl/LC_MESSAGES/django.po").read_text())
    assert set(found) == set(catalogue((FOLDER / "django.po").read_text()))
