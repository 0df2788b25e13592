"""Reads of 企业诉求: deadlines in working days, and who held a ticket for how long."""

from projects.services.queries.deadlines import (
    NEAR,
    REACH,
    SOON,
    Light,
    WorkCalendar,
    awaits_acceptance,
    calendar_of,
    deadline_light,
    due_on,
    light_of,
)

__all__ = [
    "NEAR",
    "REACH",
    "SOON",
    "Light",
    "WorkCalendar",
    "awaits_acceptance",
    "calendar_of",
    "deadline_light",
    "due_on",
    "light_of",
]
