"""The first run: start a programme, join one by an invitation, or open a store of yesterday."""
