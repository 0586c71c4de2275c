"""The screen of table plans."""
