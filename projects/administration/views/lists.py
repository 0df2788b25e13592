"""单位, 代码表, 设置, 工作日历."""

from functools import cached_property
from typing import Any, ClassVar

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse

from projects.access.choices import MANAGE_ACCESS, MANAGE_ACCOUNTS
from projects.access.permissions import can
from projects.administration.actions import lists
from projects.administration.actions.units import create_unit, edit_unit, merge_units
from projects.administration.filters import UnitFilters
from projects.administration.forms import (
    CodeItemForm,
    MergeForm,
    NewCodeForm,
    NewUnitForm,
    SettingForm,
    UnitForm,
    WorkdayForm,
    YearForm,
    spoken,
)
from projects.administration.tables import UnitTable
from projects.administration.views.base import AdminForm, AdminList, AdminPage
from projects.core import clock
from projects.organisations.models import Unit
from projects.organisations.queries import holders_on_today
from projects.pages.views.listing import TableFile
from projects.reference.choices import DEMO_DATE, LISTS, SETTINGS, SettingKind
from projects.reference.models import CodeItem, Setting, Workday, setting


# --- Units ------------------------------------------------------------------------------------------
class UnitList(AdminList):
    title = "单位"
    template_name = "administration/unit_list.html"
    functions = (MANAGE_ACCOUNTS,)
    export_functions = (MANAGE_ACCOUNTS,)
    table_class = UnitTable
    filter_class = UnitFilters
    default_sort = "seq"
    list_name = "units"
    url_name = "unit_list"
    export_name = "units_export"
    thing, measure = "单位", "个"

    def rows(self) -> QuerySet[Unit]:
        return Unit.objects.in_county(self.user.county_id).select_related("merged_into")


class UnitFile(TableFile, UnitList):
    functions = (MANAGE_ACCOUNTS,)
    file_title = "单位清单"
    money_title: ClassVar[bool] = False


class NewUnit(AdminForm):
    title = "新增单位"
    submit_label = "新增单位"
    functions = (MANAGE_ACCOUNTS,)
    form_class = NewUnitForm
    trail = (("单位", "unit_list"),)

    def save(self, form: Any) -> Unit:
        return create_unit(by=self.user, **form.cleaned_data)


class UnitFormPage(AdminForm):
    functions = (MANAGE_ACCOUNTS,)
    trail = (("单位", "unit_list"),)

    @cached_property
    def unit(self) -> Unit:
        return get_object_or_404(Unit.objects.in_county(self.user.county_id), pk=self.kwargs["pk"])

    def row_version(self) -> int:
        return self.unit.version

    def context(self) -> dict[str, Any]:
        former = "、".join(self.unit.former_names)
        return super().context() | {"about": f"{self.unit.name}{f'（曾用名：{former}）' if former else ''}"}


class EditUnit(UnitFormPage):
    title = "修改单位"
    form_class = UnitForm

    def initial(self) -> dict[str, Any]:
        names = ("name", "short_name", "category", "rank_group", "seq", "phone", "sectors")
        return super().initial() | {name: getattr(self.unit, name) for name in names}

    def save(self, form: Any) -> Unit:
        return edit_unit(by=self.user, unit=self.unit, **form.cleaned_data)


class MergeUnit(UnitFormPage):
    title = "撤并单位"
    submit_label = "撤并单位"
    is_danger = True
    form_class = MergeForm
    intro = "原单位的项目、资金和任务仍记在原单位名下，历史数字不变；并入单位的人员可以看到并继续办理。"

    def form_options(self) -> dict[str, Any]:
        return {"unit": self.unit}

    def initial(self) -> dict[str, Any]:
        return super().initial() | {"ended_on": clock.today()}

    def context(self) -> dict[str, Any]:
        return super().context() | {"holders": holders_on_today(self.unit)}

    def save(self, form: Any) -> Unit:
        return merge_units(by=self.user, unit=self.unit, **form.cleaned_data)


# --- Code lists -------------------------------------------------------------------------------------
class CodeLists(AdminPage):
    """?list=sector; the first one otherwise."""

    title = "代码表"
    template_name = "administration/code_list.html"
    functions = (MANAGE_ACCOUNTS,)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        wanted = request.GET.get("list", "")
        chosen = wanted if wanted in LISTS else next(iter(LISTS))
        tabs = [{"label": label, "url": f"?list={name}", "is_current": name == chosen} for name, (label, _) in LISTS.items()]
        items = CodeItem.objects.filter(list_name=chosen)
        return self.page(tabs=tabs, list_name=chosen, list_label=LISTS[chosen][0], items=items, today=clock.today())


class NewCode(AdminForm):
    title = "新增代码"
    submit_label = "新增代码"
    functions = (MANAGE_ACCOUNTS,)
    form_class = NewCodeForm
    trail = (("代码表", "code_list"),)

    @property
    def list_name(self) -> str:
        if self.kwargs["list_name"] not in LISTS:
            raise Http404
        return str(self.kwargs["list_name"])

    def context(self) -> dict[str, Any]:
        return super().context() | {"about": LISTS[self.list_name][0]}

    def initial(self) -> dict[str, Any]:
        return {"starts_on": clock.today()}

    def back_url(self) -> str:
        return f"{reverse('code_list')}?list={self.list_name}"

    def save(self, form: Any) -> CodeItem:
        return lists.add_code(by=self.user, list_name=self.list_name, **form.cleaned_data)


class EditCode(AdminForm):
    title = "修改代码"
    functions = (MANAGE_ACCOUNTS,)
    form_class = CodeItemForm
    trail = (("代码表", "code_list"),)

    @cached_property
    def item(self) -> CodeItem:
        return get_object_or_404(CodeItem, pk=self.kwargs["pk"])

    def back_url(self) -> str:
        return f"{reverse('code_list')}?list={self.item.list_name}"

    def context(self) -> dict[str, Any]:
        return super().context() | {"about": f"{self.item.code} {self.item.label}", "current_seen": lists.code_state(self.item)}

    def initial(self) -> dict[str, Any]:
        item = self.item
        return {"label": item.label, "seq": item.seq, "ends_on": item.ends_on, "seen": lists.code_state(item)}

    def save(self, form: Any) -> CodeItem:
        return lists.edit_code(by=self.user, item=self.item, **form.cleaned_data)


# --- Settings ---------------------------------------------------------------------------------------
def _shown_settings(user: Any) -> list[SettingKind]:
    return [kind for kind in SETTINGS.values() if kind.key != DEMO_DATE and can(user, lists.function_of(kind.key))]


class SettingList(AdminPage):
    title = "设置"
    template_name = "administration/setting_list.html"
    functions = (MANAGE_ACCOUNTS, MANAGE_ACCESS)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        today = clock.today()
        rows = [(kind, spoken(setting(kind.key, today))) for kind in _shown_settings(self.user)]
        return self.page(rows=rows)


class ChangeSetting(AdminForm):
    title = "修改设置"
    template_name = "administration/setting_form.html"
    functions = (MANAGE_ACCOUNTS, MANAGE_ACCESS)
    form_class = SettingForm
    trail = (("设置", "setting_list"),)

    @cached_property
    def kind(self) -> SettingKind:
        kind = SETTINGS.get(self.kwargs["key"])
        if kind is None or kind.key == DEMO_DATE:
            raise Http404
        if not can(self.user, lists.function_of(kind.key)):
            raise PermissionDenied("这项设置由另一类管理员负责")
        return kind

    def form_options(self) -> dict[str, Any]:
        return {"key": self.kind.key}

    def initial(self) -> dict[str, Any]:
        now = setting(self.kind.key, clock.today())
        values = {f"value_{i}": item for i, item in enumerate(now.values())} if isinstance(now, dict) else {"value": now}
        return {"starts_on": clock.today(), **values}

    def context(self) -> dict[str, Any]:
        rows = Setting.objects.filter(key=self.kind.key).select_related("set_by")
        history = [(row, spoken(row.value)) for row in rows]
        return super().context() | {"about": self.kind.label, "history": history, "default": spoken(self.kind.default)}

    def save(self, form: Any) -> Setting:
        values = form.cleaned_data
        key = self.kind.key
        return lists.change_setting(by=self.user, key=key, value=form.value, starts_on=values["starts_on"], reason=values["reason"])


# --- Calendar ---------------------------------------------------------------------------------------
class WorkdayList(AdminPage):
    title = "工作日历"
    template_name = "administration/workday_list.html"
    functions = (MANAGE_ACCOUNTS,)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        this = clock.today().year
        counts = lists.calendar_years()
        wanted = request.GET.get("year", "")
        year = int(wanted) if wanted.isascii() and wanted.isdigit() and len(wanted) == 4 else this
        years = [(each, counts.get(each, 0), each == year) for each in sorted({*counts, this, this + 1})]
        return self.page(year=year, years=years, days=Workday.objects.filter(day__year=year))


class SetWorkday(AdminForm):
    title = "录入一天"
    functions = (MANAGE_ACCOUNTS,)
    form_class = WorkdayForm
    trail = (("工作日历", "workday_list"),)

    def success_url(self, result: Workday) -> str:
        return f"{reverse('workday_list')}?year={result.day.year}"

    def save(self, form: Any) -> Workday:
        values = form.cleaned_data
        return lists.set_workday(by=self.user, day=values["day"], is_workday=values["is_workday"] == "yes", note=values["note"])


class ImportWorkdays(AdminForm):
    title = "导入放假安排"
    submit_label = "导入"
    functions = (MANAGE_ACCOUNTS,)
    form_class = YearForm
    trail = (("工作日历", "workday_list"),)
    intro = "从内置日历导入一年的放假和调休；已手工录入的日子不改动。"

    def initial(self) -> dict[str, Any]:
        return {"year": clock.today().year + 1}

    def save(self, form: Any) -> int:
        lists.import_workdays(by=self.user, **form.cleaned_data)
        return int(form.cleaned_data["year"])

    def success_url(self, result: int) -> str:
        return f"{reverse('workday_list')}?year={result}"
