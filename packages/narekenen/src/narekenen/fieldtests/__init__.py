"""Matched field tests: is everyone treated alike, and how sure may we be. Start reading at `cells.py`.

The modules import numpy, scipy and polars; install `narekenen[science]`.
"""
