"""Units behind their task in the order of 督办: 红, 黄, 蓝 (definitions 1.20); one list for the page, the paper and the workbook."""

from collections.abc import Iterable
from dataclasses import dataclass

from projects.organisations.choices import LEADER
from projects.ranking.queries.standings import Place, Standing

ORDER = ("red", "yellow", "blue")
"""The heaviest first; 正常 has no paper."""
STEPS: dict[str, str] = {"red": "约谈", "yellow": "警告", "blue": "提醒"}
"""What each light asks for (handbook 5.2, 14.2)."""


@dataclass(frozen=True)
class Behind:
    """One unit; `number` within the whole list, beginning with 1."""

    number: int
    standing: Standing
    place: Place

    @property
    def light(self) -> str:
        return self.place.light

    @property
    def step(self) -> str:
        return STEPS[self.light]


def behind(groups: Iterable[Standing]) -> list[Behind]:
    """By light; within a light in the order of the groups and, in each group, of the ranks. Leaders never."""
    listed = [(standing, place) for standing in groups if standing.group.value != LEADER for place in standing.places]
    ordered = [pair for light in ORDER for pair in listed if pair[1].light == light]
    return [Behind(number, standing, place) for number, (standing, place) in enumerate(ordered, start=1)]
