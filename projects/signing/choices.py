"""Words of signing: tiers, natures of the paper, bands."""

from dataclasses import dataclass
from decimal import Decimal

OVERSEAS, OTHER_PROVINCE, OTHER_CITY, OTHER_COUNTY = "境外", "省外", "省内市外", "市内县外"
TIERS = (OVERSEAS, OTHER_PROVINCE, OTHER_CITY, OTHER_COUNTY)
OUTSIDE_TIERS = (OTHER_PROVINCE, OVERSEAS)
"""The headline's 省外到位资金: 省外 and 境外."""

CONTRACT, FRAMEWORK, INTENT, INCREASE = "正式合同", "框架协议", "意向协议", "补充协议（增资）"
PAPERS = (CONTRACT, FRAMEWORK, INTENT, INCREASE)

TOP500_LISTS = ("世界500强", "中国500强", "民营企业500强")
"""三个500强: on which list the investor stands (definitions 1.20)."""

SUBMITTED, RETURNED, CONFIRMED, VOIDED = "submitted", "returned", "confirmed", "voided"
REGISTRATION_STATES = {SUBMITTED: "待确认", RETURNED: "已退回", CONFIRMED: "已确认", VOIDED: "已作废"}


@dataclass(frozen=True)
class Band:
    """By 签约额 at signing, inclusive and nested (definitions 1.17)."""

    value: str
    label: str
    from_wan: Decimal


BANDS = (
    Band("10", "10亿元以上（含）", Decimal(100_000)),
    Band("5", "5亿元以上（含）", Decimal(50_000)),
    Band("1", "1亿元以上（含）", Decimal(10_000)),
)
