"""What the pages of ranking read: standings, the way to the task, scores."""
