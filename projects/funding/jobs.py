"""What money has to tell, and what comes round: the book verified and anchored, reopenings that ran out."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import time

from django.db.models import Q
from django.urls import reverse

from projects.access.choices import FILE_CLAIM, ROLES
from projects.audit.models import Entry
from projects.books.actions import write_anchor
from projects.core import clock
from projects.core.errors import Refused
from projects.funding.models import Claim
from projects.funding.verify import verify_chain
from projects.jobs.choices import MINUTES
from projects.jobs.flow import Outcome, Progress, Rhythm, job
from projects.months.actions import close_expired_reopenings
from projects.months.choices import REOPENED
from projects.months.models import Month, Reopening
from projects.notices.actions import TELLERS, News, Teller
from projects.notices.choices import MONTH, RETURNED
from projects.organisations.choices import COUNTY
from projects.organisations.models import Tenure, Unit, User

MONTH_WORDS = {
    "close_month": "已月结，之后的到位资金作为补录计入未月结的月份",
    "approve_reopening": "已批准重开",
    "reclose_month": "重开后已再次月结",
    "expire_reopening": "重开到期，已自动月结",
}


def _tell_returned(entries: Sequence[Entry]) -> Iterator[News]:
    claims = Claim.objects.select_related("project").in_bulk([int(entry.target_id) for entry in entries])
    for entry in entries:
        claim = claims.get(int(entry.target_id))
        if claim is not None and claim.submitted_by_id:
            url, text = reverse("claim_edit", args=[claim.pk]), f"{claim.project}的到位资金申报已退回，请按退回意见修改"
            yield News(claim.submitted_by_id, RETURNED, text, url, claim, once_key=f"entry:{entry.pk}")


def _tell_months(entries: Sequence[Entry]) -> Iterator[News]:
    """To everybody of the county who files. An expiry and an approval are about the reopening, the others about the month."""
    months = Month.objects.in_bulk([int(entry.target_id) for entry in entries if entry.target_type == "month"])
    reopened = Reopening.objects.select_related("month").in_bulk(
        [int(entry.target_id) for entry in entries if entry.target_type == "reopening"]
    )
    for entry in entries:
        number = int(entry.target_id)
        month = months.get(number) if entry.target_type == "month" else reopened[number].month
        if month is not None:
            for user_id in filers(month.county_id):
                text = f"{month}{MONTH_WORDS[entry.verb]}"
                yield News(user_id, MONTH, text, reverse("claims"), group_key=f"month:{month.pk}")


def filers(county_id: int) -> Iterable[int]:
    roles = [role.value for role in ROLES if FILE_CLAIM in role.may]
    posts = Tenure.objects.on(clock.today()).filter(unit__county_id=county_id, role__in=roles, user__is_active=True)
    return sorted(set(posts.values_list("user_id", flat=True)))


TELLERS.append(Teller(lambda: Q(verb="return_claim", target_type="claim"), _tell_returned))
TELLERS.append(Teller(lambda: Q(verb__in=MONTH_WORDS, target_type__in=("month", "reopening")), _tell_months))


@job("verify_book", "校验到位资金账", rhythm=Rhythm(at=time(2, 30)))
def verify_book(*, progress: Progress, by: User | None) -> Outcome:
    """Raises Refused with the first fault: the job then stands as 未完成 in the plan."""
    counties = list(Unit.objects.of_kind(COUNTY))
    for number, county in enumerate(counties, start=1):
        found = verify_chain(county.pk)
        if not found.holds:
            raise Refused(f"{county.name}到位资金账有误：{found.fault}")
        progress.step(number, len(counties), county.name)
    return Outcome("链完整")


@job("anchors", "记录账本锚点", rhythm=Rhythm(at=time(2, 40), waits=True))
def anchors(*, progress: Progress, by: User | None) -> Outcome:
    for county in Unit.objects.of_kind(COUNTY):
        write_anchor(county.pk, "每日锚点")
    return Outcome("已记录")


def _any_expired() -> bool:
    return Reopening.objects.filter(closed_at=None, expires_at__lte=clock.now(), month__state=REOPENED).exists()


@job("expire_reopenings", "重开到期自动月结", rhythm=Rhythm(every=MINUTES, number=10, needed=_any_expired))
def expire_reopenings(*, progress: Progress, by: User | None) -> Outcome:
    return Outcome(f"自动月结{len(close_expired_reopenings())}个月")
