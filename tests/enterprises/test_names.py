"""投资方: found by name, code, pinyin or initials; new by typing; a name much like another's is asked about."""

from typing import Any
from urllib.parse import quote

import pytest
from django.urls import reverse

from projects.enterprises.models import Enterprise
from projects.enterprises.queries import near_names
from projects.organisations.choices import COUNTY
from projects.organisations.models import Unit
from projects.pages.models import Preference
from projects.signing.models import Project
from tests.pages.browsing import REGISTRATION, browser, errors_of, query_count, submit
from tests.world import World

HUAMAO = "山东华贸（示例）控股集团有限公司"


@pytest.fixture
def huamao(world: World) -> Enterprise:
    return Enterprise.objects.create(
        county=world.county, name=HUAMAO, pinyin="shandonghuamao sdhm", credit_code="91370000MA0000001X", origin="山东"
    )


def offered(world: World, typed: str, who: str = "clerk") -> Any:
    response = browser(getattr(world, who)).get(f"{reverse('enterprise_suggest')}?q={quote(typed)}")
    assert response.status_code == 200
    return response.json()


@pytest.mark.parametrize("typed", ["华贸", "sdhm", "shandonghua", "91370000MA"])
def test_a_firm_is_found_by_name_initials_pinyin_and_code(world: World, huamao: Enterprise, typed: str) -> None:
    assert offered(world, typed)["found"] == [{"value": HUAMAO, "note": "91370000MA0000001X 山东", "recent": False}]


def test_a_new_name_is_welcome_and_a_near_one_is_hinted_at(world: World, huamao: Enterprise) -> None:
    assert offered(world, "清水新材料有限公司") == {"found": [], "hint": "企业名录中没有，将按新企业登记"}
    assert offered(world, "山东华贸集团有限公司")["hint"] == f"企业名录中有“{HUAMAO}”，如是同一家企业请选它"
    assert offered(world, HUAMAO)["hint"] == ""


@pytest.mark.parametrize(
    ("name", "is_near"),
    [
        ("山东华贸控股", True),
        ("山东华贸新材料有限公司", True),
        ("华贸", False),
        ("山东果香食品有限公司", False),
        ("有限公司", False),
    ],
)
def test_names_are_near_by_what_tells_firms_apart(world: World, huamao: Enterprise, name: str, is_near: bool) -> None:
    assert list(near_names(world.county.pk, name)) == ([huamao] if is_near else [])


def test_the_firm_chosen_last_stands_first(world: World, huamao: Enterprise) -> None:
    other = Enterprise.objects.create(county=world.county, name="安徽华贸（示例）有限公司", pinyin="anhuihuamao ahhm")
    assert [each["value"] for each in offered(world, "华贸")["found"]] == [other.name, HUAMAO]
    data = REGISTRATION | {"department": world.yongqing.pk, "investor_name": HUAMAO}
    assert submit(browser(world.clerk), reverse("signing_new"), data).status_code == 302
    assert Preference.objects.get(user=world.clerk, key="recent:enterprise").value == [HUAMAO]
    assert [each["value"] for each in offered(world, "华贸")["found"]] == [HUAMAO, other.name]
    assert offered(world, "")["found"][0] == {"value": HUAMAO, "note": "91370000MA0000001X 山东", "recent": True}


def test_registering_a_near_name_asks_and_keeps_the_reason(world: World, huamao: Enterprise) -> None:
    data = REGISTRATION | {"department": world.yongqing.pk, "investor_name": "山东华贸集团有限公司"}
    html = submit(browser(world.clerk), reverse("signing_new"), data).content.decode()
    assert f"企业名录中有“{HUAMAO}”，与所填投资方名称相近" in html
    answered = submit(browser(world.clerk), reverse("signing_new"), data | {f"reason-investor-{huamao.pk}": "另一家企业"})
    assert answered.status_code == 302
    assert Project.objects.get().investor.pinyin.startswith("shandonghuamaojituan")


def test_a_former_name_or_narrow_brackets_make_no_second_firm(world: World, huamao: Enterprise) -> None:
    Enterprise.objects.filter(pk=huamao.pk).update(former_names=["华贸实业"])
    for number, name in enumerate((HUAMAO.replace("（", "(").replace("）", ")"), "华贸实业")):
        data = REGISTRATION | {"department": world.yongqing.pk, "investor_name": name, "name": f"{'甲乙'[number]}工厂"}
        assert submit(browser(world.clerk), reverse("signing_new"), data).status_code == 302
    assert {project.investor for project in Project.objects.all()} == {huamao}


def test_suggesting_costs_the_same_for_any_number_of_firms(world: World, huamao: Enterprise) -> None:
    address = f"{reverse('enterprise_suggest')}?q=hua"
    few = query_count(browser(world.clerk), address)
    Enterprise.objects.bulk_create(
        Enterprise(county=world.county, name=f"华示例{number}公司", pinyin=f"huashili{number}") for number in range(30)
    )
    assert query_count(browser(world.clerk), address) == few <= 12
    assert len(offered(world, "hua")["found"]) == 10


def test_all_faults_that_the_action_finds_are_shown_at_once(world: World) -> None:
    data = REGISTRATION | {
        "department": world.yongqing.pk, "signed_on": "2024-12-20", "amount_wan": "0", "due_on": "2024-12-01",
    }  # fmt: skip
    response = submit(browser(world.clerk), reverse("signing_new"), data)
    assert errors_of(response) == {
        "signed_on": ["签约时间不能晚于今天（2024-12-16）"],
        "amount_wan": ["签约额应大于0，请核对"],
        "due_on": ["补交日期不能早于今天（2024-12-16），请写合同正文预计补交的日期"],
    }
    assert "有3处需要修改" in response.content.decode()


def test_the_directory_is_looked_up_and_not_leafed_through(world: World, huamao: Enterprise) -> None:
    """docs/decisions/0011: whoever files sees the public entry of any firm of the county, and nothing else of it."""
    Enterprise.objects.filter(pk=huamao.pk).update(contact_name="示例经理", contact_phone="13800001402")
    world.ticket(title="投诉", enterprise=huamao, is_confidential=True)
    assert offered(world, "山")["found"] == offered(world, "s")["found"] == []
    answer = browser(world.other_clerk).get(f"{reverse('enterprise_suggest')}?q={quote('华贸')}")
    assert answer.json()["found"] == [{"value": HUAMAO, "note": "91370000MA0000001X 山东", "recent": False}]
    assert not [word for word in ("示例经理", "13800001402", "投诉") if word in answer.content.decode()]


def test_a_firm_of_another_county_is_never_offered(world: World, huamao: Enterprise) -> None:
    neighbour = Unit.objects.create(kind=COUNTY, code="620522", name="邻县", seq=2)
    Enterprise.objects.filter(pk=huamao.pk).update(county=neighbour)
    for typed in ("华贸", "91370000MA", HUAMAO, "山东华贸集团有限公司"):
        assert offered(world, typed) == {"found": [], "hint": "企业名录中没有，将按新企业登记"}


def test_who_files_nothing_looks_nothing_up(world: World, huamao: Enterprise) -> None:
    for person in (world.leader, world.inspector):
        assert browser(person).get(f"{reverse('enterprise_suggest')}?q={quote('华贸')}").status_code == 403
