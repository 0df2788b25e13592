"""Pages of a month's life: 更正, 撤资, 重开, 零报告, 认定表, 期初建账, 市级认定数, 年度结转."""

import uuid
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from projects.core import clock
from projects.funding.actions import set_city_recognition
from projects.funding.models import Arrival, CityRecognition, OpeningBatch, StampedSheet
from projects.months.models import Month, NilReport, Reopening
from projects.signing.models import Project
from tests.access.cast import signed_in
from tests.funding.closing import close_until
from tests.funding.test_openings import ROWS, sheet
from tests.world import World, pdf


def text(answer: Any) -> str:
    return str(answer.content.decode())


def send(client: Client, url: str, **data: Any) -> Any:
    return client.post(url, {"submission_key": str(uuid.uuid4())} | data)


def test_a_correction_is_typed_over_what_stands(world: World) -> None:
    arrival = world.arrive(world.sign(), 800, "2024-12-03")
    client, url = signed_in(world.verifier), reverse("arrival_correct", args=[arrival.pk])
    page = client.get(url)
    assert 'value="800"' in text(page)
    assert reverse("arrival_correct", args=[arrival.pk]) in text(client.get(reverse("claim", args=[arrival.line.claim_id])))
    typed = {
        "amount_wan": "650万",
        "arrived_on": "2024-12-03",
        "tier": "省外",
        "use": arrival.use,
        "form": "货币",
        "reason": "看错一位",
    }
    refused = send(client, url, **(typed | {"amount_wan": "800"}))
    assert "没有改动任何一项" in text(refused)
    answer = send(client, url, **typed)
    assert answer["Location"] == reverse("claim", args=[arrival.line.claim_id])
    assert list(Arrival.objects.order_by("seq").values_list("amount_wan", flat=True)) == [800, -800, 650]


def test_a_withdrawal_shows_what_was_counted_and_refuses_more(world: World) -> None:
    project = world.sign()
    world.arrive(project, 800, "2024-12-03")
    client, url = signed_in(world.verifier), reverse("money_withdraw", args=[project.pk])
    assert "800" in text(client.get(url))
    typed = {"amount_wan": "801", "withdrawn_on": "今天", "tier": "省外", "use": "流动资金", "reason": "退出"}
    refused = text(send(client, url, **typed, document_number="1号"))
    assert "撤资不能超过该项目已核定的省外到位资金800万元" in refused
    assert "请上传撤资依据材料" in text(send(client, url, **(typed | {"amount_wan": "300"})))
    answer = send(client, url, **(typed | {"amount_wan": "300"}), papers=pdf("减资决议.pdf"))
    assert answer["Location"] == reverse("month", args=[world.month(2024, 12).pk])
    row = Arrival.objects.latest("seq")
    assert (row.amount_wan, row.papers.get().stored.name) == (-300, "减资决议.pdf")
    paper = reverse("arrival_paper", args=[row.papers.get().pk])
    assert client.get(paper).headers["X-Content-Type-Options"] == "nosniff"
    assert signed_in(world.other_clerk).get(paper).status_code == 404
    shown = text(client.get(reverse("project_detail", args=[project.pk]) + "?tab=money"))
    assert f'href="{paper}">减资决议.pdf' in shown


def test_the_project_leads_to_the_reversal_of_its_signing_and_to_the_withdrawal(world: World) -> None:
    project = world.sign()
    address = reverse("project_detail", args=[project.pk])
    bureau, clerk = signed_in(world.verifier), signed_in(world.clerk)
    links = (reverse("signing_reverse", args=[project.signings.get().pk]), reverse("money_withdraw", args=[project.pk]))
    for link in links:
        assert any(f'href="{link}"' in text(bureau.get(address + tab)) for tab in ("", "?tab=facts")), link
        assert not any(f'href="{link}"' in text(clerk.get(address + tab)) for tab in ("", "?tab=facts")), link


def test_the_month_shows_who_reported_what_was_adjusted_and_that_it_is_open(world: World) -> None:
    project = world.sign(signed_on="2024-03-01")
    world.sign("红堡冷链", department=world.hongbao, by=world.other_clerk, signed_on="2024-03-01")
    close_until(world, 2024, 11)
    world.arrive(project, 500, "2024-11-28", late_reason="进账单晚到")
    page = text(signed_in(world.verifier).get(reverse("month", args=[world.month(2024, 12).pk])))
    assert "已报1/应报2" in page
    assert "未报：红堡镇" in page
    assert "1笔，合计500.00万元" in page
    assert "补录：进账单晚到" in page
    assert "未月结" in page
    client = signed_in(world.verifier)
    assert 'data-label="其中调整上月数（万元）">500.00<' in text(client.get(reverse("months")))
    assert "其中调整上月数500.00万元" in text(client.get(reverse("month_close", args=[world.month(2024, 12).pk])))


def test_a_reopening_goes_from_one_verifier_to_the_other_and_back(world: World) -> None:
    project = world.sign(signed_on="2024-03-01")
    close_until(world, 2024, 11)
    october = world.month(2024, 10)
    first, second = signed_in(world.verifier), signed_in(world.second_verifier)
    month = reverse("month", args=[october.pk])
    assert "申请重开" in text(first.get(month))
    send(first, reverse("month_reopen", args=[october.pk]), version=october.version, reason="漏记进账单")
    request = Reopening.objects.get()
    approve = reverse("reopening_approve", args=[request.pk])
    assert "申请人不能审批" in text(send(first, approve, version=request.version, days="2"))
    assert send(second, approve, version=request.version, days="8").status_code == 200
    assert send(second, approve, version=request.version, days="2")["Location"] == month
    request.refresh_from_db()
    assert request.expires_at == clock.now() + timedelta(days=2)

    with clock.at(clock.now() + timedelta(hours=1)):
        world.arrive(project, 66, "2024-10-20")
    with clock.at(clock.now() + timedelta(hours=2)):
        send(first, reverse("month_reclose", args=[october.pk]))
        page = text(first.get(month))
    assert world.month(2024, 10).is_closed
    assert "重开期间改动的记录：入账1笔，签约0笔，业绩归属改记0条" in page
    assert "66.00" in page


def test_a_request_may_be_turned_down(world: World) -> None:
    close_until(world, 2024, 11)
    october = world.month(2024, 10)
    send(signed_in(world.verifier), reverse("month_reopen", args=[october.pk]), version=october.version, reason="漏记")
    request = Reopening.objects.get()
    send(
        signed_in(world.second_verifier),
        reverse("reopening_refuse", args=[request.pk]),
        version=request.version,
        reason="作补录",
    )
    assert "未获批准：作补录（示例审核乙 " in text(signed_in(world.verifier).get(reverse("month", args=[october.pk])))


def test_a_nil_report_is_one_tap(world: World) -> None:
    world.sign(signed_on="2024-03-01")
    close_until(world, 2024, 11)
    client, december = signed_in(world.clerk), world.month(2024, 12)
    page = text(client.get(reverse("nil_reports")))
    assert "本月无新增（零报告）" in page
    assert "已报0/应报1" in page
    answer = send(client, reverse("nil_report", args=[december.pk, world.yongqing.pk]))
    assert answer["Location"] == reverse("nil_reports")
    assert NilReport.objects.get().reported_by == world.clerk
    page = text(client.get(reverse("nil_reports")))
    assert "已零报告" in page
    assert "已报1/应报1" in page
    assert send(signed_in(world.other_clerk), reverse("nil_report", args=[december.pk, world.yongqing.pk])).status_code == 404


def test_the_stamped_sheet_goes_to_the_months_claims_and_comes_back(world: World) -> None:
    world.claim(world.sign(), 100)
    december = world.month(2024, 12)
    client = signed_in(world.clerk)
    url = reverse("sheet_upload", args=[december.pk, world.yongqing.pk])
    assert "data-stage-url" in client.get(url).content.decode()  # goes up at once, with progress and its own refusal
    assert "请上传认定表盖章件" in text(send(client, url))
    assert send(client, url, file=pdf("认定表.pdf"))["Location"] == reverse("nil_reports")
    file = reverse("sheet_file", args=[StampedSheet.objects.get().pk])
    assert client.get(file).headers["X-Content-Type-Options"] == "nosniff"
    assert signed_in(world.other_clerk).get(file).status_code == 404


def test_the_opening_sheet_is_read_or_answered_row_by_row(world: World) -> None:
    Month.objects.all().delete()
    client, url = signed_in(world.verifier), reverse("openings")
    bad = [*ROWS[0]]
    bad[4] = "永清乡"
    page = text(send(client, url, document_number="1号", file=sheet(bad, ROWS[1])))
    assert "第3行：责任部门“永清乡”不在单位名录中" in page
    assert Project.objects.count() == 0
    page = text(send(client, url, document_number="1号", file=pdf("期初表.xlsx")))
    assert "不是完整的 .xlsx 表格" in page
    answer = send(client, url, document_number="1号", file=sheet(*ROWS))
    assert answer["Location"] == url
    page = text(client.get(url))
    assert "1,470.50" in page
    assert "第5行“合计”是汇总行，未读入" in page
    assert OpeningBatch.objects.get().loaded_by == world.verifier
    close_until(world, 2022, 5)
    assert "已经办理过月结" in text(client.get(url))


def test_the_citys_amount_stands_beside_the_countys(world: World) -> None:
    project = world.sign("甲项目", signed_on="2023-03-01")
    world.arrive(project, 1400, "2024-03-01")
    client = signed_in(world.verifier)
    new = reverse("city_new") + "?year=2024&month=11"
    typed = {"project": project.pk, "amount_wan": "1150", "document_number": "31号", "reason": "凭证不全"}
    assert "请填写文号" in text(send(client, new, **(typed | {"document_number": ""})))
    answer = send(client, new, **typed)
    assert answer["Location"] == reverse("city_recognition") + "?year=2024&month=11"
    assert (CityRecognition.objects.get().until_month, CityRecognition.objects.get().amount_wan) == (11, 1150)
    page = text(client.get(answer["Location"]))
    for word in ("1,400.00", "1,150.00", "−250.00", "凭证不全", "通报采用县级核定数"):
        assert word in page
    assert "登记市级认定数" not in text(signed_in(world.officer).get(reverse("city_recognition")))
    assert signed_in(world.clerk).get(reverse("city_recognition") + "?year=99999&month=x").status_code == 200


def test_each_sees_the_citys_amounts_of_the_own_projects_only(world: World) -> None:
    project = world.sign("甲项目")
    set_city_recognition(
        by=world.verifier, project=project, year=2024, until_month=11, amount_wan=Decimal(5), document_number="31号"
    )
    url = reverse("city_recognition") + "?year=2024&month=11"
    assert "甲项目" in text(signed_in(world.clerk).get(url))
    assert "甲项目" not in text(signed_in(world.other_clerk).get(url))


def test_the_carry_over_says_what_is_lacking_for_the_new_year(world: World) -> None:
    project = world.sign("在建项目", signed_on="2024-03-01", amount_wan=10_000)
    world.arrive(project, 4_000, "2024-05-01")
    close_until(world, 2024, 10)
    page = text(signed_in(world.officer).get(reverse("carry_over")))
    for word in ("2025年年度结转", "1个项目结转", "续建", "6,000.00", "还有2个月未月结：2024年11月、2024年12月", "任务未下达"):
        assert word in page
    world.task(world.county, 600_000, year=2025, issued_on=date(2024, 12, 16))
    assert "已下达1个单位" in text(signed_in(world.officer).get(reverse("carry_over") + "?year=2025"))
    assert "在建项目" not in text(signed_in(world.other_clerk).get(reverse("carry_over")))


@pytest.mark.parametrize("name", ["nil_reports", "carry_over", "city_recognition"])
def test_the_pages_take_no_more_queries_for_more_rows(world: World, name: str, django_assert_max_num_queries: Any) -> None:
    def fill(*numbers: int) -> None:
        for number in numbers:
            project = world.sign(f"项目{number}号", signed_on="2023-03-01")
            world.arrive(project, 100, "2024-03-01")

    client, url = signed_in(world.verifier), reverse(name)
    client.get(url)
    fill(1)
    with CaptureQueriesContext(connection) as one:
        client.get(url)
    allowed = len(one)
    fill(2, 3, 4)
    client.get(url)  # the demonstration's date is kept for some seconds only
    with django_assert_max_num_queries(allowed):
        client.get(url)
