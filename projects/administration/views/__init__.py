"""Pages of the three administrators and of one's own logins."""
