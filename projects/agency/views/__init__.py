"""Pages of 帮办代办."""
