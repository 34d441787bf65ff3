"""Find things. A plain search for now: every word must be there, umlauts or not."""
