"""The coordinator's terminal interface, which enters through `ter.commands`: nothing imports it."""
