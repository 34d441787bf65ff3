"""Stories of requests to other hosts."""
