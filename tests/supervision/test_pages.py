"""Pages of 督办: ordering, prefilled; handling; the printed paper. Monday 2024-12-16 is today."""

from datetime import date
from io import BytesIO
from typing import Any

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from projects.organisations.models import User
from projects.services.actions import accept_ticket, assign_ticket
from projects.supervision.actions import raise_matter, report_matter, take_matter
from projects.supervision.flow import STATES, STEPS
from projects.supervision.forms import STEP_PAGES
from projects.supervision.models import Matter, MatterPaper
from tests.access.cast import person, send, signed_in
from tests.pages.browsing import errors_of, query_count
from tests.supervision.test_matters import at, ordered, steps
from tests.world import World, pdf


def typed(world: World, **changes: Any) -> dict[str, Any]:
    return {"title": "补齐佐证", "text": "请补齐。", "lead_unit": world.yongqing.pk, "working_days": "5", "level": "blue"} | changes


def buttons(matter: Matter, user: User) -> list[str]:
    page = signed_in(user).get(reverse("matter", args=[matter.pk]))
    return [page.button for page in (*page.context["more"], *page.context["buttons"])]


def test_two_taps_of_a_leader_are_an_instruction(world: World) -> None:
    """The page comes with everything but the phrase; a phrase and the button are enough."""
    project = world.sign()
    client = signed_in(world.leader)
    url = f"{reverse('matter_new', args=['instruct'])}?project={project.pk}"
    form = client.get(url).context["form"]
    assert form.fields["phrase"].choices[0] == ("请抓紧办理，按时报结果。", "请抓紧办理，按时报结果。")
    given = {name: form[name].value() for name in ("title", "lead_unit", "working_days")}
    assert given == {"title": "项目：苹果精深加工", "lead_unit": world.yongqing.pk, "working_days": 5}
    key = {"submission_key": "0b2f4d0c-6f43-4c5e-9c4e-111111111111"}
    for _ in range(2):  # a double tap
        answer = client.post(url, given | key | {"phrase": "请抓紧办理，按时报结果。"})
    matter = Matter.objects.get()
    assert answer["Location"] == reverse("matter", args=[matter.pk])
    assert (matter.project, matter.text, matter.ordered_by_unit) == (project, "请抓紧办理，按时报结果。", world.leader_post)


def test_a_phrase_goes_before_the_leaders_own_words_and_nothing_at_all_is_refused(world: World) -> None:
    client, url = signed_in(world.leader), reverse("matter_new", args=["instruct"])
    wrong = client.post(url, {"submission_key": "0b2f4d0c-6f43-4c5e-9c4e-111111111112"} | typed(world, text=""))
    assert errors_of(wrong) == {"text": ["请选择常用语，或者填写批示内容"]}
    send(client, "matter_new", "instruct", **typed(world, phrase="请抓紧办理，按时报结果。", text="月底前见成效。"))
    assert Matter.objects.get().text == "请抓紧办理，按时报结果。月底前见成效。"


def test_the_delegate_must_show_the_paper_and_both_are_on_the_page(world: World) -> None:
    client = signed_in(person("lianluo", "示例联络员", world.leader_post, "delegate"))
    values = typed(world, phrase="请抓紧办理，按时报结果。")
    assert errors_of(send(client, "matter_new", "instruct", **values)) == {"papers": ["请选择批示原件"]}
    send(client, "matter_new", "instruct", **values, papers=pdf("批示原件.pdf"))
    matter = Matter.objects.get()
    page = client.get(reverse("matter", args=[matter.pk])).content.decode()
    assert "（代办：示例联络员代县委书记办理）" in page
    assert "批示原件.pdf" in page
    paper = MatterPaper.objects.get()
    assert signed_in(world.clerk).get(reverse("matter_paper", args=[paper.pk])).status_code == 200
    assert signed_in(world.other_clerk).get(reverse("matter_paper", args=[paper.pk])).status_code == 404


def test_a_ticket_out_of_sight_is_not_prefilled_and_not_linked(world: World) -> None:
    ticket = accept_ticket(by=world.agent, ticket=world.ticket(is_confidential=True))
    ticket = assign_ticket(by=world.agent, ticket=ticket, lead_unit=world.yongqing)
    url = f"{reverse('matter_new', args=['chase'])}?ticket={ticket.pk}"
    assert signed_in(world.agent).get(url).context["about"] == f"诉求{ticket.number}：{ticket.title}"
    assert signed_in(world.officer).get(url).context["about"] == ""


@pytest.mark.parametrize("query", ["ticket=x", "project=999999", "unit=1&year=2024", "unit=0&year=99999&task=arrived", "task=—"])
def test_an_address_that_names_nothing_opens_the_plain_form(world: World, query: str) -> None:
    answer = signed_in(world.inspector).get(f"{reverse('matter_new', args=['supervise'])}?{query}")
    assert (answer.status_code, answer.context["about"]) == (200, "")


def test_a_units_task_is_named_in_words(world: World) -> None:
    url = f"{reverse('matter_new', args=['chase'])}?unit={world.yongqing.pk}&year=2024&task=arrived"
    signed_in(world.inspector).post(url, {"submission_key": "0b2f4d0c-6f43-4c5e-9c4e-111111111113"} | typed(world))
    assert Matter.objects.get().task_label == "永清镇2024年到位资金任务"


def test_wrong_input_keeps_what_was_typed_and_writes_nothing(world: World) -> None:
    client = signed_in(world.inspector)
    wrong = send(client, "matter_new", "supervise", **typed(world, working_days="9999", title="很长的事项名称"))
    assert errors_of(wrong) == {"working_days": ["时限应在1至250个工作日之间，请重新填写"]}
    assert wrong.context["form"]["title"].value() == "很长的事项名称"
    assert not Matter.objects.exists()
    assert client.get(reverse("matter_new", args=["what"])).status_code == 404


def test_the_buttons_are_those_of_the_state_and_the_person(world: World) -> None:
    matter = ordered(world)
    assert buttons(matter, world.clerk) == ["签收", "记进展", "办结反馈"]
    assert buttons(matter, world.inspector) == ["撤销", "调整时限", "升级", "销号"]
    assert buttons(matter, world.leader) == []
    take_matter(by=world.clerk, matter=matter)
    report_matter(by=world.clerk, matter=matter, note="已补齐")
    assert buttons(matter, world.clerk) == []
    assert buttons(matter, world.inspector) == ["撤销", "退回重办", "销号"]


def test_every_step_has_its_page_and_its_action(world: World) -> None:
    matter, clerk, inspector = ordered(world), signed_in(world.clerk), signed_in(world.inspector)

    def step(client: Any, kind: str, **data: Any) -> int:
        matter.refresh_from_db()
        assert client.get(reverse("matter_step", args=[matter.pk, kind])).status_code == 200
        return int(send(client, "matter_step", matter.pk, kind, version=matter.version, **data).status_code)

    assert step(clerk, "take") == 302
    assert step(clerk, "progress", note="已联系企业", papers=pdf("照片.pdf")) == 302
    assert step(inspector, "extend", note="材料多", deadline_on="2024-12-27") == 302
    assert step(inspector, "raise", note="进展慢", working_days="3") == 302
    assert step(clerk, "report", note="已补齐") == 302
    assert step(inspector, "return", note="缺一份", working_days="2") == 302
    assert step(clerk, "report", note="已补齐") == 302
    assert step(inspector, "close") == 302
    assert steps(matter) == ["order", "take", "progress", "extend", "raise", "report", "return", "report", "close"]
    matter.refresh_from_db()
    assert (matter.state, matter.level, matter.deadline_on) == ("closed", "yellow", date(2024, 12, 18))


def test_a_step_on_an_old_page_is_a_conflict(world: World) -> None:
    matter = ordered(world)
    raise_matter(by=world.inspector, matter=matter, note="未办结")
    answer = send(signed_in(world.inspector), "matter_step", matter.pk, "close", version=1, note="已办")
    assert answer.status_code == 409


def test_each_level_has_its_paper_with_the_day_and_the_deadline_of_then(world: World) -> None:
    matter = ordered(world)  # blue, until the 23rd
    with at(24):
        raise_matter(by=None, matter=matter, note="时限2024-12-23已过，未办结")
    client = signed_in(world.clerk)
    page = client.get(reverse("matter", args=[matter.pk]))
    assert page.context["sheets"] == [("blue", "督办单（蓝色提醒）"), ("yellow", "督办单（黄色警告）")]
    blue, yellow = (client.get(reverse("matter_sheet", args=[matter.pk, level])) for level in ("blue", "yellow"))
    assert (blue.context["step"].happened_on, blue.context["step"].deadline_on) == (date(2024, 12, 16), date(2024, 12, 23))
    assert (yellow.context["step"].happened_on, yellow.context["step"].deadline_on) == (date(2024, 12, 24), date(2024, 12, 26))
    assert "现予警告" in yellow.content.decode()
    assert client.get(reverse("matter_sheet", args=[matter.pk, "red"])).status_code == 404


def test_one_that_began_outside_the_ladder_has_a_paper_under_its_own_name(world: World) -> None:
    matter = ordered(world, by=world.officer, kind="chase")
    page = signed_in(world.clerk).get(reverse("matter", args=[matter.pk]))
    assert page.context["sheets"] == [("order", "催办单")]
    assert "催办单" in signed_in(world.clerk).get(reverse("matter_sheet", args=[matter.pk, "order"])).content.decode()


def test_filters_and_the_workbook(world: World) -> None:
    ordered(world, units=[world.yongqing, world.hongbao])
    ordered(world, by=world.officer, kind="chase", title="零报告")
    client = signed_in(world.inspector)
    for query, count in (
        ("", 2),
        ("?kind=chase", 1),
        ("?level=blue", 1),
        ("?state=closed", 0),
        ("?q=零报告", 1),
        ("?q=督办〔2024〕1号", 1),
    ):
        assert client.get(reverse("matters") + query).context["page"].paginator.count == count, query
    answer = client.get(reverse("matters_export"))
    cells = [str(cell.value) for row in load_workbook(BytesIO(answer.content)).active.iter_rows() for cell in row]
    assert {"补齐佐证", "永清镇、红堡镇"} & set(cells) == {"永清镇、红堡镇"}
    assert {"督办〔2024〕1号", "催办〔2024〕1号"} <= set(cells)


def test_the_list_and_the_page_ask_the_same_number_of_questions_however_many_rows(world: World) -> None:
    client, first = signed_in(world.inspector), ordered(world)
    report_matter(by=world.clerk, matter=first, note="已办结")
    paths = (reverse("matters"), reverse("matter", args=[first.pk]), "/")
    few = [query_count(client, path) for path in paths]
    for number in range(6):
        matter = ordered(world, title=f"事项{number}", units=[world.yongqing, world.hongbao])
        report_matter(by=world.clerk, matter=matter, note="已办结")
        report_matter(by=world.other_clerk, matter=matter, note="已办结")
    assert [query_count(client, path) for path in paths] == few


TYPED = {"note": "说明", "working_days": "3", "deadline_on": "2025-01-20"}
ILLEGAL = [(state, kind) for state in STATES for kind in STEP_PAGES if state not in STEPS[kind].after]


@pytest.mark.parametrize(("state", "kind"), ILLEGAL)
def test_a_matter_takes_no_step_that_its_life_does_not_allow(world: World, state: str, kind: str) -> None:
    matter = ordered(world)
    Matter.objects.filter(pk=matter.pk).update(state=state)
    who = world.clerk if STEP_PAGES[kind].for_units else world.inspector
    answer = send(signed_in(who), "matter_step", matter.pk, kind, version=matter.version, **TYPED)
    assert answer.status_code == 200
    assert "请刷新页面查看最新状态" in answer.content.decode()
    assert steps(matter) == ["order"]
