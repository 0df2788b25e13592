"""What an enterprise is told of its ticket on the page behind its link."""

NOTES_TOLD = frozenset({"refuse", "progress", "pause", "done", "unsolved", "rate", "merge"})
"""Steps whose note is written for the enterprise too (the forms of these steps say so)."""
STEPS_TOLD = NOTES_TOLD | {"register", "accept", "assign", "extend", "resume", "close", "reopen"}
"""Objections, requests for time, countersigning and calls are the offices' own."""
