"""Projects in talks: no paper yet, with a note on how far they are."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import partial

from projects.demonstration.stage import Stage
from projects.demonstration.timeline import moment
from projects.demonstration.units import PARK_NAME
from projects.signing.actions import open_talks
from projects.signing.choices import OTHER_PROVINCE


@dataclass(frozen=True)
class Talk:
    code: str
    name: str
    investor: str
    origin: str
    sector: str
    department: str
    total_investment_wan: Decimal
    opened_on: date
    source_tier: str = OTHER_PROVINCE


# The numbers follow those of the composition's 28, so that the next registration continues them.
TALKS = (
    Talk(
        "2024-029",
        "汉麻脱胶梳理加工",
        "山西甲辰汉麻科技有限公司（示例）",
        "山西",
        "textile",
        PARK_NAME,
        Decimal(21_000),
        date(2024, 3, 15),
    ),
    Talk(
        "2024-030",
        "碳化硅冶炼余热50万吨瓦楞纸循环利用",
        "山东乙未纸业有限公司（示例）",
        "山东",
        "green",
        "县工业和信息化局",
        Decimal(86_000),
        date(2024, 4, 22),
    ),
    Talk(
        "2024-031",
        "玄武岩纤维复合材料",
        "浙江丙戌新材料有限公司（示例）",
        "浙江",
        "material",
        PARK_NAME,
        Decimal(32_000),
        date(2024, 5, 16),
    ),
    Talk(
        "2024-032",
        "中成大有储能电站",
        "北京丁丑储能科技有限公司（示例）",
        "北京",
        "material",
        "县发展和改革局",
        Decimal(45_000),
        date(2024, 9, 5),
    ),
)
PROGRESS = "在谈，取得实质性进展"


def schedule(stage: Stage) -> None:
    for number, talk in enumerate(TALKS):
        stage.timeline.add(moment(talk.opened_on, 10), partial(_open, stage, number, talk))


def _open(stage: Stage, number: int, talk: Talk) -> None:
    leaders = stage.of_kind("leader")
    open_talks(
        by=stage.people["jingban"],
        name=talk.name,
        investor_name=talk.investor,
        source_tier=talk.source_tier,
        department=stage.units[talk.department],
        details={
            "code": talk.code,
            "sector": talk.sector,
            "origin": talk.origin,
            "channel": "team",
            "leader": leaders[(number + 18) % len(leaders)],
            "total_investment_wan": talk.total_investment_wan,
            "note": PROGRESS,
        },
    )
