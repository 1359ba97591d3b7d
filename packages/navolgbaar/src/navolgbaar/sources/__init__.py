"""Documents and data as they came in, and the places in them that everything else points at."""
