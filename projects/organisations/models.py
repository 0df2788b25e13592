"""Units, users, and who holds which role where and when."""

from datetime import date
from functools import cached_property
from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Q

from projects.access.choices import ADMIN_ROLES, BY_VALUE, DELEGATE
from projects.audit.history import tracked
from projects.core import clock
from projects.core.browsers import browser_words
from projects.organisations.choices import CATEGORIES, COUNTY, KINDS, LEADER


class UnitQuerySet(models.QuerySet["Unit"]):
    def of_kind(self, kind: str) -> "UnitQuerySet":
        return self.filter(kind=kind)

    def active(self) -> "UnitQuerySet":
        return self.filter(is_active=True)

    def in_county(self, county_id: int) -> "UnitQuerySet":
        return self.filter(Q(county_id=county_id) | Q(pk=county_id))


@tracked()
class Unit(models.Model):
    """单位: the county, a leader's post, a task force or a department. `seq` is the official order of every list."""

    county = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="units", verbose_name="县")
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="children", verbose_name="上级单位")
    kind = models.CharField("类别", max_length=20)
    category = models.CharField("分组", max_length=20, blank=True)
    rank_group = models.CharField("考核分组", max_length=20, blank=True, default="")
    code = models.CharField("单位编码", max_length=20, unique=True)
    name = models.CharField("单位名称", max_length=60)
    short_name = models.CharField("简称", max_length=30, blank=True)
    pinyin = models.CharField(max_length=200, blank=True)
    seq = models.PositiveIntegerField("单位排序")
    phone = models.CharField("联系电话", max_length=30, blank=True)
    sectors = models.JSONField("负责领域", default=list, blank=True, help_text="codes of the nine sectors, for a task force")
    is_active = models.BooleanField("在用", default=True)
    former_names = models.JSONField("曾用名", default=list, blank=True)
    merged_into = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="merged", verbose_name="并入单位")
    ended_on = models.DateField("撤并时间", null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = UnitQuerySet.as_manager()

    class Meta:
        ordering = ["seq", "id"]

    def __str__(self) -> str:
        return self.short_name or self.name

    @property
    def kind_label(self) -> str:
        return KINDS[self.kind]

    @property
    def category_label(self) -> str:
        return CATEGORIES[self.category]

    @property
    def is_county(self) -> bool:
        return self.kind == COUNTY

    @property
    def home_county(self) -> int:
        """The number of the county it belongs to; the county's own is its own."""
        return self.county_id or self.pk


class UserManager(BaseUserManager["User"]):
    def active(self) -> models.QuerySet["User"]:
        return self.filter(is_active=True)


@tracked(exclude=["password", "last_login"])
class User(AbstractBaseUser):
    username = models.CharField("账号", max_length=40, unique=True)
    display_name = models.CharField("姓名", max_length=40)
    post = models.CharField("职务（岗位）", max_length=60, blank=True)
    phone = models.CharField("电话", max_length=30, blank=True)
    is_active = models.BooleanField("启用", default=True)
    must_change_password = models.BooleanField("须修改密码", default=True)
    password_changed_at = models.DateTimeField("密码修改时间", null=True)
    secret_expires_at = models.DateTimeField("一次性密码有效期", null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    objects: ClassVar[UserManager] = UserManager()

    USERNAME_FIELD = "username"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["display_name"]

    class Meta:
        ordering = ["username"]

    def __str__(self) -> str:
        return self.display_name

    @cached_property
    def current_tenures(self) -> list["Tenure"]:
        """Today's, with their units; read once per request."""
        return list(self.tenures.on(clock.today()).select_related("unit__county"))

    @property
    def roles(self) -> frozenset[str]:
        return frozenset(tenure.role for tenure in self.current_tenures)

    @cached_property
    def unit_ids(self) -> frozenset[int]:
        """The units of today's posts and those that were merged into them: their rows keep the old unit."""
        found = {tenure.unit_id for tenure in self.current_tenures}
        added = found
        while added:
            added = set(Unit.objects.filter(merged_into_id__in=added).values_list("pk", flat=True)) - found
            found = found | added
        return frozenset(found)

    @property
    def acts_for(self) -> str:
        """For the timeline when a leader's secretary acts; empty for everybody else (definitions 3.7)."""
        posts = [tenure.unit for tenure in self.current_tenures if tenure.role == DELEGATE and tenure.unit.kind == LEADER]
        return f"{self.display_name}代{posts[0].name}办理"[:60] if posts else ""

    @property
    def unit(self) -> Unit | None:
        return self.current_tenures[0].unit if self.current_tenures else None

    @property
    def unit_name(self) -> str:
        return str(self.unit or "")

    @property
    def county_id(self) -> int:
        """The county whose books this person works in. Raises LookupError for a person without a tenure."""
        if self.unit is None:
            raise LookupError(f"{self.username} holds no tenure today")
        return self.unit.home_county

    @property
    def home_county(self) -> int | None:
        """Of today's post, else of the last one; None for an account that never held any."""
        if self.unit is not None:
            return self.unit.home_county
        last = self.tenures.select_related("unit").order_by("-starts_on", "-pk").first()
        return last.unit.home_county if last else None


class TenureQuerySet(models.QuerySet["Tenure"]):
    def on(self, day: date) -> "TenureQuerySet":
        return self.filter(Q(ends_on=None) | Q(ends_on__gte=day), starts_on__lte=day)


@tracked()
class Tenure(models.Model):
    """Who holds which role in which unit from when to when. Tasks follow the post, history follows the person."""

    user = models.ForeignKey(User, models.PROTECT, related_name="tenures")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="tenures")
    role = models.CharField("角色", max_length=30)
    starts_on = models.DateField("任职时间")
    ends_on = models.DateField("离任时间", null=True, blank=True)

    objects = TenureQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
        constraints: ClassVar[list[Any]] = [
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(ends_on__gte=models.F("starts_on")), name="tenure_ends_after_start"
            ),
            # One person is at most one of the three administrators at a time, whatever path writes the row.
            models.UniqueConstraint(
                fields=["user"], condition=Q(role__in=ADMIN_ROLES, ends_on=None), name="tenure_one_admin_role_each"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} {self.unit} {self.role_label}"

    @property
    def role_label(self) -> str:
        return BY_VALUE[self.role].label


class PasswordHistory(models.Model):
    """The last hashes of an account, so that an old password is not taken up again."""

    user = models.ForeignKey(User, models.CASCADE, related_name="old_passwords")
    encoded = models.CharField(max_length=128)
    set_at = models.DateTimeField()

    class Meta:
        ordering = ["-set_at", "-id"]

    def __str__(self) -> str:
        return f"{self.user} {self.set_at:%Y-%m-%d}"


class LoginRecord(models.Model):
    """One signed-in session: its owner sees the list and may end any of them."""

    user = models.ForeignKey(User, models.PROTECT, related_name="logins")
    session_key = models.CharField(max_length=40, db_index=True)
    started_at = models.DateTimeField("登录时间")
    ended_at = models.DateTimeField("结束时间", null=True, blank=True)
    address = models.GenericIPAddressField("地址", null=True)
    browser = models.CharField("浏览器", max_length=200, blank=True)

    class Meta:
        ordering = ["-started_at", "-id"]

    def __str__(self) -> str:
        return f"{self.user} {self.started_at:%Y-%m-%d %H:%M}"

    @property
    def browser_words(self) -> str:
        return browser_words(self.browser)
