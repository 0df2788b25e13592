"""Projects, what was signed for them, their dated milestones, and whose credit they are.

A registration (签约登记) is the clerk's paper and may be corrected until the bureau confirms it. Confirming posts a Signing, a row of
the insert-only book: every figure of signings adds those rows and nothing else.
"""

from projects.signing.models.projects import (
    Follow,
    InvestorChange,
    Milestone,
    MilestoneQuerySet,
    Project,
    ProjectQuerySet,
    Registration,
    RegistrationQuerySet,
    Signing,
    SigningCredit,
    SigningPart,
    SigningQuerySet,
    wan_field,
)
from projects.signing.models.shares import InvestorPart, Share, SharePaper, SharePaperQuerySet

__all__ = [
    "Follow",
    "InvestorChange",
    "InvestorPart",
    "Milestone",
    "MilestoneQuerySet",
    "Project",
    "ProjectQuerySet",
    "Registration",
    "RegistrationQuerySet",
    "Share",
    "SharePaper",
    "SharePaperQuerySet",
    "Signing",
    "SigningCredit",
    "SigningPart",
    "SigningQuerySet",
    "wan_field",
]
