"""What the directory accepts from people."""
