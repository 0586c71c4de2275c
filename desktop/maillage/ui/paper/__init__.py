"""Papers: what to make, how it will look, the printer or a file."""
