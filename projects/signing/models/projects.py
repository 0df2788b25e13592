"""Projects, the papers signed for them, their milestones, and who follows them."""

from datetime import date, datetime
from typing import TYPE_CHECKING, Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Case, Exists, OuterRef, Q, Value, When

from projects.audit.history import tracked
from projects.books.models import Book, BookQuerySet, CountingBookQuerySet
from projects.core.units import WAN_DIGITS, WAN_PLACES
from projects.enterprises.models import Enterprise
from projects.files.models import StoredFile
from projects.months.models import Month
from projects.organisations.models import Unit
from projects.outreach.models import Fair
from projects.signing.access import project_visible_q
from projects.signing.choices import CONTRACT, INCREASE, REGISTRATION_STATES, SUBMITTED
from projects.signing.stages import ENDED, MILESTONE_BY_VALUE, STAGE_LABELS, STAGES, TALKS

if TYPE_CHECKING:
    from projects.organisations.models import User


def wan_field(label: str, **options: Any) -> "models.DecimalField[Any, Any]":
    """An amount in 万元, exact to one 分."""
    return models.DecimalField(f"{label}（万元）", max_digits=WAN_DIGITS, decimal_places=WAN_PLACES, **options)


class ProjectQuerySet(models.QuerySet["Project"]):
    def in_county(self, county_id: int) -> "ProjectQuerySet":
        return self.filter(county_id=county_id)

    def visible_to(self, user: "User") -> "ProjectQuerySet":
        return self.filter(project_visible_q(user))

    def with_stage(self, known: datetime | None = None, on: date | None = None) -> "ProjectQuerySet":
        """Annotates `stage`, derived from the signings and actual milestones that stand, or stood at `known`; `on`: those that count by
        the end of that day."""
        reached = Milestone.objects.actual(known) if on is None else Milestone.objects.actual_on(on, known)
        reached = reached.filter(project=OuterRef("pk"))
        signed = Signing.objects.standing_until(on, known).filter(project=OuterRef("pk"), nature=CONTRACT)
        tests = []
        for stage in reversed(STAGES):
            if stage.value == TALKS:
                continue
            found = Exists(signed) if stage.begins_with == "signed" else Exists(reached.filter(kind=stage.begins_with))
            tests.append(When(found, then=Value(stage.value)))
        return self.annotate(stage=Case(*tests, default=Value(TALKS), output_field=models.CharField()))

    def with_signing(self, known: datetime | None = None, on: date | None = None) -> "ProjectQuerySet":
        """Annotates `signed_on` (first 正式合同), `signed_wan` (增资 included) and `paper` (nature of the first paper) from the book, as
        it stood at `known`; `on`: of what counts by the end of that day."""
        rows = Signing.objects.standing_until(on, known).filter(project=OuterRef("pk"))
        contracts = rows.filter(nature=CONTRACT).order_by("signed_on", "id")
        total = (
            rows.filter(nature__in=Signing.COUNTED)
            .order_by()
            .values("project")
            .annotate(total=models.Sum("amount_wan"))
            .values("total")
        )
        return self.annotate(
            signed_on=models.Subquery(contracts.values("signed_on")[:1]),
            signed_wan=models.Subquery(total),
            paper=models.Subquery(rows.order_by("signed_on", "id").values("nature")[:1]),
            fair_name=models.Subquery(rows.exclude(fair=None).order_by("signed_on", "id").values("fair__name")[:1]),
        )

    def ended(self) -> "ProjectQuerySet":
        return self.filter(Exists(Milestone.objects.actual().filter(project=OuterRef("pk"), kind=ENDED)))


@tracked()
class Project(models.Model):
    is_a_project = True

    county = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    code = models.CharField("项目编号", max_length=20)
    name = models.CharField("项目名称", max_length=60)
    former_names = models.JSONField("曾用名", default=list, blank=True)
    pinyin = models.CharField(max_length=300, blank=True)
    investor = models.ForeignKey(Enterprise, models.PROTECT, related_name="projects", verbose_name="投资方（企业全称）")
    source_tier = models.CharField("资金来源", max_length=10)
    origin = models.CharField("来源地", max_length=40, blank=True)
    sector = models.CharField("所属领域", max_length=30, blank=True)
    industry = models.CharField("行业（门类/大类）", max_length=4, blank=True, help_text="GB/T 4754-2017, letter and two digits")
    channel = models.CharField("招商方式", max_length=30, blank=True)
    construction_nature = models.CharField("建设性质", max_length=20, blank=True)
    content = models.TextField("建设内容及规模", max_length=2000, blank=True)
    place = models.CharField("建设地点", max_length=60, blank=True)
    project_code = models.CharField("项目代码", max_length=24, blank=True)
    total_investment_wan = wan_field("总投资", null=True, blank=True)
    planned_outside_wan = wan_field("拟引资额", null=True, blank=True)
    planned_output_wan = wan_field("达产年产值", null=True, blank=True)
    planned_tax_wan = wan_field("达产税金", null=True, blank=True)
    planned_jobs = models.PositiveIntegerField("达产就业（人）", null=True, blank=True)
    planned_capacity = models.CharField("达产产能", max_length=200, blank=True)
    top500 = models.CharField("三个500强", max_length=30, blank=True)
    department = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="责任部门")
    task_force = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="工作专班")
    leader = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="包抓领导")
    introduced_by = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="招引单位")
    person_in_charge = models.CharField("责任人", max_length=40, blank=True)
    person_phone = models.CharField("责任人电话", max_length=30, blank=True)
    previous_phase = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="later_phases", verbose_name="一期项目"
    )
    note = models.CharField("备注", max_length=500, blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = ProjectQuerySet.as_manager()

    class Meta:
        ordering = ["-code"]
        constraints: ClassVar[list[Any]] = [models.UniqueConstraint(fields=["county", "code"], name="project_code_once")]

    def __str__(self) -> str:
        return self.name

    @property
    def stage_label(self) -> str:
        """Needs `with_stage()`."""
        return STAGE_LABELS[self.stage]  # type: ignore[attr-defined]


class RegistrationQuerySet(models.QuerySet["Registration"]):
    def visible_to(self, user: "User") -> "RegistrationQuerySet":
        return self.filter(Exists(Project.objects.visible_to(user).filter(pk=OuterRef("project_id"))))

    def waiting(self) -> "RegistrationQuerySet":
        return self.filter(state=SUBMITTED)


@tracked()
class Registration(models.Model):
    """签约登记: the paper as the clerk filed it, until the bureau confirms it."""

    project = models.ForeignKey(Project, models.PROTECT, related_name="registrations")
    nature = models.CharField("文本性质", max_length=20)
    signed_on = models.DateField("签约时间")
    amount_wan = wan_field("签约额")
    fair = models.ForeignKey(Fair, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="签约节会（届次）")
    paper = models.ForeignKey(StoredFile, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="合同正文")
    paper_due_on = models.DateField("佐证补交日期", null=True, blank=True)
    state = models.CharField("状态", max_length=10, default=SUBMITTED)
    submitted_at = models.DateTimeField("登记时间")
    submitted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    returned_reason = models.CharField("退回意见", max_length=500, blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = RegistrationQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        constraints: ClassVar[list[Any]] = [
            models.CheckConstraint(condition=Q(amount_wan__gt=0), name="registration_amount_positive")
        ]

    def __str__(self) -> str:
        return f"{self.project}{self.nature}"

    @property
    def state_label(self) -> str:
        return REGISTRATION_STATES[self.state]


def _sign_of(nature: str) -> Case:
    reversal = When(nature=nature, reverses__isnull=False, then=Value(-1))
    paper = When(nature=nature, then=Value(1))
    return Case(reversal, paper, default=Value(0), output_field=models.SmallIntegerField())


class SigningQuerySet(CountingBookQuerySet["Signing"]):
    def contracts(self) -> "SigningQuerySet":
        """正式合同: those that count as a signed project."""
        return self.filter(nature=CONTRACT)

    def counted(self, known: datetime | None = None) -> "SigningQuerySet":
        """What counts as 签约 by then: the first 正式合同 of each project, once (definitions 1.4)."""
        earlier = (
            Signing.objects.standing(known)
            .contracts()
            .filter(project=OuterRef("project"))
            .filter(Q(counts_on__lt=OuterRef("counts_on")) | Q(counts_on=OuterRef("counts_on"), pk__lt=OuterRef("pk")))
        )
        return self.standing(known).contracts().filter(~Exists(earlier))

    def with_count(self) -> "SigningQuerySet":
        """Annotates `count`: +1 for a 正式合同, −1 for a row that reverses one, 0 for every other paper; `increase_count` likewise for
        增资."""
        return self.annotate(count=_sign_of(CONTRACT), increase_count=_sign_of(INCREASE))

    def postings(self, known: datetime | None = None) -> "SigningQuerySet":
        """正式合同 and their reversals, each with `count` +1 or −1. Σ count and Σ amount of a closed month never move: a contract
        reversed later is taken off in the month of its reversal."""
        return self.known(known).contracts().with_count()

    def standing_until(self, on: date | None, known: datetime | None = None) -> "SigningQuerySet":
        """Without a day, all that stands."""
        return self.standing(known) if on is None else self.standing_on(on, known)

    def amounts(self) -> "SigningQuerySet":
        """What adds up to 签约额: 正式合同 and 增资; chain `known` or `standing`."""
        return self.filter(nature__in=Signing.COUNTED)

    def increases(self) -> "SigningQuerySet":
        """增资: adds its amount to its own period, never a count (另含增资n笔)."""
        return self.filter(nature=INCREASE)


class Signing(Book):
    """签约 as confirmed. `counts_on` decides its period; the fair is that of the project's first paper."""

    COUNTED: ClassVar[tuple[str, ...]] = (CONTRACT, INCREASE)

    project = models.ForeignKey(Project, models.PROTECT, related_name="signings")
    registration = models.ForeignKey(Registration, models.PROTECT, null=True, blank=True, related_name="signings")
    nature = models.CharField("文本性质", max_length=20)
    signed_on = models.DateField("签约时间")
    booked_in = models.ForeignKey(Month, models.PROTECT, related_name="signings", verbose_name="统计月")
    counts_on = models.DateField("统计日期")
    amount_wan = wan_field("签约额")
    fair = models.ForeignKey(Fair, models.PROTECT, null=True, blank=True, related_name="signings", verbose_name="签约节会（届次）")
    channel = models.CharField("招商方式", max_length=30, blank=True)
    confirmed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="确认人")
    confirmed_at = models.DateTimeField("确认时间")

    objects = SigningQuerySet.as_manager()

    class Meta:
        ordering = ["-counts_on", "-id"]
        indexes: ClassVar[list[Any]] = [models.Index(fields=["county", "counts_on"], name="signing_county_day")]

    def __str__(self) -> str:
        return f"{self.project}{self.nature}"


class SigningCredit(models.Model):
    """业绩归属 of a signing, read from a view: the shares in force on the paper's day, else the holder named on the project, 100 %.

    Under *whole* each dimension's percents sum to 100, under *parts* those of all holders; `unit` empty is 未明确. A signing that is
    reversed has its rows as well: take those of standing signings. Derived at each reading, so classes are as of now (分类按现状)."""

    id = models.CharField(max_length=60, primary_key=True)
    county = models.ForeignKey(Unit, models.DO_NOTHING, related_name="+")
    signing = models.ForeignKey(Signing, models.DO_NOTHING, related_name="credits")
    dimension = models.CharField(max_length=20)
    unit = models.ForeignKey(Unit, models.DO_NOTHING, null=True, related_name="+", verbose_name="归属单位")
    percent = models.DecimalField("归属比例（%）", max_digits=7, decimal_places=4)
    amount_wan = models.DecimalField("归属签约额（万元）", max_digits=WAN_DIGITS + 6, decimal_places=WAN_PLACES + 6)
    place = models.PositiveSmallIntegerField(help_text="1: the holder of the largest part")

    class Meta:
        managed = False
        db_table = "projects_signingcredit"

    def __str__(self) -> str:
        return f"{self.signing} {self.unit or '未明确'} {self.percent}%"


class SigningPart(Book):
    """A signing's amount by the investor's tier; the parts of one signing add up to it."""

    signing = models.ForeignKey(Signing, models.PROTECT, related_name="parts")
    enterprise = models.ForeignKey(Enterprise, models.PROTECT, related_name="+", verbose_name="投资方")
    source_tier = models.CharField("资金来源", max_length=10)
    origin = models.CharField("来源地", max_length=40, blank=True)
    amount_wan = wan_field("签约额")

    objects = BookQuerySet["SigningPart"].as_manager()

    def __str__(self) -> str:
        return f"{self.signing} {self.source_tier}"


class MilestoneQuerySet(CountingBookQuerySet["Milestone"]):
    def actual(self, known: datetime | None = None) -> "MilestoneQuerySet":
        return self.standing(known).filter(is_planned=False)

    def planned(self) -> "MilestoneQuerySet":
        return self.standing().filter(is_planned=True)

    def actual_on(self, on: date, known: datetime | None = None) -> "MilestoneQuerySet":
        """Actual ones that count by the end of that day: what is registered or reversed after its month was closed counts from the open
        month on (definitions 1.1)."""
        return self.standing_on(on, known).filter(is_planned=False)

    def reached(self, kind: str, on: date, known: datetime | None = None) -> "MilestoneQuerySet":
        return self.actual_on(on, known).filter(kind=kind)


class Milestone(Book):
    """节点, planned or actual. A later plan replaces the earlier one by reversing it.

    An actual one counts on a day of an open month, as money does; a plan counts nowhere and has no month."""

    project = models.ForeignKey(Project, models.PROTECT, related_name="milestones")
    kind = models.CharField("节点", max_length=20)
    is_planned = models.BooleanField("计划", default=False)
    happened_on = models.DateField("时间")
    booked_in = models.ForeignKey(Month, models.PROTECT, null=True, blank=True, related_name="milestones", verbose_name="统计月")
    counts_on = models.DateField("统计日期", null=True, blank=True)
    source = models.CharField("依据", max_length=40, blank=True)
    note = models.CharField("说明", max_length=300, blank=True)

    objects = MilestoneQuerySet.as_manager()

    class Meta:
        ordering = ["happened_on", "id"]
        indexes: ClassVar[list[Any]] = [models.Index(fields=["project", "kind"], name="milestone_project_kind")]
        constraints: ClassVar[list[Any]] = [
            models.CheckConstraint(
                condition=Q(is_planned=True, booked_in=None, counts_on=None)
                | Q(is_planned=False, booked_in__isnull=False, counts_on__isnull=False),
                name="milestone_counts_unless_planned",
            )
        ]

    def __str__(self) -> str:
        return f"{self.project}{'计划' if self.is_planned else ''}{self.kind_label}"

    @property
    def kind_label(self) -> str:
        return MILESTONE_BY_VALUE[self.kind].label


class InvestorChange(Book):
    """变更投资方: the same project and the same count; the old investor's rows keep his tier (definitions 1.4)."""

    project = models.ForeignKey(Project, models.PROTECT, related_name="investor_changes")
    changed_on = models.DateField("变更时间")
    old_enterprise = models.ForeignKey(Enterprise, models.PROTECT, related_name="+", verbose_name="原投资方")
    new_enterprise = models.ForeignKey(Enterprise, models.PROTECT, related_name="+", verbose_name="新投资方")
    old_tier = models.CharField("原资金来源", max_length=10)
    new_tier = models.CharField("新资金来源", max_length=10)

    objects = BookQuerySet["InvestorChange"].as_manager()

    def __str__(self) -> str:
        return f"{self.project}变更投资方"


class Follow(models.Model):
    """关注."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="follows")
    project = models.ForeignKey(Project, models.CASCADE, related_name="followers")
    since = models.DateTimeField()

    class Meta:
        ordering = ["-since"]
        constraints: ClassVar[list[Any]] = [models.UniqueConstraint(fields=["user", "project"], name="follow_once")]

    def __str__(self) -> str:
        return f"{self.user} {self.project}"
