"""Field tests: is everyone treated alike, and how sure may we be."""
