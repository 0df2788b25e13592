"""A project's list in one click, the enterprise's 委托, a single item, and the 项目管家."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import Any

from django.db.models import Max

from projects.access.choices import RUN_AGENCY
from projects.access.permissions import can, require
from projects.agency.actions.steps import not_after_today, write_item_steps
from projects.agency.flow import ENTRUSTED, LISTED, STAGES, WITHDRAWN
from projects.agency.models import AgencyItem, AgencyPaper, AgencyStep, ItemTemplate, Steward
from projects.audit.actions import action, keep_in_entry
from projects.books.actions import lock_book
from projects.core import clock
from projects.core.errors import Refused
from projects.core.locking import change
from projects.enterprises.models import Enterprise
from projects.files.actions import store_file
from projects.organisations.models import Unit, User
from projects.reference.models import CodeItem
from projects.signing.models import Project


@action("list_agency_items")
def list_agency_items(*, by: User, project: Project) -> Project:
    """Every approval in force that the project's list lacks, with its limits of today and its papers. Nothing is entrusted by it and
    nothing counts. A withdrawn one is not listed again."""
    require(by, RUN_AGENCY)
    lock_book(AgencyStep, project.county_id)  # two clicks at once: the second sees what the first made
    there = set(AgencyItem.objects.filter(project=project).values_list("name", flat=True))
    wanted = [
        template for template in ItemTemplate.objects.in_county(project.county_id).on(clock.today()) if template.name not in there
    ]
    if not wanted:
        words = "这个项目的清单已是完整的" if there else "还没有现行的代办事项模板，请先装入标准事项"
        raise Refused(words)
    numbers = _next_numbers(project.county_id, len(wanted))
    items = AgencyItem.objects.bulk_create(
        AgencyItem(
            county_id=project.county_id,
            number=number,
            enterprise_id=project.investor_id,
            project=project,
            **_of_template(template),
        )
        for number, template in zip(numbers, wanted, strict=True)
    )
    _add_papers(items)
    write_item_steps(by, [(item, "list", "") for item in items])
    keep_in_entry(items=len(items))
    return project


def _of_template(template: ItemTemplate) -> dict[str, Any]:
    names = ("name", "stage", "authority_id", "statutory_days", "promised_days")
    return {"template": template} | {name: getattr(template, name) for name in names}


def _add_papers(items: Iterable[AgencyItem]) -> None:
    AgencyPaper.objects.bulk_create(
        AgencyPaper(item=item, name=name[:100])
        for item in items
        if item.template
        for name in dict.fromkeys(item.template.paper_list)
    )


def _next_numbers(county_id: int, count: int) -> list[str]:
    """'DB20240001': year, four digits. Under the book's lock."""
    prefix = f"DB{clock.today():%Y}"
    last = AgencyItem.objects.in_county(county_id).filter(number__startswith=prefix).aggregate(last=Max("number"))["last"]
    first = int(last[len(prefix) :]) + 1 if last else 1
    return [f"{prefix}{number:04d}" for number in range(first, first + count)]


@action("entrust_agency_items")
def entrust_agency_items(
    *,
    by: User,
    project: Project,
    items: Sequence[AgencyItem],
    agent: User,
    method: str,
    entrusted_on: date | None = None,
    letter: Any = None,
) -> Project:
    """企业委托: of the ticked lines of a project's list, with one 委托书 for all of them. From here on they count."""
    require(by, RUN_AGENCY)
    if not items:
        raise Refused("请勾选企业委托办理的事项", field="items")
    day = entrusted_on or clock.today()
    _check_entrusting(by, agent, method, day)
    current = list(AgencyItem.objects.select_for_update(of=("self",)).filter(pk__in=[item.pk for item in items], project=project))
    if any(item.state != LISTED for item in current) or len(current) != len(items):
        raise Refused("勾选的事项中有已委托或已撤回的，请刷新页面后重新勾选", field="items")
    stored = store_file(letter, county_id=project.county_id, by=by, field="letter") if letter else None
    write_item_steps(by, [(item, "entrust", f"代办员{agent}") for item in current], happened_on=day)
    for item in current:
        change(item, **_entrusted(agent, method, day), letter=stored)
    keep_in_entry(items=len(current))
    return project


def _entrusted(agent: User, method: str, day: date) -> dict[str, Any]:
    return {
        "state": ENTRUSTED,
        "agent": agent,
        "unit": agent.unit,
        "method": method,
        "entrusted_on": day,
        "entrusted_at": clock.now(),
    }


def _check_entrusting(by: User, agent: User, method: str, day: date) -> None:
    not_after_today(day, "委托时间", "entrusted_on")
    if not CodeItem.objects.of("agency_method", day).filter(code=method).exists():
        raise Refused("服务方式不在可选范围内，请重新选择", field="method")
    check_agent(by, agent)


def check_agent(by: User, agent: User) -> None:
    """A 代办员 works for the service centre or the bureau of the same county."""
    if not agent.current_tenures or agent.county_id != by.county_id or not can(agent, RUN_AGENCY):
        raise Refused(f"{agent}不是本县的代办员，请重新选择", field="agent")


@action("open_agency_item")
def open_agency_item(
    *,
    by: User,
    enterprise: Enterprise,
    name: str,
    stage: str,
    promised_days: int,
    agent: User,
    method: str,
    project: Project | None = None,
    authority: Unit | None = None,
    statutory_days: int | None = None,
    entrusted_on: date | None = None,
    letter: Any = None,
    papers: Sequence[str] = (),
    template: ItemTemplate | None = None,
    note: str = "",
) -> AgencyItem:
    """A single matter that a firm entrusts, with or without a project; outside the templates as well."""
    require(by, RUN_AGENCY)
    day = entrusted_on or clock.today()
    _check_entrusting(by, agent, method, day)
    if stage not in STAGES:
        raise Refused("审批阶段不在可选范围内，请重新选择", field="stage")
    if statutory_days is not None and promised_days > statutory_days:
        raise Refused(f"承诺时限不能长于法定时限（{statutory_days}个工作日）", field="promised_days")
    lock_book(AgencyStep, enterprise.county_id)  # also makes the numbers unique
    if project is not None:
        _must_not_be_listed(project, name)
    item = AgencyItem.objects.create(
        county_id=enterprise.county_id,
        number=_next_numbers(enterprise.county_id, 1)[0],
        enterprise=enterprise,
        project=project,
        template=template,
        name=name,
        stage=stage,
        authority=authority,
        statutory_days=statutory_days,
        promised_days=promised_days,
        letter=store_file(letter, county_id=enterprise.county_id, by=by, field="letter") if letter else None,
        note=note,
        **_entrusted(agent, method, day),
    )
    AgencyPaper.objects.bulk_create(AgencyPaper(item=item, name=paper[:100]) for paper in dict.fromkeys(papers))
    write_item_steps(by, [(item, "entrust", f"代办员{agent}")], happened_on=day)
    return item


def _must_not_be_listed(project: Project, name: str) -> None:
    same = AgencyItem.objects.filter(project=project, name=name).exclude(state=WITHDRAWN).first()
    if same is not None:
        raise Refused(f"这个项目已有“{name}”（{same.number}，{same.state_label}），请在那一项上办理", field="name")


@action("name_steward")
def name_steward(*, by: User, project: Project, person: User, starts_on: date | None = None) -> Steward:
    """One 项目管家 at a time; the one before ends the day before, or is replaced when named the same day."""
    require(by, RUN_AGENCY)
    day = starts_on or clock.today()
    not_after_today(day, "起始时间", "starts_on")
    if not person.current_tenures or person.county_id != by.county_id:
        raise Refused(f"{person}现在没有本县的任职，请重新选择", field="person")
    now = Steward.objects.select_for_update(of=("self",)).filter(project=project, ends_on=None).first()
    if now is not None and now.person_id == person.pk:
        raise Refused(f"{person}已经是这个项目的项目管家", field="person")
    if now is not None and day < now.starts_on:
        raise Refused(f"起始时间不能早于现任项目管家的起始时间（{now.starts_on}）", field="starts_on")
    if now is not None and day == now.starts_on:
        return change(now, person=person)
    if now is not None:
        change(now, ends_on=day - timedelta(days=1))
    return Steward.objects.create(county_id=project.county_id, project=project, person=person, starts_on=day)
