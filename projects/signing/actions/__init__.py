"""The writes of signing: talks and papers, confirming, milestones, shares, investors."""

from projects.signing.actions.confirming import confirm_signing, post_signing, reverse_signing
from projects.signing.actions.following import follow_project, unfollow_project
from projects.signing.actions.investors import change_investor
from projects.signing.actions.milestones import plan_milestone, reach, reach_milestone, reverse_milestone, terminate
from projects.signing.actions.parties import Party, parts_in_force, set_parties, tiers_by_share
from projects.signing.actions.projects import edit_project
from projects.signing.actions.registering import (
    Paper,
    correct_registration,
    is_confirmed,
    open_talks,
    register_paper,
    register_signing,
    resubmit_registration,
    return_registration,
    task_force_of,
)
from projects.signing.actions.rights import must_see
from projects.signing.actions.shares import credit_mode, credit_mode_on, hand_over, holders_of, set_shares

__all__ = [
    "Paper",
    "Party",
    "change_investor",
    "confirm_signing",
    "correct_registration",
    "credit_mode",
    "credit_mode_on",
    "edit_project",
    "follow_project",
    "hand_over",
    "holders_of",
    "is_confirmed",
    "must_see",
    "open_talks",
    "parts_in_force",
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
    "set_parties",
    "set_shares",
    "task_force_of",
    "terminate",
    "tiers_by_share",
    "unfollow_project",
]
