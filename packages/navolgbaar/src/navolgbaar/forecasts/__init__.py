"""When will it be done, how sure is that, and were earlier forecasts right."""
