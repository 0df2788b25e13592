"""Pages of 企业诉求."""

from projects.services.views.replies import ReplyEdit, ReplyList, ReplyNew, TicketLinkNew, ticket_unlink
from projects.services.views.tickets import TicketDetail, TicketList, TicketNew, TicketStep, buttons_of

__all__ = [
    "ReplyEdit",
    "ReplyList",
    "ReplyNew",
    "TicketDetail",
    "TicketLinkNew",
    "TicketList",
    "TicketNew",
    "TicketStep",
    "buttons_of",
    "ticket_unlink",
]
