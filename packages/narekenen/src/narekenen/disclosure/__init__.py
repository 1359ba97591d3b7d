"""Tables that give nobody away: what to withhold, what an attacker can still work out, rounding and noise by key.

Start at `tables.py`. Counts of unique persons do not add up over dimensions in which a person may occur twice; they
are protected as if they did, which asks more than an attacker of such a table could use.
"""
