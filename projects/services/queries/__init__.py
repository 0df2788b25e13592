"""Reads of 企业诉求: deadlines in working days, and who held a ticket for how long."""

from projects.services.queries.deadlines import NEAR, SOON, Light, WorkCalendar, calendar_of, deadline_light, light_of

__all__ = ["NEAR", "SOON", "Light", "WorkCalendar", "calendar_of", "deadline_light", "light_of"]
