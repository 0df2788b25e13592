"""汇报数据单 that were handed out: the figures as they were said, so that the next one can tell what changed since."""

from typing import Any, ClassVar

from django.db import models

from projects.books.models import Book, BookQuerySet
from projects.organisations.models import Unit


class SheetIssue(Book):
    """`figures`: slug → over, under, text and version of the day. Never an input of any figure."""

    leader = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="县级领导")
    on = models.DateField("截至日期")
    figures = models.JSONField("报出的数")

    objects = BookQuerySet["SheetIssue"].as_manager()

    class Meta:
        indexes: ClassVar[list[Any]] = [models.Index(fields=["leader", "-id"], name="sheet_issue_latest")]

    def __str__(self) -> str:
        return f"{self.leader}汇报数据单（截至{self.on}）"
