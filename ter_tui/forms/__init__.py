"""From an event class or a question to fields that somebody fills in."""
