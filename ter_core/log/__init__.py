"""The log: bytes on disk, written by one poste and read by all. Knows no SQL."""
