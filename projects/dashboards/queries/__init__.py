"""What the 大屏 and the leaders' phone read."""
