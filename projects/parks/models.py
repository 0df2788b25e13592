"""园区: places, not units (the unit is the one 工业集中区管委会), and the enterprises in them."""

from typing import Any, ClassVar

from django.db import models

from projects.audit.history import tracked
from projects.enterprises.models import Enterprise
from projects.organisations.models import Unit

TENANCY_STATES = {"intent": "意向", "building": "正在建设", "producing": "投产运营", "stopped": "停产", "left": "退出"}
IN_PARK = ("building", "producing")


class Park(models.Model):
    county = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    name = models.CharField("园区", max_length=40)
    seq = models.PositiveSmallIntegerField("排序")

    class Meta:
        ordering = ["seq"]

    def __str__(self) -> str:
        return self.name


@tracked()
class Tenancy(models.Model):
    """入园企业: one row for an enterprise in a park, whatever the number of its projects."""

    park = models.ForeignKey(Park, models.PROTECT, related_name="tenancies")
    enterprise = models.ForeignKey(Enterprise, models.PROTECT, related_name="tenancies")
    state = models.CharField("状态", max_length=10)
    since = models.DateField("入园时间", null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints: ClassVar[list[Any]] = [models.UniqueConstraint(fields=["park", "enterprise"], name="tenancy_once")]

    def __str__(self) -> str:
        return f"{self.enterprise} {self.park}"
