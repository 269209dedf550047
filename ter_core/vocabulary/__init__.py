"""Value types of the domain: frozen, without I/O, understood by every other room."""
