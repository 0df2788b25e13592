"""到位计划: what a project's money is planned to be, month by month."""

from decimal import Decimal
from typing import TYPE_CHECKING, Any, ClassVar, Self

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import OuterRef, Q, QuerySet, Subquery

from projects.books.models import Book, BookQuerySet
from projects.core.units import WAN_DIGITS, WAN_PLACES
from projects.funding.access import of_visible_project_q
from projects.signing.models import Project

if TYPE_CHECKING:
    from projects.organisations.models import User


class MoneyPlanQuerySet(BookQuerySet["MoneyPlan"]):
    def visible_to(self, user: "User") -> Self:
        return self.filter(of_visible_project_q(user))

    def in_force(self) -> Self:
        """The last one of each project and year."""
        later = MoneyPlan.objects.filter(project=OuterRef("project"), year=OuterRef("year")).order_by("-pk")
        return self.filter(pk=Subquery(later.values("pk")[:1]))

    def of(self, projects: "QuerySet[Project] | list[Project]", year: int) -> Self:
        return self.in_force().filter(project__in=projects, year=year)


class MoneyPlan(Book):
    """到位计划 of one project and 统计年度: 省外 and 境外 money that is planned to arrive in each month, not cumulative. A later one replaces
    the earlier one, which stays. `months_wan` empty: taken back, the project has no plan any more."""

    project = models.ForeignKey(Project, models.PROTECT, related_name="money_plans", verbose_name="项目")
    year = models.PositiveSmallIntegerField("年度")
    months_wan = ArrayField(
        models.DecimalField(max_digits=WAN_DIGITS, decimal_places=WAN_PLACES),
        verbose_name="各月计划到位",
        blank=True,
        help_text="万元, twelve or none",
    )

    objects = MoneyPlanQuerySet.as_manager()

    class Meta:
        ordering = ["-year", "-id"]
        indexes: ClassVar[list[Any]] = [models.Index(fields=["project", "year"], name="money_plan_of")]
        constraints: ClassVar[list[Any]] = [
            models.CheckConstraint(condition=Q(months_wan__len__in=(0, 12)), name="money_plan_twelve_or_none")
        ]

    def __str__(self) -> str:
        return f"{self.project}{self.year}年到位计划"

    @property
    def total_wan(self) -> Decimal:
        return sum(self.months_wan, Decimal(0))
