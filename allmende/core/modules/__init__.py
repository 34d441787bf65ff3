"""Modules: what one is, which ones there are, who has switched them on."""
