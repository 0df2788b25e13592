"""月结: the list that is looked through first, and the close."""

import os
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.db.models import Q

from projects.access.choices import CLOSE_MONTH
from projects.access.permissions import require
from projects.audit.actions import action
from projects.books.models import BookHead
from projects.core import clock
from projects.core.errors import Refused
from projects.core.locking import change, locked
from projects.funding.choices import SUBMITTED
from projects.funding.models import Arrival, Claim
from projects.months.choices import CLOSED
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
    pending = Claim.objects.filter(county_id=month.county_id, month=month, state=SUBMITTED).count()
    unconfirmed = Registration.objects.waiting().filter(project__county_id=month.county_id, signed_on__lte=month.ends_on).count()
    earlier = (
        Month.objects.in_county(month.county_id)
        .accepting()
        .filter(Q(year__lt=month.year) | Q(year=month.year, number__lt=month.number))
        .count()
    )
    return [
        CheckItem("待核定的申报", pending, blocks=True),
        CheckItem("未月结的更早月份", earlier, blocks=True),
        CheckItem("待确认的签约登记", unconfirmed, blocks=False),
    ]


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
    change(current, state=CLOSED, closed_at=clock.now(), closed_by=by, note=note)
    write_anchor(current.county_id, str(current))
    return current


def write_anchor(county_id: int, occasion: str) -> Path:
    """Appends the arrival book's head to a file outside the database: a cut-off tail is found by it."""
    head = BookHead.objects.filter(county_id=county_id, book=Arrival._meta.model_name).first()
    path = Path(settings.ANCHOR_DIR) / f"arrival-{county_id}.txt"
    path.parent.mkdir(parents=True, exist_ok=True)
    line = f"{clock.now().isoformat()} {head.seq if head else 0} {head.hash if head else '-'} {occasion}\n"
    descriptor = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    try:
        os.write(descriptor, line.encode())
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
    return path
