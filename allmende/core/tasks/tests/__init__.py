"""Stories of tasks."""
