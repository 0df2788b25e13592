"""Rows that stand before the first act: fairs, parks with their tenants, enterprises. Not business writes, so written directly."""

from collections.abc import Iterator, Mapping
from datetime import date

from projects.core import pinyin
from projects.demonstration.rows import project_rows
from projects.demonstration.talks import TALKS
from projects.demonstration.timeline import workday_after
from projects.demonstration.units import phone
from projects.enterprises.models import Enterprise
from projects.organisations.models import Unit
from projects.outreach.models import Fair
from projects.parks.models import Park, Tenancy

FAIR_SERIES = "兰洽会"
FAIRS = ((29, date(2023, 7, 6), date(2023, 7, 10)), (30, date(2024, 7, 6), date(2024, 7, 10)))
PARKS = ("红堡生态工业园", "黄门工业园", "东关工业园")
TRADES = {
    "agri": "农业科技",
    "health": "医药健康",
    "material": "新能源科技",
    "equipment": "装备制造",
    "tourism": "文化旅游",
    "textile": "服饰",
    "trade": "商贸物流",
    "building": "建材",
    "green": "环保科技",
}
LOCAL = """
果香食品 麦丰面粉 陇坡农机 泉源饮品 秦岭菌业 轩丰粮油 渭滨核桃 红梁果业 清泉花椒 陇味调味品 坡上蜂业 禾田种业 牧歌肉牛 青禾蔬菜 金穗饲料
永固水泥制品 磐石砂石 瑞砖新型墙材 恒立钢构 顺通机械 立新电器 华灯照明 锦程服装 织锦家纺 巧手工艺 云上电商 捷运物流 乡里商贸 旺集超市 山居民宿
古韵文旅 康泽药业 草本饮片 百草种植 润泽环保 绿源再生 宏图印务 新创包装 诚信建筑 远山茶业
"""
_STEMS, _BRANCHES = "甲乙丙丁戊己庚辛壬癸", "子丑寅卯辰巳午未申酉戌亥"


def investor_names() -> dict[str, str]:
    """Project key → investor. A tenant keeps its name: two projects of one tenant are two projects of one investor."""
    return {
        row.key: row.tenant or f"{row.origin}{_STEMS[number % 10]}{_BRANCHES[number % 12]}{TRADES[row.sector]}有限公司（示例）"
        for number, row in enumerate(project_rows())
    }


def local_names() -> list[str]:
    return [f"清水{word}有限公司（示例）" for word in LOCAL.split()]


def create_fairs(county: Unit) -> dict[str, Fair]:
    fairs = Fair.objects.bulk_create(
        Fair(
            county=county,
            series=FAIR_SERIES,
            edition=edition,
            name=f"第{edition}届{FAIR_SERIES}",
            starts_on=starts_on,
            ends_on=ends_on,
        )
        for edition, starts_on, ends_on in FAIRS
    )
    return {fair.name: fair for fair in fairs}


def create_enterprises(county: Unit) -> dict[str, Enterprise]:
    """Investors with their seat, and the local firms whose problems are settled."""
    made: dict[str, Enterprise] = {}
    for number, (name, origin, tier) in enumerate(_firms(), start=1):
        made.setdefault(name, _enterprise(county, number, name, origin, tier))
    return {enterprise.name: enterprise for enterprise in Enterprise.objects.bulk_create(made.values())}


def _firms() -> Iterator[tuple[str, str, str]]:
    investors = investor_names()
    yield from ((investors[row.key], row.origin, row.source_tier) for row in project_rows())
    yield from ((talk.investor, talk.origin, talk.source_tier) for talk in TALKS)
    yield from ((name, "清水", "") for name in local_names())


def _enterprise(county: Unit, number: int, name: str, origin: str, tier: str) -> Enterprise:
    return Enterprise(
        county=county,
        name=name,
        pinyin=pinyin.key(name),
        origin=origin,
        source_tier=tier,
        contact_name=f"示例{_BRANCHES[number % 12]}{_STEMS[number % 10]}",
        contact_phone=phone(7000 + number),
    )


def create_parks(county: Unit, enterprises: Mapping[str, Enterprise]) -> None:
    """Twelve enterprises with fourteen projects: 投产运营 as soon as one of its projects is."""
    parks = Park.objects.bulk_create(Park(county=county, name=name, seq=seq) for seq, name in enumerate(PARKS, start=1))
    by_name = {park.name: park for park in parks}
    tenants: dict[str, Tenancy] = {}
    for row in sorted((row for row in project_rows() if row.tenant), key=lambda row: row.signed_on):
        since = workday_after(row.signed_on, 30)
        tenancy = tenants.setdefault(
            row.tenant, Tenancy(park=by_name[row.park], enterprise=enterprises[row.tenant], state="building", since=since)
        )
        tenancy.state = "producing" if row.is_producing_tenant else tenancy.state
    Tenancy.objects.bulk_create(tenants.values())
