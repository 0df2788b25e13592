"""修改项目资料: what a project is, apart from what was signed and whose credit it is."""

from typing import Any

from projects.access.choices import EDIT_PROJECT
from projects.access.permissions import require
from projects.audit.actions import action
from projects.core import clock
from projects.core.errors import Refused
from projects.core.locking import change, locked
from projects.core.pinyin import key
from projects.organisations.models import User
from projects.reference.models import choices
from projects.signing.actions.rights import must_see
from projects.signing.choices import TOP500_LISTS
from projects.signing.models import Project

EDITABLE = (
    "name",
    "origin",
    "sector",
    "channel",
    "construction_nature",
    "content",
    "place",
    "project_code",
    "total_investment_wan",
    "planned_outside_wan",
    "planned_output_wan",
    "planned_tax_wan",
    "planned_jobs",
    "leader",
    "person_in_charge",
    "person_phone",
    "previous_phase",
    "top500",
    "note",
)
"""Investor, tier and department have acts of their own: money and credit hang on them."""
LISTED = {"sector": "所属领域", "channel": "招商方式", "construction_nature": "建设性质"}
AMOUNTS = {
    "total_investment_wan": "总投资",
    "planned_outside_wan": "拟引资额",
    "planned_output_wan": "达产年产值",
    "planned_tax_wan": "达产税金",
}


@action("edit_project")
def edit_project(*, by: User, project: Project, version: int | None = None, reason: str = "", **fields: Any) -> Project:
    """A former name is kept and still found. Raises TypeError for a field that is not edited here."""
    require(by, EDIT_PROJECT)
    must_see(by, project)
    foreign = sorted(set(fields) - set(EDITABLE))
    if foreign:
        raise TypeError(f"edit_project does not edit {foreign}")
    current = locked(project, version)
    _check(current, fields)
    if fields.get("name", current.name) != current.name:
        fields |= {"pinyin": key(fields["name"]), "former_names": [*current.former_names, current.name]}
    return change(current, **fields)


def _check(project: Project, fields: dict[str, Any]) -> None:
    if "name" in fields and not fields["name"].strip():
        raise Refused("请填写项目名称", field="name")
    for name, label in AMOUNTS.items():
        if fields.get(name) is not None and fields[name] < 0:
            raise Refused(f"{label}不能小于0，请核对", field=name)
    for name, label in LISTED.items():
        value = fields.get(name)
        if value and value != getattr(project, name) and value not in dict(choices(name, clock.today())):
            raise Refused(f"{label}不在可选范围内，请重新选择", field=name)
    if fields.get("top500") and fields["top500"] not in TOP500_LISTS:
        raise Refused(f"三个500强应为{'、'.join(TOP500_LISTS)}之一，请重新选择", field="top500")
    earlier = fields.get("previous_phase")
    if earlier and (earlier.pk == project.pk or earlier.county_id != project.county_id):
        raise Refused("一期项目不能是本项目，也不能是外县的项目，请重新选择", field="previous_phase")
