"""Filters of 招商活动, 招商线索 and 荣誉奖励."""

from projects.core.filters import DayFilter, HouseFilterSet, PickFilter, WordsFilter
from projects.outreach.choices import ACTIVITY_KINDS, HONOUR_KINDS, LEAD_SOURCES, LEAD_STATES


class ActivityFilters(HouseFilterSet):
    q = WordsFilter("活动名称或地点", fields=("name", "place"))
    kind = PickFilter("活动类型", choices=tuple((kind, kind) for kind in ACTIVITY_KINDS))
    since = DayFilter(label="开始时间从", field_name="starts_on", lookup_expr="gte")
    until = DayFilter(label="开始时间到", field_name="starts_on", lookup_expr="lte")
    ranges = (("since", "until"),)


class LeadFilters(HouseFilterSet):
    q = WordsFilter("线索或企业名称", fields=("name", "firm"))
    state = PickFilter("跟进状态", choices=tuple((state, state) for state in LEAD_STATES))
    source = PickFilter("线索来源", choices=tuple((source, source) for source in LEAD_SOURCES))


class HonourFilters(HouseFilterSet):
    q = WordsFilter("名称或企业", fields=("name", "enterprise__name", "document_number"))
    kind = PickFilter("类别", choices=tuple((kind, kind) for kind in HONOUR_KINDS))
