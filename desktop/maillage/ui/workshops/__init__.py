"""The screen at the tables: one line per note, ideas and their votes."""
