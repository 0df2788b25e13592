"""Filters of the ledger, in the order of the filter card: the first three stand open."""

from collections.abc import Callable, Collection, Mapping
from typing import Any, ClassVar

from django.db.models import Exists, OuterRef, QuerySet

from projects.core.filters import DayFilter, HouseFilterSet, PickFilter, WordsFilter
from projects.signing.choices import BANDS, CONTRACT, PAPERS, TIERS
from projects.signing.models import Signing
from projects.signing.stages import STAGES

NO_PAPER = "none"


class ProjectFilters(HouseFilterSet):
    """`offers`: the choices of the filters whose values stand in the database, by filter; `alike`: the numbers of likely duplicates."""

    ranges: ClassVar[tuple[tuple[str, str], ...]] = (("signed_from", "signed_to"),)

    q = WordsFilter("项目名称或投资方", fields=("name", "pinyin", "code", "investor__name", "investor__pinyin"))
    signed_from = DayFilter(field_name="signed_on", lookup_expr="gte", label="签约时间起")
    signed_to = DayFilter(field_name="signed_on", lookup_expr="lte", label="签约时间止")
    band = PickFilter("规模段", choices=tuple((band.value, band.label) for band in BANDS), method="in_band")
    sector = PickFilter("所属领域")
    department = PickFilter("责任部门", field_name="department_id")
    paper = PickFilter(
        "文本性质", choices=(*((paper, paper) for paper in PAPERS), (NO_PAPER, "尚无已确认文本")), method="with_paper"
    )
    stage = PickFilter("项目阶段", choices=tuple((stage.value, stage.label) for stage in STAGES))
    source_tier = PickFilter("资金来源", choices=tuple((tier, tier) for tier in TIERS))
    alike = PickFilter("疑似重复", choices=(("open", "疑似重复，未核实"),), method="that_are_alike")

    def __init__(
        self, *args: Any, offers: Mapping[str, list[tuple[str, str]]], alike: Callable[[], Collection[int]], **options: Any
    ) -> None:
        super().__init__(*args, **options)
        self.find_alike = alike
        for name, choices in offers.items():
            self.offer(name, choices)

    def in_band(self, projects: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        """By the contract's amount at signing; later 增资 moves nothing up (definitions 1.17)."""
        band = next(band for band in BANDS if band.value == value)
        contracts = Signing.objects.standing().filter(project=OuterRef("pk"), nature=CONTRACT, amount_wan__gte=band.from_wan)
        return projects.filter(Exists(contracts))

    def that_are_alike(self, projects: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        """Both of each pair that 数据体检 asks about."""
        return projects.filter(pk__in=self.find_alike())

    def with_paper(self, projects: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        signed = Signing.objects.standing().filter(project=OuterRef("pk"))
        return projects.filter(~Exists(signed) if value == NO_PAPER else Exists(signed.filter(nature=value)))
