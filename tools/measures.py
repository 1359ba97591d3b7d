"""Report the house measures: lines per module and per function, and lines of test per line of code."""

import ast
from pathlib import Path
from statistics import median, quantiles

ROOT = Path(__file__).resolve().parents[1]


def lines(path: Path) -> int:
    return len(path.read_text().splitlines())


def functions(path: Path) -> list[int]:
    tree = ast.parse(path.read_text())
    kinds = (ast.FunctionDef, ast.AsyncFunctionDef)
    return [(node.end_lineno or 0) - node.lineno + 1 for node in ast.walk(tree) if isinstance(node, kinds)]


def main() -> None:
    for package in ("narekenen", "navolgbaar"):
        every = [p for p in (ROOT / "packages" / package).rglob("*.py") if "migrations" not in p.parts]
        code = [p for p in every if "tests" not in p.parts]
        tests = [p for p in every if "tests" in p.parts]
        modules = [lines(p) for p in code]
        sizes = [size for p in code for size in functions(p)] or [0, 0]
        print(
            f"{package}: {len(code)} modules, median {median(modules):.0f} lines, longest {max(modules)}; "
            f"{len(sizes)} functions, median {median(sizes):.0f}, 90th percentile {quantiles(sizes, n=10)[-1]:.0f}; "
            f"{sum(map(lines, tests)) / max(sum(modules), 1):.2f} lines of test per line of code"
        )


if __name__ == "__main__":
    main()
