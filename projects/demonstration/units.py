"""The county's units in official order: posts only, never names of persons. Telephones are clearly fake."""

from collections.abc import Iterable, Iterator

from projects.core import pinyin
from projects.organisations.choices import (
    BUREAU,
    COUNTY,
    DEPARTMENT,
    LEADER,
    PARK_AUTHORITY,
    PRINCIPAL,
    SERVICE_CENTRE,
    TASK_FORCE,
    TOWNSHIP,
)
from projects.organisations.models import Unit
from projects.reference.choices import SECTORS

COUNTY_CODE = "620521"
COUNTY_NAME = "清水县"
BUREAU_NAME = "县招商局"
PARK_NAME = "清水工业集中区管委会"
CENTRE_NAME = "招商引资代办服务中心"

# post or name, then the short form where it differs
LEADERS = """
县委书记
县委副书记、县长 县长
县人大常委会主任 县人大主任
县政协主席
县委副书记
县委常委、常务副县长 常务副县长
县委常委、县纪委书记、县监委主任 县纪委书记
县委常委、组织部部长 组织部部长
县委常委、宣传部部长 宣传部部长
县委常委、统战部部长 统战部部长
县委常委、政法委书记 政法委书记
县委常委、县委办公室主任 县委办主任
县委常委、县人武部部长 人武部部长
县委常委、副县长（东西部协作） 副县长（协作）
县人大常委会副主任（财经） 人大副主任（财经）
县人大常委会副主任（农业） 人大副主任（农业）
县人大常委会副主任（社会） 人大副主任（社会）
县人大常委会副主任（法制） 人大副主任（法制）
副县长（工业商贸） 副县长（工业）
副县长（农业农村） 副县长（农业）
副县长（城建环保） 副县长（城建）
副县长（文教卫生） 副县长（文教）
副县长、县公安局局长 副县长（公安）
县政协副主席（经济） 政协副主席（经济）
县政协副主席（提案） 政协副主席（提案）
县政协副主席（文史） 政协副主席（文史）
"""
TOWNSHIPS = """
永清镇 红堡镇 白驼镇 金集镇 秦亭镇 山门镇 白沙镇 王河镇 郭川镇 黄门镇 松树镇 远门镇 土门镇 草川铺镇 陇东镇 贾川乡 丰望乡 新城乡
"""
BUREAUS = """
县委办公室 县委办
县委组织部
县委宣传部
县委统战部
县委政法委员会 县委政法委
县纪委监委机关 县纪委监委
县委机构编制委员会办公室 县委编办
县委巡察工作领导小组办公室 县委巡察办
县委网络安全和信息化委员会办公室 县委网信办
县委党校
县人大常委会办公室 县人大办
县政协办公室 县政协办
县总工会
共青团清水县委 团县委
县妇女联合会 县妇联
县工商业联合会 县工商联
县科学技术协会 县科协
县残疾人联合会 县残联
县红十字会
县文学艺术界联合会 县文联
县政府办公室 县政府办
县发展和改革局 县发改局
县招商局
县工业和信息化局 县工信局
县教育局
县科学技术局 县科技局
县公安局
县民政局
县司法局
县财政局
县人力资源和社会保障局 县人社局
县自然资源局
市生态环境局清水分局 清水生态环境分局
县住房和城乡建设局 县住建局
县交通运输局 县交通局
县水务局
县农业农村局
县商务局
县文体广电和旅游局 县文旅局
县卫生健康局 县卫健局
县退役军人事务局
县应急管理局 县应急局
县审计局
县市场监督管理局 县市场监管局
县统计局
县医疗保障局 县医保局
县信访局
县林业和草原局 县林草局
县乡村振兴局
县城市管理综合执法局 县城管执法局
县委县政府督查室 县督查室
县政务服务中心
县机关事务服务中心 县机关事务中心
县供销合作社 县供销社
县果业服务中心 县果业中心
县畜牧兽医服务中心 县畜牧中心
县农业技术推广中心 县农技中心
县中医药产业发展中心 县中医药中心
县融媒体中心
县档案馆
县公共资源交易中心
县政府项目前期综合服务中心 县项目前期中心
县金融工作服务中心 县金融中心
县电子商务服务中心 县电商中心
县住房公积金管理部 县公积金管理部
县城市建设投资公司 县城投公司
县文化旅游投资公司 县文旅投公司
县农业发展投资公司 县农投公司
国家税务总局清水县税务局 县税务局
国网清水县供电公司 县供电公司
县气象局
县烟草专卖局
邮政清水县分公司 县邮政公司
中国电信清水分公司 清水电信
中国移动清水分公司 清水移动
农发行清水县支行 清水农发行
农行清水县支行 清水农行
建行清水县支行 清水建行
甘肃银行清水支行 清水甘肃银行
县农村信用合作联社 县信用联社
"""


def phone(number: int) -> str:
    return f"0938-{number:07d}"


def create_units() -> dict[str, Unit]:
    """name → unit, the county among them."""
    county = Unit(code=COUNTY_CODE, name=COUNTY_NAME, kind=COUNTY, seq=1, pinyin=pinyin.key(COUNTY_NAME), phone=phone(1))
    county.save(force_insert=True)
    units = [county, *Unit.objects.bulk_create(_units_of(county))]
    return {unit.name: unit for unit in units}


def _units_of(county: Unit) -> Iterator[Unit]:
    yield from _series(county, 100, "L", LEADER, _leaders())
    yield from _task_forces(county)
    yield from _series(county, 1000, "D", DEPARTMENT, _departments())


def _leaders() -> Iterator[tuple[str, str, str]]:
    """The first two are 主要领导."""
    for number, pair in enumerate(_pairs(LEADERS)):
        yield (*pair, PRINCIPAL if number < 2 else "")


def _departments() -> Iterator[tuple[str, str, str]]:
    yield from ((name, "", TOWNSHIP) for name in TOWNSHIPS.split())
    yield PARK_NAME, "工业集中区管委会", PARK_AUTHORITY
    yield CENTRE_NAME, "代办服务中心", SERVICE_CENTRE
    yield from ((*pair, BUREAU) for pair in _pairs(BUREAUS))


def _pairs(lines: str) -> Iterator[tuple[str, str]]:
    for line in lines.split("\n"):
        if line:
            name, _, short = line.partition(" ")
            yield name, short


def _series(county: Unit, base: int, letter: str, kind: str, rows: Iterable[tuple[str, str, str]]) -> Iterator[Unit]:
    for number, (name, short, category) in enumerate(rows, start=1):
        yield Unit(
            county=county,
            parent=county,
            kind=kind,
            category=category,
            code=f"{COUNTY_CODE}-{letter}{number:03d}",
            name=name,
            short_name=short,
            pinyin=pinyin.key(f"{name}{short}", 200),
            seq=base + number,
            phone=phone(base + number),
        )


def _task_forces(county: Unit) -> Iterator[Unit]:
    names = ((f"{label}工作专班", f"{label}专班", "") for _, label in SECTORS)
    for unit, (sector, _) in zip(_series(county, 200, "Z", TASK_FORCE, names), SECTORS, strict=True):
        unit.sectors = [sector]
        yield unit
