"""考核得分: the formula of a year and group, entered additions and deductions, and what was issued. All insert-only."""

from typing import Any, ClassVar, Self

from django.db import models

from projects.books.models import Book, BookQuerySet
from projects.files.models import StoredFile
from projects.organisations.models import Unit, User
from projects.ranking.access import score_entry_visible_q
from projects.ranking.choices import GROUPS


class ScoreRule(Book):
    """计分办法. A later one of the same year and group replaces the earlier one for whatever is not issued yet."""

    year = models.PositiveSmallIntegerField("年度")
    group = models.CharField("考核分组", max_length=20)
    formula = models.JSONField("计分办法")
    issued_on = models.DateField("印发时间")
    document_number = models.CharField("文号", max_length=60)

    objects = BookQuerySet["ScoreRule"].as_manager()

    class Meta:
        ordering = ["-year", "group", "-id"]

    def __str__(self) -> str:
        return f"{self.year}年{self.group_label}计分办法"

    @property
    def group_label(self) -> str:
        return GROUPS[self.group].label


class ScoreEntryQuerySet(BookQuerySet["ScoreEntry"]):
    def visible_to(self, user: User) -> Self:
        return self.filter(score_entry_visible_q(user))


class ScoreEntry(Book):
    """加扣分: a reason and its document; points are above zero, the item of the formula says the direction."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="score_entries", verbose_name="单位")
    year = models.PositiveSmallIntegerField("年度")
    item = models.CharField("加扣分项", max_length=40)
    points = models.DecimalField("分", max_digits=8, decimal_places=2)
    happened_on = models.DateField("时间")
    document_number = models.CharField("文号", max_length=60)

    objects = ScoreEntryQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        indexes: ClassVar[list[Any]] = [models.Index(fields=["county", "year"], name="score_entry_year")]

    def __str__(self) -> str:
        return f"{self.unit}{self.year}年{self.item}"


class ScorePaperQuerySet(models.QuerySet["ScorePaper"]):
    def visible_to(self, user: User) -> "ScorePaperQuerySet":
        return self.filter(score_entry_visible_q(user, "entry__"))


class ScorePaper(models.Model):
    """佐证材料 of an addition or deduction."""

    entry = models.ForeignKey(ScoreEntry, models.PROTECT, related_name="papers")
    stored = models.OneToOneField(StoredFile, models.PROTECT, related_name="+")

    objects = ScorePaperQuerySet.as_manager()

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.entry} {self.stored}"


class ScoreResult(Book):
    """公布的得分 of one unit: frozen with its parts and the rule it was counted by. `rank` None: without a task."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="score_results", verbose_name="单位")
    year = models.PositiveSmallIntegerField("年度")
    group = models.CharField("考核分组", max_length=20)
    rule = models.ForeignKey(ScoreRule, models.PROTECT, related_name="results", verbose_name="计分办法")
    on = models.DateField("截至日期")
    parts = models.JSONField("各项得分")
    total = models.DecimalField("得分", max_digits=8, decimal_places=2)
    rank = models.PositiveSmallIntegerField("名次", null=True)
    document_number = models.CharField("文号", max_length=60)

    objects = BookQuerySet["ScoreResult"].as_manager()

    class Meta:
        ordering = ["-year", "group", "rank", "unit__seq"]
        indexes: ClassVar[list[Any]] = [models.Index(fields=["county", "year", "group"], name="score_result_year")]

    def __str__(self) -> str:
        return f"{self.unit}{self.year}年考核得分"
