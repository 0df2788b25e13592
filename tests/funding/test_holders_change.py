"""责任部门, 包抓领导 and 专班 change hands: no credit stays on the former one by accident, none is moved that was not meant."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.db.models import Sum

from projects.audit.models import Entry
from projects.core.errors import NotAllowed, Refused
from projects.funding.actions import change_shares
from projects.funding.actions.departments import change_department, edit_project_and_credit
from projects.funding.models import Credit
from projects.organisations.choices import DEPARTMENT, LEADER, TASK_FORCE
from projects.signing.models import Project
from tests.funding.closing import close_until
from tests.funding.test_act_pages import sent
from tests.funding.test_claim_pages import signed_in
from tests.signing.test_rights_and_questions import errors_of
from tests.world import World

D = Decimal


def credit_by_month(dimension: str) -> dict[tuple[int, str | None], Decimal]:
    rows = Credit.objects.filter(dimension=dimension).values_list("booked_in__number", "unit__name")
    return {(month, name): total for month, name, total in rows.annotate(total=Sum("amount_wan")) if total}


def three_months(world: World, **changes: Any) -> Project:
    """100 of October (closed), 200 of 10 November and 300 of 10 December (both open)."""
    project = world.sign(**changes)
    world.arrive(project, 100, "2024-10-10")
    close_until(world, 2024, 10)
    world.arrive(project, 200, "2024-11-10")
    world.arrive(project, 300, "2024-12-10")
    return Project.objects.get(pk=project.pk)


def test_another_leader_takes_the_open_months_along_and_leaves_the_closed_one(world: World) -> None:
    project = three_months(world)
    edit_project_and_credit(by=world.verifier, project=project, leader=world.other_leader_post, reason="分工调整")
    # month   县委书记   县长
    # 10      100       -
    # 11      -         200
    # 12      -         300
    assert credit_by_month(LEADER) == {(10, "县委书记"): 100, (11, "县长"): 200, (12, "县长"): 300}
    assert credit_by_month(DEPARTMENT) == {(10, "永清镇"): 100, (11, "永清镇"): 200, (12, "永清镇"): 300}
    assert Entry.objects.get(verb="change_holders").reason == "分工调整"


def test_from_a_day_on_each_leader_has_his_own_days_and_late_papers_find_him(world: World) -> None:
    project = three_months(world)
    december = date(2024, 12, 1)
    edit_project_and_credit(by=world.verifier, project=project, leader=world.other_leader_post, held_from=december, reason="分工")
    world.arrive(project, 50, "2024-11-20")
    world.arrive(project, 7, "2024-12-05")
    # 11: 200 + 50 stay with the former; 12: 300 + 7 with the new one.
    assert credit_by_month(LEADER) == {(10, "县委书记"): 100, (11, "县委书记"): 250, (12, "县长"): 307}


def test_what_nobody_held_goes_to_the_new_leader_whole(world: World) -> None:
    project = three_months(world, details={"sector": "agri"})
    assert credit_by_month(LEADER) == {(10, None): 100, (11, None): 200, (12, None): 300}
    edit_project_and_credit(by=world.verifier, project=project, leader=world.leader_post, reason="补登包抓领导")
    assert credit_by_month(LEADER) == {(10, None): 100, (11, "县委书记"): 200, (12, "县委书记"): 300}


def test_another_sector_brings_its_task_force_and_the_credit(world: World) -> None:
    project = three_months(world)
    edit_project_and_credit(by=world.verifier, project=project, sector="green", reason="核实领域")
    assert Project.objects.get().task_force == world.green
    agri, green = "农特产品精深加工专班", "节能环保专班"
    assert credit_by_month(TASK_FORCE) == {(10, agri): 100, (11, green): 200, (12, green): 300}


def test_a_task_force_that_was_named_apart_from_the_sector_stays(world: World) -> None:
    project = three_months(world, details={"sector": "agri", "task_force": world.green})
    edit_project_and_credit(by=world.verifier, project=project, sector="", reason="待核实")
    assert Project.objects.get().task_force == world.green
    assert credit_by_month(TASK_FORCE) == {(10, "节能环保专班"): 100, (11, "节能环保专班"): 200, (12, "节能环保专班"): 300}


def test_another_department_from_a_day_on(world: World) -> None:
    project = three_months(world)
    values = {"department": world.hongbao, "starts_on": date(2024, 12, 1), "reason": "机构调整"}
    change_department(by=world.verifier, project=project, **values)
    world.arrive(project, 50, "2024-11-20", by=world.officer)
    assert credit_by_month(DEPARTMENT) == {(10, "永清镇"): 100, (11, "永清镇"): 250, (12, "红堡镇"): 300}


def test_shares_of_the_former_department_pass_to_the_new_one(world: World) -> None:
    project = three_months(world)
    parts = [(world.yongqing, D(60)), (world.hongbao, D(40))]
    change_shares(
        by=world.verifier, project=project, dimension=DEPARTMENT, parts=parts, starts_on=date(2024, 11, 1), reason="共同引进"
    )
    change_department(by=world.verifier, project=project, department=world.park, starts_on=date(2024, 12, 1), reason="移交集中区")
    # 11: 200 by 60:40; 12: 300 by 60:40, 永清镇's part with the park.
    assert credit_by_month(DEPARTMENT) == {
        (10, "永清镇"): 100,
        (11, "永清镇"): 120,
        (11, "红堡镇"): 80,
        (12, "清水工业集中区管委会"): 180,
        (12, "红堡镇"): 120,
    }


def test_a_change_in_one_dimension_never_moves_another(world: World) -> None:
    project = three_months(world)
    change_department(
        by=world.verifier, project=project, department=world.hongbao, reason="机构调整"
    )  # from today: after all money
    edit_project_and_credit(by=world.verifier, project=project, leader=world.other_leader_post, reason="分工调整")
    assert credit_by_month(DEPARTMENT) == {(10, "永清镇"): 100, (11, "永清镇"): 200, (12, "永清镇"): 300}


def test_the_sum_of_credit_stays_the_money_in_every_dimension(world: World) -> None:
    project = three_months(world)
    edit_project_and_credit(by=world.verifier, project=project, leader=world.other_leader_post, sector="green", reason="核实")
    change_department(by=world.verifier, project=project, department=world.hongbao, starts_on=date(2024, 11, 1), reason="移交")
    for dimension in (LEADER, TASK_FORCE, DEPARTMENT):
        assert sum(credit_by_month(dimension).values()) == 600, dimension


def test_who_may_not_verify_is_told_so_in_a_sentence_and_nothing_is_changed(world: World) -> None:
    project = three_months(world)
    for who in (world.clerk, world.officer):
        with pytest.raises(Refused, match=r"未月结月份已有到位资金500万元入账.*由县招商局核定人员办理") as refusal:
            edit_project_and_credit(by=who, project=project, leader=world.other_leader_post, reason="改")
        assert (refusal.value.field, isinstance(refusal.value, NotAllowed)) == ("leader", False)
    assert Project.objects.get().leader == world.leader_post
    edit_project_and_credit(by=world.clerk, project=project, place="李崖村")
    assert Project.objects.get().place == "李崖村"


def test_the_edit_page_says_it_before_and_keeps_everything_typed_after(world: World) -> None:
    project = three_months(world)
    url = f"/projects/{project.pk}/edit/"
    assert "由县招商局核定人员办理" in signed_in(world.clerk).get(url).content.decode()
    assert "由县招商局核定人员办理" not in signed_in(world.verifier).get(url).content.decode()
    values = {"version": project.version, "name": "苹果汁", "place": "李崖村", "sector": "agri", "reason": "分工调整"}
    values["leader"] = str(world.other_leader_post.pk)
    refused = sent(world.clerk, url, **values)
    assert refused.status_code == 200
    assert "由县招商局核定人员办理" in errors_of(refused)["leader"][0]
    assert (refused.context["form"]["place"].value(), refused.context["form"]["name"].value()) == ("李崖村", "苹果汁")
    assert "请写明调整归属的原因" in errors_of(sent(world.verifier, url, **(values | {"reason": ""})))["reason"][0]
    assert sent(world.verifier, url, **values, held_from="2024-12-01").status_code == 302
    assert credit_by_month(LEADER) == {(10, "县委书记"): 100, (11, "县委书记"): 200, (12, "县长"): 300}


def test_the_shares_page_says_it_before_and_keeps_everything_typed_after(world: World) -> None:
    project = three_months(world)
    url = f"/projects/{project.pk}/shares/department/"
    assert "由县招商局核定人员办理" in signed_in(world.clerk).get(url).content.decode()
    values = {"version": project.version, "starts_on": "2024-12-01", "reason": "两镇共同引进"}
    values |= {"unit-1": world.yongqing.pk, "percent-1": "60", "unit-2": world.hongbao.pk, "percent-2": "40"}
    refused = sent(world.clerk, url, **values)
    assert refused.status_code == 200
    assert "已有到位资金300万元入账" in errors_of(refused)["__all__"][0]
    form = refused.context["form"]
    assert (form["percent-2"].value(), form["reason"].value()) == ("40", "两镇共同引进")
    assert sent(world.clerk, url, **(values | {"starts_on": "2024-12-17"})).status_code == 302  # after all that is booked
