"""荣誉奖励: what each kind needs, and what is counted."""

from datetime import date
from decimal import Decimal
from typing import Any
from uuid import uuid4

import pytest
from django.urls import reverse

from projects.core.errors import NotAllowed, Refused
from projects.indicators.board import Board
from projects.indicators.definition import Scope
from projects.outreach.actions import edit_honour, record_honour, void_honour
from projects.outreach.models import Honour
from tests.access.cast import signed_in
from tests.world import World


def granted(world: World, **changes: Any) -> Honour:
    values = {
        "kind": "专精特新企业",
        "name": "省级专精特新中小企业",
        "enterprise": world.enterprise(),
        "granted_on": date(2024, 9, 27),
        "department": world.bureau,
        "task_force": None,
        "leader": None,
    } | changes
    return record_honour(by=world.officer, values=values)


def reward(world: World, amount: Any) -> Honour:
    return granted(world, kind="奖励资金", name="省级奖励资金", amount_wan=amount)


def text(world: World, slug: str) -> str:
    return Board(Scope(world.county, date(2024, 12, 16))).figure(slug).text


def test_steps_up_are_counted_in_firms_and_rewards_in_wan(world: World) -> None:
    granted(world)
    granted(world, kind="规上工业企业")
    granted(world, granted_on=date(2023, 9, 27))
    granted(world, kind="资产荣誉", name="工业遗产", enterprise=None)
    reward(world, Decimal("30"))
    wrong = reward(world, Decimal("25.8"))
    assert (text(world, "upgraded"), text(world, "awards"), text(world, "asset-honours")) == ("2户", "55.8万元", "1项")
    void_honour(by=world.officer, honour=wrong, reason="重复登记")
    assert text(world, "awards") == "30万元"


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"kind": "没有"}, "类别不在可选范围内"),
        ({"enterprise": None}, "专精特新企业请填写企业名称"),
        ({"kind": "资产荣誉"}, "资产荣誉不填企业"),
        ({"amount_wan": Decimal(1)}, "专精特新企业不填奖励金额"),
        ({"kind": "奖励资金"}, "奖励资金请填写奖励金额"),
        ({"granted_on": date(2024, 12, 17)}, "认定时间不能晚于今天"),
    ],
)
def test_what_a_kind_needs_is_said(world: World, changes: dict[str, Any], said: str) -> None:
    with pytest.raises(Refused, match=said):
        granted(world, **changes)


def test_it_is_entered_and_mended_on_its_pages(world: World) -> None:
    officer = signed_in(world.officer)
    typed = {
        "kind": "奖励资金",
        "name": "省级专项",
        "firm": "果香（示例）食品有限公司",
        "granted_on": "2024-10-30",
        "amount_wan": "55.8万",
        "document_number": "",
        "department": world.bureau.pk,
        "note": "",
    }
    assert officer.post(reverse("honour_new"), {"submission_key": str(uuid4())} | typed).status_code == 302
    row = Honour.objects.get()
    assert (row.amount_wan, row.enterprise) == (Decimal("55.8"), world.enterprise())
    page = officer.get(reverse("honour_edit", args=[row.pk])).content.decode()
    assert "果香（示例）食品有限公司" in page
    again = officer.post(
        reverse("honour_edit", args=[row.pk]),
        {"submission_key": str(uuid4()), "version": row.version} | typed | {"firm": ""},
    )
    assert "奖励资金请填写企业名称" in again.content.decode()
    assert "55.8" in officer.get(reverse("honours")).content.decode()


def test_a_leader_enters_none_and_a_void_one_is_not_mended(world: World) -> None:
    row = granted(world)
    with pytest.raises(NotAllowed):
        edit_honour(by=world.leader, honour=row, values={})
    void_honour(by=world.officer, honour=row, reason="误登")
    with pytest.raises(Refused, match="已作废"):
        edit_honour(by=world.officer, honour=row, values={})
