"""The store on disk: what is named by its digest is what comes out."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from navolgbaar.sources import store as bytestore


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=50)
@given(data=st.binary(max_size=2000))
def test_what_goes_in_comes_out(store, data):
    digest = bytestore.put(data)
    assert bytestore.put(data) == digest
    assert bytestore.get(digest) == data


def test_empty_bytes_have_the_well_known_digest(store):
    empty = "sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    assert bytestore.put(b"") == empty


def test_damage_on_disk_is_noticed(store):
    digest = bytestore.put(b"as it was")
    (file,) = (path for path in store.rglob("*") if path.is_file())
    file.write_bytes(b"as it is now")
    with pytest.raises(bytestore.Damaged, match="Restore them from the backup"):
        bytestore.get(digest)


def test_erased_bytes_are_gone(store):
    digest = bytestore.put(b"somebody's words")
    bytestore.erase(digest)
    bytestore.erase(digest)
    assert not bytestore.has(digest)
    with pytest.raises(bytestore.NotInStore):
        bytestore.get(digest)


@pytest.mark.parametrize("digest", ["", "sha256:", "sha256:../../etc/passwd", "md5:" + "0" * 64, "sha256:" + "A" * 64])
def test_a_digest_is_no_path(store, digest):
    with pytest.raises(ValueError, match="is no digest of the form"):
        bytestore.get(digest)


def test_nothing_half_written_stays_behind(store, monkeypatch):
    monkeypatch.setattr("os.fsync", lambda _: (_ for _ in ()).throw(OSError("disk full")))
    with pytest.raises(OSError, match="disk full"):
        bytestore.put(b"too much")
    assert not bytestore.has(bytestore.digest_of(b"too much"))
