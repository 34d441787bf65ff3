"""Who does things here besides the town: associations, businesses, churches, fire brigades."""
