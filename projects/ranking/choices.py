"""Groups that are ranked among themselves (handbook 5.4: never mixed), and what they are ranked by."""

from dataclasses import dataclass

from projects.funding.choices import ARRIVED, TASK_KINDS
from projects.indicators.catalogue.tasks import KIND_FIGURES
from projects.organisations.choices import DEPARTMENT, LEADER, RANK_GROUPS, TASK_FORCE, TOWNSHIP
from projects.organisations.models import Unit

OTHERS = "department"
WAN = "万元"


@dataclass(frozen=True)
class RankGroup:
    """`cut`: the board's dimension its units are holders in."""

    value: str
    label: str
    cut: str


GROUPS: dict[str, RankGroup] = {
    group.value: group
    for group in (
        RankGroup(LEADER, "县级领导", LEADER),
        RankGroup(TASK_FORCE, "工作专班", TASK_FORCE),
        RankGroup(TOWNSHIP, "乡镇", DEPARTMENT),
        RankGroup(OTHERS, "责任部门", DEPARTMENT),
        RankGroup("first", "责任部门一组", DEPARTMENT),
        RankGroup("second", "责任部门二组", DEPARTMENT),
        RankGroup("third", "责任部门三组", DEPARTMENT),
        RankGroup("stationed", "驻县单位", DEPARTMENT),
    )
}


def group_of(unit: Unit) -> str:
    """The group that a holder of tasks is ranked in."""
    if unit.kind != DEPARTMENT:
        return unit.kind
    if unit.category == TOWNSHIP:
        return TOWNSHIP
    return unit.rank_group if unit.rank_group in RANK_GROUPS and unit.rank_group else OTHERS


@dataclass(frozen=True)
class RankKind:
    """Slugs of the board's figures. `unit`: of the columns of task and done, `exact_unit`: of what is missing, until another unit of
    money is chosen."""

    value: str
    label: str
    unit: str
    exact_unit: str
    task: str
    done: str
    completion: str
    pace: str

    @property
    def is_money(self) -> bool:
        return self.exact_unit == WAN

    @property
    def slugs(self) -> tuple[str, ...]:
        return (self.task, self.done, self.completion, self.pace)


def _kind(value: str) -> RankKind:
    kind, slugs = TASK_KINDS[value], KIND_FIGURES[value]
    unit = "亿元" if kind.unit == WAN else kind.unit
    return RankKind(value, kind.label, unit, kind.unit, slugs.task, slugs.done, slugs.completion, slugs.pace)


KINDS: dict[str, RankKind] = {value: _kind(value) for value in KIND_FIGURES}
MONEY = KINDS[ARRIVED]

RULE = (
    "名次按完成率（未四舍五入）从高到低，完成率相同的名次相同，其后名次顺延（如1、2、2、4）；同名次的按累计数、再按单位排序排列；"
    "超过100%的按实际完成率，不封顶；没有任务的单位不排名，列在最后。各组分别排名。"
)
LEADERS_RULE = "县级领导按官方排序，不排名。"
