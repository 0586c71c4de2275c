"""The screen at the door: who is expected, who has come, who comes unannounced."""
