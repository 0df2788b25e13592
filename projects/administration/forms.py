"""Forms of the administrators' pages. They read; the actions decide."""

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from projects.access.choices import BY_VALUE, ROLES
from projects.administration.choices import previewable_roles
from projects.core import clock
from projects.core.forms import ChoiceField, DateField, HouseForm, NoteField, RowField, TextField
from projects.organisations.choices import CATEGORIES, COUNTY, KINDS, RANK_GROUPS
from projects.organisations.models import Unit, User
from projects.organisations.queries import colleagues_of
from projects.reference.choices import SETTINGS, SettingKind
from projects.reference.models import choices as code_choices
from projects.tokens.choices import API, DISPLAY, PURPOSES

_NONE = ("", "请选择")


class WholeNumberField(forms.IntegerField):
    """A whole number; full-width digits are read as well."""

    def __init__(self, *, label: str, minimum: int = 0, maximum: int = 99_999, **options: Any) -> None:
        sentence = f"{label}应为{minimum}至{maximum}的整数，请核对"
        messages = {"required": f"请填写{label}", "invalid": sentence, "min_value": sentence, "max_value": sentence}
        options.setdefault("widget", forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}))
        super().__init__(label=label, min_value=minimum, max_value=maximum, error_messages=messages, **options)


def reason_field(hint: str = "") -> TextField:
    return TextField(label="原因", max_length=300, rows=2, help_text=hint)


def note_field() -> NoteField:
    return NoteField("操作记录")


def version_field() -> WholeNumberField:
    """Missing or damaged: as if the page were old, so that the conflict page answers."""
    return WholeNumberField(label="版本", maximum=2_000_000_000, widget=forms.HiddenInput(), required=False)


class VersionForm(HouseForm):
    """An edit: `version` is the row's when the page was opened."""

    version = version_field()

    def clean_version(self) -> int:
        return self.cleaned_data.get("version") or 0


class ReasonForm(VersionForm):
    reason = reason_field()


# --- Accounts ---------------------------------------------------------------------------------------
class PersonForm(VersionForm):
    display_name = TextField(label="姓名", max_length=40)
    post = TextField(label="职务（岗位）", max_length=60, required=False)
    phone = TextField(label="电话", max_length=30, required=False)
    reason = note_field()


class NewAccountForm(HouseForm):
    username = TextField(label="账号", max_length=40, help_text="3至40位小写字母、数字或 . _ -，以字母开头，建好后不能改")
    display_name = TextField(label="姓名", max_length=40)
    post = TextField(label="职务（岗位）", max_length=60, required=False)
    phone = TextField(label="电话", max_length=30, required=False)
    unit = RowField(label="任职单位", queryset=Unit.objects.none(), required=False, help_text="角色由安全管理员授予后生效")
    role = ChoiceField(label="申请角色", required=False, choices=[_NONE, *((role.value, role.label) for role in ROLES)])
    starts_on = DateField(label="任职时间", required=False)

    def __init__(self, *args: Any, by: User, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["unit"].queryset = Unit.objects.in_county(by.county_id).active()  # type: ignore[attr-defined]

    def clean_username(self) -> str:
        name = str(self.cleaned_data["username"]).lower()
        if not re.fullmatch(r"[a-z][a-z0-9._-]{2,39}", name):
            raise ValidationError("账号应为3至40位小写字母、数字或 . _ -，以字母开头，例如 zhangsan")
        return name

    def clean(self) -> dict[str, Any]:
        values = super().clean() or self.cleaned_data
        unit, role = values.get("unit"), values.get("role")
        if bool(unit) != bool(role) and not {"unit", "role"} & set(self.errors):
            self.add_error("role" if unit else "unit", "任职单位和申请角色应一起填写，或都不填")
        return values


class TenureForm(VersionForm):
    role = ChoiceField(label="角色", choices=[_NONE, *((role.value, role.label) for role in ROLES)])
    unit = RowField(label="任职单位", queryset=Unit.objects.none())
    starts_on = DateField(label="任职时间")
    ends_on = DateField(label="离任时间", required=False)

    def __init__(self, *args: Any, by: User, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["unit"].queryset = Unit.objects.in_county(by.county_id).active()  # type: ignore[attr-defined]


class EndTenureForm(ReasonForm):
    ends_on = DateField(label="离任时间", help_text="当天仍有权限，次日起失效；立即失效请填昨天")


class HandOverForm(HouseForm):
    to = RowField(label="移交给", queryset=User.objects.none(), help_text="同一单位的在职人员")
    reason = reason_field()

    def __init__(self, *args: Any, user: User, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["to"].queryset = colleagues_of(user)  # type: ignore[attr-defined]


class PreviewForm(HouseForm):
    role = ChoiceField(label="角色", choices=[_NONE, *previewable_roles()])
    unit = RowField(label="单位", queryset=Unit.objects.none())

    def __init__(self, *args: Any, by: User, **options: Any) -> None:
        super().__init__(*args, **options)
        units = Unit.objects.in_county(by.county_id).active().exclude(kind=COUNTY)
        self.fields["unit"].queryset = units  # type: ignore[attr-defined]


# --- Own account ------------------------------------------------------------------------------------
class CodeForm(HouseForm):
    code = TextField(
        label="动态口令",
        max_length=10,
        help_text="手机验证器上当前显示的6位数字",
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "one-time-code"}),
    )

    def clean_code(self) -> str:
        return re.sub(r"\s", "", self.cleaned_data["code"])


# --- Units ------------------------------------------------------------------------------------------
class UnitForm(ReasonForm):
    name = TextField(label="单位名称", max_length=60, help_text="改名后原名记入曾用名，历史数据不变")
    short_name = TextField(label="简称", max_length=30, required=False)
    category = ChoiceField(label="分组", required=False, choices=list(CATEGORIES.items()))
    rank_group = ChoiceField(
        label="考核分组",
        required=False,
        choices=list(RANK_GROUPS.items()),
        help_text="仅责任部门填写；同组单位在一起排名，乡镇自成一组",
    )
    seq = WholeNumberField(label="单位排序", minimum=1)
    phone = TextField(label="联系电话", max_length=30, required=False)
    sectors = forms.MultipleChoiceField(
        label="负责领域", required=False, widget=forms.CheckboxSelectMultiple, help_text="仅工作专班填写"
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        sectors: Any = self.fields["sectors"]
        sectors.choices = code_choices("sector", clock.today())
        sectors.error_messages["invalid_choice"] = "负责领域不在可选范围内，请重新选择"
        self.order_fields(["name", "short_name", "category", "rank_group", "seq", "phone", "sectors", "reason"])


class NewUnitForm(HouseForm):
    kind = ChoiceField(label="类别", choices=[_NONE, *((kind, label) for kind, label in KINDS.items() if kind != COUNTY)])
    code = TextField(label="单位编码", max_length=20, help_text="字母和数字，建好后不能改")
    name = TextField(label="单位名称", max_length=60)
    short_name = TextField(label="简称", max_length=30, required=False)
    category = ChoiceField(label="分组", required=False, choices=list(CATEGORIES.items()))
    seq = WholeNumberField(label="单位排序", minimum=1)


class MergeForm(ReasonForm):
    into = RowField(label="并入单位", queryset=Unit.objects.none())
    ended_on = DateField(label="撤并时间")

    def __init__(self, *args: Any, unit: Unit, **options: Any) -> None:
        super().__init__(*args, **options)
        others = Unit.objects.in_county(unit.county_id or unit.pk).active().of_kind(unit.kind).exclude(pk=unit.pk)
        self.fields["into"].queryset = others  # type: ignore[attr-defined]
        self.order_fields(["into", "ended_on", "reason"])


# --- Settings, code lists, calendar -------------------------------------------------------------------
class SettingForm(HouseForm):
    """The value's fields follow the kind of the default: a choice, a number, words, a set of roles, a number for each key."""

    starts_on = DateField(label="生效日期", help_text="今天或以后；之前的日子按原设置计算")
    reason = reason_field("例如文件号")

    def __init__(self, *args: Any, key: str, **options: Any) -> None:
        super().__init__(*args, **options)
        self.kind: SettingKind = SETTINGS[key]
        fields = value_fields(self.kind)
        self.value_names = list(fields)
        self.fields.update(fields)
        self.order_fields([*self.value_names, "starts_on", "reason"])

    @property
    def value(self) -> Any:
        """As JSON keeps it."""
        if isinstance(self.kind.default, dict):
            return {name: self.cleaned_data[f"value_{number}"] for number, name in enumerate(self.kind.default)}
        return self.cleaned_data["value"]


def value_fields(kind: SettingKind) -> dict[str, forms.Field]:
    if isinstance(kind.default, dict):
        return {f"value_{number}": WholeNumberField(label=name, minimum=1) for number, name in enumerate(kind.default)}
    return {"value": _value_field(kind)}


def _value_field(kind: SettingKind) -> forms.Field:
    if kind.allowed:
        offered = [(value, ALLOWED_WORDS.get(value, str(value))) for value in kind.allowed]
        return forms.TypedChoiceField(
            label="值",
            choices=offered,
            coerce={str(value): value for value in kind.allowed}.__getitem__,
            error_messages={"required": "请选择值", "invalid_choice": "所选的值不在可选范围内，请重新选择"},
        )
    if isinstance(kind.default, bool):
        return forms.BooleanField(label="启用", required=False)
    if isinstance(kind.default, int):
        return WholeNumberField(label="值")
    if isinstance(kind.default, list):
        return forms.MultipleChoiceField(
            label="值",
            required=False,
            widget=forms.CheckboxSelectMultiple,
            choices=[(role.value, role.label) for role in ROLES],
            error_messages={"invalid_choice": "所选角色不在可选范围内，请重新选择"},
        )
    return TextField(label="值", max_length=100)


ALLOWED_WORDS: dict[Any, str] = {
    "whole": "三维各100%",
    "parts": "全部主体合计100%",
    "natural": "自然月",
    "26-25": "上月26日至本月25日",
    "none": "不要求",
    "system": "系统内确认",
    "sheet": "每单位每月一张盖章认定表",
    "monthly": "入账后按月签批清单",
    "county": "县级核定数",
    "city": "市级认定数",
    "live": "今天（含未月结的月份，标明未月结）",
    "closed": "最近一个已月结月份的月末",
    "shut": "不启用",
    "in_use": "启用",
    "off": "不排名，按官方排序",
    "on": "排名",
    True: "是",
    False: "否",
}


def spoken(value: Any) -> str:
    """A setting's value in words."""
    if value is None:
        return "未设"
    if isinstance(value, dict):
        return "，".join(f"{name}{item}" for name, item in value.items())
    if isinstance(value, list):
        return "、".join(BY_VALUE[item].label if item in BY_VALUE else str(item) for item in value) or "无"
    return ALLOWED_WORDS.get(value, str(value)) if isinstance(value, str | bool) else str(value)


class NewCodeForm(HouseForm):
    code = TextField(label="代码", max_length=30, help_text="小写字母、数字或下划线，建好后不能改")
    label = TextField(label="名称", max_length=60)
    starts_on = DateField(label="启用时间")

    def clean_code(self) -> str:
        code = str(self.cleaned_data["code"])
        if not re.fullmatch(r"[a-z0-9_]+", code):
            raise ValidationError("代码只能用小写字母、数字或下划线，例如 cold_chain")
        return code


class CodeItemForm(HouseForm):
    label = TextField(label="名称", max_length=60)
    seq = WholeNumberField(label="排序", minimum=1, maximum=30_000)
    ends_on = DateField(label="停用时间", required=False, help_text="次日起新填报不能再选，已用的记录仍显示；清空即恢复")
    reason = note_field()
    seen = TextField(label="版本", max_length=200, widget=forms.HiddenInput(), required=False)


class WorkdayForm(HouseForm):
    day = DateField(label="日期")
    is_workday = ChoiceField(label="上班还是放假", choices=[_NONE, ("yes", "上班"), ("no", "放假")])
    note = TextField(label="说明", max_length=60, required=False, help_text="例如 国庆节、调休上班")


class AnnouncementForm(HouseForm):
    text = TextField(label="公告内容", max_length=120, rows=2, help_text="一句话，120字以内，不写金额和个人信息")
    starts_on = DateField(label="开始日期")
    ends_on = DateField(label="结束日期")


class YearForm(HouseForm):
    year = WholeNumberField(label="年份", minimum=2004, maximum=2099)


# --- Tokens -------------------------------------------------------------------------------------------
class TokenForm(HouseForm):
    """`acts_as`: whose rights the API reads with; a wall's screen shows the county's totals and needs nobody."""

    purpose = ChoiceField(label="用途")
    label = TextField(label="名称", max_length=40, help_text="挂在哪里或供哪个系统读，例如 一楼大厅、市平台")
    acts_as = RowField(label="以谁的权限读", queryset=User.objects.none(), required=False, help_text="数据接口必选；大屏不选")
    days = WholeNumberField(label="有效天数", minimum=1, maximum=365)

    def __init__(self, *args: Any, accounts: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["purpose"].choices = [_NONE, *((value, PURPOSES[value].label) for value in (DISPLAY, API))]  # type: ignore[attr-defined]
        self.fields["acts_as"].queryset = accounts  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        values = self.cleaned_data
        if values.get("purpose") == API and not values.get("acts_as"):
            self.add_error("acts_as", "数据接口请选择以谁的权限读")
        if values.get("purpose") == DISPLAY and values.get("acts_as"):
            self.add_error("acts_as", "大屏只显示全县合计，不选账号")
        return values
