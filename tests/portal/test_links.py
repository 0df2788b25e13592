"""Links of tickets and of booked money: one purpose, hashed, ending, revocable; a look counts nothing; no other row is shown."""

from datetime import timedelta
from decimal import Decimal
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from projects.audit.models import Entry
from projects.core import clock
from projects.core.errors import NotAllowed, Refused
from projects.funding.actions import reverse_arrival
from projects.funding.models import Arrival
from projects.health.queries import examine
from projects.portal.actions import link_arrival, link_ticket
from projects.portal.models import ArrivalAnswer
from projects.reference.choices import ARRIVAL_LINKS, IN_USE
from projects.reference.models import Setting, forget_settings
from projects.services.actions import assign_ticket, object_to_ticket, report_ticket_done
from projects.services.models import Step, Ticket
from projects.tokens.models import Token
from tests.access.cast import signed_in
from tests.conftest import BUSINESS_MOMENT
from tests.world import World


def done(world: World, **changes: Any) -> Ticket:
    ticket = assign_ticket(by=world.agent, ticket=world.ticket(**changes), lead_unit=world.yongqing, note="内部交办说明")
    return report_ticket_done(by=world.clerk, ticket=ticket, outcome="已解决", note="银行已同意续贷", cause="fund")


def made(client: Client, name: str, pk: int, **data: Any) -> Any:
    return client.post(reverse(name, args=[pk]), {"submission_key": str(uuid4())} | data)


def secret_in(answer: Any) -> str:
    return str(answer.context["address"]).rstrip("/").rsplit("/", 1)[-1]


# --- Of a ticket -------------------------------------------------------------------------------------------


def test_the_bureau_makes_a_link_that_is_told_once(world: World) -> None:
    ticket, agent, key = done(world), signed_in(world.agent), str(uuid4())
    answer = made(agent, "ticket_link", ticket.pk, purpose="ticket", submission_key=key)
    secret = secret_in(answer)
    assert "data:image/svg+xml;base64," in answer.content.decode()
    assert Client().get(f"/portal/t/{secret}/").status_code == 200
    again = made(agent, "ticket_link", ticket.pk, purpose="ticket", submission_key=key)
    assert again.status_code == 302  # the second press makes no second link
    assert Token.objects.count() == 1
    assert secret not in agent.get(reverse("ticket_link", args=[ticket.pk])).content.decode()
    assert secret not in str(Token.objects.values()) + str(Entry.objects.values())


def test_fifty_looks_count_nothing_and_write_nothing(world: World) -> None:
    _, secret = link_ticket(by=world.agent, ticket=done(world))
    client = Client()
    client.get(f"/portal/t/{secret}/")
    with CaptureQueriesContext(connection) as queries:
        assert {client.get(f"/portal/t/{secret}/").status_code for _ in range(50)} == {200}
        assert client.head(f"/portal/t/{secret}/").status_code == 200
    assert not [query["sql"] for query in queries if query["sql"].startswith(("INSERT", "UPDATE", "DELETE"))]
    assert Token.objects.get().uses == 0


def test_the_page_tells_this_ticket_and_nothing_of_others_or_of_persons(world: World) -> None:
    other = world.ticket(title="别家的诉求", enterprise=world.enterprise("别家（示例）有限公司"))
    ticket = assign_ticket(by=world.agent, ticket=world.ticket(), lead_unit=world.yongqing, note="内部交办说明")
    object_to_ticket(by=world.clerk, ticket=ticket, note="属红堡镇职责")
    _, secret = link_ticket(by=world.agent, ticket=ticket)
    page = Client().get(f"/portal/t/{secret}/").content.decode()
    for word in ("果香（示例）食品有限公司", "办理中", "永清镇", "2024-12-25", "还剩7个工作日"):
        assert word in page
    for word in ("别家", other.number, "内部交办说明", "属红堡镇职责", "示例永清填报", world.agent.display_name):
        assert word not in page


def test_the_text_of_a_confidential_ticket_is_not_on_its_page(world: World) -> None:
    _, secret = link_ticket(by=world.agent, ticket=world.ticket(is_confidential=True, content="举报某人"))
    assert "举报某人" not in Client().get(f"/portal/t/{secret}/").content.decode()


def test_satisfied_closes_and_the_word_stands_in_the_book(world: World) -> None:
    ticket = done(world)
    _, secret = link_ticket(by=world.agent, ticket=ticket)
    answer = Client().post(f"/portal/t/{secret}/", {"answer": "满意", "note": ""})
    assert answer.status_code == 302
    ticket.refresh_from_db()
    assert (ticket.state, ticket.satisfaction) == ("closed", "满意")
    last = Step.objects.order_by("-pk")[:2]
    assert [(step.kind, step.satisfaction, step.person) for step in last] == [("close", "满意", None), ("rate", "满意", None)]
    assert Entry.objects.filter(verb="rate_ticket", actor=None).count() == 1
    again = Client().post(f"/portal/t/{secret}/", {"answer": "不满意", "note": "反悔"})
    assert "这条诉求现在不用评价（目前：办结（销号））" in again.content.decode()


def test_dissatisfied_needs_a_word_and_sends_it_back_with_a_new_deadline(world: World) -> None:
    ticket = done(world)
    token, secret = link_ticket(by=world.agent, ticket=ticket, purpose="ticket_rating")
    url = f"/portal/r/{secret}/"
    for typed, said in (
        ({}, "请选择评价"),
        ({"answer": "不满意"}, "请写一句哪里没有解决"),
        ({"answer": "未联系上"}, "不在可选范围内"),
    ):
        assert said in Client().post(url, typed).content.decode()
    token.refresh_from_db()
    assert token.uses == 0  # a refused answer leaves the link whole
    with clock.at(BUSINESS_MOMENT + timedelta(days=3)):
        assert "退回重新办理" in Client().post(url, {"answer": "不满意", "note": "利率没降"}).content.decode()
        assert Client().post(url, {"answer": "满意"}).status_code == 404
        assert Client().get(url).status_code == 404
    ticket.refresh_from_db()
    assert (ticket.state, ticket.satisfaction, ticket.deadline_on.isoformat()) == ("assigned", "", "2024-12-30")
    assert list(Step.objects.order_by("pk").values_list("kind", flat=True))[-2:] == ["rate", "reopen"]


def test_a_link_of_one_purpose_opens_nothing_of_another(world: World) -> None:
    ticket = done(world)
    secrets = {
        "t": link_ticket(by=world.agent, ticket=ticket)[1],
        "r": link_ticket(by=world.agent, ticket=ticket, purpose="ticket_rating")[1],
    }
    for place in ("t", "r", "a"):
        for purpose, secret in secrets.items():
            for method in ("get", "post"):
                expected = 200 if place == purpose else 404
                answer = getattr(Client(), method)(f"/portal/{place}/{secret}/")
                assert answer.status_code == expected, (place, purpose, method)


def test_a_link_ends_and_is_revoked_without_saying_which(world: World) -> None:
    ticket, agent = done(world), signed_in(world.agent)
    token, secret = link_ticket(by=world.agent, ticket=ticket)
    with clock.at(BUSINESS_MOMENT + timedelta(days=90)):
        ended = Client().get(f"/portal/t/{secret}/")
    assert signed_in(world.clerk).post(reverse("link_revoke", args=[token.pk]), {"submission_key": str(uuid4())}).status_code == 403
    assert Client().get(f"/portal/t/{secret}/").status_code == 200
    made(agent, "link_revoke", token.pk)
    revoked = Client().get(f"/portal/t/{secret}/")
    unknown = Client().get("/portal/t/never-was-one/")
    assert ended.status_code == revoked.status_code == unknown.status_code == 404
    assert (
        ended.content.decode().count("链接无效、已使用或已过期") == revoked.content.decode().count("链接无效、已使用或已过期") == 1
    )


def test_who_may_make_which_link(world: World) -> None:
    ticket = world.ticket()
    with pytest.raises(NotAllowed):
        link_ticket(by=world.clerk, ticket=ticket)
    with pytest.raises(Refused, match="部门办结后才能评价（目前：待受理）"):
        link_ticket(by=world.agent, ticket=ticket, purpose="ticket_rating")
    with pytest.raises(Refused, match="请选择链接的用途"):
        link_ticket(by=world.agent, ticket=ticket, purpose="display")


def test_hostile_words_of_a_link_are_not_found(world: World) -> None:
    for word in ("%00", "%ED%A0%80", "' OR 1=1--", "a" * 5000, "𠮷"):
        assert Client().get(f"/portal/t/{word}/").status_code == 404


# --- Of booked money ---------------------------------------------------------------------------------------


def switch_on() -> None:
    Setting.objects.create(key=ARRIVAL_LINKS, value=IN_USE, starts_on=clock.today(), set_at=clock.now())
    forget_settings()


def test_it_is_off_until_the_county_wants_it(world: World) -> None:
    arrival = world.arrive(world.sign(), 100)
    with pytest.raises(Refused, match="没有启用"):
        link_arrival(by=world.verifier, arrival=arrival)
    page = signed_in(world.verifier).get(reverse("arrival_link", args=[arrival.pk])).content.decode()
    assert "没有启用" in page
    assert "企业确认" not in signed_in(world.verifier).get(reverse("claim", args=[arrival.line.claim_id])).content.decode()  # type: ignore[union-attr]


def test_a_confirmed_amount_is_kept_beside_the_book(world: World) -> None:
    switch_on()
    arrival = world.arrive(world.sign(), 100)
    verifier = signed_in(world.verifier)
    assert "企业确认" in verifier.get(reverse("claim", args=[arrival.line.claim_id])).content.decode()  # type: ignore[union-attr]
    secret = secret_in(made(verifier, "arrival_link", arrival.pk))
    book = list(Arrival.objects.values())
    page = Client().get(f"/portal/a/{secret}/").content.decode()
    assert "100.00万元" in page
    assert Client().post(f"/portal/a/{secret}/", {"answer": "right"}).status_code == 200
    assert Client().post(f"/portal/a/{secret}/", {"answer": "wrong"}).status_code == 404
    answer = ArrivalAnswer.objects.get()
    assert (answer.is_right, answer.amount_wan) == (True, None)
    assert list(Arrival.objects.values()) == book
    assert "金额无误" in verifier.get(reverse("arrival_link", args=[arrival.pk])).content.decode()
    assert "disputed" not in {result.check.code for result in examine(world.verifier)}


def test_a_disputed_amount_becomes_a_line_of_the_data_check_and_never_changes_the_book(world: World) -> None:
    switch_on()
    arrival = world.arrive(world.sign(), 100)
    book = list(Arrival.objects.values())
    _, secret = link_arrival(by=world.verifier, arrival=arrival)
    refused = Client().post(f"/portal/a/{secret}/", {"answer": "wrong"})
    assert "请填写实际到位的金额，或写一句哪里不对" in refused.content.decode()
    assert Client().post(f"/portal/a/{secret}/", {"answer": "wrong", "amount_wan": "80", "note": "二十万未到"}).status_code == 200
    assert ArrivalAnswer.objects.get().amount_wan == Decimal(80)
    assert list(Arrival.objects.values()) == book
    found = {result.check.code: result for result in examine(world.verifier)}
    (finding,) = found["disputed"].open
    assert (finding.page, finding.text) == (arrival.project_id, "到账2024-12-10的100.00万元，企业认为80.00万元：二十万未到")
    reverse_arrival(by=world.verifier, arrival=arrival, reason="更正")
    assert "disputed" not in {result.check.code for result in examine(world.verifier)}


def test_reversed_money_is_not_asked_about(world: World) -> None:
    switch_on()
    arrival = world.arrive(world.sign(), 100)
    reverse_arrival(by=world.verifier, arrival=arrival, reason="误记")
    with pytest.raises(Refused, match="已冲销的记录"):
        link_arrival(by=world.verifier, arrival=arrival)
    with pytest.raises(NotAllowed):
        link_arrival(by=world.clerk, arrival=arrival)
