"""The screen before the day: what is ready and what is still missing."""
