"""Stored papers. A file is reached only through the row that owns it (its visible_to), never by a path."""

import uuid
from pathlib import PurePosixPath

from django.conf import settings
from django.core.files.base import File
from django.core.files.storage import default_storage
from django.db import models

from projects.organisations.models import Unit


class StoredFile(models.Model):
    """Kept under a random name; `name` is what the person called it, `content_type` what its first bytes say."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    county = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    name = models.CharField("文件名", max_length=200)
    content_type = models.CharField("类型", max_length=80)
    size = models.PositiveBigIntegerField("大小（字节）")
    sha256 = models.CharField(max_length=64, db_index=True)
    uploaded_at = models.DateTimeField("上传时间")
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    def __str__(self) -> str:
        return self.name

    @property
    def path(self) -> str:
        """Where the storage keeps it: by its number, never by the name that came with it."""
        return str(PurePosixPath("files", self.id.hex[:2], self.id.hex))

    def open(self) -> "File[bytes]":
        return default_storage.open(self.path, "rb")


class StagedFile(models.Model):
    """Uploaded ahead of its form, one by one with progress; its owner alone may attach it, unattached ones are swept after a day."""

    stored = models.OneToOneField(StoredFile, models.CASCADE, related_name="staged")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    form_key = models.CharField(max_length=60, help_text="submission key of the form and the field's name")

    def __str__(self) -> str:
        return str(self.stored)
