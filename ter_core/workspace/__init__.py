"""The life of a workspace folder: begun, joined, opened, or copied from the demonstration."""
