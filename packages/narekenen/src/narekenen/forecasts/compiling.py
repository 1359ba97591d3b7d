"""numba behind one typed door: compiled code is kept on disk, also where HOME and the package cannot be written."""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any, ParamSpec, TypeVar, cast

P = ParamSpec("P")
R = TypeVar("R")


def cache_folder(package: Path, home: Path, environment: dict[str, str]) -> str | None:
    """The folder that NUMBA_CACHE_DIR must name; None where numba finds one by itself.

    numba looks beside the source and then under HOME, and fails at import where neither can be written.
    """
    if environment.get("NUMBA_CACHE_DIR"):
        return None
    beside = package / "__pycache__"
    if os.access(beside if beside.is_dir() else package, os.W_OK) or os.access(home, os.W_OK):
        return None
    owner = os.getuid() if hasattr(os, "getuid") else 0
    return str(Path(tempfile.gettempdir()) / f"narekenen-numba-{owner}")


_folder = cache_folder(Path(__file__).parent, Path.home(), dict(os.environ))
if _folder:
    Path(_folder).mkdir(mode=0o700, exist_ok=True)
    os.environ["NUMBA_CACHE_DIR"] = _folder

import numba  # noqa: E402  (after its folder is known)

# A kernel on disk holds the code of all that it calls, and numba looks only at the file that it stands in itself: after
# a change elsewhere it would go on with the old code. Hence the files that kernels are made of are its stamp, together.
SOURCES = ("arrays", "compiling", "drawing", "durations", "engine", "loops", "queues", "streams")


def source_stamp(folder: Path) -> bytes:
    """A digest of the files that kernels are made of."""
    return hashlib.sha256(b"".join((folder / f"{name}.py").read_bytes() for name in SOURCES)).digest()


_STAMP = source_stamp(Path(__file__).parent)


def kernel(function: Callable[P, R]) -> Callable[P, R]:
    """The function compiled at its first call, without the interpreter lock, kept on disk."""
    made: Any = numba.njit(cache=True, nogil=True)(function)
    made._cache._cache_file._source_stamp = _STAMP
    return cast("Callable[P, R]", made)


def bare(function: Callable[P, R]) -> Callable[P, R]:
    """A kernel that makes no arrays, and so counts no holders of those that it is given: where something small is done
    for every address, counting is most of the work."""
    options: dict[str, Any] = {"cache": True, "nogil": True, "_nrt": False}
    made: Any = numba.njit(**options)(function)
    made._cache._cache_file._source_stamp = _STAMP
    return cast("Callable[P, R]", made)


def part(function: Callable[P, R]) -> Callable[P, R]:
    """A piece of a kernel, written into it at every call: arrays handed to a function cost a counter each, up and down
    again, which is more than the piece itself where it runs for every address."""
    return cast("Callable[P, R]", numba.njit(inline="always")(function))
