"""The writes of the money book: claims, posting, corrections, credit, tasks, months, and what stands around them."""

from projects.funding.actions.basis import basis_of, set_basis
from projects.funding.actions.batch import Row, submit_claims
from projects.funding.actions.claims import (
    Cut,
    Verdict,
    add_evidence,
    resubmit_claim,
    return_claim,
    submit_claim,
    verify_claim,
    void_claim,
    withdraw_claim,
)
from projects.funding.actions.clean import Passed, verify_clean_claims
from projects.funding.actions.corrections import correct_arrival, withdraw_money
from projects.funding.actions.credit import change_shares, move_credit
from projects.funding.actions.lines import EvidenceFile, Line
from projects.funding.actions.months import close_month, closing_list, reclose_month
from projects.funding.actions.openings import OpeningRefused, OpeningRow, load_openings
from projects.funding.actions.plans import set_money_plan
from projects.funding.actions.posting import reverse_arrival
from projects.funding.actions.questions import answer_question, ask_questions
from projects.funding.actions.recognition import set_city_recognition
from projects.funding.actions.reporting import confirm_claim, may_confirm, report_nil, sign_month, upload_stamped_sheet
from projects.funding.actions.tasks import Paper, allocate_tasks, set_plan, set_task, transfer_task

__all__ = [
    "Cut",
    "EvidenceFile",
    "Line",
    "OpeningRefused",
    "OpeningRow",
    "Paper",
    "Passed",
    "Row",
    "Verdict",
    "add_evidence",
    "allocate_tasks",
    "answer_question",
    "ask_questions",
    "basis_of",
    "change_shares",
    "close_month",
    "closing_list",
    "confirm_claim",
    "correct_arrival",
    "load_openings",
    "may_confirm",
    "move_credit",
    "reclose_month",
    "report_nil",
    "resubmit_claim",
    "return_claim",
    "reverse_arrival",
    "set_basis",
    "set_city_recognition",
    "set_money_plan",
    "set_plan",
    "set_task",
    "sign_month",
    "submit_claim",
    "submit_claims",
    "transfer_task",
    "upload_stamped_sheet",
    "verify_claim",
    "verify_clean_claims",
    "void_claim",
    "withdraw_claim",
    "withdraw_money",
]
