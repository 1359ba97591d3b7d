"""Dated values, each with its reference."""
