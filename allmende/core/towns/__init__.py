"""Towns, the alliance, who administers them, and where their villages lie."""
