"""What the program costs, beside the cheapest thing that could do the work and beside a peer."""
