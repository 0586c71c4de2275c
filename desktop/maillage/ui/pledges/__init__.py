"""The screen of pledges: what is due, one of them in full, and making a new one."""
