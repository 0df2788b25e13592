"""A generated county of any size, for the trust tests and for the measurements.

Rows are written straight into the books: this is no path of the site, and only a scratch database may be given. The same seed makes the
same county. It has what makes sums go wrong: joint ventures, 增资, reversals and corrections known later than the row, money without a
holder, 撤资, projects without any contract, dates on the edges of months, milestones that were taken back.
"""

import random
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

from django.db import connection

from bench.services import grow_services
from projects.books.actions import CHAINED
from projects.books.models import BookHead
from projects.core.clock import SHANGHAI
from projects.enterprises.models import Enterprise
from projects.funding.choices import FORMS, TASK_KINDS, USES
from projects.funding.models import Arrival, Credit, TaskEntry
from projects.months.models import Month
from projects.organisations.choices import DEPARTMENT, LEADER, TASK_FORCE
from projects.organisations.models import Unit
from projects.outreach.models import Activity, ActivityFirm, Fair, Lead
from projects.signing.choices import CONTRACT, FRAMEWORK, INCREASE, TIERS
from projects.signing.models import Milestone, Project, Signing, SigningPart
from projects.signing.stages import MILESTONES

SECTORS = ("agri", "green", "")
ORIGINS = ("浙江", "广东", "陕西", "江苏", "香港", "")
DIMENSIONS = (LEADER, TASK_FORCE, DEPARTMENT)


@dataclass
class Grown:
    """Rows in the order in which they are written."""

    projects: list[Project] = field(default_factory=list)
    signings: list[Signing] = field(default_factory=list)
    parts: list[SigningPart] = field(default_factory=list)
    milestones: list[Milestone] = field(default_factory=list)
    arrivals: list[Arrival] = field(default_factory=list)
    credits: list[Credit] = field(default_factory=list)


class Grower:
    def __init__(self, county: Unit, *, seed: int, years: tuple[int, int], until: date) -> None:
        self.county, self.until = county, until
        self.luck = random.Random(seed)
        self.first = date(years[0], 1, 1)
        self.days = (min(date(years[1], 12, 31), until) - self.first).days
        self.months = {(month.year, month.number): month for month in Month.objects.in_county(county.pk)}
        units = Unit.objects.filter(county=county).order_by("seq")
        self.units = {kind: [unit for unit in units if unit.kind == kind] for kind in DIMENSIONS}
        self.fairs = [*Fair.objects.filter(county=county), None, None]
        self.rows = Grown()
        self.seq = 0

    # --- Words of chance -----------------------------------------------------------------------------

    def one_in(self, number: int) -> bool:
        return self.luck.randrange(number) == 0

    def day(self, after: date | None = None) -> date:
        start = after or self.first
        return start + timedelta(days=self.luck.randint(0, max((self.until - start).days, 0)))

    def holders(self) -> list[Unit]:
        """Units that do the work."""
        return self.units[DEPARTMENT]

    def known(self, on: date) -> datetime:
        return datetime.combine(on, time(12), tzinfo=SHANGHAI) + timedelta(seconds=self.luck.randrange(3_600))

    def later(self, on: date) -> date:
        return min(on + timedelta(days=self.luck.randint(1, 90)), self.until)

    def wan(self, top: int) -> Decimal:
        return Decimal(self.luck.randint(1, top * 100)) / 100

    # --- One project ---------------------------------------------------------------------------------

    def grow(self, projects: int, arrivals: int) -> None:
        """So many projects, each with so many arrivals in the middle."""
        for number in range(projects):
            self.project(number, arrivals)
        self.save()
        self.tasks()
        grow_services(self, projects // 2)
        self.outreach(projects // 2)

    def project(self, number: int, arrivals: int) -> None:
        luck = self.luck
        firm = Enterprise(county=self.county, name=f"测算企业{self.county.code}-{number}")
        project = Project(
            county=self.county,
            code=f"T{number:06}",
            name=f"测算项目{number}",
            investor=firm,
            source_tier=luck.choice(TIERS),
            origin=luck.choice(ORIGINS),
            sector=luck.choice(SECTORS),
            channel=luck.choice(("", "fair")),
            department=luck.choice(self.units[DEPARTMENT]),
            task_force=luck.choice([*self.units[TASK_FORCE], None]),
            leader=luck.choice([*self.units[LEADER], None]),
            introduced_by=luck.choice([*self.units[DEPARTMENT], None]),
            total_investment_wan=luck.choice((None, self.wan(300_000))),
            top500=luck.choice(("", "", "世界500强")),
        )
        self.rows.projects.append(project)
        signed_on = self.papers(project)
        if signed_on is None:
            return
        self.dates(project, signed_on)
        for _ in range(luck.randint(0, arrivals * 2)):
            self.arrival(project, self.day(signed_on))

    def papers(self, project: Project) -> date | None:
        """A framework first in one of five; no contract in one of eight, taken back in one of ten."""
        on = self.day()
        fair = self.luck.choice(self.fairs)
        if fair is not None:
            on = fair.starts_on if self.first <= fair.starts_on <= self.until else on
        if self.one_in(5):
            self.paper(project, FRAMEWORK, on, fair)
            on = self.later(on)
        if self.one_in(8):
            return None
        contract = self.paper(project, CONTRACT, on, fair)
        if self.one_in(10):
            self.take_back(contract)
            if self.one_in(2):
                return on
            self.paper(project, CONTRACT, self.later(on), fair)
        if self.one_in(4):
            self.paper(project, INCREASE, self.later(on), fair)
        return on

    def paper(self, project: Project, nature: str, on: date, fair: Fair | None) -> Signing:
        amount = self.wan(self.luck.choice((9_000, 40_000, 90_000, 150_000)))
        amount = self.luck.choice((amount, Decimal(10_000), Decimal(100_000), Decimal(50_000), amount))
        row = self.signing(project=project, nature=nature, on=on, counts_on=on, amount_wan=amount, fair=fair)
        first = amount if not self.one_in(4) else (amount * 3 / 5).quantize(Decimal("0.01"))
        self.part(row, project.source_tier, first)
        if first != amount:
            self.part(row, self.luck.choice(TIERS), amount - first)
        return row

    def signing(self, *, project: Project, nature: str, on: date, counts_on: date, **more: Any) -> Signing:
        at = self.known(counts_on)
        row = Signing(
            county=self.county,
            project=project,
            nature=nature,
            signed_on=on,
            counts_on=counts_on,
            booked_in=self.months[counts_on.year, counts_on.month],
            channel=project.channel,
            confirmed_at=at,
            recorded_at=at,
            **more,
        )
        self.rows.signings.append(row)
        return row

    def part(self, row: Signing, tier: str, amount: Decimal) -> None:
        part = SigningPart(
            county=self.county,
            signing=row,
            enterprise=row.project.investor,
            source_tier=tier,
            amount_wan=amount,
            recorded_at=row.recorded_at,
        )
        self.rows.parts.append(part)

    def take_back(self, row: Signing) -> None:
        """In a later month, with the opposite amount and parts."""
        counts_on = self.later(row.counts_on)
        back = self.signing(
            project=row.project,
            nature=row.nature,
            on=row.signed_on,
            counts_on=counts_on,
            amount_wan=-row.amount_wan,
            fair=row.fair,
            reverses=row,
            reason="测算冲销",
        )
        for part in [part for part in self.rows.parts if part.signing is row]:
            self.part(back, part.source_tier, -part.amount_wan)

    def dates(self, project: Project, signed_on: date) -> None:
        on = signed_on
        for kind in MILESTONES:
            if self.one_in(3):
                continue
            on = min(on + timedelta(days=self.luck.randint(0, 120)), self.until)
            row = Milestone(
                county=self.county,
                project=project,
                kind=kind.value,
                happened_on=on,
                **self.counted(on),
                source=kind.sources[0],
                recorded_at=self.known(on),
            )
            self.rows.milestones.append(row)
            if self.one_in(12):
                values = {"county": self.county, "project": project, "kind": kind.value, "happened_on": on}
                back_on = self.later(on)
                counted = {"is_planned": True} if row.is_planned else self.counted(back_on, is_planned=False)
                back = Milestone(**values, **counted, reverses=row, recorded_at=self.known(back_on), reason="误登")
                self.rows.milestones.append(back)
            if self.one_in(4):
                return

    def counted(self, on: date, *, is_planned: bool | None = None) -> dict[str, Any]:
        """A plan counts nowhere; an actual date counts on a day of an open month."""
        if self.one_in(6) if is_planned is None else is_planned:
            return {"is_planned": True}
        return {"is_planned": False, "counts_on": on, "booked_in": self.months[on.year, on.month]}

    # --- Money ---------------------------------------------------------------------------------------

    def arrival(self, project: Project, on: date) -> None:
        luck = self.luck
        counts_on = on
        if self.one_in(15):  # late: booked in a later month, on its first day
            counts_on = min(self.later(on).replace(day=1), self.until)
            counts_on = max(counts_on, on)
        amount = self.wan(3_000)
        row = self.book(
            project,
            on,
            counts_on,
            -amount if self.one_in(30) else amount,
            use=luck.choice(USES),
            form=luck.choice(FORMS),
            tier=project.source_tier if not self.one_in(10) else luck.choice(TIERS),
        )
        if self.one_in(20):
            later = self.later(counts_on)
            back_on = self.months[later.year, later.month].counts_on(counts_on)
            self.book(
                project, on, back_on, -row.amount_wan, use=row.use, form=row.form, tier=row.source_tier, reverses=row, kind=row.kind
            )

    def book(
        self, project: Project, on: date, counts_on: date, amount: Decimal, *, use: str, form: str, tier: str, **more: Any
    ) -> Arrival:
        self.seq += 1
        month = self.months[counts_on.year, counts_on.month]
        kind = more.pop("kind", "arrival" if amount > 0 else "withdrawal")
        row = Arrival(
            county=self.county,
            project=project,
            kind=kind,
            amount_wan=amount,
            use=use,
            form=form,
            source_tier=tier,
            arrived_on=on,
            booked_in=month,
            counts_on=counts_on,
            seq=self.seq,
            hash=f"{self.seq:064}",
            recorded_at=self.known(counts_on),
            document_number="测算",
            reason="测算冲销" if more else "",
            **more,
        )
        self.rows.arrivals.append(row)
        for dimension in DIMENSIONS:
            unit = getattr(project, dimension)
            values = {"county": self.county, "arrival": row, "dimension": dimension, "unit": unit, "amount_wan": amount}
            self.rows.credits.append(Credit(**values, booked_in=month, recorded_at=row.recorded_at))
        return row

    # --- The rest ------------------------------------------------------------------------------------

    def save(self) -> None:
        rows = self.rows
        Enterprise.objects.bulk_create([project.investor for project in rows.projects], batch_size=2_000)
        for found, model in (
            (rows.projects, Project),
            (rows.signings, Signing),
            (rows.parts, SigningPart),
            (rows.milestones, Milestone),
            (rows.arrivals, Arrival),
            (rows.credits, Credit),
        ):
            manager: Any = model._default_manager
            first = [row for row in found if getattr(row, "reverses", None) is None]
            manager.bulk_create(first, batch_size=2_000)
            manager.bulk_create([row for row in found if getattr(row, "reverses", None) is not None], batch_size=2_000)
        head = {"seq": self.seq, "hash": f"{self.seq:064}"}  # so that rows can be posted behind them
        BookHead.objects.update_or_create(county=self.county, book=CHAINED, defaults=head)

    def tasks(self) -> None:
        found = []
        for year in sorted({year for year, _ in self.months}):
            issued_on = date(year, 2, 20)
            for unit in [self.county, *self.units[DEPARTMENT], *self.units[TASK_FORCE], *self.units[LEADER]]:
                for kind in TASK_KINDS:
                    if unit is not self.county and self.one_in(4):
                        continue
                    values = {"county": self.county, "unit": unit, "year": year, "kind": kind, "move": "first"}
                    amount = self.wan(90_000) if TASK_KINDS[kind].unit == "万元" else Decimal(self.luck.randint(1, 30))
                    row = TaskEntry(**values, level="formal", amount=amount, issued_on=issued_on, recorded_at=self.known(issued_on))
                    found.append(row)
                    if self.one_in(5):
                        on = issued_on + timedelta(days=100)
                        more = {"level": "formal", "issued_on": on, "recorded_at": self.known(on)}
                        found.append(
                            TaskEntry(**(values | {"move": "increase"}), amount=Decimal(self.luck.randint(-3, 9)) or 1, **more)
                        )
        TaskEntry.objects.bulk_create(found, batch_size=2_000)

    def outreach(self, number: int) -> None:
        firms = [project.investor for project in self.rows.projects[:40]]
        activities, leads, meetings = [], [], []
        for place in range(number):
            on = self.day()
            held: dict[str, Any] = {
                "county": self.county,
                "department": self.luck.choice(self.units[DEPARTMENT]),
                "task_force": self.luck.choice([*self.units[TASK_FORCE], None]),
                "leader": self.luck.choice([*self.units[LEADER], None]),
                "void_reason": "重复" if self.one_in(12) else "",
                "recorded_at": self.known(self.later(on)),
            }
            kind = self.luck.choice(("走出去", "请进来", "座谈推介"))
            activity = Activity(kind=kind, name=f"测算活动{place}", starts_on=on, ends_on=on, place="兰州", **held)
            activities.append(activity)
            meetings += [ActivityFirm(activity=activity, enterprise=firm) for firm in self.luck.sample(firms, min(3, len(firms)))]
            leads.append(Lead(name=f"测算线索{place}", source="商会", registered_on=on, **held))
        Activity.objects.bulk_create(activities, batch_size=2_000)
        ActivityFirm.objects.bulk_create(meetings, batch_size=2_000)
        Lead.objects.bulk_create(leads, batch_size=2_000)


def grow(county: Unit, *, seed: int, projects: int, arrivals: int, years: tuple[int, int], until: date) -> Grown:
    """Months of the years must be there. Returns what was written of projects and money."""
    grower = Grower(county, seed=seed, years=years, until=until)
    grower.grow(projects, arrivals)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")  # as after any loading in bulk: without it the planner takes the books for empty
    return grower.rows
