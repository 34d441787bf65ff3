"""Page tags: every answer says which items it shows, every change says what it touched."""
