"""The list of models that Django reads. Nothing else imports this module."""

from projects.agency.models import AgencyItem, AgencyPaper, AgencyStep, ItemTemplate, Steward
from projects.audit.models import Entry
from projects.books.models import BookHead
from projects.elements.models import ElementStep, ElementTicket, ProjectElement
from projects.enterprises.models import Enterprise
from projects.external.models import ExternalFigure, ExternalPaper
from projects.files.models import StagedFile, StoredFile
from projects.funding.models import (
    Arrival,
    ArrivalPaper,
    CheckAnswer,
    CityRecognition,
    Claim,
    ClaimCut,
    ClaimLine,
    Credit,
    Evidence,
    LeaderSignature,
    MoneyPlan,
    OpeningBatch,
    PlanEntry,
    Question,
    RecognitionBasis,
    StampedSheet,
    TaskEntry,
)
from projects.jobs.models import Job, Schedule
from projects.months.models import Month, NilReport, Reopening
from projects.notices.models import Delivery, Notice, TellingMark, Told
from projects.organisations.models import LoginRecord, PasswordHistory, Tenure, Unit, User
from projects.outreach.models import Activity, ActivityFirm, Fair, Honour, Lead
from projects.pages.models import Draft, Preference, SavedView, Submission
from projects.parks.models import Park, Tenancy
from projects.portal.models import ArrivalAnswer
from projects.ranking.models import ScoreEntry, ScorePaper, ScoreResult, ScoreRule
from projects.reference.models import Announcement, CodeItem, Setting, Workday
from projects.reports.models import SheetIssue
from projects.services.models import SavedReply, Step, Ticket, TicketHelper, TicketLink, TicketPhoto, TicketSender
from projects.signing.models import (
    Follow,
    InvestorChange,
    InvestorPart,
    Milestone,
    Project,
    Registration,
    Share,
    SharePaper,
    Signing,
    SigningCredit,
    SigningPart,
)
from projects.supervision.models import Matter, MatterPaper, MatterStep, MatterUnit
from projects.tokens.models import PostCount, Token
from projects.visits.models import Meeting, Pair, RaisedTicket, Visit

__all__ = [
    "Activity",
    "ActivityFirm",
    "AgencyItem",
    "AgencyPaper",
    "AgencyStep",
    "Announcement",
    "Arrival",
    "ArrivalAnswer",
    "ArrivalPaper",
    "BookHead",
    "CheckAnswer",
    "CityRecognition",
    "Claim",
    "ClaimCut",
    "ClaimLine",
    "CodeItem",
    "Credit",
    "Delivery",
    "Draft",
    "ElementStep",
    "ElementTicket",
    "Enterprise",
    "Entry",
    "Evidence",
    "ExternalFigure",
    "ExternalPaper",
    "Fair",
    "Follow",
    "Honour",
    "InvestorChange",
    "InvestorPart",
    "ItemTemplate",
    "Job",
    "Lead",
    "LeaderSignature",
    "LoginRecord",
    "Matter",
    "MatterPaper",
    "MatterStep",
    "MatterUnit",
    "Meeting",
    "Milestone",
    "MoneyPlan",
    "Month",
    "NilReport",
    "Notice",
    "OpeningBatch",
    "Pair",
    "Park",
    "PasswordHistory",
    "PlanEntry",
    "PostCount",
    "Preference",
    "Project",
    "ProjectElement",
    "Question",
    "RaisedTicket",
    "RecognitionBasis",
    "Registration",
    "Reopening",
    "SavedReply",
    "SavedView",
    "Schedule",
    "ScoreEntry",
    "ScorePaper",
    "ScoreResult",
    "ScoreRule",
    "Setting",
    "Share",
    "SharePaper",
    "SheetIssue",
    "Signing",
    "SigningCredit",
    "SigningPart",
    "StagedFile",
    "StampedSheet",
    "Step",
    "Steward",
    "StoredFile",
    "Submission",
    "TaskEntry",
    "TellingMark",
    "Tenancy",
    "Tenure",
    "Ticket",
    "TicketHelper",
    "TicketLink",
    "TicketPhoto",
    "TicketSender",
    "Token",
    "Told",
    "Unit",
    "User",
    "Visit",
    "Workday",
]
