"""Read tables into the directory: what columns mean, a trial without consequences, a report."""
