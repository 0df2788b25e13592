"""站内消息, how far the audit entries have been told, and what goes out to robots and mail."""

from typing import TYPE_CHECKING, Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from projects.audit.models import Entry
from projects.notices.choices import CHANNELS, DELIVERY_STATES, KINDS, PENDING
from projects.organisations.models import Unit

if TYPE_CHECKING:
    from projects.organisations.models import User


class NoticeQuerySet(models.QuerySet["Notice"]):
    def visible_to(self, user: "User") -> "NoticeQuerySet":
        return self.filter(user=user)

    def unread(self) -> "NoticeQuerySet":
        return self.filter(read_at=None)

    def waiting(self) -> "NoticeQuerySet":
        """What the badge counts."""
        return self.unread().filter(needs_me=True)

    def waiting_for(self, user: "User") -> "NoticeQuerySet":
        return self.visible_to(user).waiting()


class Notice(models.Model):
    """One line to one person. The text names the thing, never an amount, a telephone number or an identity number.

    `group_key`: further news of the same thing join the unread line. `once_key`: a reminder comes once, whoever runs twice.
    `about_type` and `about_id`: asked for with visible_to before the link is followed; empty where everybody may follow it.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="notices")
    kind = models.CharField("类别", max_length=20)
    text = models.CharField("内容", max_length=200)
    url = models.CharField(max_length=300)
    about_type = models.CharField(max_length=40, blank=True)
    about_id = models.CharField(max_length=40, blank=True)
    group_key = models.CharField(max_length=120, blank=True)
    once_key = models.CharField(max_length=200, blank=True)
    needs_me = models.BooleanField("待我办理", default=False)
    count = models.PositiveIntegerField("条数", default=1)
    at = models.DateTimeField("时间")
    read_at = models.DateTimeField("已读时间", null=True)

    objects = NoticeQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "-id"]
        indexes: ClassVar[list[Any]] = [
            models.Index(fields=["user", "-at", "-id"], name="notice_of_person"),
            models.Index(fields=["user"], condition=Q(read_at=None, needs_me=True), name="notice_badge"),
        ]
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["user", "once_key"], condition=~Q(once_key=""), name="notice_once"),
            models.UniqueConstraint(
                fields=["user", "group_key"], condition=~Q(group_key="") & Q(read_at=None), name="notice_one_open_group"
            ),
        ]

    def __str__(self) -> str:
        return self.text

    @property
    def kind_label(self) -> str:
        return KINDS[self.kind].label


class Told(models.Model):
    """An audit entry whose news have been told; written with them, so that none is told twice or lost."""

    entry = models.OneToOneField(Entry, models.PROTECT, primary_key=True, related_name="+")

    def __str__(self) -> str:
        return str(self.entry_id)


class TellingMark(models.Model):
    """Entries up to `floor` are settled. It follows an hour behind: a number is drawn before its transaction ends, so that a lower
    one may appear after a higher one."""

    name = models.CharField(max_length=20, unique=True)
    floor = models.BigIntegerField(default=0)
    candidate = models.BigIntegerField(default=0)
    candidate_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.name} {self.floor}"


class Delivery(models.Model):
    """One message to one channel. No secret is kept here: addresses and keys stand in the environment."""

    county = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    channel = models.CharField("渠道", max_length=10)
    title = models.CharField("标题", max_length=100)
    text = models.TextField("内容", max_length=2000)
    once_key = models.CharField(max_length=120)
    state = models.CharField("状态", max_length=10, default=PENDING)
    attempts = models.PositiveSmallIntegerField("发送次数", default=0)
    created_at = models.DateTimeField("生成时间")
    next_try_at = models.DateTimeField("下次发送", null=True)
    sent_at = models.DateTimeField("送达时间", null=True)
    problem = models.CharField("原因", max_length=300, blank=True)

    class Meta:
        ordering = ["-id"]
        constraints: ClassVar[list[Any]] = [models.UniqueConstraint(fields=["county", "channel", "once_key"], name="delivery_once")]

    def __str__(self) -> str:
        return f"{self.channel_label} {self.title}"

    @property
    def channel_label(self) -> str:
        return CHANNELS[self.channel]

    @property
    def state_label(self) -> str:
        return DELIVERY_STATES[self.state]
