"""Where things are and when they are open: addresses, hours with exceptions, distances."""
