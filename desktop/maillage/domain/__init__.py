"""What Maillage is about, in pure Python: no Qt, no SQL, no files, no clock."""
