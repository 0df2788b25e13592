"""应报单位, 零报告, and the papers that gate nothing."""

from datetime import date, datetime

import pytest

from projects.audit.models import Entry
from projects.core import clock
from projects.core.errors import NotAllowed, Refused
from projects.funding.actions import confirm_claim, report_nil, sign_month, upload_stamped_sheet, withdraw_claim
from projects.funding.models import Arrival, LeaderSignature, StampedSheet
from projects.funding.queries.reporting import not_reported, reporting, reporting_units
from projects.organisations.models import Tenure, User
from projects.reference.choices import IN_SYSTEM, LEADER_SIGNATURE, NO_SIGNATURE, UNIT_CONFIRMATION
from projects.reference.models import Setting
from projects.signing.actions import terminate
from tests.funding.closing import close_until
from tests.world import World, pdf


def owing(world: World, year: int, number: int) -> list[str]:
    return [unit.name for unit in reporting_units(world.month(year, number))]


def set_to(key: str, value: str) -> None:
    Setting.objects.create(key=key, value=value, starts_on=date(2024, 1, 1), set_at=clock.now())


def test_a_department_owes_a_report_from_its_first_contract_until_full_production(world: World) -> None:
    project = world.sign(signed_on="2024-03-10")
    world.milestone(project, "full", "2024-11-05")
    assert owing(world, 2024, 2) == []
    assert owing(world, 2024, 3) == ["永清镇"]
    assert owing(world, 2024, 10) == ["永清镇"]
    assert owing(world, 2024, 11) == []


def test_a_termination_ends_the_duty_and_a_second_live_project_keeps_it(world: World) -> None:
    first = world.sign("甲项目", signed_on="2024-03-10")
    world.sign("乙项目", signed_on="2024-06-01", department=world.hongbao, by=world.other_clerk)
    terminate(by=world.verifier, project=first, happened_on=date(2024, 8, 1), reason="解除")
    assert owing(world, 2024, 8) == ["红堡镇"]
    world.sign("丙项目", signed_on="2024-09-01")
    assert owing(world, 2024, 9) == ["永清镇", "红堡镇"]  # official order


def test_a_claim_within_twelve_months_keeps_the_duty(world: World) -> None:
    project = world.sign(signed_on="2023-03-10")
    world.claim(project, 100, "2023-12-05")
    terminate(by=world.verifier, project=project, happened_on=date(2023, 12, 20), reason="解除")
    world.open_months(2025)
    assert owing(world, 2024, 11) == ["永清镇"]  # December 2023 is the twelfth month back, this one included
    assert owing(world, 2024, 12) == []


def test_reported_is_a_claim_that_was_sent_or_a_nil_report(world: World) -> None:
    project = world.sign(signed_on="2024-03-10")
    world.sign("乙项目", department=world.hongbao, by=world.other_clerk, signed_on="2024-03-10")
    month = world.month(2024, 12)
    assert reporting(month).text == "已报0/应报2"
    claim = world.claim(project, 100, "2024-12-05")
    report_nil(by=world.other_clerk, unit=world.hongbao, month=month)
    assert reporting(month).text == "已报2/应报2"
    withdraw_claim(by=world.clerk, claim=claim)
    assert reporting(month).text == "已报1/应报2"
    assert [unit.name for unit in not_reported(month)] == ["永清镇"]


def test_a_nil_report_is_one_tap_once_for_the_own_unit_in_an_open_month(world: World) -> None:
    project = world.sign(signed_on="2024-03-10")
    close_until(world, 2024, 10)
    november, december = world.month(2024, 11), world.month(2024, 12)
    with pytest.raises(Refused, match="2024年10月已月结"):
        report_nil(by=world.clerk, unit=world.yongqing, month=world.month(2024, 10))
    with pytest.raises(NotAllowed, match="请由红堡镇或县招商局办理"):
        report_nil(by=world.clerk, unit=world.hongbao, month=november)
    with pytest.raises(NotAllowed):
        report_nil(by=world.leader, unit=world.yongqing, month=november)
    report_nil(by=world.clerk, unit=world.yongqing, month=november)
    with pytest.raises(Refused, match="已经报过零报告"):
        report_nil(by=world.officer, unit=world.yongqing, month=november)
    world.claim(project, 100, "2024-12-05")
    with pytest.raises(Refused, match="已有到位资金申报，不需要零报告"):
        report_nil(by=world.clerk, unit=world.yongqing, month=december)


def test_the_stamped_sheet_stands_beside_the_claims_of_the_month_and_gates_nothing(world: World) -> None:
    project = world.sign()
    month = world.month(2024, 12)
    with pytest.raises(Refused, match="没有到位资金申报"):
        upload_stamped_sheet(by=world.clerk, unit=world.yongqing, month=month, file=pdf("认定表.pdf"))
    world.arrive(project, 100, "2024-12-05")  # verified without any sheet
    upload_stamped_sheet(by=world.clerk, unit=world.yongqing, month=month, file=pdf("认定表.pdf"))
    sheet = StampedSheet.objects.get()
    assert (sheet.unit, sheet.month, sheet.stored.name) == (world.yongqing, month, "认定表.pdf")
    with pytest.raises(NotAllowed):
        upload_stamped_sheet(by=world.other_clerk, unit=world.yongqing, month=month, file=pdf())


def test_the_unit_head_confirms_in_the_system_only_where_that_is_set(world: World) -> None:
    head = User.objects.create(username="head", display_name="示例负责人", must_change_password=False)
    Tenure.objects.create(user=head, unit=world.yongqing, role="unit_head", starts_on=date(2021, 1, 1))
    claim = world.claim(world.sign(), 100)
    with pytest.raises(Refused, match="现在的设置不要求"):
        confirm_claim(by=head, claim=claim)
    set_to(UNIT_CONFIRMATION, IN_SYSTEM)
    with pytest.raises(NotAllowed, match="请由永清镇负责人确认"):
        confirm_claim(by=world.clerk, claim=claim)
    confirm_claim(by=head, claim=claim)
    entry = Entry.objects.about(claim).first()
    assert entry is not None
    assert (entry.verb, entry.actor_name) == ("confirm_claim", "示例负责人")
    world.verify(world.claim(claim.project, 5))  # no confirmation, counted all the same


def test_a_leader_signs_the_months_list_by_one_tap_and_the_bureau_with_the_scan(world: World) -> None:
    month = world.month(2024, 11)
    sign_month(by=world.leader, leader=world.leader_post, month=month, note="同意")
    with pytest.raises(Refused, match="请上传签批件"):
        sign_month(by=world.verifier, leader=world.other_leader_post, month=month)
    with pytest.raises(NotAllowed):
        sign_month(by=world.clerk, leader=world.leader_post, month=month, file=pdf())
    with pytest.raises(Refused, match="应是本县县级领导"):
        sign_month(by=world.verifier, leader=world.yongqing, month=month, file=pdf())
    sign_month(by=world.verifier, leader=world.other_leader_post, month=month, file=pdf("签批件.pdf"))
    assert [(row.leader.name, row.stored is not None) for row in LeaderSignature.objects.order_by("id")] == [
        ("县委书记", False),
        ("县长", True),
    ]
    set_to(LEADER_SIGNATURE, NO_SIGNATURE)
    with pytest.raises(Refused, match="不要求领导签批"):
        sign_month(by=world.leader, leader=world.leader_post, month=month)


def test_money_counts_without_any_signature(world: World) -> None:
    with clock.at(datetime(2024, 12, 16, 9, 0, tzinfo=clock.SHANGHAI)):
        world.arrive(world.sign(), 100)
    assert Arrival.objects.count() == 1
    assert LeaderSignature.objects.count() + StampedSheet.objects.count() == 0
