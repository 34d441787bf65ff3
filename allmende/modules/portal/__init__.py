"""News, press and standard pages of towns and the alliance."""
