"""The command line: words in, answers out; everything it knows comes from the registries."""
