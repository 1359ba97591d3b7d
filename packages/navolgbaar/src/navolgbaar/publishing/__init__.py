"""Releases: a frozen set of versions, of one organisation, approved by a second person."""
