"""The directory at the desk: what the editors of a town do with it."""
