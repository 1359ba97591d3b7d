"""Does it add up: one rule per file, all listed in `checks.py`."""
