"""帮办代办: 56 matters entrusted in the business year in five ways, and two of the year before; 要素保障 of the projects they belong to."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import partial

from projects.agency.actions import (
    accept_agency_item,
    apply_agency_item,
    entrust_agency_items,
    finish_agency_item,
    install_agency_templates,
    list_agency_items,
    name_steward,
    open_agency_item,
    rate_agency_item,
    receive_papers,
    tell_papers,
)
from projects.agency.models import AgencyItem, ItemTemplate
from projects.demonstration.papers import pdf
from projects.demonstration.rows import BUSINESS_DAY, YEAR, ProjectRow, project_rows
from projects.demonstration.setup import local_names
from projects.demonstration.stage import Stage
from projects.demonstration.timeline import moment, workday_after
from projects.elements.actions import set_element, start_elements
from projects.elements.choices import NOT_NEEDED, SECURED, STUCK, WORKING
from projects.elements.models import ProjectElement
from projects.organisations.models import User
from projects.reference.choices import AGENCY_METHODS

SERVED, EACH = 8, 6
"""So many projects of the year, and so many of each one's list entrusted; with the single matters they are the 56."""
SINGLES = 8
ITEMS = SERVED * EACH + SINGLES
INSTALLED = date(YEAR - 1, 1, 4)
LATE, UNRATED = 14, 5
"""Every so many: decided a working day after the promise; no rating yet."""
OWNERS = {
    "land": "县自然资源局",
    "energy": "县发展和改革局",
    "environment": "市生态环境局清水分局",
    "water": "县水务局",
    "power": "国网清水县供电公司",
    "gas": "县住房和城乡建设局",
    "road": "县住房和城乡建设局",
    "factory": "清水工业集中区管委会",
    "labour": "县人力资源和社会保障局",
    "finance": "县金融工作服务中心",
    "logistics": "县交通运输局",
    "telecom": "中国电信清水分公司",
}
NEEDS = {"land": "建设用地", "power": "生产用电增容", "labour": "生产线用工", "finance": "流动资金贷款"}


def served_projects() -> list[ProjectRow]:
    """The first of the year that were signed early enough to be served."""
    rows = [row for row in project_rows() if row.is_contract and row.signed_on.year == YEAR and row.signed_on < date(YEAR, 11, 15)]
    return sorted(rows, key=lambda row: (row.signed_on, row.key))[:: max(1, len(rows) // SERVED)][:SERVED]


def schedule(stage: Stage) -> None:
    agent = stage.people["fuwu"]
    stage.timeline.add(moment(INSTALLED, 9), lambda: install_agency_templates(by=agent, county=stage.county))
    for number, row in enumerate(served_projects()):
        Service(stage, row, number).schedule()
    names = local_names()
    days = [date(YEAR - 1, 6, 6), date(YEAR - 1, 9, 12), *_single_days()]
    for number, day in enumerate(days):
        Single(stage, names[number * 3], number).schedule(day)


def _single_days() -> list[date]:
    """Over the year; the last three are still in hand on the business day."""
    spread = [workday_after(date(YEAR, 1, 10), 40 * step) for step in range(SINGLES - 3)]
    return [*spread, *(workday_after(date(YEAR, 12, 2), step) for step in (0, 6, 9))]


@dataclass
class Course:
    """The steps of one matter after it was entrusted; what would lie after the business day has not happened yet."""

    stage: Stage
    number: int
    find: Callable[[], AgencyItem]

    @property
    def agent(self) -> User:
        return self.stage.people["fuwu"]

    def schedule(self, entrusted: date, promised: int) -> None:
        told, applied = workday_after(entrusted, 1), workday_after(entrusted, 3 + self.number % 3)
        accepted = workday_after(applied, 1)
        late = self.number % LATE == LATE - 1
        finished = workday_after(accepted, promised + 1 if late else max(promised - self.number % 3, 0))
        acts: list[tuple[date, Callable[[], object]]] = [
            (told, self.tell),
            (workday_after(told, 1), self.receive),
            (applied, self.apply),
            (accepted, self.accept),
            (finished, self.finish),
        ]
        if self.number % UNRATED != UNRATED - 1:
            acts.append((workday_after(finished, 2), self.rate))
        for place, (day, act) in enumerate(acts):
            if day <= BUSINESS_DAY:
                self.stage.timeline.add(moment(day, 10 + place, self.number), act)

    def tell(self) -> None:
        item = self.find()
        papers = list(item.papers.all())
        tell_papers(by=self.agent, item=item, there=papers[1:] if self.number % 2 else papers[:-1])

    def receive(self) -> None:
        item = self.find()
        missing = list(item.papers.filter(received_on=None))
        if missing:
            receive_papers(by=self.agent, item=item, papers=missing)

    def apply(self) -> None:
        apply_agency_item(by=self.agent, item=self.find())

    def accept(self) -> None:
        accept_agency_item(by=self.agent, item=self.find())

    def finish(self) -> None:
        item = self.find()
        short = str(item.authority or "县").removeprefix("县")
        finish_agency_item(by=self.agent, item=item, result=f"清{short}〔{YEAR}〕{self.number + 11}号")

    def rate(self) -> None:
        rate_agency_item(by=self.agent, item=self.find(), rating="满意", spoken_to="企业经办人")


@dataclass
class Single:
    """A matter of a local firm outside a project."""

    stage: Stage
    firm: str
    number: int

    def schedule(self, day: date) -> None:
        self.stage.timeline.add(moment(day, 9, self.number), self.open)
        Course(self.stage, 100 + self.number, self.find).schedule(day, promised=10)

    def open(self) -> None:
        template = ItemTemplate.objects.in_county(self.stage.county.pk).get(name="用能和排放指标申请")
        agent = self.stage.people["fuwu"]
        self.item = open_agency_item(
            by=agent,
            enterprise=self.stage.enterprises[self.firm],
            name=template.name,
            stage=template.stage,
            authority=template.authority,
            promised_days=template.promised_days,
            agent=agent,
            method=AGENCY_METHODS[self.number % len(AGENCY_METHODS)][0],
            papers=template.paper_list,
            template=template,
        )

    def find(self) -> AgencyItem:
        return AgencyItem.objects.get(pk=self.item.pk)


@dataclass
class Service:
    """One project's list, 委托, steward and 要素保障."""

    stage: Stage
    row: ProjectRow
    number: int

    @property
    def agent(self) -> User:
        return self.stage.people["fuwu"]

    def schedule(self) -> None:
        listed = workday_after(self.row.signed_on, 4)
        entrusted = workday_after(listed, 2)
        add = self.stage.timeline.add
        add(moment(listed, 9, self.number), self.generate)
        add(moment(listed, 10, self.number), self.start)
        for part, (code, _) in enumerate(AGENCY_METHODS[:3]):
            add(moment(entrusted, 9, self.number * 3 + part), partial(self.entrust, part, code))
        promised = (1, 1, 0, 10, 10, 15)
        for place in range(EACH):
            course = Course(self.stage, self.number * EACH + place, partial(self.find, place))
            course.schedule(workday_after(entrusted, place), promised[place])
        for step, day in enumerate((workday_after(listed, 5), workday_after(listed, 25))):
            if day <= BUSINESS_DAY:
                add(moment(day, 16, self.number), partial(self.secure, step))

    def generate(self) -> None:
        project = self.stage.projects[self.row.key]
        list_agency_items(by=self.agent, project=project)
        name_steward(by=self.agent, project=project, person=self.stage.people.clerk_of[self.row.department])

    def items(self) -> list[AgencyItem]:
        return list(AgencyItem.objects.filter(project=self.stage.projects[self.row.key]).order_by("number"))[:EACH]

    def find(self, place: int) -> AgencyItem:
        return self.items()[place]

    def entrust(self, part: int, method: str) -> None:
        """Two matters a paper: in all ways over the projects."""
        chosen = AGENCY_METHODS[(self.number + part) % len(AGENCY_METHODS)][0]
        letter = pdf(f"{self.row.name}委托书{part + 1}.pdf", f"ENTRUST {self.row.key} {part} {method}")
        entrust_agency_items(
            by=self.agent,
            project=self.stage.projects[self.row.key],
            items=self.items()[part * 2 : part * 2 + 2],
            agent=self.agent,
            method=chosen,
            letter=letter,
        )

    def start(self) -> None:
        start_elements(by=self.agent, project=self.stage.projects[self.row.key])
        if self.number == 0:
            for row in self.elements():
                owner = self.stage.units[OWNERS[row.element]]
                self.set(row, row.state, owner=owner)

    def elements(self) -> list[ProjectElement]:
        return list(ProjectElement.objects.filter(project=self.stage.projects[self.row.key]).select_related("owner").order_by("pk"))

    def set(self, row: ProjectElement, state: str, note: str = "", **values: object) -> None:
        kept = {"state": state, "owner": row.owner, "need": row.need, "needed_on": row.needed_on}
        set_element(by=self.agent, element=row, values=kept | values, note=note)

    def secure(self, step: int) -> None:
        """Most is secured in two goes; the last two projects still wait for power, money and workers."""
        is_last = self.number >= SERVED - 2
        for place, row in enumerate(self.elements()):
            if row.element == "gas" and step == 0:
                self.set(row, NOT_NEEDED, "生产不用气")
            elif row.element in NEEDS and is_last:
                if step == 0:
                    self.set(row, WORKING, need=NEEDS[row.element], needed_on=workday_after(BUSINESS_DAY, place - 2))
                elif row.element == "power":
                    self.set(row, STUCK, "变电站容量不足，等待增容")
            elif row.state not in (SECURED, NOT_NEEDED) and place % 2 == step:
                self.set(row, SECURED, "已落实")
