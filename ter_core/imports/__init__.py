"""Doors through which data enters the log."""
