"""Pages of money: claims, verifying, tasks, months."""
