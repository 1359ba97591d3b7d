"""Compile the catalogues with gettext's msgfmt. Run after editing a .po file; a test compares the two."""

import subprocess
from pathlib import Path

HOUSE = Path(__file__).resolve().parents[1] / "packages" / "navolgbaar" / "src" / "navolgbaar"

for text in HOUSE.glob("locale/*/LC_MESSAGES/django.po"):
    subprocess.run(["msgfmt", "--check-format", "-o", text.with_suffix(".mo"), text], check=True)
