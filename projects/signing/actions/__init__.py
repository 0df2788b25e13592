"""The writes of signing: talks and papers, confirming, milestones, shares, investors."""

from projects.signing.actions.confirming import confirm_signing, post_signing, reverse_signing
from projects.signing.actions.following import follow_project, unfollow_project
from projects.signing.actions.investors import change_investor
from projects.signing.actions.milestones import plan_milestone, reach, reach_milestone, reverse_milestone, terminate
from projects.signing.actions.projects import edit_project
from projects.signing.actions.registering import (
    Paper,
    correct_registration,
    open_talks,
    register_paper,
    register_signing,
    resubmit_registration,
    return_registration,
    task_force_of,
)
from projects.signing.actions.rights import must_see
from projects.signing.actions.shares import credit_mode, hand_over, holders_of, set_shares

__all__ = [
    "Paper",
    "change_investor",
    "confirm_signing",
    "correct_registration",
    "credit_mode",
    "edit_project",
    "follow_project",
    "hand_over",
    "holders_of",
    "must_see",
    "open_talks",
    "plan_milestone",
    "post_signing",
    "reach",
    "reach_milestone",
    "register_paper",
    "register_signing",
    "resubmit_registration",
    "return_registration",
    "reverse_milestone",
    "reverse_signing",
    "set_shares",
    "task_force_of",
    "terminate",
    "unfollow_project",
]
