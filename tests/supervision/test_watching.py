"""What the system does by itself every morning: by what stands, once, and never an approval. Monday 2024-12-16 is today."""

from datetime import date
from typing import Any

from django.utils import timezone

from projects.audit.models import Entry
from projects.ledger.jobs import lead_days, remind
from projects.ledger.todo import Waiting
from projects.notices.actions import tell_entries
from projects.notices.models import Notice
from projects.organisations.models import User
from projects.reference.models import Setting
from projects.services.actions import (
    accept_ticket,
    assign_ticket,
    object_to_ticket,
    report_ticket_done,
    rule_on_objection,
)
from projects.services.models import Ticket
from projects.supervision.actions import Target, close_matter, order_matter, raise_matter, report_matter
from projects.supervision.jobs import watch_matters
from projects.supervision.models import Matter, MatterStep
from tests.notices.test_notices import Still
from tests.supervision.test_matters import at, ordered, steps
from tests.world import World


def watched() -> str:
    return watch_matters(progress=Still(), by=None).message


def assigned(world: World, **changes: Any) -> Ticket:
    ticket = accept_ticket(by=world.agent, ticket=world.ticket())
    return assign_ticket(by=world.agent, ticket=ticket, lead_unit=world.yongqing, **changes)


def levels(matter: Matter) -> list[tuple[str, date]]:
    return list(MatterStep.objects.filter(matter=matter, kind="raise").order_by("pk").values_list("level", "happened_on"))


# --- The ladder -------------------------------------------------------------------------------------------


def test_what_ran_out_of_its_time_is_raised_once_however_often_one_looks(world: World) -> None:
    matter = ordered(world)  # blue, until Monday 23
    with at(23):
        assert watched() == "催办0件、升级0件、自动销号0件"
    with at(24, 6, 30):
        assert watched() == "催办0件、升级1件、自动销号0件"
        assert watched() == "催办0件、升级0件、自动销号0件"
    matter.refresh_from_db()
    assert (matter.level, matter.deadline_on) == ("yellow", date(2024, 12, 26))
    step = MatterStep.objects.get(matter=matter, kind="raise")
    assert (step.person, step.note) == (None, "时限2024-12-23已过，未办结")
    assert Entry.objects.get(verb="raise_matter").actor_name == "系统"


def test_a_missed_week_loses_nothing_and_raises_by_one_step(world: World) -> None:
    """A warning that nobody received has not expired: the next one is due after its own deadline."""
    matter = ordered(world, by=world.leader, kind="instruct")  # until the 23rd
    with at(6, month=1, year=2025):
        watched()
        assert levels(matter) == [("blue", date(2025, 1, 6))]
    for day in (7, 8, 9, 10, 13, 14, 15, 16, 17, 20, 21):
        with at(day, month=1, year=2025):
            watched()
    # blue until the 8th, yellow from the 9th until the 13th, red from the 14th; then nothing is left to raise
    assert levels(matter) == [("blue", date(2025, 1, 6)), ("yellow", date(2025, 1, 9)), ("red", date(2025, 1, 14))]
    matter.refresh_from_db()
    assert (matter.state, matter.first_deadline_on) == ("open", date(2024, 12, 23))


def test_what_waits_for_closure_is_neither_raised_nor_closed(world: World) -> None:
    matter = ordered(world)
    report_matter(by=world.clerk, matter=matter, note="已补齐")
    with at(31):
        watched()
    assert steps(matter) == ["order", "report"]


# --- Tickets ----------------------------------------------------------------------------------------------


def test_an_overdue_ticket_is_chased_once_and_the_chase_ends_with_its_cause(world: World) -> None:
    ticket = assigned(world)  # due on Wednesday 25
    with at(25):
        watched()
        assert not Matter.objects.exists()
    with at(26):
        assert watched() == "催办1件、升级0件、自动销号0件"
        watched()
        matter = Matter.objects.get()
        assert (matter.ticket, matter.kind, matter.ordered_by_unit, str(matter)) == (
            ticket,
            "chase",
            None,
            f"催办〔2024〕1号 诉求{ticket.number}超期未办结",
        )
        report_ticket_done(by=world.clerk, ticket=ticket, outcome="已解决", note="已续贷")
        assert watched() == "催办0件、升级0件、自动销号1件"
    matter.refresh_from_db()
    assert matter.state == "closed"
    assert MatterStep.objects.filter(matter=matter).latest("pk").note.endswith("现为“部门办结（待回访）”，催办的原因已不存在")


def test_unanswered_the_chase_climbs_to_a_summons(world: World) -> None:
    """+3 working days 提醒, +2 警告, +2 约谈 (26 December; 1 January is a holiday)."""
    assigned(world)
    days = [(26, 12), (27, 12), (30, 12), (31, 12), (2, 1), (3, 1), (6, 1), (7, 1), (8, 1), (9, 1), (10, 1)]
    for day, month in days:
        with at(day, month=month, year=2024 if month == 12 else 2025):
            watched()
    matter = Matter.objects.get()
    assert levels(matter) == [("blue", date(2025, 1, 2)), ("yellow", date(2025, 1, 7)), ("red", date(2025, 1, 10))]


def test_a_ticket_that_somebody_chased_today_is_not_chased_again_by_the_system(world: World) -> None:
    ticket = assigned(world)
    with at(26, 5):
        order_matter(
            by=world.officer,
            kind="chase",
            title="请办结",
            text="请办结。",
            units=[world.yongqing],
            target=Target(ticket=ticket),
        )
    with at(26, 6, 30):
        assert watched().startswith("催办0件")
    with at(27, 6, 30):
        assert watched().startswith("催办1件")


def test_an_objection_that_nobody_ruled_on_within_a_working_day_goes_up_and_the_ticket_stays_as_it_is(world: World) -> None:
    with at(19):
        ticket = assigned(world)
    with at(20):  # Friday
        object_to_ticket(by=world.clerk, ticket=ticket, note="不属于本镇职责")
    with at(23):
        assert watched().startswith("催办0件")
    with at(24):
        assert watched().startswith("催办1件")
        matter = Matter.objects.get()
        assert [part.unit for part in matter.units.all()] == [world.centre]
        ticket.refresh_from_db()
        assert (ticket.state, ticket.lead_unit) == ("assigned", world.yongqing)
        rule_on_objection(by=world.agent, ticket=ticket, note="属地管理")
        assert watched() == "催办0件、升级0件、自动销号1件"


def test_a_ticket_that_nobody_accepts_goes_up_after_a_working_day_and_is_not_accepted_by_itself(world: World) -> None:
    with at(13):  # Friday: 受理 until Monday 16
        ticket = world.ticket()
    with at(16):
        assert watched().startswith("催办0件")
    with at(17):
        assert watched().startswith("催办1件")
        assert [part.unit for part in Matter.objects.get().units.all()] == [world.centre]
        ticket.refresh_from_db()
        assert ticket.state == "registered"
        accept_ticket(by=world.agent, ticket=ticket)
        assert watched() == "催办0件、升级0件、自动销号1件"


def test_the_county_may_switch_the_chasing_off_and_what_is_chased_stays(world: World) -> None:
    assigned(world)
    with at(26):
        watched()
    Setting.objects.create(key="ticket_chasing", value=False, starts_on=date(2024, 12, 27), set_at=timezone.now())
    with at(30):
        assigned(world)
    with at(10, month=1, year=2025):
        watched()
    assert Matter.objects.count() == 1
    assert Matter.objects.get().state == "open"


# --- 待办 and messages ------------------------------------------------------------------------------------


def todo(user: User) -> list[tuple[str, str]]:
    return [(line.todo.title, line.todo.act) for line in Waiting(user).lines]


def test_it_is_the_units_to_do_until_it_reports_and_then_the_orderers_until_he_closes(world: World) -> None:
    matter = ordered(world, by=world.leader, kind="instruct")
    assert todo(world.clerk) == [("办理批示", "去办理")]
    assert todo(world.other_clerk) == todo(world.leader) == []
    report_matter(by=world.clerk, matter=matter, note="已办结")
    assert todo(world.clerk) == []
    assert todo(world.leader) == [("督办事项销号", "去销号")]
    close_matter(by=world.leader, matter=matter)
    assert todo(world.leader) == []


def test_the_end_of_the_ladder_comes_back_to_the_one_who_ordered_it(world: World) -> None:
    matter = ordered(world)
    for _ in range(2):
        raise_matter(by=world.inspector, matter=matter, note="未办结")
    with at(30):
        assert ("约谈到期未办结", "查看") in todo(world.inspector)
        assert todo(world.clerk) == [("办理红色约谈", "去办理")]


def test_the_people_of_the_unit_are_told_once_without_the_text(world: World) -> None:
    tell_entries()
    ordered(world, text="补齐1200万元的进账单")
    tell_entries()
    tell_entries()
    notice = Notice.objects.get(user=world.clerk)
    assert (notice.text, notice.needs_me) == ("收到督办：督办〔2024〕1号，时限2024-12-23", True)
    assert not Notice.objects.filter(user=world.other_clerk).exists()
    assert not Notice.objects.filter(user=world.inspector).exists(), "one's own act is no news"


def test_the_one_who_ordered_it_hears_of_the_report_and_of_each_raise(world: World) -> None:
    matter = ordered(world, by=world.leader, kind="instruct")
    tell_entries()
    with at(24):
        watched()
    report_matter(by=world.clerk, matter=matter, note="已办结")
    tell_entries()
    told = list(Notice.objects.filter(user=world.leader).order_by("pk").values_list("text", "needs_me"))
    assert told == [
        ("升级为蓝色提醒：批示〔2024〕1号，时限2024-12-26", True),
        ("承办单位已反馈：批示〔2024〕1号，时限2024-12-26", True),
    ]


def test_the_reminder_has_lead_days_of_its_own_even_where_the_setting_was_stored_before_it(world: World) -> None:
    ordered(world)  # until Monday 23
    old = {"本月应报": 5, "节点到期": 5, "补交材料": 3, "诉求时限": 2, "密码到期": 7}
    Setting.objects.create(key="notice_lead_days", value=old, starts_on=date(2024, 1, 1), set_at=timezone.now())
    assert lead_days()["matter"] == 1
    for day in (20, 22, 23, 24):
        with at(day):
            remind(progress=Still(), by=None)
    words = "办理蓝色提醒：督办〔2024〕1号"
    assert list(Notice.objects.filter(user=world.clerk, kind="matter").order_by("pk").values_list("text", flat=True)) == [
        f"{words}，时限2024-12-23",
        f"{words}，时限2024-12-23已过",
    ]
