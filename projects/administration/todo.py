"""What waits for an administrator: the working calendar of the coming year."""

from collections.abc import Iterator
from datetime import date

from django.urls import reverse

from projects.access.choices import MANAGE_ACCOUNTS
from projects.access.permissions import can
from projects.core import clock
from projects.core.todos import Todo
from projects.organisations.models import User
from projects.reference.models import Workday

FROM_MONTH = 11
"""The State Council publishes next year's holidays in October or November."""


def todos(user: User) -> Iterator[Todo]:
    today = clock.today()
    if not can(user, MANAGE_ACCOUNTS) or today.month < FROM_MONTH:
        return
    year = today.year + 1
    if not Workday.objects.filter(day__year=year).exists():
        yield Todo("导入放假安排", f"{year}年工作日历", reverse("workday_import"), "去导入", date(today.year, 12, 31))
