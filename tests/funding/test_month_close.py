"""月结: the checklist, the close, the exceptional reopening."""

from datetime import date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from django.urls import reverse

from projects.audit.models import Entry
from projects.core import clock
from projects.core.errors import NotAllowed, Refused
from projects.funding.actions import change_shares, close_month, closing_list, correct_arrival, reclose_month, report_nil
from projects.funding.models import Arrival, Question
from projects.funding.queries.reopened import rows_touched
from projects.months.actions import approve_reopening, close_expired_reopenings, refuse_reopening, request_reopening
from projects.months.models import Month, Reopening
from projects.organisations.choices import DEPARTMENT
from projects.signing.actions import confirm_signing, reverse_milestone, set_shares
from projects.signing.models import Milestone
from tests.access.cast import signed_in
from tests.funding.closing import close_until
from tests.world import World


def checks(month: Month) -> dict[str, tuple[int, bool]]:
    return {item.label: (item.count, item.blocks) for item in closing_list(month)}


def test_the_checklist_counts_what_is_left_and_says_what_blocks(world: World) -> None:
    project = world.sign()
    other = world.sign("红堡冷链", department=world.hongbao, by=world.other_clerk)
    set_shares(
        by=world.officer, project=other, dimension=DEPARTMENT, parts=[(world.hongbao, Decimal(60))], starts_on=date(2024, 7, 8)
    )
    world.register("未确认的项目", signed_on="2024-11-20")
    claim = world.claim(project, 100, "2024-11-20")
    Question.objects.create(line=claim.lines.get(), code="over_signed")
    Question.objects.create(line=claim.lines.get(), code="same_amount", answer="已核", answered_at=clock.now())
    world.arrive(other, 100, "2024-10-20")
    close_until(world, 2024, 9)

    assert checks(world.month(2024, 11)) == {
        "应报未报的单位": (1, False),  # 红堡镇
        "待核定的申报": (1, True),
        "业绩归属未明确的到位资金": (0, False),
        "未说明的疑点": (1, False),
        "未月结的更早月份": (1, True),
        "待确认的签约登记": (1, False),
    }
    assert checks(world.month(2024, 10))["业绩归属未明确的到位资金"] == (1, False)
    with pytest.raises(Refused, match="2024年11月还不能月结：待核定的申报1项、未月结的更早月份1项"):
        close_month(by=world.verifier, month=world.month(2024, 11))

    world.verify(claim)
    close_month(by=world.verifier, month=world.month(2024, 10))
    report_nil(by=world.other_clerk, unit=world.hongbao, month=world.month(2024, 11))
    assert checks(world.month(2024, 11))["应报未报的单位"] == (0, False)
    close_month(by=world.verifier, month=world.month(2024, 11))


def test_the_checklist_takes_the_same_number_of_queries_for_one_row_and_for_many(
    world: World, django_assert_num_queries: Any
) -> None:
    month = world.month(2024, 12)
    with django_assert_num_queries(6):
        closing_list(month)
    for number in range(3):
        world.claim(world.sign(f"项目{number}号"), 100)
    with django_assert_num_queries(6):
        closing_list(month)


def reopened(world: World, days: int = 3) -> Reopening:
    request = request_reopening(by=world.verifier, month=world.month(2024, 10), reason="漏记进账单")
    return approve_reopening(by=world.second_verifier, reopening=request, expires_at=clock.now() + timedelta(days=days))


def test_a_reopening_is_asked_by_one_and_granted_by_another_for_seven_days_at_most(world: World) -> None:
    close_until(world, 2024, 10)
    month = world.month(2024, 10)
    with pytest.raises(Refused, match="请写明重开原因"):
        request_reopening(by=world.verifier, month=month, reason=" ")
    with pytest.raises(NotAllowed):
        request_reopening(by=world.officer, month=month, reason="漏记")
    with pytest.raises(Refused, match="未月结，不需要重开"):
        request_reopening(by=world.verifier, month=world.month(2024, 12), reason="漏记")
    request = request_reopening(by=world.verifier, month=month, reason="漏记")
    with pytest.raises(Refused, match="已有一份待批准的重开申请"):
        request_reopening(by=world.second_verifier, month=month, reason="漏记")
    with pytest.raises(Refused, match="申请人不能审批"):
        approve_reopening(by=world.verifier, reopening=request, expires_at=clock.now() + timedelta(days=1))
    for expires_at in (clock.now(), clock.now() + timedelta(days=7, seconds=1)):
        with pytest.raises(Refused, match="不超过7天"):
            approve_reopening(by=world.second_verifier, reopening=request, expires_at=expires_at)
    approve_reopening(by=world.second_verifier, reopening=request, expires_at=clock.now() + timedelta(days=7))
    month.refresh_from_db()
    assert month.state_label == "已重开"


def test_a_request_that_is_not_granted_leaves_the_month_closed(world: World) -> None:
    close_until(world, 2024, 10)
    request = request_reopening(by=world.verifier, month=world.month(2024, 10), reason="漏记")
    with pytest.raises(Refused, match="请写明不同意的原因"):
        refuse_reopening(by=world.second_verifier, reopening=request, reason="")
    refuse_reopening(by=world.second_verifier, reopening=request, reason="作补录即可")
    assert world.month(2024, 10).is_closed
    with pytest.raises(Refused, match="已经处理过"):
        approve_reopening(by=world.second_verifier, reopening=request, expires_at=clock.now() + timedelta(days=1))
    request.refresh_from_db()
    assert (request.refused_by, request.refused_reason) == (world.second_verifier, "作补录即可")
    request_reopening(by=world.verifier, month=world.month(2024, 10), reason="再次申请")


def test_a_reopened_month_takes_rows_of_its_own_days_and_no_others(world: World) -> None:
    project = world.sign()
    close_until(world, 2024, 11)
    reopened(world)
    inside = world.arrive(project, 100, "2024-10-20")
    assert (inside.booked_in, inside.counts_on, inside.late_reason) == (world.month(2024, 10), date(2024, 10, 20), "")
    outside = world.arrive(project, 200, "2024-11-20", late_reason="晚到")
    assert (outside.booked_in, outside.counts_on) == (world.month(2024, 12), date(2024, 12, 1))


def test_what_a_reopening_touched_is_listed_from_the_books(world: World) -> None:
    project = world.sign()
    with clock.at(datetime(2024, 11, 28, 9, 0, tzinfo=clock.SHANGHAI)):
        old = world.arrive(project, 100, "2024-10-20")
        registration = world.register("补登项目", signed_on="2024-10-25")
        world.milestone(project, "started", "2024-10-10")
    close_until(world, 2024, 11)
    reopening = reopened(world)
    assert not rows_touched(reopening).arrivals.exists()
    with clock.at(datetime(2024, 12, 17, 9, 0, tzinfo=clock.SHANGHAI)):
        correct_arrival(by=world.verifier, arrival=old, amount_wan=Decimal(90), reason="看错")
        world.arrive(project, 5, "2024-12-01")  # in December: not touched by the reopening
        confirm_signing(by=world.verifier, registration=registration)
        reverse_milestone(by=world.verifier, milestone=Milestone.objects.get(), reason="日期看错")
        world.milestone(project, "started", "2024-10-12")
        world.milestone(project, "registered", "2024-12-02")  # in December
    with clock.at(datetime(2024, 12, 18, 9, 0, tzinfo=clock.SHANGHAI)):
        reclose_month(by=world.verifier, month=world.month(2024, 10))
        with pytest.raises(Refused, match="没有重开"):
            reclose_month(by=world.verifier, month=world.month(2024, 10))

    reopening.refresh_from_db()
    touched = rows_touched(reopening)
    assert reopening.closed_at is not None
    assert list(touched.arrivals.values_list("amount_wan", flat=True)) == [Decimal(-100), Decimal(90)]
    assert touched.credits.count() == 6
    assert [row.project.name for row in touched.signings] == ["补登项目"]
    assert [(row.happened_on.day, row.reason) for row in touched.milestones] == [(10, "日期看错"), (12, "")]
    html = signed_in(world.verifier).get(reverse("month", args=[reopening.month_id])).content.decode()
    assert "冲销节点" in html
    assert "开工 2024-10-10：日期看错" in html
    assert world.month(2024, 10).is_closed


def test_closing_the_reopened_month_as_usual_ends_the_reopening_too(world: World) -> None:
    close_until(world, 2024, 10)
    reopening = reopened(world)
    close_month(by=world.verifier, month=world.month(2024, 10))
    reopening.refresh_from_db()
    assert reopening.closed_at == clock.now()


def test_a_claim_that_waits_keeps_the_reopened_month_open(world: World) -> None:
    project = world.sign()
    close_until(world, 2024, 10)
    reopened(world)
    world.claim(project, 100, "2024-10-20")
    with pytest.raises(Refused, match="还有待核定的申报1项"):
        reclose_month(by=world.verifier, month=world.month(2024, 10))


def test_a_reopening_that_has_run_out_is_closed_before_the_next_posting(world: World) -> None:
    project = world.sign()
    close_until(world, 2024, 11)
    reopening = reopened(world, days=3)
    with clock.at(clock.now() + timedelta(days=3)):
        row = world.arrive(project, 100, "2024-10-20", late_reason="漏记")
        assert row.booked_in == world.month(2024, 12)
        assert world.month(2024, 10).is_closed
        reopening.refresh_from_db()
        assert reopening.closed_at == clock.now()
    entry = Entry.objects.get(verb="expire_reopening")
    assert (entry.actor_name, entry.target_label) == ("系统", "2024年10月")


def test_a_reopening_that_ran_out_leaves_an_anchor_like_any_close(world: World, settings: Any, tmp_path: Path) -> None:
    settings.ANCHOR_DIR = tmp_path
    project = world.sign()
    row = world.arrive(project, 100, "2024-10-20")
    close_until(world, 2024, 10)
    reopened(world, days=3)
    with clock.at(clock.now() + timedelta(days=3)):
        close_expired_reopenings()
        last = (tmp_path / f"arrival-{world.county.pk}.txt").read_text().splitlines()[-1]
        assert last == f"{clock.now().isoformat()} {row.seq} {row.hash} 2024年10月重开到期"


def test_what_only_moved_between_holders_is_told_apart_from_what_was_posted(world: World) -> None:
    project = world.sign()
    with clock.at(datetime(2024, 11, 28, 9, 0, tzinfo=clock.SHANGHAI)):
        world.arrive(project, 100, "2024-10-20")
    close_until(world, 2024, 10)
    reopening = reopened(world)
    values = {"dimension": DEPARTMENT, "starts_on": date(2024, 10, 20), "reason": "移交"}
    with clock.at(datetime(2024, 12, 17, 9, 0, tzinfo=clock.SHANGHAI)):
        world.arrive(project, 40, "2024-10-21")
        change_shares(by=world.verifier, project=project, parts=[(world.hongbao, Decimal(100))], **values)
    with clock.at(datetime(2024, 12, 18, 9, 0, tzinfo=clock.SHANGHAI)):
        touched = rows_touched(reopening)
        # 40 in three dimensions; then 永清 -100, -40 and 红堡 +100, +40.
        assert (touched.credits.count(), touched.moved.count()) == (7, 4)
        assert sorted(touched.moved.values_list("amount_wan", flat=True)) == [-100, -40, 40, 100]


def test_the_scheduler_closes_what_has_run_out_and_nothing_else(world: World) -> None:
    close_until(world, 2024, 10)
    reopened(world, days=2)
    assert close_expired_reopenings() == []
    with clock.at(clock.now() + timedelta(days=2)):
        assert [str(month) for month in close_expired_reopenings()] == ["2024年10月"]
        assert close_expired_reopenings() == []
    assert Arrival.objects.count() == 0
