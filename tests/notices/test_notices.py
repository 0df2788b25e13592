"""站内消息: once, grouped, without amounts; the badge; an old link after losing access."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.urls import reverse

from projects.audit.models import Entry
from projects.core import clock
from projects.funding.actions import return_claim
from projects.jobs.flow import load_kinds
from projects.ledger.jobs import remind
from projects.notices.actions import News, tell, tell_entries
from projects.notices.choices import FOLLOWED
from projects.notices.models import Notice, Told
from projects.organisations.actions import change_password
from projects.reference.choices import SETTINGS
from projects.reference.models import Setting
from projects.services.actions import accept_ticket, assign_ticket
from projects.signing.actions import follow_project
from tests.access.cast import send, signed_in
from tests.world import World

load_kinds()


class Still:
    def step(self, done: int, total: int, message: str = "") -> None:
        """Nobody looks."""


def texts(user: Any, **only: Any) -> list[str]:
    return list(Notice.objects.filter(user=user, **only).order_by("pk").values_list("text", flat=True))


@pytest.fixture
def told(world: World) -> World:
    """The mark stands before what the test does."""
    tell_entries()
    return world


def test_a_returned_claim_is_told_once_and_opens_its_form(told: World) -> None:
    project = told.sign()
    claim = told.claim(project, 123)
    return_claim(by=told.verifier, claim=claim, reason="缺进账单")
    assert tell_entries() >= 1
    tell_entries()
    notice = Notice.objects.get(user=told.clerk, kind="returned")
    assert notice.text == "苹果精深加工的到位资金申报已退回，请按退回意见修改"
    client = signed_in(told.clerk)
    assert client.post(reverse("notice_open", args=[notice.pk])).headers["Location"] == reverse("claim_edit", args=[claim.pk])
    notice.refresh_from_db()
    assert notice.read_at is not None


def test_an_entry_that_becomes_visible_late_is_still_told(told: World) -> None:
    """Its number was drawn before those that have been told: a mark alone would have passed it over."""
    first = told.claim(told.sign(), 5)
    return_claim(by=told.verifier, claim=first, reason="缺进账单")
    late = Entry.objects.get(verb="return_claim")
    change_password(by=told.clerk, new_password="Another-Kettle-77")
    Told.objects.bulk_create(Told(entry=entry) for entry in Entry.objects.filter(pk__gt=late.pk))
    assert tell_entries() == 1
    assert Notice.objects.filter(user=told.clerk, kind="returned").count() == 1


def test_a_changed_password_is_told_to_its_owner(told: World) -> None:
    change_password(by=told.clerk, new_password="Another-Kettle-77")
    tell_entries()
    assert texts(told.clerk, kind="password") == ["您的登录密码已修改；如不是本人办理，请立即联系系统管理员"]


def test_followers_get_one_line_a_project_without_amounts_and_not_of_their_own_acts(told: World) -> None:
    project = told.sign()
    follow_project(by=told.leader, project=project)
    follow_project(by=told.clerk, project=project)
    tell_entries()
    Notice.objects.all().delete()
    told.arrive(project, 8765)
    told.arrive(project, 4321)
    tell_entries()
    notice = Notice.objects.get(user=told.leader)
    assert (notice.kind, notice.count, notice.needs_me) == (FOLLOWED, 4, False)
    assert notice.text == "苹果精深加工有变动：核定到位资金"
    assert Notice.objects.get(user=told.clerk).count == 2, "what the clerk filed is no news to the clerk"
    assert "8765" not in notice.text


def test_a_follower_who_lost_sight_of_the_project_hears_nothing(told: World) -> None:
    project = told.sign()
    follow_project(by=told.clerk, project=project)
    tell_entries()
    Notice.objects.all().delete()
    told.clerk.tenures.update(unit=told.hongbao)
    told.arrive(project, 10, by=told.officer)
    tell_entries()
    assert texts(told.clerk) == []


def test_a_reminder_comes_once_near_its_day_and_once_when_it_is_over(world: World) -> None:
    world.sign()  # 永清镇 owes a report for December from now on
    day = datetime(2024, 12, 26, 9, tzinfo=clock.SHANGHAI)
    for moment in (day - timedelta(days=1), day, day, day + timedelta(days=1)):
        with clock.at(moment):
            remind(progress=Still(), by=None)
    assert texts(world.clerk, kind="due_report") == ["本月应报未报：永清镇　2024年12月，时限2024-12-31"]
    digests = texts(world.clerk, kind="digest")
    assert len(digests) == 3, "one a day"
    assert digests[0].startswith("今日待办1项")


def test_each_kind_has_lead_days_of_its_own_which_the_county_sets(world: World) -> None:
    """A ticket due on Wednesday 25 December; the month's report on the 31st, five days before as it came."""
    ticket = accept_ticket(by=world.agent, ticket=world.ticket())
    assign_ticket(by=world.agent, ticket=ticket, lead_unit=world.yongqing)
    world.sign()
    value = SETTINGS["notice_lead_days"].default | {"诉求时限": 4}
    Setting.objects.create(key="notice_lead_days", value=value, starts_on=date(2024, 12, 20), set_at=clock.now(), reason="提前")
    for day in (20, 21, 25, 26):
        with clock.at(datetime(2024, 12, day, 9, tzinfo=clock.SHANGHAI)):
            remind(progress=Still(), by=None)
            told = [len(texts(world.clerk, kind=kind)) for kind in ("ticket_due", "due_report")]
            assert told == {20: [0, 0], 21: [1, 0], 25: [1, 0], 26: [2, 1]}[day], day  # on the 26th the ticket is over


def test_two_reminders_at_once_write_one_line(world: World) -> None:
    news = [News(world.clerk.pk, "due_report", "本月应报", "/", once_key="due:1")]
    assert tell(news) == 1
    assert tell(news) == 0
    assert Notice.objects.count() == 1


def test_what_is_done_leaves_the_badge_by_itself(world: World) -> None:
    project = world.sign()
    with clock.at(datetime(2024, 12, 27, 9, tzinfo=clock.SHANGHAI)):
        remind(progress=Still(), by=None)
        assert Notice.objects.waiting_for(world.clerk).count() == 1
        world.claim(project, 10)
        remind(progress=Still(), by=None)
        assert Notice.objects.waiting_for(world.clerk).count() == 0


def test_the_badge_counts_only_what_needs_me(world: World) -> None:
    tell([News(world.clerk.pk, "due_report", "本月应报", "/claims/new/", once_key="a")])
    tell([News(world.clerk.pk, "month", "2024年11月已月结", "/claims/", group_key="b")])
    client = signed_in(world.clerk)
    page = client.get("/").content.decode()
    assert '<span class="qs-badge">1<span class="visually-hidden">条待处理</span></span>' in page
    assert send(client, "notices_read").status_code == 302
    assert Notice.objects.unread().count() == 0
    assert "条待处理" not in client.get("/").content.decode()


def test_an_old_link_after_losing_access_says_so_plainly(told: World) -> None:
    claim = told.claim(told.sign(), 10)
    return_claim(by=told.verifier, claim=claim, reason="缺")
    tell_entries()
    notice = Notice.objects.get(user=told.clerk, kind="returned")
    told.clerk.tenures.update(unit=told.hongbao)
    claim.submitted_by = told.officer
    claim.save(update_fields=["submitted_by"])
    client = signed_in(told.clerk)
    answer = client.get(reverse("notice_open", args=[notice.pk]))
    assert answer.status_code == 403
    assert "无权查看" in answer.content.decode()
    assert signed_in(told.other_clerk).get(reverse("notice_open", args=[notice.pk])).status_code == 404
