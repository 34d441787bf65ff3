"""A module as small as one can be: it greets the readers of a town."""
