"""督办事项: ordering, the 24 hours of 催办, the ladder 提醒 → 警告 → 约谈, closure by the one who ordered it. Monday 2024-12-16 is today."""

from datetime import date, datetime
from typing import Any

import pytest

from projects.audit.models import Entry
from projects.core import clock
from projects.core.errors import NotAllowed, Refused, Stale
from projects.organisations.models import User
from projects.services.actions import accept_ticket, assign_ticket
from projects.supervision.actions import (
    Target,
    close_matter,
    extend_matter,
    note_matter_progress,
    order_matter,
    raise_matter,
    report_matter,
    return_matter,
    revoke_matter,
    take_matter,
)
from projects.supervision.models import Matter, MatterPaper, MatterStep
from tests.access.cast import person
from tests.world import World, pdf


def at(day: int, hour: int = 10, minute: int = 0, month: int = 12, year: int = 2024) -> Any:
    return clock.at(datetime(year, month, day, hour, minute, tzinfo=clock.SHANGHAI))


def ordered(world: World, by: User | None = None, **changes: Any) -> Matter:
    values: dict[str, Any] = {
        "kind": "supervise",
        "title": "报送到位资金佐证材料",
        "text": "请于时限内补齐三季度到位资金佐证材料。",
        "units": [world.yongqing],
    } | changes
    return order_matter(by=by or world.inspector, **values)


def steps(matter: Matter) -> list[str]:
    return list(MatterStep.objects.filter(matter=matter).order_by("pk").values_list("kind", flat=True))


@pytest.fixture
def delegate(world: World) -> User:
    return person("lianluo", "示例联络员", world.leader_post, "delegate")


# --- Ordering ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "number", "deadline"),
    [
        ("chase", "催办〔2024〕1号", date(2024, 12, 19)),  # 3 working days after Monday
        ("supervise", "督办〔2024〕1号", date(2024, 12, 23)),  # 5
        ("decide", "议定〔2024〕1号", date(2024, 12, 30)),  # 10
    ],
)
def test_each_kind_has_its_own_numbers_and_working_days(world: World, kind: str, number: str, deadline: date) -> None:
    matter = ordered(world, kind=kind, source="全县招商引资第12次周调度会")
    assert (matter.number, matter.deadline_on, matter.first_deadline_on) == (number, deadline, deadline)
    assert steps(matter) == ["order"]
    assert Entry.objects.filter(verb="order_matter", target_id=str(matter.pk)).count() == 1


def test_numbers_run_on_by_kind_and_begin_anew_each_year(world: World) -> None:
    found = [ordered(world).number, ordered(world).number, ordered(world, kind="decide", source="周调度会").number]
    assert found == ["督办〔2024〕1号", "督办〔2024〕2号", "议定〔2024〕1号"]
    with at(6, month=1, year=2025):
        assert ordered(world).number == "督办〔2025〕1号"


def test_a_deadline_of_ones_own_is_counted_over_the_holiday(world: World) -> None:
    """10 working days from 30 September 2024: 1 to 7 October are off, Saturday 12 October is worked: 8, 9, 10, 11, 12, 14 … 18."""
    with at(30, month=9):
        assert ordered(world, working_days=10).deadline_on == date(2024, 10, 18)


def test_everything_that_is_missing_is_said_at_once(world: World) -> None:
    with pytest.raises(Refused) as refusal:
        ordered(world, kind="decide", title=" ", text="", units=[])
    assert [each.field for each in refusal.value.each] == ["title", "text", "source", "units"]
    with pytest.raises(Refused, match="不能承办"):
        ordered(world, units=[world.other_leader_post])
    with pytest.raises(Refused, match="1至250个工作日"):
        ordered(world, working_days=0)
    assert not Matter.objects.exists()


def test_who_may_order_what(world: World, delegate: User) -> None:
    for by, kind in ((world.clerk, "chase"), (world.agent, "supervise"), (world.officer, "instruct"), (world.leader, "supervise")):
        with pytest.raises(NotAllowed):
            ordered(world, by=by, kind=kind)
    assert ordered(world, by=world.agent, kind="chase").ordered_by_unit == world.centre
    assert ordered(world, by=world.leader, kind="instruct").ordered_by_unit == world.leader_post


# --- 批示 -------------------------------------------------------------------------------------------------


def test_a_leader_instructs_and_it_counts_as_his_own(world: World) -> None:
    matter = ordered(world, by=world.leader, kind="instruct", title="关于苹果深加工项目", text="请抓紧办理，按时报结果。")
    assert (matter.number, matter.level) == ("批示〔2024〕1号", "")
    assert MatterStep.objects.get(matter=matter).on_behalf_of == ""


def test_the_delegate_records_it_with_the_photo_and_it_is_marked(world: World, delegate: User) -> None:
    with pytest.raises(Refused, match="代录批示请上传"):
        ordered(world, by=delegate, kind="instruct")
    matter = ordered(world, by=delegate, kind="instruct", papers=[pdf("批示原件.pdf")])
    step = MatterStep.objects.get(matter=matter)
    assert (step.on_behalf_of, matter.ordered_by_unit) == ("示例联络员代县委书记办理", world.leader_post)
    assert Entry.objects.get(verb="order_matter").on_behalf_of == "示例联络员代县委书记办理"
    assert [str(paper) for paper in MatterPaper.objects.filter(step=step)] == ["批示原件.pdf"]


# --- 催办 -------------------------------------------------------------------------------------------------


def test_the_same_thing_is_not_chased_twice_in_24_hours_by_whomever(world: World) -> None:
    project = world.sign()
    about = {"kind": "chase", "target": Target(project=project)}
    with at(16, 10):
        ordered(world, by=world.officer, **about)
    with at(17, 9, 59), pytest.raises(Refused, match=r"12月16日10:00已经催办过（催办〔2024〕1号）"):
        ordered(world, by=world.inspector, **about)
    with at(17, 9, 59):
        ordered(world, by=world.inspector, kind="chase", target=Target(project=world.sign("另一项目")))  # another thing
        ordered(world, by=world.inspector, units=[world.hongbao], **about)  # another unit
    with at(17, 10, 0):
        assert ordered(world, by=world.inspector, **about).number == "催办〔2024〕4号"


def test_without_a_target_the_title_says_what_the_thing_is(world: World) -> None:
    ordered(world, kind="chase", title="零报告")
    ordered(world, kind="chase", title="周报")
    with pytest.raises(Refused, match="24小时内不重复催办"):
        ordered(world, kind="chase", title="零报告")


def test_a_revoked_one_stands_in_nobodys_way(world: World) -> None:
    first = ordered(world, kind="chase")
    revoke_matter(by=world.inspector, matter=first, note="发错单位")
    assert ordered(world, kind="chase").number == "催办〔2024〕2号"


# --- Handling ---------------------------------------------------------------------------------------------


def test_it_waits_for_closure_when_the_last_unit_has_reported(world: World) -> None:
    matter = ordered(world, units=[world.yongqing, world.hongbao])
    take_matter(by=world.clerk, matter=matter)
    note_matter_progress(by=world.clerk, matter=matter, note="已补两份")
    report_matter(by=world.clerk, matter=matter, note="已全部补齐", papers=[pdf("清单.pdf")])
    matter.refresh_from_db()
    assert matter.state == "open"
    with pytest.raises(Refused, match="已经反馈办结"):
        report_matter(by=world.clerk, matter=matter, note="再报一次")
    report_matter(by=world.other_clerk, matter=matter, note="已补齐")
    matter.refresh_from_db()
    assert matter.state == "reported"
    assert close_matter(by=world.inspector, matter=matter).closed_on == date(2024, 12, 16)
    assert steps(matter) == ["order", "take", "progress", "report", "report", "close"]


def test_only_the_post_that_ordered_it_closes_it(world: World, delegate: User) -> None:
    matter = ordered(world, by=world.leader, kind="instruct")
    report_matter(by=world.clerk, matter=matter, note="已办结")
    for by in (world.clerk, world.inspector, world.officer):
        with pytest.raises(NotAllowed, match="由下达单位销号"):
            close_matter(by=by, matter=matter)
    close_matter(by=delegate, matter=matter)
    assert MatterStep.objects.filter(matter=matter).latest("pk").on_behalf_of == "示例联络员代县委书记办理"


def test_a_unit_it_was_not_given_to_cannot_act(world: World) -> None:
    matter = ordered(world)
    for act in (take_matter, lambda **it: report_matter(note="已办", **it)):
        with pytest.raises(NotAllowed, match="只有承办单位"):
            act(by=world.other_clerk, matter=matter)


def test_closing_before_the_report_needs_a_sentence_and_nothing_follows_the_end(world: World) -> None:
    matter = ordered(world)
    with pytest.raises(Refused, match="直接销号请写明原因"):
        close_matter(by=world.inspector, matter=matter)
    close_matter(by=world.inspector, matter=matter, note="已电话核实办结")
    for act in (
        lambda: report_matter(by=world.clerk, matter=matter, note="已办"),
        lambda: raise_matter(by=world.inspector, matter=matter, note="逾期"),
        lambda: revoke_matter(by=world.inspector, matter=matter, note="发错"),
    ):
        with pytest.raises(Refused, match="已销号，不能"):
            act()


def test_returned_it_runs_again_and_the_first_deadline_stays(world: World) -> None:
    matter = ordered(world)  # until the 23rd
    report_matter(by=world.clerk, matter=matter, note="已补齐")
    with at(24):
        again = return_matter(by=world.inspector, matter=matter, note="缺进账单")
        assert (again.state, again.deadline_on, again.first_deadline_on) == ("open", date(2024, 12, 31), date(2024, 12, 23))
        report_matter(by=world.clerk, matter=matter, note="已补进账单")
        closed = close_matter(by=world.inspector, matter=matter)
    assert closed.is_late


def test_two_at_once_the_later_is_told(world: World) -> None:
    matter = ordered(world)
    note_matter_progress(by=world.clerk, matter=matter, note="办理中", version=1)
    extend_matter(by=world.inspector, matter=matter, deadline_on=date(2024, 12, 27), note="材料多", version=1)
    with pytest.raises(Stale):
        close_matter(by=world.inspector, matter=matter, note="已办", version=1)


# --- The ladder -------------------------------------------------------------------------------------------


def test_blue_then_yellow_then_red_each_with_its_own_deadline_and_no_further(world: World) -> None:
    matter = ordered(world)
    assert (matter.level, matter.level_label) == ("blue", "蓝色提醒")
    with at(19):
        matter = raise_matter(by=world.inspector, matter=matter, note="到期未办结")
        assert (matter.level_label, matter.deadline_on) == ("黄色警告", date(2024, 12, 23))
    with at(24):
        matter = raise_matter(by=world.inspector, matter=matter, note="仍未办结", working_days=5)
        assert (matter.level_label, matter.deadline_on) == ("红色约谈", date(2024, 12, 31))
    with at(31), pytest.raises(Refused, match="已是红色约谈，不能再升级"):
        raise_matter(by=world.inspector, matter=matter, note="仍未办结")
    told = MatterStep.objects.filter(matter=matter).order_by("pk").values_list("level", "deadline_on")
    assert list(told) == [("blue", date(2024, 12, 23)), ("yellow", date(2024, 12, 23)), ("red", date(2024, 12, 31))]


def test_an_instruction_enters_the_ladder_at_blue(world: World) -> None:
    matter = ordered(world, by=world.leader, kind="instruct")
    with pytest.raises(NotAllowed):
        raise_matter(by=world.clerk, matter=matter, note="催一下")
    assert raise_matter(by=world.inspector, matter=matter, note="到期未办结").level == "blue"


# --- Who sees it ------------------------------------------------------------------------------------------


def test_a_unit_sees_what_it_is_given_and_what_it_ordered(world: World, delegate: User) -> None:
    mine, other = ordered(world), ordered(world, units=[world.hongbao])
    assert list(Matter.objects.visible_to(world.clerk)) == [mine]
    assert list(Matter.objects.visible_to(world.other_clerk)) == [other]
    chased = ordered(world, by=world.agent, kind="chase", units=[world.hongbao])
    assert list(Matter.objects.visible_to(world.agent)) == [chased]
    assert Matter.objects.visible_to(world.leader).count() == Matter.objects.visible_to(delegate).count() == 3


def test_one_about_a_confidential_ticket_is_out_of_the_countys_eyes(world: World, delegate: User) -> None:
    ticket = accept_ticket(by=world.agent, ticket=world.ticket(is_confidential=True))
    ticket = assign_ticket(by=world.agent, ticket=ticket, lead_unit=world.yongqing)
    matter = ordered(world, by=world.agent, kind="chase", target=Target(ticket=ticket))
    sees = {person.username for person in User.objects.all() if matter in Matter.objects.visible_to(person)}
    assert sees == {"clerk", "agent", "leader", "lianluo", "inspector"}
