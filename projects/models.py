"""The list of models that Django reads. Nothing else imports this module."""

from projects.audit.models import Entry
from projects.books.models import BookHead
from projects.enterprises.models import Enterprise
from projects.files.models import StoredFile
from projects.funding.models import (
    Arrival,
    Claim,
    ClaimCut,
    ClaimLine,
    Credit,
    Evidence,
    RecognitionBasis,
    TaskEntry,
)
from projects.months.models import Month
from projects.organisations.models import Tenure, Unit, User
from projects.outreach.models import Fair
from projects.pages.models import Submission
from projects.parks.models import Park, Tenancy
from projects.reference.models import CodeItem, Setting, Workday
from projects.services.models import Step, Ticket, TicketHelper
from projects.signing.models import (
    InvestorPart,
    Milestone,
    Project,
    Registration,
    Share,
    Signing,
    SigningPart,
)

__all__ = [
    "Arrival",
    "BookHead",
    "Claim",
    "ClaimCut",
    "ClaimLine",
    "CodeItem",
    "Credit",
    "Enterprise",
    "Entry",
    "Evidence",
    "Fair",
    "InvestorPart",
    "Milestone",
    "Month",
    "Park",
    "Project",
    "RecognitionBasis",
    "Registration",
    "Setting",
    "Share",
    "Signing",
    "SigningPart",
    "Step",
    "StoredFile",
    "Submission",
    "TaskEntry",
    "Tenancy",
    "Tenure",
    "Ticket",
    "TicketHelper",
    "Unit",
    "User",
    "Workday",
]
