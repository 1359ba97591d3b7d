"""Write the exact version of every installed package into the root pyproject, as `constraint-dependencies`."""

import re
from importlib.metadata import distributions
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
OWN = {"narekenen", "navolgbaar", "navolgbaar-workspace"}


def pins() -> list[str]:
    found = {re.sub(r"[-_.]+", "-", d.metadata["Name"]).lower(): d.version for d in distributions()}
    return [f"{name}=={version}" for name, version in sorted(found.items()) if name not in OWN]


def main() -> None:
    path = ROOT / "pyproject.toml"
    block = "constraint-dependencies = [\n" + "".join(f'    "{pin}",\n' for pin in pins()) + "]"
    text = re.sub(r"constraint-dependencies = \[.*?\]", block, path.read_text(), count=1, flags=re.S)
    path.write_text(text)


if __name__ == "__main__":
    main()
