"""The value objects of a number's way, their canonical spelling and their digests. Start reading at `model.py`."""
