"""The demonstration: one real meeting, played by invented people."""
