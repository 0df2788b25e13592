"""Kinds of units, and the three dimensions in which money is credited."""

from dataclasses import dataclass

COUNTY = "county"
LEADER = "leader"
TASK_FORCE = "task_force"
DEPARTMENT = "department"

KINDS: dict[str, str] = {COUNTY: "县", LEADER: "县级领导", TASK_FORCE: "工作专班", DEPARTMENT: "责任部门"}

# Categories of departments: townships are ranked apart, and two units have a task of their own in the flows.
BUREAU = "bureau"
TOWNSHIP = "township"
PARK_AUTHORITY = "park_authority"
SERVICE_CENTRE = "service_centre"
PRINCIPAL = "principal"  # of a leader's post: 主要领导 see how all leaders stand (definitions 2)
CATEGORIES: dict[str, str] = {
    "": "—",
    BUREAU: "县直部门",
    TOWNSHIP: "乡镇",
    PARK_AUTHORITY: "园区管委会",
    SERVICE_CENTRE: "代办服务中心",
    PRINCIPAL: "主要领导",
}
# 考核分组: departments that are ranked among themselves (handbook 2.6, 5.4); townships are a group of their own.
RANK_GROUPS: dict[str, str] = {"": "—", "first": "一组", "second": "二组", "third": "三组", "stationed": "驻县单位"}


@dataclass(frozen=True)
class Dimension:
    """A holder's kind seen as a way to split the county's money; `project_field` is the holder named on the project."""

    value: str
    label: str
    project_field: str


DIMENSIONS: tuple[Dimension, ...] = (
    Dimension(LEADER, "县级领导", "leader_id"),
    Dimension(TASK_FORCE, "工作专班", "task_force_id"),
    Dimension(DEPARTMENT, "责任部门", "department_id"),
)
