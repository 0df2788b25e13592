"""Units, code lists, settings, the calendar (uM02, uM06, uM07)."""

from datetime import date, datetime
from typing import Any

import pytest
from django.urls import reverse

from projects.administration.actions import lists
from projects.administration.actions.units import merge_units
from projects.administration.forms import ALLOWED_WORDS
from projects.audit.models import Entry
from projects.core import clock
from projects.core.errors import NotAllowed, Refused
from projects.organisations.models import Unit, User
from projects.reference.choices import CREDIT_MODE, OTP_ROLES, SETTINGS, TICKET_DAYS
from projects.reference.models import CodeItem, Setting, Workday, choices, labels, setting
from projects.signing.models import Project
from tests.access.cast import send, signed_in
from tests.world import World


# --- Units ------------------------------------------------------------------------------------------
def unit_form(unit: Unit, **changes: Any) -> dict[str, Any]:
    return {
        "name": unit.name, "short_name": "", "category": unit.category, "seq": unit.seq, "phone": "", "reason": "机构改革",
        "version": unit.version,
    } | changes  # fmt: skip


def test_a_renamed_unit_keeps_its_rows_and_its_former_name(world: World, system: User) -> None:
    project = world.sign()
    assert send(signed_in(system), "unit_edit", world.yongqing.pk, **unit_form(world.yongqing, name="永清街道")).status_code == 302
    world.yongqing.refresh_from_db()
    assert (world.yongqing.name, world.yongqing.former_names) == ("永清街道", ["永清镇"])
    assert world.yongqing.pinyin.startswith("yongqingjiedao yqjd")
    project.refresh_from_db()
    assert project.department_id == world.yongqing.pk
    assert "曾用名：永清镇" in signed_in(system).get(reverse("unit_list")).content.decode()


def test_a_unit_does_not_take_the_name_of_another(world: World, system: User) -> None:
    response = send(signed_in(system), "unit_edit", world.yongqing.pk, **unit_form(world.yongqing, name="红堡镇"))
    assert "已有名为“红堡镇”的单位" in response.content.decode()


def test_a_merged_unit_keeps_its_rows_and_the_successor_sees_them(world: World, system: User) -> None:
    project = world.sign()
    assert not Project.objects.visible_to(world.other_clerk).filter(pk=project.pk).exists()
    data = {"into": world.hongbao.pk, "ended_on": "2024-12-16", "reason": "撤并", "version": world.yongqing.version}
    assert send(signed_in(system), "unit_merge", world.yongqing.pk, **data).status_code == 302
    world.yongqing.refresh_from_db()
    assert world.yongqing.merged_into == world.hongbao
    assert not world.yongqing.is_active
    project.refresh_from_db()
    assert project.department_id == world.yongqing.pk
    heir = User.objects.get(pk=world.other_clerk.pk)
    assert Project.objects.visible_to(heir).filter(pk=project.pk).exists()
    assert Entry.objects.about(world.yongqing).filter(verb="merge_units", reason="撤并").exists()


def test_units_merge_only_into_a_living_unit_of_their_kind(world: World, system: User) -> None:
    for into, words in ((world.agri, "同一类别"), (world.yongqing, "同一类别")):
        with pytest.raises(Refused, match=words):
            merge_units(by=system, unit=world.yongqing, version=1, into=into, ended_on=date(2024, 12, 16), reason="试")
    merge_units(by=system, unit=world.hongbao, version=1, into=world.park, ended_on=date(2024, 12, 16), reason="试")
    with pytest.raises(Refused, match="已撤并或停用"):
        merge_units(by=system, unit=world.yongqing, version=1, into=world.hongbao, ended_on=date(2024, 12, 16), reason="试")


def test_a_new_unit_belongs_to_the_county_and_its_code_is_unique(world: World, system: User) -> None:
    data = {"kind": "department", "code": "XNJ", "name": "县新能源局（示例）", "seq": 300, "category": "", "short_name": ""}
    assert send(signed_in(system), "unit_new", **data).status_code == 302
    added = Unit.objects.get(code="XNJ")
    assert (added.county, added.pinyin.split()[1]) == (world.county, "xxnyjsl")
    response = send(signed_in(system), "unit_new", **data | {"name": "县另一局（示例）"})
    assert "单位编码“XNJ”已存在" in response.content.decode()


# --- Settings ---------------------------------------------------------------------------------------
def test_a_setting_holds_from_its_day_and_the_days_before_keep_theirs(world: World, system: User) -> None:
    data = {"value": "parts", "starts_on": "2025-01-01", "reason": "县政府2024年第12号"}
    assert send(signed_in(system), "setting_change", CREDIT_MODE, **data).status_code == 302
    assert setting(CREDIT_MODE, date(2024, 12, 31)) == "whole"
    assert setting(CREDIT_MODE, date(2025, 1, 1)) == "parts"
    page = signed_in(system).get(reverse("setting_change", args=[CREDIT_MODE])).content.decode()
    assert "县政府2024年第12号" in page
    assert "全部主体合计100%" in page


def test_a_setting_of_several_numbers_keeps_its_shape(world: World, system: User) -> None:
    data = {
        "value_0": "５",
        "value_1": "10",
        "value_2": "20",
        "value_3": "1",
        "value_4": "2",
        "starts_on": "今天",
        "reason": "调整",
    }
    assert send(signed_in(system), "setting_change", TICKET_DAYS, **data).status_code == 302
    assert setting(TICKET_DAYS, clock.today()) == {"一般": 5, "复杂": 10, "疑难": 20, "受理": 1, "会签": 2}


@pytest.mark.parametrize(
    ("key", "data", "words"),
    [
        (CREDIT_MODE, {"value": "other", "starts_on": "2025-01-01", "reason": "试"}, "所选的值不在可选范围内"),
        ("bulletin_basis", {"value": "city", "starts_on": "2024-12-15", "reason": "试"}, "生效日期不能早于今天"),
        (CREDIT_MODE, {"value": "parts", "starts_on": "2024-12-20", "reason": "试"}, "只能从某年1月1日起改变"),
        ("stat_month", {"value": "26-25", "starts_on": "2025-01-15", "reason": "试"}, "只能从某月1日起改变"),
        ("stat_month", {"value": "26-25", "starts_on": "2024-12-01", "reason": "试"}, "2024年12月已经开设，请从它以后的月份起改变"),
        (CREDIT_MODE, {"value": "parts", "starts_on": "2025-02-30", "reason": "试"}, "2025年2月没有30日"),
        (TICKET_DAYS, {"value_0": "七", "value_1": "1", "value_2": "2", "value_3": "1", "value_4": "1", "starts_on": "今天", "reason": "试"}, "一般应为1至99999的整数"),
        ("invested_ratio_percent", {"value": "", "starts_on": "今天", "reason": ""}, "请填写原因"),
    ],
)  # fmt: skip
def test_a_bad_setting_is_refused_in_words(world: World, system: User, key: str, data: dict[str, str], words: str) -> None:
    response = send(signed_in(system), "setting_change", key, **data)
    assert response.status_code == 200
    assert words in response.content.decode()
    assert not Setting.objects.exists()


def test_the_way_of_credit_is_not_changed_in_a_year_that_has_money(world: World, system: User) -> None:
    world.arrive(world.sign(), 10, "2024-12-10")
    data = {"value": "parts", "starts_on": "2024-01-01", "reason": "试"}
    assert "2024年已有到位资金入账" in send(signed_in(system), "setting_change", CREDIT_MODE, **data).content.decode()
    assert send(signed_in(system), "setting_change", CREDIT_MODE, **data | {"starts_on": "2025-01-01"}).status_code == 302


def test_the_statistical_month_changes_before_its_months_are_opened(world: World, system: User) -> None:
    data = {"value": "26-25", "starts_on": "2025-01-01", "reason": "市局统一"}
    assert send(signed_in(system), "setting_change", "stat_month", **data).status_code == 302
    assert setting("stat_month", date(2025, 1, 1)) == "26-25"


def test_every_declared_setting_has_a_page_that_saves_its_own_default(world: World, cast: dict[str, User]) -> None:
    for kind in SETTINGS.values():
        owner = cast["security_admin"] if lists.function_of(kind.key) == "manage_access" else cast["system_admin"]
        response = signed_in(owner).get(reverse("setting_change", args=[kind.key]))
        if kind.key == "demo_date":
            assert response.status_code == 404
            continue
        form = response.context["form"]
        data = {name: form.initial.get(name) for name in form.fields if form.initial.get(name) is not None} | {"reason": "核对"}
        saved = send(signed_in(owner), "setting_change", kind.key, **data)
        assert saved.status_code == 302, (kind.key, saved.context["form"].errors)
        assert setting(kind.key, clock.today()) == kind.default


def test_every_value_that_may_be_chosen_is_said_in_words(world: World) -> None:
    for kind in SETTINGS.values():
        for value in kind.allowed:
            assert value in ALLOWED_WORDS, (kind.key, value)


def test_security_settings_belong_to_the_security_administrator(world: World, cast: dict[str, User]) -> None:
    assert signed_in(cast["system_admin"]).get(reverse("setting_change", args=[OTP_ROLES])).status_code == 403
    with pytest.raises(NotAllowed):
        lists.change_setting(by=cast["system_admin"], key=OTP_ROLES, value=[], starts_on=clock.today(), reason="试")
    with pytest.raises(NotAllowed):
        lists.change_setting(by=cast["security_admin"], key=CREDIT_MODE, value="parts", starts_on=clock.today(), reason="试")


# --- Code lists -------------------------------------------------------------------------------------
def test_a_used_code_is_renamed_or_retired_and_never_deleted(world: World, system: User) -> None:
    item = CodeItem.objects.get(list_name="ticket_category", code="finance")
    client = signed_in(system)
    data = {"label": "金融支持", "seq": item.seq, "ends_on": "", "seen": lists.code_state(item)}
    assert send(client, "code_edit", item.pk, **data).status_code == 302
    item.refresh_from_db()
    data = {"label": "金融支持", "seq": item.seq, "ends_on": "2024-12-15", "seen": lists.code_state(item)}
    assert send(client, "code_edit", item.pk, **data | {"reason": "县政府办通知"}).status_code == 302
    assert list(Entry.objects.filter(verb="edit_code").order_by("pk").values_list("reason", flat=True)) == ["", "县政府办通知"]
    assert labels("ticket_category")["finance"] == "金融支持"
    assert "finance" not in dict(choices("ticket_category", clock.today()))
    assert "finance" in dict(choices("ticket_category", date(2024, 12, 15)))


def test_a_stale_edit_of_a_code_gets_the_conflict_page(world: World, system: User) -> None:
    item = CodeItem.objects.get(list_name="ticket_category", code="finance")
    data = {"label": "甲", "seq": item.seq, "ends_on": "", "seen": lists.code_state(item)}
    send(signed_in(system), "code_edit", item.pk, **data)
    assert send(signed_in(system), "code_edit", item.pk, **data | {"label": "乙"}).status_code == 409


def test_a_new_code_holds_from_its_day(world: World, system: User) -> None:
    data = {"code": "cold_chain", "label": "冷链物流", "starts_on": "2025-01-01"}
    assert send(signed_in(system), "code_new", "ticket_category", **data).status_code == 302
    assert "cold_chain" not in dict(choices("ticket_category", clock.today()))
    assert "cold_chain" in dict(choices("ticket_category", date(2025, 1, 1)))
    again = send(signed_in(system), "code_new", "ticket_category", **data | {"label": "另一名"})
    assert "代码“cold_chain”已存在" in again.content.decode()


# --- Calendar ---------------------------------------------------------------------------------------
def test_december_without_next_years_holidays_shows_a_red_banner_until_they_are_in(world: World, system: User) -> None:
    Workday.objects.filter(day__year=2025).delete()
    client = signed_in(system)
    words = "下一年放假安排未公布"
    assert words in client.get(reverse("account_list")).content.decode()
    assert "2025年（未公布）" in client.get(reverse("workday_list")).content.decode()
    assert send(client, "workday_import", year=2025).status_code == 302
    assert words not in client.get(reverse("account_list")).content.decode()
    assert Workday.objects.get(day=date(2025, 10, 1)).is_workday is False
    assert Workday.objects.get(day=date(2025, 9, 28)).is_workday is True


def test_a_year_that_nobody_published_is_refused_in_words(world: World, system: User) -> None:
    response = send(signed_in(system), "workday_import", year=2090)
    assert "2090年放假安排未公布" in response.content.decode()


def test_an_import_leaves_days_set_by_hand_alone(world: World, system: User) -> None:
    client = signed_in(system)
    data = {"day": "2025-10-01", "is_workday": "yes", "note": "值守"}
    assert send(client, "workday_set", **data).status_code == 302
    send(client, "workday_import", year=2025)
    assert Workday.objects.get(day=date(2025, 10, 1)).note == "值守"


def test_the_banner_is_shown_in_december_only(world: World) -> None:
    Workday.objects.filter(day__year__gte=2025).delete()
    assert lists.next_year_is_missing(date(2024, 12, 1))
    assert not lists.next_year_is_missing(date(2024, 11, 30))
    with clock.at(datetime(2023, 12, 5, 9, 0, tzinfo=clock.SHANGHAI)):
        assert not lists.next_year_is_missing(clock.today())
