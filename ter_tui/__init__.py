"""The coordinator's terminal interface; it enters through `ter.commands`, and nothing imports it."""
