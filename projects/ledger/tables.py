"""Columns of the ledger: a new one is one line here (and its annotation, if it is a figure)."""

from collections.abc import Callable
from typing import Any

from django.db.models import F, QuerySet
from django.db.models.functions import NullIf
from django.utils.safestring import SafeString

from projects.core.tables import (
    CodeColumn,
    DayColumn,
    HouseColumn,
    HouseTable,
    MoneyColumn,
    PercentColumn,
    Shown,
    TitleColumn,
)
from projects.ledger.queries import rate
from projects.signing.stages import STAGE_LABELS
from projects.templatetags.ui import stage_tag


class StageColumn(HouseColumn):
    css = "is-stage"

    def prepared(self, name: str, shown: Shown) -> Callable[[str], str]:
        tags: dict[str, str] = {value: stage_tag(label) for value, label in STAGE_LABELS.items()}
        return lambda stage: tags[stage]


class RateColumn(PercentColumn):
    """到位率: 签约以来累计到位 ÷ 签约额."""

    def planned(self, name: str, shown: Shown) -> tuple[SafeString, Callable[[Any], str], SafeString]:
        show = self.prepared(name, shown)
        return self.opening(shown), lambda row: show(rate(row.arrived_wan, row.signed_wan)), SafeString("</td>")

    def order(self, queryset: QuerySet[Any], is_descending: bool) -> tuple[QuerySet[Any], bool]:
        share = F("arrived_wan") / NullIf(F("signed_wan"), 0)
        key = share.desc(nulls_last=True) if is_descending else share.asc(nulls_last=True)
        return queryset.order_by(key, "-pk"), True


class ProjectTable(HouseTable):
    name = TitleColumn("项目名称", url_name="project_detail", sort_by=("pinyin", "name"))
    origin = HouseColumn("来源地", sort_by=("origin",))
    sector = CodeColumn("所属领域", code_list="sector", sort_by=("sector",))
    department = HouseColumn("责任部门", sort_by=("department__seq",))
    signed_on = DayColumn("签约时间", sort_by=("signed_on",), css="nowrap qs-wide")
    signed_wan = MoneyColumn("签约额", sort_by=("signed_wan",))
    arrived_year_wan = MoneyColumn("本年到位", sort_by=("arrived_year_wan",))
    arrival_rate = RateColumn("到位率（%）", sort_by=("arrived_wan",))
    stage = StageColumn("项目阶段", sort_by=("stage",))
    fair_name = HouseColumn("签约节会（届次）", sort_by=("fair_name",), css="qs-wide")
