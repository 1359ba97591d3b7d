"""Indicators of shelter and care: people counted once, rates with their interval, fair comparison, mergers.

Start reading at `intervals.py`. The modules import numpy, scipy, polars and numba; install `narekenen[science]`.
"""
