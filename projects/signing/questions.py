"""What is odd about a registration: a name much like another's, a signing on a day off, amounts that do not fit each other.

A question is never a block: one line of reason answers it, and the line stays in the Entry.
"""

import re
from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from difflib import SequenceMatcher
from typing import Protocol

from projects.core import clock
from projects.core.doubts import Doubt
from projects.core.units import exact, narrow
from projects.enterprises.models import Enterprise
from projects.enterprises.queries import near_names
from projects.organisations.models import User
from projects.outreach.models import Fair
from projects.reference.models import Workday
from projects.signing.models import Project

ALIKE = 0.8
"""Nearly the same words, whenever the other was signed."""
SHARED_RUN = 4
"""So many characters in a row that are not common words: alike when both were signed within a year."""
WITHIN_DAYS = 366
SHORT_CORE = 5
TIMES = Decimal(10)
WEEKDAYS = "一二三四五六日"
# Words that half of all names have, longest first.
_COMMON = re.compile(
    "精深加工|深加工|产业园区|产业园|产业项目|生产线|工厂|建设项目|项目|建设|生产|加工|制造|产业|综合|一体化|示例|有限公司|公司|年产|基地|园区"
)
_PHASE = re.compile("第?[一二三四五六七八九十0-9]+期")


class Signed(Protocol):
    """What is asked about of a paper."""

    @property
    def signed_on(self) -> date: ...
    @property
    def amount_wan(self) -> Decimal: ...
    @property
    def fair(self) -> Fair | None: ...


def core_of(name: str) -> str:
    """The words by which people tell projects apart: without 期 and common words, unless nothing else is left."""
    text = narrow(name).lower()
    return _COMMON.sub("", _PHASE.sub("", text)) or text


def alike(one: str, other: str, *, is_near: bool = True) -> bool:
    """Probably two names of one project. `is_near`: both were signed, or talked about, within a year of each other."""
    first, second = core_of(one), core_of(other)
    match = SequenceMatcher(None, first, second, autojunk=False)
    if match.ratio() >= ALIKE:
        return True
    return is_near and match.find_longest_match().size >= SHARED_RUN


def similar_projects(
    name: str, *, county_id: int, signed_on: date, phase_of: Project | None = None, but: Project | None = None
) -> list[Project]:
    """Those of the county with a similar name, now or formerly; the linked earlier phase and its own line are left out."""
    related = {project.pk for project in (but, phase_of, phase_of.previous_phase if phase_of else None) if project}
    found = []
    for project in Project.objects.in_county(county_id).with_signing().select_related("department"):
        if project.pk in related or (phase_of and project.previous_phase_id == phase_of.pk):
            continue
        day: date = project.signed_on or clock.today()  # type: ignore[attr-defined]
        is_near = abs((day - signed_on).days) <= WITHIN_DAYS
        if any(alike(name, known, is_near=is_near) for known in (project.name, *project.former_names)):
            found.append(project)
    return found


def similar_pairs(projects: Sequence[Project]) -> Iterator[tuple[Project, Project]]:
    """(earlier, later) of projects that are probably one, as with_signing() read them; linked phases are not."""
    for one, other in _candidates(projects):
        if are_phases(one, other):
            continue
        first, second = _day(one), _day(other)
        if alike(one.name, other.name, is_near=abs((first - second).days) <= WITHIN_DAYS):
            yield one, other


def _day(project: Project) -> date:
    return project.signed_on or clock.today()  # type: ignore[attr-defined]


def are_phases(one: Project, other: Project) -> bool:
    """Linked to each other, or to the same first phase."""
    phases = {one.previous_phase_id, other.previous_phase_id} - {None}
    return one.pk in phases or other.pk in phases or (one.previous_phase_id is not None and len(phases) == 1)


def _candidates(projects: Sequence[Project]) -> Iterator[tuple[Project, Project]]:
    """Pairs whose cores share two pairs of neighbouring characters (one, where a core is short): looked up, not tried one by one."""
    cores = [core_of(project.name) for project in projects]
    places: dict[str, list[int]] = {}
    shared: dict[tuple[int, int], int] = {}
    for place, core in enumerate(cores):
        for part in {core, *(core[at : at + 2] for at in range(len(core) - 1))}:
            earlier = places.setdefault(part, [])
            for one in earlier:
                shared[one, place] = shared.get((one, place), 0) + 1
            earlier.append(place)
    for (one, other), count in sorted(shared.items()):
        if count > 1 or min(len(cores[one]), len(cores[other])) < SHORT_CORE:
            yield projects[one], projects[other]


def about_name(name: str, by: User, similar: Sequence[Project]) -> Iterator[Doubt]:
    """Names out of the person's sight are not told, only whom to ask."""
    visible = set(Project.objects.visible_to(by).filter(pk__in=[project.pk for project in similar]).values_list("pk", flat=True))
    for project in similar:
        if project.pk in visible:
            said = f"名称与“{project.name}”（{project.code}）相近，请确认不是同一项目；如是它的二期，请选择“一期项目”"
        else:
            said = f"县内已有名称相近的项目，责任部门是{project.department}，请与其核对是否同一项目"
        yield Doubt(f"similar-{project.pk}", said, "name")


def about_investor(county_id: int, name: str) -> Iterator[Doubt]:
    """A firm that is not in the directory yet and sounds like one that is."""
    if Enterprise.objects.in_county(county_id).named(name):
        return
    for firm in near_names(county_id, name):
        said = f"企业名录中有“{firm.name}”，与所填投资方名称相近；如是同一家企业请改用该名称"
        yield Doubt(f"investor-{firm.pk}", said, "investor_name")


def about_paper(paper: Signed, total_investment_wan: Decimal | None) -> Iterator[Doubt]:
    if _is_day_off(paper.signed_on, paper.fair):
        weekday = f"星期{WEEKDAYS[paper.signed_on.weekday()]}"
        yield Doubt("day_off", f"签约时间{paper.signed_on}是休息日（{weekday}），请核对", "signed_on")
    total = total_investment_wan
    if total and (paper.amount_wan >= total * TIMES or total >= paper.amount_wan * TIMES):
        said = f"签约额{exact(paper.amount_wan)}万元与总投资{exact(total)}万元相差10倍以上，请核对单位是否写成了元"
        yield Doubt("times_ten", said, "amount_wan")


def _is_day_off(day: date, fair: Fair | None) -> bool:
    """By the State Council's calendar; on the days of its own fair nobody asks."""
    if fair and fair.starts_on <= day <= fair.ends_on:
        return False
    known = Workday.objects.filter(day=day).values_list("is_workday", flat=True).first()
    return not known if known is not None else day.weekday() >= 5
