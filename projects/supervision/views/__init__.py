"""Pages of 督办."""
