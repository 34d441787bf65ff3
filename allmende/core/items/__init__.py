"""The one record: an item is published once, by its town, and shown in many places."""
