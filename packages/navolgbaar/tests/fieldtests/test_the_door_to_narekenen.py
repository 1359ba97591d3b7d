"""What every process of the platform loads of narekenen for this room: little."""

import subprocess
import sys


def test_nothing_heavy_is_loaded_with_the_door():
    code = (
        "import sys, navolgbaar.fieldtests.science; "
        "print({'numpy', 'scipy', 'polars', 'numba', 'rich'} & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (done.stdout, done.stderr) == ("set()\n", "")
