"""Doors through which data leaves the log."""
