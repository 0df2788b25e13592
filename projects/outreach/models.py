"""节会: an edition is a cohort of signings. (Leads, activities and lists come with their own area.)"""

from datetime import date
from typing import Any, ClassVar

from django.db import models

from projects.audit.history import tracked
from projects.organisations.models import Unit


class FairQuerySet(models.QuerySet["Fair"]):
    def in_county(self, county_id: int) -> "FairQuerySet":
        return self.filter(county_id=county_id)

    def last_edition(self, series: str, on: date) -> "Fair | None":
        return self.filter(series=series, starts_on__lte=on).order_by("-edition").first()


@tracked()
class Fair(models.Model):
    """One edition (届次) of a series such as 兰洽会."""

    county = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    series = models.CharField("节会", max_length=30)
    edition = models.PositiveSmallIntegerField("届次")
    name = models.CharField("名称", max_length=60)
    starts_on = models.DateField("开始时间")
    ends_on = models.DateField("结束时间")

    objects = FairQuerySet.as_manager()

    class Meta:
        ordering = ["-starts_on"]
        constraints: ClassVar[list[Any]] = [models.UniqueConstraint(fields=["county", "series", "edition"], name="fair_once")]

    def __str__(self) -> str:
        return self.name
