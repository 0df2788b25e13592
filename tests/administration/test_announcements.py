"""公告: one at a time, from its first to its last day, on every page."""

from datetime import date

import pytest
from django.urls import reverse

from projects.administration.actions.announcements import publish_announcement, withdraw_announcement
from projects.audit.models import Entry
from projects.core.errors import NotAllowed, Refused
from projects.organisations.models import User
from projects.reference.models import Announcement
from tests.access.cast import person, signed_in
from tests.pages.browsing import submit
from tests.world import World

TODAY, TOMORROW, FRIDAY = date(2024, 12, 16), date(2024, 12, 17), date(2024, 12, 20)


@pytest.fixture
def admin(world: World) -> User:
    return person("xitong", "示例系统员", world.bureau, "system_admin")


def publish(admin: User, text: str = "今晚22时升级", starts_on: date = TODAY, ends_on: date = TODAY) -> Announcement:
    return publish_announcement(by=admin, text=text, starts_on=starts_on, ends_on=ends_on)


def test_everybody_reads_it_from_its_first_to_its_last_day_and_no_longer(world: World, admin: User) -> None:
    publish(admin, "明日停机检修", TOMORROW, FRIDAY)
    assert "明日停机检修" not in signed_in(world.clerk).get("/").content.decode()
    publish(admin, "今日下班前报零报告", TODAY, TODAY)
    for someone in (world.clerk, world.leader, admin):
        assert "今日下班前报零报告" in signed_in(someone).get("/").content.decode()
    Announcement.objects.filter(starts_on=TODAY).update(starts_on=date(2024, 12, 1), ends_on=date(2024, 12, 15))
    assert "今日下班前报零报告" not in signed_in(world.clerk).get("/").content.decode()


def test_on_any_day_only_one_stands(admin: User) -> None:
    publish(admin, "第一条", TODAY, TOMORROW)
    with pytest.raises(Refused, match="与2024-12-16至2024-12-17的公告“第一条”重叠"):
        publish(admin, "第二条", TOMORROW, FRIDAY)
    publish(admin, "第二条", date(2024, 12, 18), FRIDAY)


def test_it_is_taken_down_once_and_makes_room(admin: User) -> None:
    first = publish(admin, "第一条")
    withdraw_announcement(by=admin, announcement=first)
    with pytest.raises(Refused, match="已经撤下"):
        withdraw_announcement(by=admin, announcement=first)
    publish(admin, "第二条")
    assert list(Announcement.objects.standing().values_list("text", flat=True)) == ["第二条"]
    assert Entry.objects.filter(verb="withdraw_announcement", succeeded=True).count() == 1


def test_what_cannot_be_published_is_said_at_once_and_stays_typed(world: World, admin: User) -> None:
    client, address = signed_in(admin), reverse("announcement_new")
    page = submit(client, address, {"text": "升级", "starts_on": "2024-12-20", "ends_on": "2024-12-10"}).content.decode()
    assert "结束日期不能早于今天（2024-12-16）" in page
    assert "结束日期不能早于开始日期（2024-12-20）" in page
    assert "升级</textarea>" in page
    assert submit(client, address, {"text": "升级", "starts_on": "20241216", "ends_on": "今天"}).status_code == 302
    assert "显示中" in client.get(reverse("announcements")).content.decode()


def test_only_the_system_administrator_publishes(world: World) -> None:
    with pytest.raises(NotAllowed):
        publish(world.officer)
    assert signed_in(world.officer).get(reverse("announcements")).status_code == 403
