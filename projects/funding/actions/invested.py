"""完成投资: a milestone of signing that money must bear out (definitions 1.5)."""

from datetime import date
from decimal import Decimal

from django.db.models import Sum

from projects.access.choices import REACH_MILESTONE
from projects.access.permissions import require
from projects.audit.actions import action
from projects.core import clock
from projects.core.errors import Refused
from projects.core.units import ONE_HUNDRED, percent_down, plain
from projects.funding.models import Arrival
from projects.organisations.models import User
from projects.reference.choices import INVESTED_RATIO
from projects.reference.models import setting
from projects.signing.actions import reach
from projects.signing.actions.rights import must_see
from projects.signing.models import Milestone, Project, Signing
from projects.signing.stages import INVESTED


@action("reach_invested")
def reach_invested(*, by: User, project: Project, happened_on: date, source: str, note: str = "", reason: str = "") -> Milestone:
    """With counted arrivals of at least the set share of 签约额, or with a reason."""
    require(by, REACH_MILESTONE)
    must_see(by, project)
    if not source:
        raise Refused("请选择依据：这个日期以谁的为准", field="source")
    needed = Decimal(str(setting(INVESTED_RATIO, clock.today())))
    share = arrived_share(project)
    if share * ONE_HUNDRED < needed and not reason.strip():
        raise Refused(
            f"累计核定到位只有签约额的{percent_down(share)}%，不足{plain(needed)}%；确已完成投资的请写明原因", field="reason"
        )
    return reach(by, project, INVESTED, happened_on, source=source, note=note, reason=reason)


def arrived_share(project: Project) -> Decimal:
    """Everything counted so far ÷ 签约额 with 增资; 0 without a signing."""
    signed = Signing.objects.standing().amounts().filter(project=project).aggregate(total=Sum("amount_wan"))["total"]
    arrived = Arrival.objects.filter(project=project).aggregate(total=Sum("amount_wan"))["total"] or Decimal(0)
    return arrived / signed if signed else Decimal(0)
