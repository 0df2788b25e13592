"""What the administrators do."""
