"""Offer, accept, place: towns show each other's items, by their own rules, never as copies."""
