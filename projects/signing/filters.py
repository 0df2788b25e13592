"""Filters of 签约确认."""

from typing import Any

from projects.core.filters import HouseFilterSet, PickFilter, WordsFilter
from projects.signing.choices import PAPERS, TIERS


class WaitingFilters(HouseFilterSet):
    q = WordsFilter(
        "项目名称或投资方",
        fields=("project__name", "project__pinyin", "project__code", "project__investor__name", "project__investor__pinyin"),
    )
    department = PickFilter("责任部门", field_name="project__department_id")
    nature = PickFilter("文本性质", choices=tuple((paper, paper) for paper in PAPERS))
    source_tier = PickFilter("资金来源", field_name="project__source_tier", choices=tuple((tier, tier) for tier in TIERS))

    def __init__(self, *args: Any, departments: list[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        self.offer("department", departments)
