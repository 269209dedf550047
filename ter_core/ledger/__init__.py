"""The ledger decides what may be written, from what this machine knows. It is never shown."""
