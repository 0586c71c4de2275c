"""Maillage: records of meetings, kept encrypted, merged without loss."""
