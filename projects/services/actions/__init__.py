"""The writes of 企业诉求."""

from projects.services.actions.course import (
    ask_extension,
    countersign_ticket,
    decide_extension,
    leave_unsolved,
    note_progress,
    object_to_ticket,
    pause_ticket,
    record_call,
    resume_ticket,
    rule_on_objection,
    take_ticket,
)
from projects.services.actions.outside import SHUT_WORDS, public_form_is_open, rate_ticket, submit_ticket
from projects.services.actions.replies import keep_reply, link_tickets, unlink_tickets
from projects.services.actions.steps import deadline_from
from projects.services.actions.tickets import (
    accept_ticket,
    assign_ticket,
    close_ticket,
    merge_ticket,
    open_ticket,
    refuse_ticket,
    reopen_ticket,
    report_ticket_done,
)

__all__ = [
    "SHUT_WORDS",
    "accept_ticket",
    "ask_extension",
    "assign_ticket",
    "close_ticket",
    "countersign_ticket",
    "deadline_from",
    "decide_extension",
    "keep_reply",
    "leave_unsolved",
    "link_tickets",
    "merge_ticket",
    "note_progress",
    "object_to_ticket",
    "open_ticket",
    "pause_ticket",
    "public_form_is_open",
    "rate_ticket",
    "record_call",
    "refuse_ticket",
    "reopen_ticket",
    "report_ticket_done",
    "resume_ticket",
    "rule_on_objection",
    "submit_ticket",
    "take_ticket",
    "unlink_tickets",
]
