"""Documents to keep, print and read aloud: a tree of blocks becomes one tagged PDF file."""
