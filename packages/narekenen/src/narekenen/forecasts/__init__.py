"""Programme forecasts: when will it be done, how sure are we, and were earlier forecasts right."""
