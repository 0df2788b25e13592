"""What pages keep: accepted submissions, drafts, saved views, a person's choices."""

import uuid
from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from projects.organisations.models import Unit


class Submission(models.Model):
    """Written in the same transaction as the action: refused input leaves none, a committed one can never be repeated."""

    key = models.UUIDField(primary_key=True, default=uuid.uuid4)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    url = models.CharField(max_length=300)
    redirect_to = models.CharField(max_length=300, blank=True)
    submitted_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.key} {self.url}"


class Draft(models.Model):
    """What a person has typed into a form and not sent yet; kept on the server, gone with the submission."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="drafts")
    url = models.CharField(max_length=300)
    data = models.JSONField(default=dict)
    saved_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar[list[Any]] = [models.UniqueConstraint(fields=["user", "url"], name="draft_once")]

    def __str__(self) -> str:
        return f"{self.user} {self.url}"


class SavedView(models.Model):
    """保存的筛选: the query string of a list under a name, one's own or shared with a unit."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="saved_views")
    unit = models.ForeignKey(Unit, models.CASCADE, null=True, blank=True, related_name="+", verbose_name="共享给")
    list_name = models.CharField(max_length=40)
    name = models.CharField("名称", max_length=30)
    query = models.CharField(max_length=1000)
    is_default = models.BooleanField("默认", default=False)

    class Meta:
        ordering = ["name"]
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["user", "list_name", "name"], name="saved_view_name_once"),
            models.UniqueConstraint(fields=["user", "list_name"], condition=Q(is_default=True), name="saved_view_one_default"),
        ]

    def __str__(self) -> str:
        return self.name


class Preference(models.Model):
    """A person's choice for one thing, such as the columns of a list."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="preferences")
    key = models.CharField(max_length=60)
    value = models.JSONField()

    class Meta:
        constraints: ClassVar[list[Any]] = [models.UniqueConstraint(fields=["user", "key"], name="preference_once")]

    def __str__(self) -> str:
        return f"{self.user} {self.key}"
