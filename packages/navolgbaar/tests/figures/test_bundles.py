"""What an outsider downloads is recomputed by narekenen alone, to the same string."""

import hashlib
import json
import subprocess
import sys
from dataclasses import replace

import pytest

from narekenen.replay import replay
from navolgbaar.figures.actions import Question, record_run
from navolgbaar.figures.bundles import bundle_of, sha256_of
from navolgbaar.figures.states import FigureKind, Verdict
from navolgbaar.publishing.actions import NotPossibleNow
from navolgbaar.sources import store as bytestore
from navolgbaar.sources.actions import erase_passage, move_document
from navolgbaar.sources.states import DocumentState

pytestmark = [pytest.mark.django_db, pytest.mark.db]


@pytest.fixture
def public(world, letter):
    return move_document(document=letter, state=DocumentState.PUBLIC, by=world.editor)


def test_a_confirmed_reading_is_read_again_from_its_sentence(public, say):
    version = say("1229")
    found = replay(bundle_of(version), expect=sha256_of(version))
    assert found.same, found.problems
    assert found.recomputed == version.published == "1.229"
    assert found.bundle.run.recipe == "reading.number@1"
    assert found.bundle.sources[0].digest == public.file.digest


def test_a_correction_says_that_a_person_read_it(public, say):
    say("1229")
    version = say("1229", verdict=Verdict.CORRECTED, corrected="1230", reason="Tabel 2")
    found = replay(bundle_of(version))
    assert found.same
    assert (found.bundle.run.recipe, found.recomputed) == ("reading.person@1", "1.230")


def test_a_closed_document_gives_its_digest_and_an_owner_of_it_can_replay(letter, say):
    version = say("1229")
    data = bundle_of(version)
    assert b"adressen versterkt" not in data
    assert json.loads(data)["sources"] == []
    text = bytestore.get(letter.file.digest).decode()
    assert replay(data, given={"passage": {"document": text}}).same
    assert not replay(data, given={"passage": {"document": text.replace("1.229", "1.228")}}).same


def test_erased_words_leave_the_number_and_no_trace(world, public, say, django_capture_on_commit_callbacks):
    version = say("1229")
    with django_capture_on_commit_callbacks(execute=True):
        erase_passage(passage=version.reading.anchor.passage, ground="AVG art. 17", by=world.administrator)
    version.refresh_from_db()
    data = bundle_of(version)
    assert b"adressen versterkt" not in data
    assert replay(data).recomputed == "1.229"


@pytest.fixture
def total(world, public, say):
    first, second = say("1229"), say("1400", FigureKind.TARGET)
    question = Question(**{n: getattr(first.figure, n) for n in Question.__slots__})
    return record_run(
        question=replace(question, kind=FigureKind.CLAIMED),
        recipe="arithmetic.sum@1",
        inputs={"terms": [first, second]},
        by=world.editor,
    )


def test_a_computation_is_done_again(total):
    found = replay(bundle_of(total))
    assert found.same, found.problems
    assert found.recomputed == total.published == "2.629"
    (terms,) = found.bundle.run.inputs
    assert terms.origin == " ".join(str(o.version) for o in total.run.inputs.get().origins.order_by("position"))


def test_what_rests_on_unpublished_numbers_is_not_published(total, release):
    with pytest.raises(NotPossibleNow, match=r"not public and not in it: NB-\S+@1, NB-\S+@1\."):
        release(total)
    parts = [origin.version for origin in total.run.inputs.get().origins.all()]
    assert release(total, *parts).manifest["figures"]


def test_the_manifest_holds_the_sha256_of_the_page(client, total, release):
    parts = [origin.version for origin in total.run.inputs.get().origins.all()]
    manifest = release(total, *parts).manifest
    line = next(line for line in manifest["figures"] if line["figure"] == str(total))
    assert line["bundle"] == f"sha256:{sha256_of(total)}"
    assert sha256_of(total) in client.get(total.figure.get_absolute_url()).content.decode()


def test_an_outsider_replays_the_download_with_the_command_line(client, public, say, release, tmp_path):
    version = say("1229")
    address = f"/cijfers/{version}.json"
    assert client.get(address).status_code == 404
    release(version)
    response = client.get(address)
    assert response["Content-Disposition"] == f'attachment; filename="{version}.json"'
    file = tmp_path / f"{version}.json"
    file.write_bytes(response.content)
    sha = hashlib.sha256(response.content).hexdigest()
    words = ["replay", str(file), "--expect", sha, "--json"]
    code = "import sys; from narekenen.cli import main; raise SystemExit(main(sys.argv[1:]))"
    done = subprocess.run(
        [sys.executable, "-I", "-c", code, *words], capture_output=True, text=True, cwd=tmp_path, timeout=60
    )
    assert done.returncode == 0, done.stderr
    said = json.loads(done.stdout)
    assert (said["published"], said["recomputed"], said["same"]) == ("1.229", "1.229", True)


def test_an_altered_download_is_told(public, say):
    body = json.loads(bundle_of(say("1229")))
    body["published"] = "1.230"
    assert not replay(json.dumps(body).encode()).same
