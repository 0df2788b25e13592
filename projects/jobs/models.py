"""Long work outside a request: the job with its progress, and what comes round by itself."""

from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any, ClassVar

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from projects.core.clock import SHANGHAI
from projects.files.models import StoredFile
from projects.jobs.choices import DAILY, ENDED, EVERY, MINUTES, RUNNING, STATES, WAITING, WEEKLY

if TYPE_CHECKING:
    from projects.organisations.models import User


def posts_of(user: "User") -> list[str]:
    return sorted(f"{tenure.role}:{tenure.unit_id}" for tenure in user.current_tenures)


class JobQuerySet(models.QuerySet["Job"]):
    def visible_to(self, user: "User") -> "JobQuerySet":
        """One's own only: what a job says and makes was read with the rights of the person who asked."""
        return self.filter(asked_by=user)

    def unfinished(self) -> "JobQuerySet":
        return self.filter(state__in=(WAITING, RUNNING))


class Job(models.Model):
    """Works as the person who asked for it; `asked_by` is empty where a schedule did."""

    what = models.CharField(max_length=40, help_text="name of the registered function")
    title = models.CharField("任务", max_length=100)
    arguments = models.JSONField(default=dict)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="jobs", verbose_name="提交人")
    asked_with = ArrayField(
        models.CharField(max_length=60),
        default=list,
        help_text="role:unit of the person's posts then; what was made with them goes with them",
    )
    asked_at = models.DateTimeField("提交时间")
    state = models.CharField("状态", max_length=10, default=WAITING)
    done = models.PositiveIntegerField("已处理", default=0)
    total = models.PositiveIntegerField("共", default=0)
    message = models.CharField("说明", max_length=300, blank=True)
    attempts = models.PositiveSmallIntegerField("执行次数", default=0)
    started_at = models.DateTimeField("开始时间", null=True)
    ended_at = models.DateTimeField("结束时间", null=True)
    cancel_asked_at = models.DateTimeField("要求取消时间", null=True)
    result = models.ForeignKey(StoredFile, models.SET_NULL, null=True, related_name="+", verbose_name="结果文件")
    result_until = models.DateTimeField("结果保留至", null=True)

    objects = JobQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        indexes: ClassVar[list[Any]] = [models.Index(fields=["asked_by", "-id"], name="job_of_person")]

    def __str__(self) -> str:
        return self.title

    def is_still_for(self, user: "User") -> bool:
        """Every post that the file was made with is still the person's (C10: asked anew at each request)."""
        return set(self.asked_with) <= set(posts_of(user))

    @property
    def state_label(self) -> str:
        return "正在取消" if self.cancel_asked_at and not self.is_ended else STATES[self.state]

    @property
    def is_ended(self) -> bool:
        return self.state in ENDED

    @property
    def percent(self) -> int:
        """Whole, rounded down; 0 while the total is not known."""
        return min(100, self.done * 100 // self.total) if self.total else 0


class Schedule(models.Model):
    """What comes round: by the machine's clock in Asia/Shanghai, since the demonstration's day stands still.

    Level-triggered: what counts is whether it ran since the last due moment. Any number of missed ones is caught up by one run.
    """

    what = models.CharField(max_length=40, unique=True)
    title = models.CharField("任务", max_length=100)
    every = models.CharField("周期", max_length=10, default=DAILY)
    at = models.TimeField("时刻", default=time(2))
    number = models.PositiveSmallIntegerField(default=1, help_text="minutes; weekday 1 to 7; day of the month 1 to 28")
    is_active = models.BooleanField("启用", default=True)
    last_run_at = models.DateTimeField("上次执行", null=True)
    last_job = models.ForeignKey(Job, models.SET_NULL, null=True, related_name="+")

    class Meta:
        ordering = ["at", "what"]
        constraints: ClassVar[list[Any]] = [models.CheckConstraint(condition=Q(number__gte=1), name="schedule_number_from_1")]

    def __str__(self) -> str:
        return self.title

    @property
    def words(self) -> str:
        if self.every == MINUTES:
            return f"每{self.number}分钟"
        day = {WEEKLY: f"周{'一二三四五六日'[self.number - 1]}", DAILY: ""}.get(self.every, f"{self.number}日")
        return f"{EVERY[self.every]}{day}{self.at:%H:%M}"

    def due_since(self, now: datetime) -> datetime:
        """The last due moment that is not after `now`."""
        local = now.astimezone(SHANGHAI)
        if self.every == MINUTES:
            return (self.last_run_at + timedelta(minutes=self.number)) if self.last_run_at else local
        day = local.date() if local.time() >= self.at else local.date() - timedelta(days=1)
        return datetime.combine(self._last_day(day), self.at, SHANGHAI)

    def _last_day(self, day: date) -> date:
        if self.every == DAILY:
            return day
        if self.every == WEEKLY:
            return day - timedelta(days=(day.isoweekday() - self.number) % 7)
        first = day.replace(day=1) if day.day >= self.number else (day.replace(day=1) - timedelta(days=1)).replace(day=1)
        return first.replace(day=self.number)

    def is_due(self, now: datetime) -> bool:
        if not self.is_active:
            return False
        if self.last_run_at is None:
            return True
        if self.every == MINUTES:
            return now >= self.due_since(now)
        return self.last_run_at < self.due_since(now)
