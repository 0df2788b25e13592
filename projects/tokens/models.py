"""One-time links. The secret is shown once, when the link is made; what is kept is its sha256."""

from datetime import datetime
from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from projects.organisations.models import Unit
from projects.tokens.choices import PURPOSES


class TokenQuerySet(models.QuerySet["Token"]):
    def valid(self, at: datetime) -> "TokenQuerySet":
        """Neither revoked nor run out nor used up."""
        left = Q(most_uses=0) | Q(uses__lt=F("most_uses"))
        return self.filter(left, revoked_at=None, expires_at__gt=at)

    def about(self, row: models.Model) -> "TokenQuerySet":
        return self.filter(about_type=row._meta.model_name, about_id=str(row.pk))


class Token(models.Model):
    """sha256 without salt is enough: the secret is 32 random bytes, not something a person chose."""

    county = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    purpose = models.CharField("用途", max_length=30)
    label = models.CharField("名称", max_length=40, blank=True, default="", help_text="where the screen hangs, which system reads")
    secret_hash = models.CharField(max_length=64, unique=True)
    about_type = models.CharField(max_length=40, blank=True)
    about_id = models.CharField(max_length=40, blank=True)
    acts_as = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="以谁的权限")
    issued_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="签发人")
    issued_at = models.DateTimeField("签发时间")
    expires_at = models.DateTimeField("有效期至")
    most_uses = models.PositiveIntegerField("可用次数", default=0)
    uses = models.PositiveIntegerField("已用次数", default=0)
    last_used_at = models.DateTimeField("最近使用", null=True)
    revoked_at = models.DateTimeField("撤销时间", null=True)

    objects = TokenQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        indexes: ClassVar[list[Any]] = [models.Index(fields=["about_type", "about_id"], name="token_about")]

    def __str__(self) -> str:
        return f"{self.purpose_label}链接{f'（{self.label}）' if self.label else ''}"

    def state_on(self, at: datetime) -> str:
        if self.revoked_at:
            return "已撤销"
        return "有效" if self.expires_at > at else "已到期"

    @property
    def purpose_label(self) -> str:
        return PURPOSES[self.purpose].label


class PostCount(models.Model):
    """How many POSTs came from one address for one purpose in one hour. The address is kept as a hash and goes with the hour."""

    key = models.CharField(max_length=64)
    hour = models.DateTimeField()
    count = models.PositiveIntegerField(default=0)

    class Meta:
        constraints: ClassVar[list[Any]] = [models.UniqueConstraint(fields=["key", "hour"], name="post_count_once")]

    def __str__(self) -> str:
        return f"{self.hour:%Y-%m-%d %H} {self.count}"
