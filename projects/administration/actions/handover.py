"""移交: what stands under a leaving person's own name goes to a colleague in one act.

Submitted claims, tickets and projects belong to units and follow the post; only what the person has begun and not sent, or got
back, would be lost.
"""

from dataclasses import dataclass, field

from django.db import models

from projects.access.choices import MANAGE_ACCOUNTS
from projects.access.permissions import require
from projects.audit.actions import action, record
from projects.core.errors import Refused
from projects.core.locking import change
from projects.funding import choices as claim_states
from projects.funding.models import Claim
from projects.organisations.models import User
from projects.organisations.queries import colleagues_of
from projects.pages.models import Draft
from projects.signing import choices as registration_states
from projects.signing.models import Registration

_OPEN_CLAIMS = (claim_states.DRAFT, claim_states.RETURNED, claim_states.WITHDRAWN)


@dataclass(frozen=True)
class OpenItems:
    claims: list[Claim] = field(default_factory=list)
    registrations: list[Registration] = field(default_factory=list)
    drafts: list[Draft] = field(default_factory=list)

    @property
    def count(self) -> int:
        return len(self.claims) + len(self.registrations) + len(self.drafts)


def _claims(user: User) -> models.QuerySet[Claim]:
    return Claim.objects.filter(submitted_by=user, state__in=_OPEN_CLAIMS)


def _registrations(user: User) -> models.QuerySet[Registration]:
    return Registration.objects.filter(submitted_by=user, state=registration_states.RETURNED)


def open_items(user: User) -> OpenItems:
    return OpenItems(
        list(_claims(user).select_related("project", "month")),
        list(_registrations(user).select_related("project")),
        list(user.drafts.order_by("pk")),
    )


@action("hand_over")
def hand_over(*, by: User, user: User, to: User, reason: str = "") -> User:
    """Everything at once. A draft stays with the person when the colleague has one of the same page: nothing is overwritten."""
    require(by, MANAGE_ACCOUNTS)
    if not colleagues_of(user).filter(pk=to.pk).exists():
        raise Refused("只能移交给同一单位的在职人员，请重新选择", field="to")
    claims = list(_claims(user).select_for_update(of=("self",)))
    registrations = list(_registrations(user).select_for_update(of=("self",)))
    if not claims and not registrations and not user.drafts.exists():
        raise Refused(f"{user}名下没有未办事项，无需移交")
    for row in [*claims, *registrations]:
        change(row, submitted_by=to)
        record("hand_over", by=by, about=row, reason=reason, label=f"移交未办事项：{row}，{user}→{to}")
    taken = set(to.drafts.values_list("url", flat=True))
    user.drafts.exclude(url__in=taken).update(user=to)
    return user
