"""Files of others that the site serves: `vendor.toml` says what each is, whose, under which licence, and its sha256.

    python tools/vendor_assets.py                 check every file; exit 1 and a line per problem where one differs
    python tools/vendor_assets.py make FOLDER     make the fonts again from the originals in FOLDER

The second needs fonttools and brotli. The originals have the reserved name "Source"; a part of a font is another font,
so what is made here has another name.
"""

from __future__ import annotations

import hashlib
import sys
import tomllib
from pathlib import Path
from typing import Any

VENDOR = Path(__file__).resolve().parents[1] / "packages/navolgbaar/src/navolgbaar/website/static/vendor"
FEATURES = ["kern", "liga", "ccmp", "locl", "mark", "tnum", "lnum"]


def listed(folder: Path = VENDOR) -> list[dict[str, Any]]:
    """The files that `vendor.toml` names."""
    return list(tomllib.loads((folder / "vendor.toml").read_text(encoding="utf-8"))["file"])


def problems(folder: Path = VENDOR) -> list[str]:
    """What is not as `vendor.toml` says: altered, missing, without a licence, or not named at all."""
    found, known = [], {"vendor.toml"}
    for item in listed(folder):
        known |= {item["name"], item["licence_file"]}
        path = folder / item["name"]
        if not path.is_file():
            found.append(f"{item['name']} is not there")
        elif hashlib.sha256(path.read_bytes()).hexdigest() != item["sha256"]:
            found.append(f"{item['name']} is not the file of vendor.toml: its sha256 differs")
        if not (folder / item["licence_file"]).is_file():
            found.append(f"{item['name']}: the text of its licence {item['licence_file']} is not there")
    return found + [f"{path.name} is not named in vendor.toml" for path in folder.iterdir() if path.name not in known]


def make(originals: Path) -> None:
    """Every font of `vendor.toml` from its original: fewer characters, one axis, another name."""
    for item in listed():
        original = originals / item["original"]
        if hashlib.sha256(original.read_bytes()).hexdigest() != item["original_sha256"]:
            raise SystemExit(f"{original} is not the original of {item['name']}.")
        _make_font(original, VENDOR / item["name"], item)
        print(item["name"], hashlib.sha256((VENDOR / item["name"]).read_bytes()).hexdigest())


def _make_font(original: Path, made: Path, item: dict[str, Any]) -> None:
    from fontTools import subset
    from fontTools.ttLib import TTFont
    from fontTools.varLib import instancer

    font = TTFont(original, recalcTimestamp=False)
    options = subset.Options(layout_features=FEATURES, hinting=False, recalc_timestamp=False, name_IDs=["*"])
    chosen = subset.Subsetter(options)
    chosen.populate(unicodes=subset.parse_unicodes(item["characters"].replace("U+", "")))
    chosen.subset(font)
    axes = {axis: tuple(at) if isinstance(at, list) else at for axis, at in item["axes"].items()}
    font = instancer.instantiateVariableFont(font, axes)
    for record in font["name"].names:
        if record.nameID in (1, 3, 4, 6, 16, 25):
            record.string = item["family"].replace(" ", "") if record.nameID in (3, 6, 25) else item["family"]
    font.flavor = "woff2"
    font.save(made)


if __name__ == "__main__":
    if sys.argv[1:2] == ["make"]:
        make(Path(sys.argv[2]))
    said = problems()
    print("\n".join(said) or "All vendored files are as vendor.toml says.")
    raise SystemExit(1 if said else 0)
