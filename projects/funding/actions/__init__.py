"""The writes of the money book: claims, posting, tasks, month close."""

from projects.funding.actions.claims import (
    Cut,
    EvidenceFile,
    Line,
    Verdict,
    return_claim,
    submit_claim,
    verify_claim,
    void_claim,
    withdraw_claim,
)
from projects.funding.actions.months import close_month, closing_list
from projects.funding.actions.posting import reverse_arrival
from projects.funding.actions.tasks import set_task

__all__ = [
    "Cut",
    "EvidenceFile",
    "Line",
    "Verdict",
    "close_month",
    "closing_list",
    "return_claim",
    "reverse_arrival",
    "set_task",
    "submit_claim",
    "verify_claim",
    "void_claim",
    "withdraw_claim",
]
