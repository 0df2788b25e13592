"""Opening months, finding the one that takes a row, and the exceptional reopening of a closed one."""

from datetime import date, datetime, timedelta

from projects.access.choices import CLOSE_MONTH
from projects.access.permissions import require
from projects.audit.actions import action
from projects.books.actions import write_anchor
from projects.core import clock
from projects.core.errors import Refused
from projects.core.locking import change, locked
from projects.months.choices import CLOSED, OPEN, REOPENED
from projects.months.models import Month, Reopening
from projects.months.queries import stat_calendar
from projects.organisations.models import Unit, User

REOPENED_AT_MOST = timedelta(days=7)


@action("open_month")
def open_month(*, county: Unit, year: int, number: int, by: User | None) -> Month:
    """By the setting in force on the month's first calendar day. Returns the one that is there already, if it is.

    A month begins the day after the one before it ends, so that in the month of a change-over no day is lost or held twice. Raises
    Refused when it would run into the next month, opened earlier under another setting.
    """
    there = Month.objects.in_county(county.pk).filter(year=year, number=number).first()
    if there:
        return there
    starts_on, ends_on = _span(county, year, number)
    if Month.objects.in_county(county.pk).filter(starts_on__lte=ends_on, ends_on__gte=starts_on).exists():
        raise Refused(f"{year}年{number}月的起止日期与已开设的统计月重叠，请先核对统计月设置")
    month, _ = Month.objects.get_or_create(
        county=county, year=year, number=number, defaults={"starts_on": starts_on, "ends_on": ends_on}
    )
    return month


def _span(county: Unit, year: int, number: int) -> tuple[date, date]:
    before = (year - 1, 12) if number == 1 else (year, number - 1)
    earlier = Month.objects.in_county(county.pk).filter(year=before[0], number=before[1]).first()
    calendar = stat_calendar()
    first = earlier.ends_on + timedelta(days=1) if earlier else calendar.first_day(year, number)
    return first, calendar.last_day(year, number)


def open_month_of(*, county: Unit, day: date, by: User | None) -> Month:
    """The statistical month that holds the day, opened where it is not there yet."""
    there = Month.objects.in_county(county.pk).holding(day).first()
    if there:
        return there
    year, number = stat_calendar().month_of(day)
    return open_month(county=county, year=year, number=number, by=by)


def month_accepting(county_id: int, day: date) -> Month:
    """The month that holds the day while it is open or reopened, else the oldest open one; locked FOR SHARE by the trigger when the
    row is written. A reopened month takes no money of another month.

    Raises Refused when no month is open.
    """
    close_expired_reopenings(county_id=county_id)
    accepting = Month.objects.in_county(county_id).accepting().order_by("starts_on")
    month = accepting.holding(day).first() or accepting.filter(state=OPEN).first()
    if month is None:
        raise Refused("现在没有未月结的统计月，请招商局先开设统计月")
    return month


# --- Reopening --------------------------------------------------------------------------------------


@action("request_reopening")
def request_reopening(*, by: User, month: Month, reason: str) -> Reopening:
    """重开 is asked for by one person and granted by another."""
    require(by, CLOSE_MONTH)
    if not reason.strip():
        raise Refused("请写明重开原因", field="reason")
    current = locked(month)
    if not current.is_closed:
        raise Refused(f"{current}{current.state_label}，不需要重开")
    if current.reopenings.filter(closed_at=None).exists():
        raise Refused(f"{current}已有一份待批准的重开申请")
    return Reopening.objects.create(month=current, requested_by=by, requested_at=clock.now(), reason=reason)


@action("approve_reopening")
def approve_reopening(*, by: User, reopening: Reopening, expires_at: datetime, version: int | None = None) -> Reopening:
    """Opens the month again until then, seven days at most. The person who asked may not grant it."""
    require(by, CLOSE_MONTH)
    month = locked(reopening.month)
    current = _waiting(reopening, by, version)
    now = clock.now()
    if not now < expires_at <= now + REOPENED_AT_MOST:
        raise Refused("重开有效期应晚于现在且不超过7天，请重新填写", field="expires_at")
    if not month.is_closed:
        raise Refused(f"{month}{month.state_label}，不需要重开")
    change(month, state=REOPENED)
    return change(current, approved_by=by, approved_at=now, expires_at=expires_at)


@action("refuse_reopening")
def refuse_reopening(*, by: User, reopening: Reopening, reason: str, version: int | None = None) -> Reopening:
    """Not granted; the sentence stands on the month's page."""
    require(by, CLOSE_MONTH)
    if not reason.strip():
        raise Refused("请写明不同意的原因", field="reason")
    return change(_waiting(reopening, by, version), closed_at=clock.now(), refused_by=by, refused_reason=reason)


def _waiting(reopening: Reopening, by: User, version: int | None) -> Reopening:
    current = locked(reopening, version)
    if current.approved_at or current.closed_at:
        raise Refused("这份重开申请已经处理过，请刷新页面查看")
    if current.requested_by_id == by.pk:
        raise Refused("申请人不能审批自己的重开申请，请由另一位审核人办理")
    return current


def finish_reopening(month: Month) -> None:
    """The month's running reopening ends now. The caller holds the month and sets its state."""
    for reopening in month.reopenings.exclude(approved_at=None).filter(closed_at=None):
        change(reopening, closed_at=clock.now())


def close_expired_reopenings(*, county_id: int | None = None, by: User | None = None) -> list[Month]:
    """Closes the months whose reopening has run out; called by the scheduler and before each posting, since the trigger knows the
    state alone. Each leaves an Entry of its own."""
    expired = Reopening.objects.filter(closed_at=None, expires_at__lte=clock.now(), month__state=REOPENED)
    if county_id is not None:
        expired = expired.filter(month__county_id=county_id)
    return [_expire(by=by, month=reopening.month) for reopening in expired.select_related("month")]


@action("expire_reopening")
def _expire(*, by: User | None, month: Month) -> Month:
    current = locked(month)
    if current.state == REOPENED:
        finish_reopening(current)
        change(current, state=CLOSED, closed_at=clock.now())
        write_anchor(current.county_id, f"{current}重开到期")
    return current
