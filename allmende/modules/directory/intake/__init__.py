"""Foreign tables, taken in with care: bounded, by their content and not by their name."""
