"""What is public, for machines: read-only, without a key, never more than a stranger sees on the pages."""
