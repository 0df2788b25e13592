"""Filters of 账号, 单位 and 操作记录."""

from datetime import date, datetime, time, timedelta
from typing import Any, ClassVar

from django.db.models import Q, QuerySet

from projects.access.choices import ROLES
from projects.administration.choices import IDLE_DAYS
from projects.audit.choices import SYSTEM, VERBS
from projects.core import clock
from projects.core.filters import DayFilter, HouseFilterSet, PickFilter, WordsFilter
from projects.organisations.choices import KINDS
from projects.organisations.models import Tenure
from projects.organisations.queries import accounts_called, idle_accounts

ACCOUNT_STATES = (("on", "启用"), ("off", "停用"), ("idle", f"{IDLE_DAYS}天未登录"), ("none", "没有任职"))
UNIT_STATES = (("on", "在用"), ("merged", "已撤并"), ("off", "停用"))


class AccountFilters(HouseFilterSet):
    q = WordsFilter("姓名、账号", fields=("username", "display_name"))
    role = PickFilter("角色", choices=tuple((role.value, role.label) for role in ROLES), method="in_role")
    state = PickFilter("状态", choices=ACCOUNT_STATES, method="in_state")

    def in_role(self, rows: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        return rows.filter(pk__in=Tenure.objects.on(clock.today()).filter(role=value).values("user_id"))

    def in_state(self, rows: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        match value:
            case "idle":
                return idle_accounts(rows, IDLE_DAYS)
            case "none":
                return rows.exclude(pk__in=Tenure.objects.on(clock.today()).values("user_id"))
        return rows.filter(is_active=value == "on")


class UnitFilters(HouseFilterSet):
    q = WordsFilter("单位名称或编码", fields=("name", "short_name", "pinyin", "code", "former_names"))
    kind = PickFilter("类别", choices=tuple(KINDS.items()))
    state = PickFilter("状态", choices=UNIT_STATES, method="in_state")

    def in_state(self, rows: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        if value == "merged":
            return rows.exclude(merged_into=None)
        return rows.filter(is_active=value == "on", merged_into=None)


class PersonFilter(WordsFilter):
    """The accounts of that name, now or formerly, first; then their entries by the index of persons (G08). 系统 has no account."""

    def filter(self, qs: QuerySet[Any], value: Any) -> QuerySet[Any]:
        if not value:
            return qs
        theirs = Q(actor__in=accounts_called(value))
        return qs.filter(theirs | Q(actor=None) if value in SYSTEM else theirs)


class EntryFilters(HouseFilterSet):
    """Entries by 人、时间、对象、动作."""

    ranges: ClassVar[tuple[tuple[str, str], ...]] = (("since", "until"),)

    who = PersonFilter("人（姓名或账号）", fields=())
    since = DayFilter(label="起", method="from_day")
    until = DayFilter(label="止", method="to_day")
    about = WordsFilter("对象", fields=("target_label", "label"))
    verb = PickFilter("动作", choices=tuple(sorted(VERBS.items(), key=lambda item: item[1])))
    result = PickFilter("结果", choices=(("ok", "成功"), ("no", "失败或被拒绝")), method="with_result")

    def from_day(self, rows: QuerySet[Any], name: str, value: date) -> QuerySet[Any]:
        return rows.filter(at__gte=_midnight(value))

    def to_day(self, rows: QuerySet[Any], name: str, value: date) -> QuerySet[Any]:
        return rows.filter(at__lt=_midnight(value + timedelta(days=1)))

    def with_result(self, rows: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        return rows.filter(succeeded=value == "ok")


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), clock.SHANGHAI)
