"""Files that travel: packages and invitations, who may read them and who is believed."""
