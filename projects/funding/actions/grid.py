"""本月申报 as one page: a line for each of several projects, filed together or not at all."""

from collections.abc import Mapping
from datetime import date

from django.db import transaction

from projects.access.choices import FILE_CLAIM
from projects.access.permissions import require
from projects.core.doubts import Doubt, Warned
from projects.core.errors import NotAllowed, Refused
from projects.funding.actions.claims import submit_claim
from projects.funding.actions.lines import Line
from projects.funding.models import Claim
from projects.months.actions import month_accepting
from projects.organisations.models import User
from projects.signing.models import Project

FIRST = "第1笔"


def submit_claims(
    *, by: User, lines: Mapping[Project, Line], late_reason: str = "", answers: Mapping[str, str] | None = None
) -> list[Claim]:
    """A claim of one line for each project, each by its own act with its own Entry. `late_reason` goes to those that come late.

    Raises Refused with the field `row-PK-…` of the first project at fault, Warned with the slips of all of them.
    """
    require(by, FILE_CLAIM)
    if not lines:
        raise Refused("请至少在一个项目上填写本次新增到位；本月没有新增的请点“本月无新增（零报告）”")
    claims: list[Claim] = []
    doubts: list[Doubt] = []
    with transaction.atomic():
        for project, line in lines.items():
            try:
                claims.append(_submit(by, project, line, late_reason, answers))
            except Warned as warned:
                doubts += [_of_project(project, doubt) for doubt in warned.doubts]
        if doubts:
            raise Warned(doubts)
    return claims


def _submit(by: User, project: Project, line: Line, late_reason: str, answers: Mapping[str, str] | None) -> Claim:
    own = {code.removeprefix(_at(project)): text for code, text in (answers or {}).items() if code.startswith(_at(project))}
    try:
        return submit_claim(
            by=by,
            project=project,
            lines=[line],
            late_reason=late_reason if _is_late(project, line.arrived_on) else "",
            answers=None if answers is None else own,
        )
    except (Warned, NotAllowed):
        raise
    except Refused as refusal:
        raise Refused(_words(project, refusal.message), field=_field(project, refusal.field)) from refusal


def _is_late(project: Project, day: date) -> bool:
    month = month_accepting(project.county_id, day)
    return not month.starts_on <= day <= month.ends_on


def _at(project: Project) -> str:
    return f"row-{project.pk}-"


def _words(project: Project, words: str) -> str:
    return words.replace(FIRST, project.name, 1) if words.startswith(FIRST) else f"{project.name}：{words}"


def _field(project: Project, field: str | None) -> str | None:
    return field.replace("line-1-", _at(project), 1) if field and field.startswith("line-1-") else None


def _of_project(project: Project, doubt: Doubt) -> Doubt:
    return Doubt(f"{_at(project)}{doubt.code}", _words(project, doubt.message), _field(project, doubt.field) or "")
