"""Exchanges: files that leave and arrive, and what they leave to decide."""
