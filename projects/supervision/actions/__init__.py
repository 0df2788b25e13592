"""The writes of 督办."""

from projects.supervision.actions.handling import (
    close_matter,
    extend_matter,
    note_matter_progress,
    raise_matter,
    report_matter,
    return_matter,
    revoke_matter,
    take_matter,
)
from projects.supervision.actions.ordering import NOTHING, Target, chase_projects, order_matter, ordering_post
from projects.supervision.actions.steps import days_for

__all__ = [
    "NOTHING",
    "Target",
    "chase_projects",
    "close_matter",
    "days_for",
    "extend_matter",
    "note_matter_progress",
    "order_matter",
    "ordering_post",
    "raise_matter",
    "report_matter",
    "return_matter",
    "revoke_matter",
    "take_matter",
]
