"""Ordering: 催办, 督办, 批示, 会议议定事项; by a person, or by the system where something ran out of its time."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.db import transaction

from projects.access.choices import INSTRUCT
from projects.access.permissions import require
from projects.audit.actions import action
from projects.core import clock
from projects.core.errors import Gathered, NotAllowed, Refused
from projects.organisations.choices import DEPARTMENT, LEADER, TASK_FORCE
from projects.organisations.models import Unit, User
from projects.services.models import Ticket
from projects.signing.models import Project
from projects.supervision.actions.steps import acts_as_delegate, days_for, deadline_in, next_place, write_step
from projects.supervision.flow import BLUE, CHASED, DECIDED, INSTRUCTED, KINDS, LEVELS, REVOKED, SUPERVISED
from projects.supervision.models import Matter, MatterUnit

if TYPE_CHECKING:
    from django.core.files.base import File

CHASED_ONCE_IN = timedelta(hours=24)
GIVEN_TO = (DEPARTMENT, TASK_FORCE)
TITLE_LENGTH = 60


@dataclass(frozen=True)
class Target:
    """What it is about: a ticket, a project, a unit's task of a year, or nothing that stands here."""

    ticket: Ticket | None = None
    project: Project | None = None
    task_unit: Unit | None = None
    task_year: int | None = None
    task_kind: str = ""

    @property
    def fields(self) -> dict[str, Any]:
        return {name: getattr(self, name) for name in ("ticket", "project", "task_unit", "task_year", "task_kind")}

    @property
    def is_nothing(self) -> bool:
        return not any(self.fields.values())


NOTHING = Target()


@action("order_matter")
def order_matter(
    *,
    by: User,
    kind: str,
    title: str,
    text: str,
    units: Sequence[Unit],
    working_days: int | None = None,
    level: str = "",
    target: Target = NOTHING,
    source: str = "",
    ordered_by_unit: Unit | None = None,
    papers: Iterable["File[bytes]"] = (),
) -> Matter:
    """The first of `units` leads. Without `working_days` those of the setting. A 批示 is the leader's own, or recorded by the 领导联络员
    with its photo; `ordered_by_unit` names the post where the person holds more than one. 催办 of the same thing waits 24 hours."""
    if kind not in KINDS:
        raise Refused("类别不在可选范围内，请重新选择", field="kind")
    require(by, KINDS[kind].function)
    level = (level or BLUE) if kind == SUPERVISED else ""
    files = list(papers)
    said = Gathered()
    said.unless(title.strip(), "请填写事项", field="title")
    said.unless(text.strip(), "请填写内容", field="text")
    said.unless(not level or level in LEVELS, "督办等级不在可选范围内，请重新选择", field="level")
    said.unless(kind != DECIDED or source.strip(), "请填写会议名称，例如“全县招商引资第12次周调度会”", field="source")
    said.unless(units, "请选择交给哪些单位办理", field="units")
    wrong = [unit for unit in units if unit.kind not in GIVEN_TO or unit.county_id != by.county_id or not unit.is_active]
    said.unless(not wrong, f"{'、'.join(map(str, wrong))}不能承办，请选择本县在用的部门、乡镇或专班", field="units")
    said.unless(not (kind == INSTRUCTED and acts_as_delegate(by)) or files, "代录批示请上传批示原件的照片或扫描件", field="papers")
    said.settle()
    post = ordered_by_unit or ordering_post(by, kind)
    if post is None or post.pk not in by.unit_ids:
        raise Refused("下达单位应是您任职的单位，请重新选择", field="ordered_by_unit")
    return issue(
        county_id=by.county_id,
        by=by,
        units=units,
        working_days=working_days,
        target=target,
        papers=files,
        values={
            "kind": kind,
            "level": level,
            "title": title.strip(),
            "text": text.strip(),
            "source": source.strip(),
            "ordered_by_unit": post,
        },
    )


def ordering_post(by: User, kind: str) -> Unit | None:
    """A 批示 comes from the leader's post, anything else from the person's first unit."""
    posts = [tenure.unit for tenure in by.current_tenures]
    leaders = [post for post in posts if post.kind == LEADER]
    return next(iter([*leaders, *posts] if KINDS[kind].function == INSTRUCT else posts), None)


def issue(
    *,
    county_id: int,
    by: User | None,
    units: Sequence[Unit],
    working_days: int | None,
    target: Target,
    values: dict[str, Any],
    papers: Iterable["File[bytes]"] = (),
) -> Matter:
    """The rows, under the book's lock: it makes the numbers unique, and of two 催办 at once one comes second."""
    kind, given = values["kind"], list(dict.fromkeys(units))
    days = days_for(KINDS[kind].days, clock.today()) if working_days is None else working_days
    deadline = deadline_in(days)
    with next_place(county_id) as place:
        if kind == CHASED:
            _must_not_be_chased_again(last_chase(county_id, target, values["title"], given))
        matter = Matter.objects.create(
            county_id=county_id,
            number=_next_number(county_id, kind),
            ordered_at=clock.now(),
            working_days=days,
            first_deadline_on=deadline,
            deadline_on=deadline,
            **target.fields,
            **values,
        )
        MatterUnit.objects.bulk_create(MatterUnit(matter=matter, unit=unit, is_lead=unit == given[0]) for unit in given)
        said = {"unit": matter.ordered_by_unit, "level": matter.level, "deadline_on": deadline, "note": matter.text}
        write_step(matter, place, by, papers=papers, kind="order", **said)
    return matter


def _next_number(county_id: int, kind: str) -> str:
    """督办〔2024〕3号: counted by kind and year, revoked ones included; nothing is ever deleted."""
    head = f"{KINDS[kind].prefix}〔{clock.today().year}〕"
    return f"{head}{Matter.objects.in_county(county_id).filter(number__startswith=head).count() + 1}号"


def last_chase(county_id: int, target: Target, title: str, units: Sequence[Unit]) -> Matter | None:
    """Within 24 hours, of the same thing, by whomever: its target, or its title where it has none; and at least one of the same units."""
    rows = Matter.objects.in_county(county_id).filter(kind=CHASED, ordered_at__gt=clock.now() - CHASED_ONCE_IN)
    same = rows.exclude(state=REVOKED).filter(**(target.fields | ({"title": title} if target.is_nothing else {})))
    return same.filter(units__unit__in=units).order_by("-ordered_at").first()


def _must_not_be_chased_again(found: Matter | None) -> None:
    if found:
        when = found.ordered_at.astimezone(clock.SHANGHAI)
        raise Refused(f"{when:%m月%d日%H:%M}已经催办过（{found.number}），同一事项24小时内不重复催办", field="units")


def chase_projects(*, by: User, projects: Sequence[Project], text: str, working_days: int | None = None) -> list[Matter]:
    """催办 about each project to its 责任部门, all or none. Raises Refused, naming the project that cannot be chased."""
    if not projects:
        raise Refused("请先勾选要催办的项目")
    made = []
    with transaction.atomic():
        for project in projects:
            if project.department is None:
                raise Refused(f"{project}还没有责任部门，整批未催办")
            title = f"催报项目进展：{project}"[:TITLE_LENGTH]
            try:
                made.append(
                    order_matter(
                        by=by,
                        kind=CHASED,
                        title=title,
                        text=text,
                        units=[project.department],
                        working_days=working_days,
                        target=Target(project=project),
                    )
                )
            except NotAllowed:
                raise
            except Refused as refusal:
                raise Refused(f"{project}：{refusal.message}；整批未催办") from refusal
    return made
