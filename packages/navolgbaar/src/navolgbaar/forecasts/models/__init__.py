"""Plans and forecasts, which are public once released; homes and their windows, which never are."""

from navolgbaar.forecasts.models.homes import Home, HomeWindow, Place, Resident, Try
from navolgbaar.forecasts.models.plan import Farewell, Plan, Vintage, VintageFigure
from navolgbaar.forecasts.models.track import TrackRecord

__all__ = [
    "Farewell", "Home", "HomeWindow", "Place", "Plan", "Resident", "TrackRecord", "Try", "Vintage", "VintageFigure",
]  # fmt: skip
