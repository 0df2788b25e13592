"""The month's grid, 认定依据, 业绩归属, 变更投资方, 冲销签约, 月度签批, 单位负责人确认: through their pages."""

import uuid
from decimal import Decimal
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from projects.audit.models import Entry
from projects.funding.actions import basis_of, withdraw_claim
from projects.funding.models import Credit, LeaderSignature
from projects.organisations.models import Tenure
from projects.reference.choices import IN_SYSTEM, UNIT_CONFIRMATION
from projects.signing.models import Project, Signing
from tests.access.cast import person
from tests.funding.closing import close_until
from tests.funding.test_claim_pages import signed_in
from tests.funding.test_reporting import set_to
from tests.world import PDF, World


def sent(user: Any, url: str, **values: Any) -> Any:
    return signed_in(user).post(url, {"submission_key": str(uuid.uuid4())} | values)


def test_the_grid_has_a_row_for_each_live_project_and_the_nil_button_while_nothing_was_sent(world: World) -> None:
    first, second = world.sign("苹果精深加工"), world.sign("核桃深加工")
    world.sign("红堡光伏", department=world.hongbao, by=world.officer)
    client = signed_in(world.clerk)
    page = client.get("/claims/month/")
    assert {row.project.pk for row in page.context["grid"].rows} == {first.pk, second.pk}
    assert "本月无新增（零报告）" in page.content.decode()
    claim = world.claim(first, "120.5")
    world.arrive(first, "79.5", "2024-12-11")
    page = client.get("/claims/month/")
    grid = page.context["grid"]
    # 120.5 waits, 79.5 was counted.
    assert (grid.claimed, grid.counted, grid.is_silent) == (200, Decimal("79.5"), False)
    assert "本月无新增（零报告）" not in page.content.decode()
    assert "全县已报1／应报2" in page.content.decode()
    withdraw_claim(by=world.clerk, claim=claim)
    assert client.get("/claims/month/").context["grid"].claimed == Decimal("79.5")
    november = client.get(f"/claims/month/?month={world.month(2024, 11).pk}").context["grid"]
    assert (november.claimed, november.is_silent) == (None, True)
    foreign = client.get(f"/claims/month/?unit={world.hongbao.pk}").context["grid"]
    assert foreign.unit == world.yongqing


def test_the_basis_is_changed_on_its_page_only_with_a_reason(world: World) -> None:
    project = world.sign()
    world.arrive(project, 100)
    values = {"version": project.version, "year": "2024", "basis": "完成投资", "reason": ""}
    form = sent(world.verifier, f"/projects/{project.pk}/basis/", **values).context["form"]
    assert form.errors["reason"] == ["变更认定依据请写明原因"]
    assert sent(world.verifier, f"/projects/{project.pk}/basis/", **(values | {"reason": "以设备为主"})).status_code == 302
    assert basis_of(project, 2024) == "完成投资"
    assert sent(world.verifier, f"/projects/{project.pk}/basis/", **(values | {"version": 99})).status_code == 409


def test_shares_are_set_in_percents_and_their_sum_is_shown(world: World) -> None:
    project = world.sign()
    world.arrive(project, 100, "2024-12-10")
    url = f"/projects/{project.pk}/shares/department/"
    page = signed_in(world.verifier).get(url)
    assert page.context["form"].total() == "100"
    values = {
        "version": project.version,
        "starts_on": "2024-12-01",
        "reason": "两镇共同引进",
        "unit-1": world.yongqing.pk,
        "percent-1": "60",
        "unit-2": world.hongbao.pk,
        "percent-2": "40.5",
    }
    refused = sent(world.verifier, url, **values).context["form"]
    assert "合计不超过100%" in refused.errors["percent-1"][0]
    assert refused.total() == "100.5"
    lacking = sent(world.verifier, url, **(values | {"percent-2": ""})).context["form"]
    assert lacking.errors["percent-2"] == ["请填写归属单位2的比例"]
    assert sent(world.verifier, url, **(values | {"percent-2": "40"})).status_code == 302
    # 100万元: 60 and 40.
    standing = Credit.objects.standing().filter(dimension="department")
    assert dict(standing.values_list("unit__name", "amount_wan")) == {"永清镇": 60, "红堡镇": 40}
    assert signed_in(world.verifier).get(f"/projects/{project.pk}/shares/county/").status_code == 404


def test_the_investor_is_changed_and_the_count_stays(world: World) -> None:
    project = world.sign()
    values = {
        "version": project.version,
        "leaving": project.investor_id,
        "investor": "新投（示例）有限公司",
        "source_tier": "境外",
        "origin": "香港",
        "changed_on": "2024-12-01",
        "reason": "股权转让",
    }
    assert sent(world.verifier, f"/projects/{project.pk}/investor/", **values).status_code == 302
    project = Project.objects.get(pk=project.pk)
    assert (project.investor.name, project.source_tier, Signing.objects.count()) == ("新投（示例）有限公司", "境外", 1)


def test_a_signing_is_reversed_once_with_a_reason(world: World) -> None:
    signing = world.sign().signings.get()
    url = f"/projects/signings/{signing.pk}/reverse/"
    assert "冲销原因" in sent(world.verifier, url, reason="").context["form"].errors["reason"][0]
    assert sent(world.verifier, url, reason="合同作废")["Location"] == f"/projects/{signing.project_id}/"
    assert sum(Signing.objects.values_list("amount_wan", flat=True)) == 0
    assert "已经冲销过" in sent(world.verifier, url, reason="再来一次").content.decode()


def test_a_leader_signs_the_month_with_one_tap_and_the_bureau_with_the_paper(world: World) -> None:
    world.arrive(world.sign(), 100)
    url = f"/months/{world.month(2024, 12).pk}/sign/"
    page = signed_in(world.leader).get(url)
    assert (page.context["sums"]["wan"], "未月结" in page.content.decode()) == (100, True)
    assert sent(world.leader, url, leader=world.leader_post.pk, note="").status_code == 302
    lacking = sent(world.verifier, url, leader=world.other_leader_post.pk).context["form"]
    assert lacking.errors["file"] == ["代录领导签批请上传签批件"]
    paper = SimpleUploadedFile("签批.pdf", PDF, content_type="application/pdf")
    assert sent(world.verifier, url, leader=world.other_leader_post.pk, file=paper).status_code == 302
    assert LeaderSignature.objects.count() == 2
    assert signed_in(world.clerk).get(url).status_code == 403


def test_the_list_that_a_leader_signs_names_what_belongs_to_earlier_months_and_who_reported(world: World) -> None:
    """December: 100 of its own and 40 of a slip of November, which was closed; one of the two units that owe has reported."""
    project = world.sign()
    world.sign("红堡冷链", department=world.hongbao, by=world.other_clerk)
    close_until(world, 2024, 11)
    world.arrive(project, 100)
    world.arrive(project, 40, "2024-11-05", late_reason="回单晚到")
    html = signed_in(world.leader).get(f"/months/{world.month(2024, 12).pk}/sign/").content.decode()
    assert "2笔，140.00万元，其中调整上月数40.00万元" in html
    assert "已报1/应报2" in html


def test_the_unit_head_confirms_where_the_setting_asks_for_it(world: World) -> None:
    claim = world.claim(world.sign(), 100)
    head = person("head", "示例负责人", world.yongqing, "unit_head")
    client = signed_in(head)
    assert "单位负责人确认" not in client.get(f"/claims/{claim.pk}/").content.decode()
    set_to(UNIT_CONFIRMATION, IN_SYSTEM)
    assert "单位负责人确认" in client.get(f"/claims/{claim.pk}/").content.decode()
    assert sent(head, f"/claims/{claim.pk}/confirm/").status_code == 302
    assert Entry.objects.filter(verb="confirm_claim", target_id=str(claim.pk)).count() == 1
    assert sent(world.clerk, f"/claims/{claim.pk}/confirm/").status_code == 403
    assert Tenure.objects.filter(user=head).exists()
