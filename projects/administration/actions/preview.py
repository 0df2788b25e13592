"""以此角色预览: recorded when it starts and when it ends; the middleware does the rest."""

from projects.access.choices import ADMIN_ROLES, BY_VALUE, MANAGE_ACCESS
from projects.access.permissions import require
from projects.administration.choices import unit_kinds
from projects.audit.actions import record
from projects.core.errors import Refused
from projects.organisations.models import Unit, User


def start_preview(*, by: User, role: str, unit: Unit) -> dict[str, object]:
    """What the session keeps. Writes nothing but its Entry; the administrators' own roles cannot be tried on."""
    require(by, MANAGE_ACCESS)
    if role not in BY_VALUE or role in ADMIN_ROLES:
        raise Refused("不能预览管理员角色，请选择业务角色", field="role")
    if unit.kind not in unit_kinds(role):
        raise Refused(f"{BY_VALUE[role].label}不在这类单位任职，请改选单位", field="unit")
    record("start_preview", by=by, about=unit, label=f"开始以{BY_VALUE[role].label}（{unit}）预览")
    return {"role": role, "unit": unit.pk}


def end_preview(*, by: User) -> None:
    record("end_preview", by=by, label="结束角色预览")
