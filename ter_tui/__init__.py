"""Reserved for the Textual front end, which enters through `ter.commands`; nothing imports it."""
