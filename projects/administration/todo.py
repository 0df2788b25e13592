"""What waits for an administrator: the working calendar of the coming year, and a second person who verifies."""

from collections.abc import Iterator
from datetime import date

from django.urls import reverse

from projects.access.choices import MANAGE_ACCOUNTS, ROLES, VERIFY_CLAIM
from projects.access.permissions import can
from projects.core import clock
from projects.core.todos import Todo
from projects.organisations.models import Tenure, User
from projects.reference.models import Workday

FROM_MONTH = 11
"""The State Council publishes next year's holidays in October or November."""


def todos(user: User) -> Iterator[Todo]:
    if can(user, MANAGE_ACCOUNTS):
        yield from _verifiers(user)
        yield from _calendar()


def _verifiers(user: User) -> Iterator[Todo]:
    """Who files may not verify (definitions 2): with one verifier what that one files waits for ever."""
    roles = [role.value for role in ROLES if VERIFY_CLAIM in role.may]
    posts = Tenure.objects.on(clock.today()).filter(unit__county_id=user.county_id, role__in=roles, user__is_active=True)
    found = posts.values("user_id").distinct().count()
    if found < 2:
        note = "填报人不能核定自己填报的申报，至少须有两人"
        yield Todo("增设核定人员", f"招商局审核岗现有{found}人", reverse("account_list"), "去设置", note=note)


def _calendar() -> Iterator[Todo]:
    today = clock.today()
    year = today.year + 1
    if today.month >= FROM_MONTH and not Workday.objects.filter(day__year=year).exists():
        yield Todo("导入放假安排", f"{year}年工作日历", reverse("workday_import"), "去导入", date(today.year, 12, 31))
