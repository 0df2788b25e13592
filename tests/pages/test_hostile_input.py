"""What people and attackers type into 登记签约: an accepted value, or the exact sentence of refusal. Never a 500, nothing half-saved.

Security tests D05, D08, D09.
"""

import uuid
from datetime import date
from decimal import Decimal
from typing import Any
from urllib.parse import quote

import pytest
from django.urls import reverse

from projects.signing.models import Project, Registration
from tests.pages.browsing import REGISTRATION, browser, errors_of, submit
from tests.world import World

NOT_AN_AMOUNT = "签约额：“{}”不是金额，请只写数字，例如 1234.5、5585万 或 0.5585亿"
NOT_A_DAY = "签约时间：“{}”不是日期，请按年-月-日书写，例如 2024-12-16"


def register(world: World, **changes: Any) -> Any:
    data = REGISTRATION | {"department": world.yongqing.pk} | changes
    return submit(browser(world.clerk), reverse("signing_new"), data)


def refused(response: Any, field: str) -> str:
    """The sentence at the field; it is the only fault, what was typed is still there, and nothing was saved."""
    errors = errors_of(response)
    assert list(errors) == [field], errors
    assert not Project.objects.exists()
    form = response.context["form"]
    for name in ("name", "investor_name", "amount_wan", "signed_on"):
        assert form[name].value() == form.data[name]
    return errors[field][0]


@pytest.mark.parametrize(
    ("typed", "wan"),
    [
        ("５５８５", "5585"),
        ("5585万", "5585"),
        ("0.5585亿", "5585"),
        ("55.85亿元", "558500"),
        ("1,234.50", "1234.5"),
        ("  30 000 ", "30000"),
        ("1\u200b00", "100"),
        ("\u202e500", "500"),
    ],
)
def test_an_amount_is_accepted_as_people_write_it(world: World, typed: str, wan: str) -> None:
    assert register(world, amount_wan=typed).status_code == 302
    assert Registration.objects.get().amount_wan == Decimal(wan)


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("NaN", NOT_AN_AMOUNT.format("NaN")),
        ("Infinity", NOT_AN_AMOUNT.format("Infinity")),
        ("-Infinity", NOT_AN_AMOUNT.format("-Infinity")),
        ("1e309", NOT_AN_AMOUNT.format("1e309")),
        ("1234。5", NOT_AN_AMOUNT.format("1234。5")),
        ("三亿", NOT_AN_AMOUNT.format("三亿")),
        ("1,23", "签约额：“1,23”的逗号位置不对，请写成 1,234.5 或去掉逗号"),
        ("9" * 30, "签约额：金额太大，请核对单位（本栏以万元计）"),
        ("0.1234567", "签约额：金额最多精确到分（万元后6位小数），请核对小数位数"),
        ("-0", "签约额应大于0，请核对"),
        ("0", "签约额应大于0，请核对"),
        ("-5", "签约额应大于0，请核对"),
        ("", "请填写签约额"),
        ("\u200b", "请填写签约额"),
    ],
)
def test_what_is_no_amount_is_refused_with_its_sentence(world: World, typed: str, sentence: str) -> None:
    assert refused(register(world, amount_wan=typed), "amount_wan") == sentence


@pytest.mark.parametrize("typed", ["2024/12/16", "2024年12月16日", "20241216", "2024.12.16", "２０２４－１２－１６", "今天"])
def test_a_day_is_accepted_as_people_write_it(world: World, typed: str) -> None:
    assert register(world, signed_on=typed).status_code == 302
    assert Registration.objects.get().signed_on == date(2024, 12, 16)


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("2025-02-29", "签约时间：2025年2月没有29日，请核对"),
        ("0000-00-00", "签约时间：年份0000不在1990至2099之间，请核对"),
        ("9999-12-31", "签约时间：年份9999不在1990至2099之间，请核对"),
        ("16/12/2024", NOT_A_DAY.format("16/12/2024")),
        ("2024-12-16T00:00:00+14:00", NOT_A_DAY.format("2024-12-16T00:00:00+")),
        ("2024-12-17", "签约时间不能晚于今天（2024-12-16）"),
        ("", "请填写签约时间，例如 2024-12-16"),
    ],
)
def test_what_is_no_day_is_refused_with_its_sentence(world: World, typed: str, sentence: str) -> None:
    assert refused(register(world, signed_on=typed), "signed_on") == sentence


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("苹果\x00加工", "苹果加工"),
        ("苹果\u200b加工", "苹果加工"),
        ("\u202e苹果加工", "苹果加工"),
        ("苹果\ufeff加工", "苹果加工"),
        ("𠮷祥㐀业园", "𠮷祥㐀业园"),
        ("<script>alert(1)</script>", "<script>alert(1)</script>"),
        ("'; DROP TABLE projects_project; --", "'; DROP TABLE projects_project; --"),
        ("{{ 7|add:7 }}", "{{ 7|add:7 }}"),
        ("  二期   项目 ", "二期 项目"),
    ],
)
def test_a_name_is_kept_without_what_cannot_be_seen(world: World, typed: str, kept: str) -> None:
    response = register(world, name=typed)
    assert response.status_code == 302
    assert Project.objects.get().name == kept
    page = browser(world.clerk).get(response["Location"])
    assert page.status_code == 200
    assert b"<script>alert" not in page.content


def test_a_lone_surrogate_in_the_bytes_of_a_form_is_no_500(world: World) -> None:
    data = REGISTRATION | {"department": str(world.yongqing.pk), "submission_key": str(uuid.uuid4()), "name": "SURROGATE"}
    body = "&".join(f"{key}={quote(str(value))}" for key, value in data.items()).replace("SURROGATE", "%ED%A0%80%ED%B0%80")
    response = browser(world.clerk).post(reverse("signing_new"), body, content_type="application/x-www-form-urlencoded")
    assert response.status_code in {200, 302}


@pytest.mark.parametrize(
    ("field", "typed", "sentence"),
    [
        ("name", "园" * 61, "项目名称最多60个字，现在是61个，请缩短"),
        ("name", "\u200b\u200b", "请填写项目名称"),
        ("investor_name", "", "请填写投资方（企业全称）"),
        ("source_tier", "省内外", "资金来源不在可选范围内，请重新选择"),
        ("source_tier", "", "请选择资金来源"),
        ("nature", "补充协议", "文本性质不在可选范围内，请重新选择"),
        ("department", "99999999999999999999", "责任部门不在可选范围内，请重新选择"),
        ("department", "1 OR 1=1", "责任部门不在可选范围内，请重新选择"),
        ("fair", "x", "签约节会（届次）不在可选范围内，请重新选择"),
        ("sector", "gold", "所属领域不在可选范围内，请重新选择"),
        ("leader", "-1", "包抓领导不在可选范围内，请重新选择"),
        ("due_on", "明年", "待补佐证，补交日期：“明年”不是日期，请按年-月-日书写，例如 2024-12-16"),
        ("total_investment_wan", "很多", "总投资：“很多”不是金额，请只写数字，例如 1234.5、5585万 或 0.5585亿"),
    ],
)
def test_every_other_field_says_what_is_wrong(world: World, field: str, typed: str, sentence: str) -> None:
    assert refused(register(world, **{field: typed}), field) == sentence


@pytest.mark.parametrize("key", ["", "x", "00000000-0000-0000-0000", "\x00"])
def test_a_form_without_its_key_is_a_400_page(world: World, key: str) -> None:
    data = REGISTRATION | {"department": world.yongqing.pk, "submission_key": key}
    assert browser(world.clerk).post(reverse("signing_new"), data).status_code == 400
    assert not Project.objects.exists()


@pytest.mark.parametrize(
    "query",
    ["?page=-1", "?page=1e9", "?page=９", "?page=" + "9" * 5000, "?sort=-password", "?sort=stage__x", "?sort=--name", "?per_page=0", "?q=%00",
     "?q=%ED%A0%80",
     "?columns=,,x,name", "?columns=" + "a," * 3000, "?view=x", "?view=" + "9" * 50, "?all=1&per_page=x",
     "?signed_from=9999-99-99", "?band=x", "?sector=%27", "?timeline=x", "?signed_from=2024-12-16&signed_to=2024-01-01"],
)  # fmt: skip
def test_no_address_of_the_ledger_is_a_500(world: World, query: str) -> None:
    world.sign()
    assert browser(world.officer).get(reverse("project_list") + query).status_code == 200


@pytest.mark.parametrize("number", ["0", "99999999", "9" * 40])
def test_an_unknown_project_is_404(world: World, number: str) -> None:
    assert browser(world.officer).get(f"/projects/{number}/").status_code == 404


@pytest.mark.parametrize("pick", ["x", "1", "1:x", ":", "1:1:1", "9" * 40 + ":1", "-1:1", "１:1"])
def test_a_tick_that_is_no_row_is_404(world: World, pick: str) -> None:
    world.sign()
    assert browser(world.officer).get(reverse("project_export"), {"pick": pick}).status_code == 404
