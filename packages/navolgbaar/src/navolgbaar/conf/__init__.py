"""Settings in themed files, addresses, and the door for the web server."""
