"""Meetings: creating one, correcting it, choosing which one is shown."""
