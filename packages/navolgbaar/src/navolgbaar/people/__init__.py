"""People with a login, the organisations they act for, and their roles."""
