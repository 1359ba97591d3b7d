"""The ledger: every number with where it came from, what it was before, and where it is used."""
