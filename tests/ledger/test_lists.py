"""What every list owes: saved views, chosen columns, density, ticks and batches, the workbook of the current view."""

import uuid
from datetime import date, datetime
from decimal import Decimal
from io import BytesIO
from typing import Any
from urllib.parse import unquote

import openpyxl
import pytest
from django.urls import reverse

from projects.audit.models import Entry
from projects.core import clock
from projects.funding.models import Credit
from projects.ledger.tables import ProjectTable
from projects.pages.models import Preference, SavedView
from projects.signing.actions import plan_milestone
from projects.signing.models import Project
from projects.supervision.models import Matter
from tests.pages.browsing import browser, query_count, said, submit
from tests.world import World

LIST = "/projects/"


def page(world: World, query: str = "", who: str = "officer") -> Any:
    response = browser(getattr(world, who)).get(LIST + query)
    assert response.status_code == 200, response.status_code
    return response


def heads(response: Any) -> list[str]:
    return [head.words for head in response.context["table"].heads()]


def names(response: Any) -> list[str]:
    return [row.name for row in response.context["table"].shown.rows]


# --- 我的筛选 -----------------------------------------------------------------------------------------


def save(world: World, who: str = "clerk", **changes: Any) -> Any:
    data = {"name": "本年签约", "query": "signed_from=2024-01-01&page=3&q="} | changes
    return submit(browser(getattr(world, who)), reverse("view_save", args=["projects"]), data)


def test_a_view_is_saved_without_the_page_and_opens_by_its_name(world: World) -> None:
    world.sign()
    response = save(world)
    view = SavedView.objects.get()
    assert (view.query, view.unit, view.is_default) == ("signed_from=2024-01-01", None, False)
    assert response["Location"] == f"/projects/?signed_from=2024-01-01&view={view.pk}"
    html = browser(world.clerk).get(response["Location"]).content.decode()
    assert "我的筛选：本年签约" in html


def test_the_same_name_again_replaces_the_view(world: World) -> None:
    save(world)
    save(world, query="band=1")
    assert [view.query for view in SavedView.objects.all()] == ["band=1"]


def test_a_view_shared_with_the_unit_is_seen_there_and_nowhere_else(world: World) -> None:
    save(world, "officer", shared="on")
    save(world, "officer", name="自己看")
    assert [view.name for view, _ in page(world, who="verifier").context["list"]["views"]] == ["本年签约"]
    assert page(world, who="clerk").context["list"]["views"] == []


def test_the_default_view_opens_by_itself_until_it_is_put_off(world: World) -> None:
    save(world, "officer", is_default="on")
    view = SavedView.objects.get()
    client = browser(world.officer)
    assert client.get(LIST)["Location"] == f"/projects/?signed_from=2024-01-01&view={view.pk}"
    assert client.get(f"{LIST}?view=none").status_code == 200
    assert browser(world.verifier).get(LIST).status_code == 200
    submit(client, reverse("view_default", args=[view.pk]), {})
    assert client.get(LIST).status_code == 200


def test_only_the_owner_deletes_a_view(world: World) -> None:
    save(world, "officer", shared="on")
    view = SavedView.objects.get()
    assert submit(browser(world.verifier), reverse("view_delete", args=[view.pk]), {}).status_code == 404
    page = browser(world.officer).get(reverse("project_list")).content.decode()
    assert f"删除筛选“{view.name}”" in page  # the button names what goes; it stands one press behind 删除
    client = browser(world.officer)
    assert submit(client, reverse("view_delete", args=[view.pk]), {}).status_code == 302
    assert not SavedView.objects.exists()
    assert f"已删除筛选“{view.name}”" in client.get(reverse("project_list")).content.decode()


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"name": " \u200b"}, "请填写筛选名称"),
        ({"name": "很" * 31}, "筛选名称最多30个字，现在是31个，请缩短"),
        ({"query": f"q={'x' * 1500}"}, "筛选条件太长，不能保存，请减少条件"),
    ],
)
def test_a_view_that_cannot_be_kept_is_refused_with_its_sentence(world: World, changes: dict[str, str], sentence: str) -> None:
    assert said(save(world, **changes)) == [sentence]
    assert not SavedView.objects.exists()


# --- 列 -----------------------------------------------------------------------------------------------


def test_the_ledger_begins_with_eleven_columns_of_the_handbook(world: World) -> None:
    world.sign()
    response = page(world)
    assert heads(response) == [
        "项目名称", "来源地", "所属领域", "责任部门", "签约时间", "签约额（万元）", "本年到位（万元）", "到位率（%）", "项目阶段",
        "下一节点", "签约节会（届次）",
    ]  # fmt: skip
    assert "列设置 11/" in response.content.decode()
    assert len(ProjectTable.base_columns) >= 26


def test_columns_of_the_address_win_over_those_that_were_kept(world: World) -> None:
    world.sign()
    Preference.objects.create(user=world.officer, key="columns:projects", value=["code", "leader"])
    assert heads(page(world)) == ["项目名称", "项目编号", "包抓领导"]
    assert heads(page(world, "?columns=signed_wan,code,nonsense")) == ["项目名称", "签约额（万元）", "项目编号"]
    assert len(heads(page(world, "?columns=nonsense"))) == 11


def columns(world: World, **changes: Any) -> Any:
    return submit(browser(world.officer), reverse("columns", args=["projects"]), changes)


def test_columns_are_ticked_and_ordered_in_a_form_and_put_back(world: World) -> None:
    world.sign()
    columns(world, show_code="on", place_code="2", show_stage="on", place_stage="1")
    assert heads(page(world)) == ["项目名称", "项目阶段", "项目编号"]
    columns(world, reset="1")
    assert not Preference.objects.exists()
    assert len(heads(page(world))) == 11


def test_a_place_that_is_no_number_is_named(world: World) -> None:
    response = columns(world, show_code="on", place_code="x")
    assert response.context["form"].errors["place_code"] == ["项目编号的次序应是数字"]


@pytest.mark.parametrize("name", ["nonsense", "preferences"])
def test_an_unknown_list_is_404(world: World, name: str) -> None:
    assert browser(world.officer).get(f"/lists/{name}/columns/").status_code == 404


def test_all_columns_cost_a_constant_number_of_queries(world: World) -> None:
    every = ",".join(ProjectTable.base_columns)
    url = f"{LIST}?per_page=50&columns={every}"
    for number in range(3):
        plan_milestone(by=world.officer, project=world.sign(f"项目{number}"), kind="started", happened_on=date(2024, 12, 18))
    few = query_count(browser(world.officer), url)
    for number in range(3, 20):
        world.sign(f"项目{number}")
    assert query_count(browser(world.officer), url) == few <= 14


def test_no_column_multiplies_a_sum(world: World) -> None:
    project = world.sign(amount_wan=10_000)
    for amount in (100, 200, 300):
        world.arrive(project, amount)
    for kind, day in (("started", "2024-10-08"), ("registered", "2024-09-08")):
        world.milestone(project, kind, day)
    every = ",".join(ProjectTable.base_columns)
    totals = dict(page(world, f"?columns={every}").context["table"].shown.feet[1][1])
    assert totals["signed_wan"] == 10_000
    assert totals["arrived_wan"] == totals["arrived_year_wan"] == totals["arrived_month_wan"] == 600
    assert totals["arrival_rate"] == Decimal("0.06")


def test_a_sum_to_which_nothing_was_reported_is_dashes(world: World) -> None:
    world.sign(amount_wan=10_000)
    cells = {
        cell[0].split('data-label="')[1].split('"')[0]: cell[1]
        for cell in list(page(world).context["table"].feet())[1]
        if "data-label" in cell[0]
    }
    assert cells["签约额（万元）"] == "10,000"
    assert cells["本年到位（万元）"] == "--"
    assert cells["到位率（%）"] == "0.00"


@pytest.mark.parametrize(
    ("planned", "words"),
    [
        ("2024-12-09", "红 开工 12月9日，超期5天"),
        ("2024-12-18", "黄 开工 12月18日"),
        ("2024-12-20", "蓝 开工 12月20日"),
        ("2024-12-31", "正常 开工 12月31日"),
    ],
)
def test_the_next_milestone_carries_its_light_in_working_days(world: World, planned: str, words: str) -> None:
    plan_milestone(by=world.officer, project=world.sign(), kind="started", happened_on=date.fromisoformat(planned))
    html = page(world, "?columns=next_milestone").content.decode()
    assert f"<span>{words}</span>" in html


def test_names_sort_by_pinyin_units_by_official_order_and_places_by_pinyin(world: World) -> None:
    world.sign("重庆项目", details={"origin": "浙江"})
    world.sign("安徽项目", details={"origin": "上海"})
    world.sign("中山项目", by=world.other_clerk, department=world.hongbao, details={"origin": "北京"})
    assert names(page(world, "?sort=name")) == ["安徽项目", "重庆项目", "中山项目"]
    assert names(page(world, "?sort=-department"))[0] == "中山项目"
    assert names(page(world, "?sort=origin")) == ["中山项目", "安徽项目", "重庆项目"]  # 北京, 上海, 浙江


@pytest.mark.parametrize(
    ("chosen", "css"), [("compact", "is-compact"), ("loose", "is-loose"), ("std", "is-dense"), ("x", "is-dense")]
)
def test_the_density_is_kept_for_the_browser(world: World, chosen: str, css: str) -> None:
    world.sign()
    client = browser(world.officer)
    assert client.get(reverse("choose_density"), {"density": chosen, "next": LIST})["Location"] == LIST
    assert f"qs-table is-frozen has-tick {css}" in client.get(LIST).content.decode()
    assert client.get(reverse("choose_density"), {"next": "https://evil.example/"})["Location"] == "/"


# --- 导出 ---------------------------------------------------------------------------------------------


def workbook(response: Any) -> Any:
    assert response.status_code == 200, response.status_code
    return openpyxl.load_workbook(BytesIO(b"".join(response.streaming_content) if response.streaming else response.content)).active


def values(sheet: Any) -> list[list[Any]]:
    return [[cell.value for cell in row] for row in sheet.iter_rows()]


def test_the_workbook_is_the_current_view(world: World) -> None:
    world.arrive(world.sign("甲", amount_wan=20_000, signed_on="2024-03-01"), "500.5")
    world.sign("乙", amount_wan=60_000)
    world.sign("丙", amount_wan=5_000)
    query = "?band=1&sort=signed_wan&columns=signed_on,arrived_year_wan,signed_wan,stage,arrival_rate&page=7"
    response = browser(world.officer).get(f"/projects/export.xlsx{query}")
    assert unquote(response["Content-Disposition"]).endswith("签约项目台账_20241216_示例经办.xlsx")
    sheet = workbook(response)
    title, notes, head, first, second, total = values(sheet)
    assert title[0] == "签约项目台账"
    assert notes[0] == "截至2024-12-16　单位：万元　筛选条件：规模段：1亿元以上（含）　制表人：县招商局 示例经办"
    assert head == ["项目名称", "签约时间", "本年到位（万元）", "签约额（万元）", "项目阶段", "到位率（%）"]
    assert first == ["甲", datetime.fromisoformat("2024-03-01"), 500.5, 20_000, "已签约", 2.5]
    assert second == ["乙", datetime.fromisoformat("2024-07-08"), None, 60_000, "已签约", 0]
    assert total == ["合计（2项）", None, 500.5, 80_000, None, 0.63]
    assert (sheet.freeze_panes, sheet.auto_filter.ref, sheet.print_title_rows) == ("B4", "A3:F5", "$1:$3")
    assert (sheet.page_setup.orientation, int(sheet.page_setup.paperSize), int(sheet.page_setup.fitToWidth)) == ("landscape", 9, 1)
    entry = Entry.objects.get(verb="export")
    assert (entry.actor, entry.details["rows"]) == (world.officer, 2)


def test_text_that_looks_like_a_formula_stays_text(world: World) -> None:
    world.sign("=1+1", details={"origin": "+86", "sector": "agri"})
    sheet = workbook(browser(world.officer).get("/projects/export.xlsx"))
    assert [(cell.value, cell.data_type, cell.quotePrefix) for cell in sheet[4][:2]] == [("=1+1", "s", True), ("+86", "s", True)]
    assert sheet[4][2].quotePrefix is False


def test_the_workbook_holds_what_its_reader_may_see_in_the_readers_unit(world: World) -> None:
    world.sign("甲")
    world.sign("乙", by=world.other_clerk, department=world.hongbao, amount_wan=12_345)
    client = browser(world.other_clerk)
    client.get(reverse("choose_unit"), {"unit": "亿元"})
    rows = values(workbook(client.get("/projects/export.xlsx?columns=signed_wan")))
    assert rows[2:] == [["项目名称", "签约额（亿元）"], ["乙", 1.2345], ["合计（1项）", 1.2345]]


def test_ticked_rows_are_exported_alone_and_one_foreign_tick_refuses_all(world: World) -> None:
    own, foreign = world.sign("甲"), world.sign("乙", by=world.other_clerk, department=world.hongbao)
    client = browser(world.clerk)
    assert [row[0] for row in values(workbook(client.get(f"/projects/export.xlsx?pick={own.pk}:1")))][3:] == ["甲", "合计（1项）"]
    assert client.get(f"/projects/export.xlsx?pick={own.pk}:1&pick={foreign.pk}:1").status_code == 404
    assert client.get("/projects/export.xlsx?pick=x").status_code == 404


def test_claims_and_tickets_are_exported_by_the_same_base(world: World) -> None:
    world.arrive(world.sign("甲"), 100)
    world.ticket()
    claims = values(workbook(browser(world.officer).get("/claims/export.xlsx")))
    assert claims[2][:4] == ["项目名称", "申报单位", "统计月", "申报数（万元）"]
    assert claims[3][3:5] == [100, 100]
    tickets = values(workbook(browser(world.officer).get("/tickets/export.xlsx")))
    assert tickets[3][0] == "流动资金贷款续贷困难"


# --- 改责任部门 ---------------------------------------------------------------------------------------


def move(world: World, picks: list[str], who: str = "verifier", **changes: Any) -> Any:
    data = {"pick": picks, "department": str(world.hongbao.pk), "starts_on": str(clock.today()), "reason": "机构调整"} | changes
    return submit(browser(getattr(world, who)), reverse("project_departments"), data)


def test_ticked_projects_change_their_department_together(world: World) -> None:
    projects = [world.sign("甲"), world.sign("乙")]
    world.arrive(projects[0], 100, "2024-12-10")
    picks = [f"{project.pk}:{project.version}" for project in projects]
    shown = browser(world.verifier).get(reverse("project_departments"), {"pick": picks})
    assert set(shown.context["picks"]) == set(picks)
    assert move(world, picks).status_code == 302
    assert set(Project.objects.values_list("department__name", flat=True)) == {"红堡镇"}
    assert Entry.objects.filter(verb="change_department", reason="机构调整").count() == 2
    moved = Credit.objects.standing().get(dimension="department")
    assert moved.unit == world.yongqing  # what arrived before today stays where it was credited


def test_money_of_today_follows_the_new_department(world: World) -> None:
    project = world.sign("甲")
    world.arrive(project, 100, clock.today())
    move(world, [f"{project.pk}:1"])
    assert Credit.objects.standing().get(dimension="department").unit == world.hongbao


def test_one_foreign_project_refuses_the_whole_batch(world: World) -> None:
    project = world.sign("甲")
    assert move(world, [f"{project.pk}:1", "999999:1"]).status_code == 404
    assert Project.objects.get().department == world.yongqing


def test_a_stale_tick_is_named_and_nothing_is_changed(world: World) -> None:
    stale, fresh = world.sign("甲"), world.sign("乙")
    Project.objects.filter(pk=stale.pk).update(version=2)
    response = move(world, [f"{stale.pk}:1", f"{fresh.pk}:1"])
    assert "甲在您打开页面之后被别人修改过，整批未办理" in response.content.decode()
    assert set(Project.objects.values_list("department__name", flat=True)) == {"永清镇"}


@pytest.mark.parametrize(("changes", "field"), [({"reason": ""}, "reason"), ({"department": ""}, "department")])
def test_a_batch_without_reason_or_department_comes_back(world: World, changes: dict[str, str], field: str) -> None:
    project = world.sign("甲")
    assert list(move(world, [f"{project.pk}:1"], **changes).context["form"].errors) == [field]


def test_a_clerk_cannot_give_a_project_away(world: World) -> None:
    project = world.sign("甲")
    assert move(world, [f"{project.pk}:1"], "clerk").status_code == 403
    assert move(world, [f"{project.pk}:1"], "leader").status_code == 403
    assert Project.objects.get().department == world.yongqing


def test_everything_that_was_filtered_is_a_second_explicit_step(world: World) -> None:
    for number in range(22):
        world.sign(f"项目{number:02d}")
    first = page(world, "?sort=name", "verifier").content.decode()
    assert "选择全部筛选结果（22项）" in first
    whole = page(world, "?sort=name&all=1", "verifier").content.decode()
    assert "已选全部筛选结果22项" in whole
    shown = browser(world.verifier).get(reverse("project_departments"), {"all": "1", "q": "项目0"})
    assert len(shown.context["projects"]) == 10


def test_a_double_click_changes_once(world: World) -> None:
    project = world.sign("甲")
    data = {"pick": [f"{project.pk}:1"], "department": str(world.hongbao.pk), "starts_on": str(clock.today()), "reason": "机构调整"}
    key = str(uuid.uuid4())
    client = browser(world.verifier)
    answers = {submit(client, reverse("project_departments"), data, key=key)["Location"] for _ in range(2)}
    assert len(answers) == 1
    assert Entry.objects.filter(verb="change_department").count() == 1


# --- 催办 ------------------------------------------------------------------------------------------------


def chase(world: World, picks: list[str], who: str = "officer", **changes: Any) -> Any:
    data = {"pick": picks, "text": "请更新进展", "working_days": "3"} | changes
    return submit(browser(getattr(world, who)), reverse("project_chase"), data)


def ticked(*projects: Project) -> list[str]:
    return [f"{project.pk}:{project.version}" for project in projects]


def test_ticked_projects_are_chased_together_each_at_its_department(world: World) -> None:
    """Monday the 16th and three working days: Thursday the 19th."""
    one, other = world.sign("甲"), world.sign("乙", department=world.hongbao, by=world.other_clerk)
    assert ("催办", reverse("project_chase")) in page(world, "", "officer").context["list"]["tick_actions"]
    shown = browser(world.officer).get(reverse("project_chase"), {"pick": ticked(one, other)})
    assert shown.context["form"].initial["working_days"] > 0
    assert chase(world, ticked(one, other)).status_code == 302
    made = {(str(matter.project), str(matter.units.get().unit), str(matter.deadline_on)) for matter in Matter.objects.all()}
    assert made == {("甲", "永清镇", "2024-12-19"), ("乙", "红堡镇", "2024-12-19")}


def test_within_24_hours_the_whole_batch_is_refused_and_names_the_project(world: World) -> None:
    one, other = world.sign("甲"), world.sign("乙")
    chase(world, ticked(one))
    again = chase(world, ticked(other, one))
    assert "甲：12月16日14:08已经催办过（催办〔2024〕1号），同一事项24小时内不重复催办；整批未催办" in again.content.decode()
    assert "请更新进展" in again.content.decode()
    assert Matter.objects.count() == 1


def test_a_chase_without_words_a_foreign_tick_and_a_clerk_are_refused(world: World) -> None:
    project = world.sign("甲")
    assert list(chase(world, ticked(project), text="").context["form"].errors) == ["text"]
    assert list(chase(world, ticked(project), working_days="三天").context["form"].errors) == ["working_days"]
    assert chase(world, [*ticked(project), "999999:1"]).status_code == 404
    assert chase(world, ticked(project), "clerk").status_code == 403
    assert Matter.objects.count() == 0


def test_a_double_click_chases_once(world: World) -> None:
    project = world.sign("甲")
    client, key = browser(world.officer), str(uuid.uuid4())
    data = {"pick": ticked(project), "text": "请更新进展", "working_days": "3"}
    assert {submit(client, reverse("project_chase"), data, key=key).status_code for _ in range(2)} == {302}
    assert Matter.objects.count() == 1
