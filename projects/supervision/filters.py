"""Filters of 督办事项."""

from projects.core.filters import HouseFilterSet, PickFilter, WordsFilter
from projects.supervision.flow import KINDS, LEVELS, STATES


class MatterFilters(HouseFilterSet):
    q = WordsFilter("事项、编号、诉求编号或项目", fields=("title", "number", "ticket__number", "project__name"))
    kind = PickFilter("类别", choices=tuple((kind.value, kind.label) for kind in KINDS.values()))
    state = PickFilter("状态", choices=tuple((state.value, state.label) for state in STATES.values()))
    level = PickFilter("督办等级", choices=tuple((level.value, level.label) for level in LEVELS.values()))
