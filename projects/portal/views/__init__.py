"""Pages for enterprises without an account, and those on which the bureau makes their links and sorts what they sent."""

from projects.portal.views.links import ArrivalLinks, TicketLinks, revoke
from projects.portal.views.public import ArrivalPage, RatingPage, SubmitPage, TicketPage
from projects.portal.views.triage import TriageList, photo

__all__ = ["ArrivalLinks", "ArrivalPage", "RatingPage", "SubmitPage", "TicketLinks", "TicketPage", "TriageList", "photo", "revoke"]
