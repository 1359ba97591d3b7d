"""Narekenen: read a government letter, check its sums, recompute a published number.

Importing this package stays cheap: nothing heavy is loaded here, so that the command line answers at once.
"""

__version__ = "0.1.0"
