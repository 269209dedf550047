"""Commands that no class makes: one module each, named after its word."""
