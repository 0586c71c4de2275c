"""The encrypted store of one device: keys, tables, journal, search, checks."""
