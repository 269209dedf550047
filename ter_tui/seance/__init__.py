"""A séance as it is held: its points, its notes, its decisions, who is there, its relevé."""
