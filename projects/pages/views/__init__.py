"""The bases of all pages: detail, form, and the small POST that changes a state; a list is listing.TablePage."""

from projects.pages.actions import once
from projects.pages.views.base import Crumb, DetailPage, Page, SignedInRequest
from projects.pages.views.form import FormPage
from projects.pages.views.state import safe_back, state_change, submission_key
from projects.pages.views.step import StepFormPage
from projects.pages.views.typed import ConflictRow

__all__ = [
    "ConflictRow",
    "Crumb",
    "DetailPage",
    "FormPage",
    "Page",
    "SignedInRequest",
    "StepFormPage",
    "once",
    "safe_back",
    "state_change",
    "submission_key",
]
