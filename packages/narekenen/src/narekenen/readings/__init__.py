"""Numbers, dates, references and tables out of running text. Start reading at `model.py`."""
