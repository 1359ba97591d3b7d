"""One noun per file: what was read, what was computed, what is said, and where it stands."""

from navolgbaar.figures.models.figure import Figure, FigureVersion, Quantity
from navolgbaar.figures.models.reading import Reading
from navolgbaar.figures.models.run import InputOrigin, Run, RunInput
from navolgbaar.figures.models.use import Publication, Use, Withdrawal

__all__ = [
    "Figure",
    "FigureVersion",
    "InputOrigin",
    "Publication",
    "Quantity",
    "Reading",
    "Run",
    "RunInput",
    "Use",
    "Withdrawal",
]
