"""Mail of the house: written by template, sent exactly once or reported."""
