"""企业: investors, and the firms whose problems are settled. The unified credit code is the identity, not the name."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q

from projects.audit.history import tracked
from projects.organisations.models import Unit

_BRACKETS = str.maketrans("()", "（）")


def wide_brackets(name: str) -> str:
    """As the business register writes a firm's name."""
    return name.translate(_BRACKETS)


class EnterpriseQuerySet(models.QuerySet["Enterprise"]):
    def in_county(self, county_id: int) -> "EnterpriseQuerySet":
        return self.filter(county_id=county_id)

    def named(self, name: str) -> "Enterprise | None":
        """The firm of that name now or formerly; brackets of either width are the same."""
        wanted = name.strip()
        spellings = {wanted, wide_brackets(wanted)}
        found = self.filter(name__in=spellings).first()
        return found or self.filter(former_names__contains=[wanted]).first()


@tracked()
class Enterprise(models.Model):
    county = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    name = models.CharField("企业全称", max_length=100)
    former_names = models.JSONField("曾用名", default=list, blank=True)
    pinyin = models.CharField(max_length=300, blank=True)
    credit_code = models.CharField("统一社会信用代码", max_length=18, blank=True)
    origin = models.CharField("来源地", max_length=40, blank=True)
    source_tier = models.CharField("注册地层级", max_length=20, blank=True)
    category = models.CharField("企业类别", max_length=30, blank=True)
    contact_name = models.CharField("联系人", max_length=40, blank=True)
    contact_phone = models.CharField("联系电话", max_length=30, blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = EnterpriseQuerySet.as_manager()

    class Meta:
        ordering = ["pinyin", "name"]
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["county", "name"], name="enterprise_name_once"),
            models.UniqueConstraint(
                fields=["county", "credit_code"], condition=~Q(credit_code=""), name="enterprise_credit_code_once"
            ),
        ]

    def __str__(self) -> str:
        return self.name
