"""公告: one sentence on every page for some days."""

from datetime import date

from django.db import connection

from projects.access.choices import MANAGE_ACCOUNTS
from projects.access.permissions import require
from projects.audit.actions import action
from projects.core import clock
from projects.core.errors import Gathered, Refused
from projects.core.forms import clean_text
from projects.organisations.models import User
from projects.reference.models import Announcement

_ONE_AT_A_TIME = 620522


@action("publish_announcement")
def publish_announcement(*, by: User, text: str, starts_on: date, ends_on: date) -> Announcement:
    """On any day at most one stands: two banners are read as none."""
    require(by, MANAGE_ACCOUNTS)
    found, today, words = Gathered(), clock.today(), clean_text(text)
    found.unless(words, "请填写公告内容", field="text")
    found.unless(ends_on >= today, f"结束日期不能早于今天（{today}）", field="ends_on")
    found.unless(ends_on >= starts_on, f"结束日期不能早于开始日期（{starts_on}）", field="ends_on")
    found.settle()
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_ONE_AT_A_TIME])
    other = Announcement.objects.standing().filter(starts_on__lte=ends_on, ends_on__gte=starts_on).first()
    if other:
        raise Refused(f"与{other.starts_on}至{other.ends_on}的公告“{other}”重叠，请改日期或先撤下那一条", field="starts_on")
    return Announcement.objects.create(text=words, starts_on=starts_on, ends_on=ends_on, published_at=clock.now(), published_by=by)


@action("withdraw_announcement")
def withdraw_announcement(*, by: User, announcement: Announcement) -> Announcement:
    """Gone from the pages at once; the row stays in the list."""
    require(by, MANAGE_ACCOUNTS)
    fresh = Announcement.objects.select_for_update().get(pk=announcement.pk)
    if fresh.withdrawn_at:
        raise Refused("这条公告已经撤下，请刷新页面查看")
    fresh.withdrawn_at = clock.now()
    fresh.save(update_fields=["withdrawn_at"])
    return fresh
