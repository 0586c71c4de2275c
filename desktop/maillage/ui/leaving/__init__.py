"""The screen at the end of the day."""
