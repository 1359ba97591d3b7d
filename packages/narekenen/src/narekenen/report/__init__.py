"""What `narekenen check` hands over: a readable report, a page, the complete result as JSON, predictions to score."""
