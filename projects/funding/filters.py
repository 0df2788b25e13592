"""Filters of money lists."""

from typing import Any

from projects.core.filters import HouseFilterSet, PickFilter, WordsFilter
from projects.funding.choices import CLAIM_FLOW


class ClaimFilters(HouseFilterSet):
    q = WordsFilter("项目名称或投资方", fields=("project__name", "project__pinyin", "project__investor__name"))
    state = PickFilter("状态", choices=tuple((state.value, state.label) for state in CLAIM_FLOW.values()))
    month = PickFilter("统计月", field_name="month_id")

    def __init__(self, *args: Any, months: list[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        self.offer("month", months)
