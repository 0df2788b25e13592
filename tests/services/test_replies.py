"""常用答复 and links between tickets."""

from datetime import date
from typing import Any

import pytest
from django.urls import reverse

from projects.audit.models import Entry
from projects.core.errors import NotAllowed, Refused
from projects.services.actions import keep_reply, link_tickets, unlink_tickets
from projects.services.models import SavedReply, Step, TicketLink
from tests.access.cast import send, signed_in
from tests.pages.browsing import errors_of
from tests.services.test_course import assigned, at
from tests.world import World


def kept(world: World, **changes: Any) -> SavedReply:
    values: dict[str, Any] = {"by": world.agent, "title": "已对接", "text": "已与企业对接办结。", "starts_on": date(2024, 12, 1)}
    return keep_reply(**(values | changes))


def offered(world: World, ticket: Any, kind: str = "done") -> list[str]:
    form = signed_in(world.clerk).get(reverse("ticket_step", args=[ticket.pk, kind])).context["form"]
    return [reply.title for reply in form.fields["reply"].queryset] if "reply" in form.fields else []


# --- 常用答复 ---------------------------------------------------------------------------------------------


def test_a_reply_is_offered_from_its_first_day_to_the_day_before_its_last(world: World) -> None:
    kept(world, starts_on=date(2024, 12, 10), ends_on=date(2024, 12, 20))
    with at(9):
        ticket = assigned(world)
        assert offered(world, ticket) == []
    with at(10):
        assert offered(world, ticket) == ["已对接"]
    with at(19):
        assert offered(world, ticket) == ["已对接"]
    with at(20):
        assert offered(world, ticket) == []


def test_the_countys_and_ones_own_are_offered_where_they_fit(world: World) -> None:
    kept(world, title="全县")
    kept(world, by=world.clerk, title="永清镇", unit=world.yongqing)
    kept(world, by=world.other_clerk, title="红堡镇", unit=world.hongbao)
    kept(world, title="回访用", step="call")
    assert sorted(offered(world, assigned(world))) == ["全县", "永清镇"]


def test_the_chosen_text_stands_before_what_was_typed(world: World) -> None:
    reply, ticket = kept(world), assigned(world)
    client, values = signed_in(world.clerk), {"version": ticket.version, "outcome": "已解决"}
    assert errors_of(send(client, "ticket_step", ticket.pk, "done", **values)) == {"note": ["请填写办理情况"]}
    long = send(client, "ticket_step", ticket.pk, "done", **values, reply=reply.pk, note="很" * 995)
    assert errors_of(long) == {"note": ["办理情况连同常用答复最多1000个字，请缩短"]}
    assert send(client, "ticket_step", ticket.pk, "done", **values, reply=reply.pk, note="下周回访。").status_code == 302
    assert Step.objects.latest("pk").note == "已与企业对接办结。下周回访。"


def test_a_unit_keeps_its_own_and_only_a_service_officer_the_countys(world: World) -> None:
    for unit in (None, world.hongbao):
        with pytest.raises(NotAllowed, match="只能保存本单位"):
            kept(world, by=world.clerk, unit=unit)
    common = kept(world)
    with pytest.raises(NotAllowed):
        kept(world, by=world.clerk, unit=world.yongqing, reply=common)
    assert signed_in(world.clerk).get(reverse("ticket_reply_edit", args=[common.pk])).status_code == 404


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"ends_on": date(2024, 12, 1)}, "停用时间应晚于启用时间"),
        ({"text": " "}, "请填写名称和内容"),
        ({"step": "what"}, "使用环节"),
    ],
)
def test_wrong_input_is_refused_in_a_sentence(world: World, changes: dict[str, Any], said: str) -> None:
    with pytest.raises(Refused, match=said):
        kept(world, **changes)


def test_retired_on_its_page_it_stays_in_the_list_and_says_so(world: World) -> None:
    reply, client = kept(world), signed_in(world.agent)
    values = {"version": 1, "title": reply.title, "text": reply.text, "starts_on": "2024-12-01", "ends_on": "2024-12-16"}
    assert send(client, "ticket_reply_edit", reply.pk, **values).status_code == 302
    page = client.get(reverse("ticket_replies")).content.decode()
    assert "已停用" in page
    assert send(client, "ticket_reply_edit", reply.pk, **values).status_code == 409
    assert Entry.objects.filter(verb="keep_reply").count() == 2


# --- 关联 -------------------------------------------------------------------------------------------------


def test_two_tickets_are_linked_once_and_each_names_the_other(world: World) -> None:
    first, second = world.ticket(), world.ticket(title="用电增容")
    client = signed_in(world.agent)
    assert send(client, "ticket_relate", second.pk, number=first.number, note="同一地块").status_code == 302
    for one, other in ((first, second), (second, first)):
        assert f"{other.number}　{other.title}" in client.get(reverse("ticket", args=[one.pk])).content.decode()
    with pytest.raises(Refused, match="已经关联过了"):
        link_tickets(by=world.agent, ticket=first, other=second)
    again = send(client, "ticket_relate", first.pk, number="2024129999")
    assert errors_of(again) == {"number": ["没有编号为2024129999的诉求，请核对"]}


def test_a_link_to_a_ticket_out_of_sight_is_not_shown(world: World) -> None:
    ticket, secret = assigned(world), world.ticket(title="纠纷", is_confidential=True)
    link_tickets(by=world.agent, ticket=ticket, other=secret)
    assert secret.number not in signed_in(world.clerk).get(reverse("ticket", args=[ticket.pk])).content.decode()
    assert secret.number in signed_in(world.agent).get(reverse("ticket", args=[ticket.pk])).content.decode()


def test_a_link_is_taken_back_by_a_button_and_its_history_stays(world: World) -> None:
    first, second = world.ticket(), world.ticket(title="用电增容")
    link = link_tickets(by=world.agent, ticket=first, other=second)
    assert send(signed_in(world.agent), "ticket_unlink", link.pk).status_code == 302
    assert not TicketLink.objects.exists()
    assert Entry.objects.filter(verb="unlink_tickets", target_id=str(first.pk)).exists()
    with pytest.raises(NotAllowed):
        unlink_tickets(by=world.clerk, link=link)
