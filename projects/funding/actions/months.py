"""月结: the list that is looked through first, and the close."""

from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q

from projects.access.choices import CLOSE_MONTH
from projects.access.permissions import require
from projects.audit.actions import action
from projects.books.actions import write_anchor
from projects.core import clock
from projects.core.errors import Refused
from projects.core.locking import change, locked
from projects.funding.choices import SENT, SUBMITTED
from projects.funding.models import Arrival, Claim, Credit, Question
from projects.funding.queries.reporting import reporting
from projects.months.actions import finish_reopening
from projects.months.choices import CLOSED, REOPENED
from projects.months.models import Month
from projects.organisations.models import User
from projects.signing.models import Registration


@dataclass(frozen=True)
class CheckItem:
    """`blocks`: the month cannot be closed while it is not done."""

    label: str
    count: int
    blocks: bool

    @property
    def is_done(self) -> bool:
        return self.count == 0


def closing_list(month: Month) -> list[CheckItem]:
    """What is looked through before the close, in the order of the page."""
    reports = reporting(month)
    return [
        CheckItem("应报未报的单位", reports.owing - reports.reported, blocks=False),
        CheckItem("待核定的申报", _pending(month), blocks=True),
        CheckItem("业绩归属未明确的到位资金", _without_holder(month), blocks=False),
        CheckItem("未说明的疑点", _open_questions(month), blocks=False),
        CheckItem("未月结的更早月份", _earlier_open(month), blocks=True),
        CheckItem("待确认的签约登记", _unconfirmed(month), blocks=False),
    ]


def _pending(month: Month) -> int:
    return Claim.objects.filter(county_id=month.county_id, month=month, state=SUBMITTED).count()


def _without_holder(month: Month) -> int:
    """Arrivals that stand, with a part of their credit at 未明确."""
    unclear = Credit.objects.standing().filter(arrival=OuterRef("pk"), unit=None)
    return Arrival.objects.standing().filter(Exists(unclear), booked_in=month).count()


def _open_questions(month: Month) -> int:
    return Question.objects.filter(line__claim__month=month, line__claim__state__in=SENT, answered_at=None).count()


def _earlier_open(month: Month) -> int:
    earlier = Q(year__lt=month.year) | Q(year=month.year, number__lt=month.number)
    return Month.objects.in_county(month.county_id).accepting().filter(earlier).count()


def _unconfirmed(month: Month) -> int:
    return Registration.objects.waiting().filter(project__county_id=month.county_id, signed_on__lte=month.ends_on).count()


@action("close_month")
def close_month(*, by: User, month: Month, note: str = "", version: int | None = None) -> Month:
    """Nothing is accepted afterwards through any path. Takes the month's row FOR UPDATE first: a post in flight finishes before."""
    require(by, CLOSE_MONTH)
    current = locked(month, version)
    if current.is_closed:
        raise Refused(f"{current}已经月结")
    if current.ends_on > clock.today():
        raise Refused(f"{current}还没有过完，不能月结")
    blocking = [f"{item.label}{item.count}项" for item in closing_list(current) if item.blocks and not item.is_done]
    if blocking:
        raise Refused(f"{current}还不能月结：{'、'.join(blocking)}，请先处理")
    return _close(current, by, note)


@action("reclose_month")
def reclose_month(*, by: User, month: Month, note: str = "", version: int | None = None) -> Month:
    """Ends a reopening before it runs out. What it touched is listed by `rows_touched`."""
    require(by, CLOSE_MONTH)
    current = locked(month, version)
    if current.state != REOPENED:
        raise Refused(f"{current}{current.state_label}，没有重开")
    if pending := _pending(current):
        raise Refused(f"{current}还有待核定的申报{pending}项，请先处理")
    return _close(current, by, note or current.note)


def _close(month: Month, by: User, note: str) -> Month:
    finish_reopening(month)
    change(month, state=CLOSED, closed_at=clock.now(), closed_by=by, note=note)
    write_anchor(month.county_id, str(month))
    return month
