"""Dividing a budget by a key: shares to the cent, a path to a new key, who gains and why. Start at `shares.py`.

Amounts of money are whole cents (int) wherever they are paid out.
"""
