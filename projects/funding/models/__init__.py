"""The money book.

A Claim (申报) is what a department says: lines with amounts and evidence, corrected until it is verified. Verifying posts at once: every
counted line becomes one immutable Arrival (到位资金), and its Credit (业绩归属) in each dimension. Three dates: `arrived_on` is the
paper's, `booked_in` the month that was open when it was posted, `counts_on` the day that decides the period of every figure: a closed
month's figure never moves. Arrivals are chained (`seq`, `prev_hash`, `hash`), so that a changed or missing row is found.
"""

from projects.funding.models.book import Arrival, ArrivalPaper, ArrivalQuerySet, Credit, CreditQuerySet
from projects.funding.models.claims import (
    Claim,
    ClaimCut,
    ClaimLine,
    ClaimQuerySet,
    Evidence,
    Question,
    RecognitionBasis,
    StampedSheet,
)
from projects.funding.models.plans import MoneyPlan, MoneyPlanQuerySet
from projects.funding.models.recognition import CheckAnswer, CityRecognition, LeaderSignature, OpeningBatch
from projects.funding.models.tasks import PlanEntry, PlanEntryQuerySet, TaskEntry, TaskEntryQuerySet

__all__ = [
    "Arrival",
    "ArrivalPaper",
    "ArrivalQuerySet",
    "CheckAnswer",
    "CityRecognition",
    "Claim",
    "ClaimCut",
    "ClaimLine",
    "ClaimQuerySet",
    "Credit",
    "CreditQuerySet",
    "Evidence",
    "LeaderSignature",
    "MoneyPlan",
    "MoneyPlanQuerySet",
    "OpeningBatch",
    "PlanEntry",
    "PlanEntryQuerySet",
    "Question",
    "RecognitionBasis",
    "StampedSheet",
    "TaskEntry",
    "TaskEntryQuerySet",
]
