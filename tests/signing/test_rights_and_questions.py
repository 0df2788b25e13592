"""Whose project it is, what a paper and a milestone must have, and what is odd about a registration."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.urls import reverse

from projects.audit.models import Entry
from projects.core.errors import Refused, Stale
from projects.funding.actions.invested import reach_invested
from projects.reference.choices import INVESTED_RATIO
from projects.reference.models import Setting
from projects.signing.actions import (
    Paper,
    correct_registration,
    edit_project,
    open_talks,
    reach_milestone,
    register_paper,
    register_signing,
    resubmit_registration,
)
from projects.signing.choices import CONTRACT, OTHER_PROVINCE
from projects.signing.models import Milestone, Project, Registration
from projects.signing.questions import alike, similar_pairs, similar_projects
from projects.signing.stages import ENDED, INVESTED, STARTED
from tests.pages.browsing import browser, errors_of, submit
from tests.world import World, pdf

LATER = date(2024, 12, 30)


def paper(**changes: Any) -> Paper:
    return Paper(**({"nature": CONTRACT, "signed_on": date(2024, 7, 8), "amount_wan": Decimal(10_000), "due_on": LATER} | changes))


# --- Whose project ----------------------------------------------------------------------------------------


def test_only_ones_own_department_may_be_registered_for(world: World) -> None:
    facts = {"name": "核桃", "investor_name": "核桃（示例）", "source_tier": OTHER_PROVINCE, "department": world.hongbao}
    for act in (lambda: register_signing(by=world.clerk, paper=paper(), **facts), lambda: open_talks(by=world.clerk, **facts)):
        with pytest.raises(Refused, match="只能登记本单位负责的项目"):
            act()
    assert not Project.objects.exists()
    assert register_signing(by=world.officer, paper=paper(), **facts).project.department == world.hongbao


def test_only_ones_own_project_gets_papers_milestones_and_corrections(world: World) -> None:
    project, waiting = world.sign("苹果"), world.register("核桃")
    who = world.other_clerk
    for act in (
        lambda: register_paper(by=who, project=project, paper=paper(nature="补充协议（增资）")),
        lambda: resubmit_registration(by=who, registration=waiting, paper=paper()),
        lambda: reach_milestone(by=who, project=project, kind=STARTED, happened_on=date(2024, 9, 1), source="发改入库"),
        lambda: reach_invested(by=who, project=project, happened_on=date(2024, 9, 1), source="核定到位", reason="x"),
        lambda: edit_project(by=who, project=project, place="红堡"),
    ):
        with pytest.raises(Refused, match="只能登记本单位负责的项目"):
            act()


# --- What a paper must have -------------------------------------------------------------------------------


def test_a_paper_has_its_text_or_a_day_that_is_still_to_come(world: World) -> None:
    project = world.register().project
    for changes, field in (({"due_on": None}, "file"), ({"due_on": date(2024, 12, 15)}, "due_on")):
        with pytest.raises(Refused) as refusal:
            register_paper(by=world.clerk, project=project, paper=paper(**changes))
        assert refusal.value.field == field
    for changes in ({"due_on": None, "file": pdf()}, {"due_on": date(2024, 12, 16)}):
        assert register_paper(by=world.clerk, project=project, paper=paper(**changes)).pk


def test_a_stored_text_need_not_be_sent_again(world: World) -> None:
    registration = world.register(file=pdf(), due_on=None)
    assert resubmit_registration(by=world.clerk, registration=registration, paper=paper(due_on=None)).paper == registration.paper


# --- Milestones -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "source", "sentence"),
    [
        (STARTED, "工信认定", "开工的依据应是：施工许可证、发改入库、现场确认\\+照片"),
        (STARTED, "", "请选择依据"),
        ("nothing", "营业执照", "节点不在可选范围内"),
        (ENDED, "终止协议", "终止请由招商局"),
        (INVESTED, "核定到位", "完成投资须与到位资金核对"),
    ],
)
def test_a_milestone_rests_on_a_source_of_its_kind(world: World, kind: str, source: str, sentence: str) -> None:
    with pytest.raises(Refused, match=sentence):
        reach_milestone(by=world.clerk, project=world.sign(), kind=kind, happened_on=date(2024, 9, 1), source=source)
    assert not Milestone.objects.exists()


@pytest.mark.parametrize(("arrived", "reason", "passes"), [("9499", "", False), ("9500", "", True), ("100", "土地价款抵扣", True)])
def test_investment_is_done_with_the_money_or_with_a_reason(world: World, arrived: str, reason: str, passes: bool) -> None:
    project = world.sign(amount_wan=10_000)
    world.arrive(project, arrived)
    values = {"by": world.clerk, "project": project, "happened_on": date(2024, 12, 15), "source": "核定到位", "reason": reason}
    if passes:
        assert reach_invested(**values).kind == INVESTED
        assert Entry.objects.get(verb="reach_invested").reason == reason
        return
    with pytest.raises(Refused, match="累计核定到位只有签约额的94%，不足95%"):
        reach_invested(**values)


def test_the_share_needed_is_a_setting(world: World) -> None:
    Setting.objects.create(key=INVESTED_RATIO, value=50, starts_on=date(2024, 1, 1), set_at="2024-01-01T00:00+08:00")
    project = world.sign(amount_wan=10_000)
    world.arrive(project, "5000")
    assert reach_invested(by=world.clerk, project=project, happened_on=date(2024, 12, 15), source="核定到位").pk


# --- Names ------------------------------------------------------------------------------------------------

PAIRS = [
    ("中成大有储能电站", "中城大有储能电站"),
    ("汉麻脱胶梳理加工", "盛裕达汉麻脱胶纺织"),
    ("玄武岩纤维复合材料", "浙江智鑫玄武岩纤维复合材料制造"),
    ("碳化硅冶炼余热50万吨瓦楞纸循环利用", "华贸复合耐材一体化余热循环利用"),
    ("现代食用菌产业园", "现代食用菌产业项目"),
]


@pytest.mark.parametrize(("one", "other"), PAIRS)
def test_the_five_pairs_of_the_articles_names_are_found(world: World, one: str, other: str) -> None:
    first = world.register(one).project
    assert alike(one, other)
    assert alike(other, one)
    assert similar_projects(other, county_id=world.county.pk, signed_on=date(2024, 7, 8)) == [first]


def test_the_five_pairs_are_found_among_many_without_trying_every_two(world: World) -> None:
    for one, other in PAIRS:
        world.register(one)
        world.register(other)
    names = [(one.name, other.name) for one, other in similar_pairs(list(Project.objects.with_signing().order_by("code")))]
    assert sorted(names) == sorted(PAIRS)


def test_two_contracts_of_one_investor_in_different_years_are_two_projects(world: World) -> None:
    world.open_months(2022)
    world.sign("复合陶瓷耐材一体化综合循环利用", signed_on="2022-05-20")
    assert similar_projects("华贸复合耐材一体化余热循环利用", county_id=world.county.pk, signed_on=date(2024, 7, 8)) == []


def test_a_second_phase_is_asked_about_until_it_is_linked_to_its_first(world: World) -> None:
    world.open_months(2021)
    first = world.sign("君石中药材一期", signed_on="2021-04-15")
    wanted = {"county_id": world.county.pk, "signed_on": date(2024, 7, 8)}
    assert similar_projects("君石中药材二期", **wanted) == [first]
    assert similar_projects("君石中药材二期", **wanted, phase_of=first) == []


@pytest.mark.parametrize(
    ("one", "other"),
    [("苹果精深加工", "核桃精深加工"), ("君石中药材", "中药材初加工"), ("冷链物流园", "建材物流"), ("甲项目", "乙项目")],
)
def test_common_words_alone_make_no_names_alike(one: str, other: str) -> None:
    assert not alike(one, other)


def test_a_former_name_is_found_too(world: World) -> None:
    project = world.sign("中成大有储能电站")
    edit_project(by=world.clerk, project=project, name="清水储能示范")
    assert similar_projects("中城大有储能电站", county_id=world.county.pk, signed_on=date(2024, 7, 8)) == [project]


def test_a_name_out_of_sight_is_not_told(world: World) -> None:
    world.register("中成大有储能电站", by=world.officer, department=world.hongbao)
    data = {"name": "中城大有储能电站", "investor_name": "a", "source_tier": "省外", "department": world.yongqing.pk}
    data |= {"nature": CONTRACT, "signed_on": "2024-07-08", "amount_wan": "1亿", "due_on": "2024-12-30"}
    html = submit(browser(world.clerk), reverse("signing_new"), data).content.decode()
    assert "县内已有名称相近的项目，责任部门是红堡镇" in html
    assert "中成大有" not in html


@pytest.mark.parametrize(
    ("changes", "codes"),
    [
        ({}, []),
        ({"signed_on": date(2024, 7, 6)}, ["day_off"]),
        ({"signed_on": date(2024, 10, 2)}, ["day_off"]),
        ({"signed_on": date(2024, 9, 29)}, []),  # a Sunday at work
        ({"amount_wan": Decimal(200_000)}, ["times_ten"]),
        ({"amount_wan": Decimal(2_000)}, ["times_ten"]),
        ({"amount_wan": Decimal(19_999)}, []),
    ],
)
def test_an_odd_paper_is_asked_about(world: World, changes: dict[str, Any], codes: list[str]) -> None:
    from projects.signing.questions import about_paper

    assert [doubt.code for doubt in about_paper(paper(**changes), Decimal(20_000))] == codes


def test_a_signing_at_its_fair_is_not_odd_on_a_saturday(world: World) -> None:
    from projects.signing.questions import about_paper

    assert not list(about_paper(paper(signed_on=date(2024, 7, 6), fair=world.fair30), None))


# --- Corrections ------------------------------------------------------------------------------------------


def correct(world: World, registration: Registration, **changes: Any) -> Registration:
    project = registration.project
    values = {
        "by": world.clerk,
        "registration": registration,
        "paper": paper(),
        "name": project.name,
        "investor_name": project.investor.name,
        "source_tier": project.source_tier,
        "department": project.department,
    }
    return correct_registration(**(values | changes))


def test_a_waiting_registration_is_corrected_in_name_investor_and_department(world: World) -> None:
    registration = world.register(by=world.officer)
    changed = correct(
        world, registration, by=world.officer, name="核桃油", investor_name="核桃（示例）", department=world.hongbao, version=1
    )
    project = changed.project
    project.refresh_from_db()
    assert (project.name, project.investor.name, project.department, project.pinyin.split()[1]) == (
        "核桃油",
        "核桃（示例）",
        world.hongbao,
        "hty",
    )
    with pytest.raises(Stale):
        correct(world, registration, by=world.officer, version=1)


def test_a_registration_cannot_be_handed_to_another_department_by_a_clerk(world: World) -> None:
    with pytest.raises(Refused, match="只能登记本单位负责的项目"):
        correct(world, world.register(), department=world.hongbao)


def test_a_confirmed_projects_name_is_not_changed_by_its_next_paper(world: World) -> None:
    project = world.sign()
    more = register_paper(by=world.clerk, project=project, paper=paper(nature="补充协议（增资）"))
    with pytest.raises(Refused, match="修改项目资料"):
        correct(world, more, paper=paper(nature="补充协议（增资）"), name="别的名字")
    assert correct(world, more, paper=paper(nature="补充协议（增资）", amount_wan=Decimal(5))).amount_wan == 5


def test_a_projects_facts_are_edited_with_a_note_and_its_old_name_is_kept(world: World) -> None:
    project = world.sign("苹果")
    client, url = browser(world.clerk), reverse("project_edit", args=[project.pk])
    form = client.get(url).context["form"]
    data = {name: form[name].value() or "" for name in form.fields} | {"name": "苹果汁", "place": "永清镇", "reason": "合同更名"}
    data |= {"top500": "中国500强"}
    assert submit(client, url, data)["Location"] == reverse("project_detail", args=[project.pk])
    project.refresh_from_db()
    assert (project.name, project.former_names, project.place, project.version) == ("苹果汁", ["苹果"], "永清镇", 2)
    assert project.top500 == "中国500强"
    assert Entry.objects.get(verb="edit_project").reason == "合同更名"
    assert submit(client, url, data | {"place": "红堡镇"}).status_code == 409
    wrong = data | {"version": "2", "total_investment_wan": "-5", "planned_jobs": "很多"}
    assert errors_of(submit(client, url, wrong)) == {"planned_jobs": ["达产就业（人）请填整数"]}
    assert errors_of(submit(client, url, wrong | {"planned_jobs": "5"})) == {"total_investment_wan": ["总投资不能小于0，请核对"]}


def test_an_edit_takes_only_what_is_a_projects_own(world: World) -> None:
    project = world.sign()
    with pytest.raises(TypeError):
        edit_project(by=world.clerk, project=project, department=world.hongbao)
    wrong = ({"sector": "gold"}, {"previous_phase": project}, {"name": " "}, {"top500": "胡润500强"})
    for fields, at in ((fields, next(iter(fields))) for fields in wrong):
        with pytest.raises(Refused) as refusal:
            edit_project(by=world.clerk, project=project, **fields)
        assert refusal.value.field == at
