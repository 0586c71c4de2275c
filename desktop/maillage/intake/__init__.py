"""Lists that others wrote, read as values: nothing here opens the store."""
