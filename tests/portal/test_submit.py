"""The short form without a login: five boxes, a ticket that waits for 受理, kept input, a limit of its own."""

from typing import Any
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from projects.audit.models import Entry
from projects.core import clock
from projects.core.errors import Refused
from projects.enterprises.models import Enterprise
from projects.organisations.models import Unit
from projects.reference.choices import PUBLIC_TICKETS, SHUT
from projects.reference.models import Setting, forget_settings
from projects.services.actions import submit_ticket
from projects.services.actions.outside import title_of
from projects.services.models import Step, Ticket, TicketPhoto, TicketSender
from projects.services.todo import todos
from tests.access.cast import signed_in
from tests.world import World

PNG = b"\x89PNG\r\n\x1a\n" + b"0" * 40
TYPED = {
    "enterprise": "果香（示例）食品有限公司",
    "phone": "139 0000 0000",
    "category": "factor",
    "content": "厂区用电容量不足，申请增容。旺季每天停机两小时。",
}


def send(client: Client, **changes: Any) -> Any:
    return client.post(reverse("portal"), {"submission_key": str(uuid4())} | TYPED | changes)


def test_the_form_has_five_boxes_and_looking_at_it_writes_nothing(world: World) -> None:
    with CaptureQueriesContext(connection) as queries:
        answer = Client().get(reverse("portal"))
    assert answer.status_code == 200
    assert list(answer.context["form"].fields) == ["enterprise", "phone", "category", "content", "photo"]
    assert not [query for query in queries if query["sql"].startswith(("INSERT", "UPDATE", "DELETE"))]
    assert not answer.cookies.get("sessionid")


def test_a_sent_form_is_a_registered_ticket_of_its_own_source_and_leads_to_its_page(world: World) -> None:
    firm = world.enterprise()
    answer = send(Client())
    ticket = Ticket.objects.get()
    assert (ticket.state, ticket.source, ticket.enterprise, ticket.title) == (
        "registered",
        "form",
        firm,
        "厂区用电容量不足，申请增容",
    )
    assert (ticket.number, ticket.registered_on, ticket.opened_by_unit) == ("2024120001", clock.today(), None)
    assert (ticket.sender.phone, Step.objects.get().kind, Step.objects.get().person) == ("13900000000", "register", None)
    assert answer.status_code == 302
    page = Client().get(answer["Location"])
    assert page.status_code == 200
    assert "2024120001" in page.content.decode()
    assert [todo.title for todo in todos(world.agent)] == ["受理企业诉求"]
    entry = Entry.objects.get(verb="submit_ticket")
    assert (entry.actor_name, entry.county_number) == ("系统", world.county.pk)


def test_an_unknown_firm_is_added_by_its_name(world: World) -> None:
    send(Client(), enterprise="新来(示例)纺织有限公司")
    assert Enterprise.objects.get(name="新来（示例）纺织有限公司").tickets.count() == 1


def test_a_second_press_makes_no_second_ticket_and_leads_to_the_same_one(world: World) -> None:
    client, key = Client(), str(uuid4())
    first, second = (send(client, submission_key=key) for _ in range(2))
    assert Ticket.objects.count() == 1
    assert first["Location"] != second["Location"]  # a secret is told once: the second press gets one of its own
    assert client.get(second["Location"]).context["ticket"] == client.get(first["Location"]).context["ticket"]


def test_a_photo_is_kept_and_seen_through_the_ticket(world: World) -> None:
    send(Client(), photo=SimpleUploadedFile("现场.png", PNG))
    photo = TicketPhoto.objects.get()
    page = signed_in(world.agent).get(reverse("ticket", args=[photo.ticket_id])).content.decode()
    assert "现场.png" in page
    assert "13900000000" in page
    assert signed_in(world.agent).get(reverse("ticket_photo", args=[photo.pk])).status_code == 200
    assert signed_in(world.clerk).get(reverse("ticket_photo", args=[photo.pk])).status_code == 404


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("合同.pdf", b"%PDF-1.4", "“合同.pdf”不是jpg、png文件"),
        ("现场.png", b"MZ....", "扩展名与内容不符"),
        ("现场.png", b"", "是空文件"),
        ("现场.exe", PNG, "不是jpg、png文件"),
    ],
)
def test_another_file_is_refused_in_words_with_everything_kept(world: World, name: str, content: bytes, said: str) -> None:
    answer = send(Client(), photo=SimpleUploadedFile(name, content))
    page = answer.content.decode()
    assert said in page
    assert "照片没有保存，提交前请重新选择" in page
    assert TYPED["content"] in page
    assert (Ticket.objects.count(), Enterprise.objects.count(), TicketSender.objects.count()) == (0, 0, 0)


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"enterprise": ""}, "请填写企业名称"),
        ({"phone": ""}, "请填写联系电话"),
        ({"phone": "打不通"}, "联系电话不对，请填手机号或带区号的座机号"),
        ({"category": ""}, "请选择诉求类别"),
        ({"category": "没有这个"}, "诉求类别不在可选范围内"),
        ({"content": "　"}, "请填写诉求内容"),
        ({"content": "长" * 1001}, "诉求内容最多1000个字，现在是1001个"),
        ({"enterprise": "\x00"}, "请填写企业名称"),
    ],
)
def test_bad_input_names_the_box_and_keeps_the_rest(world: World, changes: dict[str, str], said: str) -> None:
    answer = send(Client(), **changes)
    assert answer.status_code == 200
    page = answer.content.decode()
    assert said in page
    kept = [value for name, value in TYPED.items() if name in {"enterprise", "content"} and name not in changes]
    assert all(value in page for value in kept)
    assert Ticket.objects.count() == 0


def test_full_width_digits_and_landlines_are_read(world: World) -> None:
    send(Client(), phone="０９３８－７１５００００")
    assert TicketSender.objects.get().phone == "0938-7150000"


def test_the_sixth_form_of_a_browser_waits_for_the_next_hour_with_everything_kept(world: World) -> None:
    client = Client()
    assert [send(client).status_code for _ in range(5)] == [302] * 5
    sixth = send(client, content="第六条诉求的内容")
    assert sixth.status_code == 429
    assert 1 <= int(sixth["Retry-After"]) <= 3600
    page = sixth.content.decode()
    assert "提交过于频繁，请一小时后再试" in page
    assert "第六条诉求的内容" in page
    assert "果香（示例）食品有限公司" in page
    assert Ticket.objects.count() == 5
    # Another browser of the same office is not shut out, and neither is a mistyped form counted.
    other = Client()
    assert [send(other, phone="").status_code for _ in range(6)] == [200] * 6
    assert send(other).status_code == 302


def test_an_address_sends_sixty_forms_an_hour_whoever_sits_behind_it(world: World) -> None:
    statuses = [send(Client(), phone="").status_code for _ in range(61)]
    assert statuses == [200] * 60 + [429]
    assert send(Client(REMOTE_ADDR="10.0.0.9"), phone="").status_code == 200


def test_a_public_page_is_not_listed_cached_or_told_by_a_referrer(world: World) -> None:
    client = Client()
    sent = send(client)
    for answer in (client.get(reverse("portal")), sent, client.get(sent["Location"]), client.get("/portal/t/nothing/")):
        assert (answer["Referrer-Policy"], answer["X-Robots-Tag"]) == ("same-origin", "noindex, nofollow")
        assert "no-store" in answer["Cache-Control"]
        assert "frame-ancestors 'none'" in answer["Content-Security-Policy"]


def test_a_county_that_shuts_the_form_takes_nothing(world: World) -> None:
    Setting.objects.create(key=PUBLIC_TICKETS, value=SHUT, starts_on=clock.today(), set_at=clock.now())
    forget_settings()
    answer = Client().get(reverse("portal"))
    assert answer.status_code == 404
    assert "请拨打服务电话反映" in answer.content.decode()
    assert send(Client()).status_code == 404
    sent = {"county": world.county, "form_key": uuid4(), "enterprise": "果香（示例）", "phone": "0938-1234567"}
    with pytest.raises(Refused, match="目前不接受网上提交"):  # whoever asks, not only the page
        submit_ticket(by=None, category="finance", content="资金周转紧张", **sent)
    assert Ticket.objects.count() == 0


def test_a_site_of_several_counties_asks_which(world: World) -> None:
    other = Unit.objects.create(kind="county", code="620522", name="邻县", seq=2)
    assert Client().get(reverse("portal")).status_code == 404
    answer = Client().post(f"{reverse('portal')}?county=620522", {"submission_key": str(uuid4())} | TYPED)
    assert answer.status_code == 302
    assert Ticket.objects.get().county == other


@pytest.mark.parametrize(
    ("content", "title"),
    [("停电。急", "停电"), ("没有句号", "没有句号"), ("。。", "。。"), ("长" * 40, "长" * 29 + "…"), ("第一行\n第二行", "第一行")],
)
def test_the_title_is_the_first_sentence(content: str, title: str) -> None:
    assert title_of(content) == title


def test_triage_lists_what_waits_and_leads_to_three_acts(world: World) -> None:
    send(Client())
    ticket = Ticket.objects.get()
    agent = signed_in(world.agent)
    page = agent.get(reverse("ticket_triage")).content.decode()
    assert "企业网上提交" in page
    for kind in ("assign", "accept", "refuse"):
        assert reverse("ticket_step", args=[ticket.pk, kind]) in page
    values = {
        "submission_key": str(uuid4()),
        "lead_unit": world.yongqing.pk,
        "level": "一般",
        "note": "",
        "version": ticket.version,
    }
    assert agent.post(reverse("ticket_step", args=[ticket.pk, "assign"]), values).status_code == 302
    assert list(Step.objects.order_by("pk").values_list("kind", flat=True)) == ["register", "accept", "assign"]
    assert ticket.number not in agent.get(reverse("ticket_triage")).content.decode()


def test_what_is_not_taken_on_needs_a_word_that_the_enterprise_reads(world: World) -> None:
    link = send(Client())["Location"]
    ticket, agent = Ticket.objects.get(), signed_in(world.agent)
    refuse = reverse("ticket_step", args=[ticket.pk, "refuse"])
    empty = agent.post(refuse, {"submission_key": str(uuid4()), "note": "", "version": ticket.version})
    assert "请填写说明" in empty.content.decode()
    agent.post(refuse, {"submission_key": str(uuid4()), "note": "属邻县管辖，已转告", "version": ticket.version})
    page = Client().get(link).content.decode()
    assert "不予受理" in page
    assert "属邻县管辖，已转告" in page
