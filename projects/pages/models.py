"""Submission: one row for each form that was accepted. A second POST with the same key gets the first one's answer."""

import uuid

from django.conf import settings
from django.db import models


class Submission(models.Model):
    """Written in the same transaction as the action: refused input leaves none, a committed one can never be repeated."""

    key = models.UUIDField(primary_key=True, default=uuid.uuid4)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    url = models.CharField(max_length=300)
    redirect_to = models.CharField(max_length=300, blank=True)
    submitted_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.key} {self.url}"
