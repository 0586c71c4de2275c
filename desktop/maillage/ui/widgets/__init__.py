"""The kit: widgets that every screen is built from. They know words and tokens, never the store."""
