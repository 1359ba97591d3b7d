"""Bytes to running text to passages. Start reading at `model.py`."""
