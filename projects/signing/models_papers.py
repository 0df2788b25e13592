"""Papers beside the projects that are no signing."""

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Exists, OuterRef

from projects.files.models import StoredFile
from projects.signing.models import Project

if TYPE_CHECKING:
    from projects.organisations.models import User


class SharePaperQuerySet(models.QuerySet["SharePaper"]):
    def visible_to(self, user: "User") -> "SharePaperQuerySet":
        return self.filter(Exists(Project.objects.visible_to(user).filter(pk=OuterRef("project_id"))))


class SharePaper(models.Model):
    """分割证明: the paper that a split of 业绩归属 rests on. Never changed; a later split brings its own."""

    project = models.ForeignKey(Project, models.PROTECT, related_name="share_papers")
    dimension = models.CharField(max_length=20)
    starts_on = models.DateField("起", help_text="of the shares that it proves")
    stored = models.OneToOneField(StoredFile, models.PROTECT, related_name="+")

    objects = SharePaperQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"{self.project}分割证明"
