# Every line is one command that also works by hand.

default:
    @just --list

# everything that the landing check runs
check: lint types contracts test

lint:
    uv run ruff check .
    uv run ruff format --check .

fix:
    uv run ruff check --fix .
    uv run ruff format .

types:
    uv run mypy packages/narekenen/src packages/navolgbaar/src

contracts:
    uv run lint-imports

test *ARGS:
    uv run pytest {{ARGS}}

# write the exact version of everything installed into pyproject.toml
pin:
    uv run python tools/pin.py

# lines per module and function, lines of test per line of code
measures:
    uv run python tools/measures.py

# false alarms and coverage of the field test methods, written into the documentation
simulations:
    uv run python benchmarks/simulations_fieldtests.py
    uv run python benchmarks/simulations_forecasts.py
