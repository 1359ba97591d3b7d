"""Numbers in Dutch text: see `parse_number` for one cell of a table."""

from narekenen.readings.numbercells import MAYBE_YEAR, parse_number

__all__ = ["MAYBE_YEAR", "parse_number"]
