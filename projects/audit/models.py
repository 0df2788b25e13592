"""Entry: one row for each sentence of the manual that somebody carried out."""

from typing import ClassVar

from django.conf import settings
from django.db import models

from projects.audit.access import Reader, entry_visible_q


class EntryQuerySet(models.QuerySet["Entry"]):
    def visible_to(self, user: Reader) -> "EntryQuerySet":
        return self.filter(entry_visible_q(user))

    def about(self, target: models.Model) -> "EntryQuerySet":
        return self.filter(target_type=target._meta.model_name, target_id=str(target.pk))

    def of_project(self, project_id: int) -> "EntryQuerySet":
        return self.filter(project_number=project_id)


class Entry(models.Model):
    """Insert-only. Names are kept as text, so that they stay true when a person or a unit is renamed."""

    at = models.DateTimeField("时间")
    verb = models.CharField("动作", max_length=40)
    label = models.CharField("说明", max_length=300)
    succeeded = models.BooleanField("成功", default=True)
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, db_index=False, related_name="entries")
    actor_name = models.CharField("操作人", max_length=100)
    county_number = models.BigIntegerField(null=True, help_text="where it was done; empty: by the system or by nobody known")
    on_behalf_of = models.CharField("代办", max_length=60, blank=True, help_text="某联络员代某职务办理")
    target_type = models.CharField(max_length=40, blank=True)
    target_id = models.CharField(max_length=40, blank=True)
    target_label = models.CharField("对象", max_length=200, blank=True)
    project_number = models.BigIntegerField(null=True, db_index=True, help_text="the project on whose timeline it stands")
    reason = models.CharField("原因", max_length=500, blank=True)
    details = models.JSONField(default=dict)
    channel = models.CharField(max_length=20)
    request_id = models.CharField(max_length=32, blank=True)
    context_id = models.UUIDField(null=True)

    objects = EntryQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["target_type", "target_id"]),
            models.Index(fields=["at"]),
            models.Index(fields=["actor", "at"], name="entry_of_person"),
        ]

    def __str__(self) -> str:
        return f"{self.actor_name} {self.label}"
