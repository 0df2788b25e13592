"""The named cast of the tests, and the sentences they are told in. Everything is written through the actions."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.core.files.base import ContentFile

from projects.books.models import Book
from projects.core import clock
from projects.core.dates import read_date
from projects.enterprises.models import Enterprise
from projects.funding.actions import EvidenceFile, Line, Verdict, set_task, submit_claim, verify_claim
from projects.funding.actions.invested import reach_invested
from projects.funding.choices import BUILDING
from projects.funding.models import Arrival, Claim, TaskEntry
from projects.months.actions import open_month
from projects.months.models import Month
from projects.organisations import choices as kinds
from projects.organisations.models import Tenure, Unit, User
from projects.outreach.models import Fair
from projects.reference.choices import LISTS
from projects.reference.models import CodeItem, Workday
from projects.services.actions import open_ticket
from projects.services.models import Ticket
from projects.signing.actions import Paper, confirm_signing, reach_milestone, register_signing
from projects.signing.choices import CONTRACT, OTHER_PROVINCE
from projects.signing.models import Milestone, Project, Registration, Signing
from projects.signing.stages import INVESTED, MILESTONE_BY_VALUE

PASSWORD = "Yellow-Kettle-42"
PDF = b"%PDF-1.4\n% evidence\n"


def pdf(name: str = "进账单.pdf", content: bytes = PDF) -> ContentFile:
    return ContentFile(content, name=name)


@dataclass
class World:
    """One county. `yongqing` and `hongbao` are townships that each have a clerk; `bureau` has an officer and two verifiers.

    clerk: files for 永清镇, sees only its projects. other_clerk: files for 红堡镇.
    officer: 招商局经办, files for anybody. verifier, second_verifier: confirm, verify, close months.
    agent: 服务专员, runs tickets. leader: sees the county, writes nothing. inspector: reads everything.
    """

    county: Unit
    bureau: Unit
    yongqing: Unit
    hongbao: Unit
    park: Unit
    centre: Unit
    leader_post: Unit
    other_leader_post: Unit
    agri: Unit
    green: Unit
    clerk: User
    other_clerk: User
    officer: User
    verifier: User
    second_verifier: User
    agent: User
    leader: User
    inspector: User
    fair29: Fair
    fair30: Fair

    # --- Sentences --------------------------------------------------------------------------------
    def register(self, name: str = "苹果精深加工", **changes: Any) -> Registration:
        """clerk registers a 正式合同 of 永清镇. Days may be written as text."""
        values: dict[str, Any] = {
            "by": self.clerk,
            "name": name,
            "investor_name": f"{name}（示例）有限公司",
            "source_tier": OTHER_PROVINCE,
            "department": self.yongqing,
            "nature": CONTRACT,
            "signed_on": "2024-07-08",
            "amount_wan": Decimal(10_000),
            "fair": None,
            "details": {"sector": "agri", "leader": self.leader_post},
        } | changes
        paper = Paper(
            nature=values.pop("nature"),
            signed_on=day(values.pop("signed_on")),
            amount_wan=Decimal(values.pop("amount_wan")),
            fair=values.pop("fair"),
            file=values.pop("file", None),
            due_on=values.pop("due_on", clock.today() + timedelta(days=30)),
        )
        return register_signing(paper=paper, **values)

    def sign(self, name: str = "苹果精深加工", **changes: Any) -> Project:
        """Registered by the clerk and confirmed by the verifier."""
        registration = self.register(name, **changes)
        confirm_signing(by=self.verifier, registration=registration)
        return registration.project

    def claim(self, project: Project, amount: Any, arrived_on: Any = "2024-12-10", **changes: Any) -> Claim:
        """The project's clerk files one line with its evidence."""
        by = changes.pop("by", None) or (self.other_clerk if project.department_id == self.hongbao.pk else self.clerk)
        late_reason = changes.pop("late_reason", "")
        values: dict[str, Any] = {"use": BUILDING, "evidence": [EvidenceFile("银行进账单", pdf())]} | changes
        line = Line(arrived_on=day(arrived_on), claimed_wan=Decimal(amount), **values)
        return submit_claim(by=by, project=project, lines=[line], late_reason=late_reason)

    def arrive(self, project: Project, amount: Any, arrived_on: Any = "2024-12-10", **changes: Any) -> Arrival:
        """Claimed, verified in full, posted."""
        claim = self.claim(project, amount, arrived_on, **changes)
        verify_claim(by=self.verifier, claim=claim)
        return Arrival.objects.get(line__claim=claim)

    def verify(self, claim: Claim, verdicts: dict[int, Verdict] | None = None, **changes: Any) -> Claim:
        return verify_claim(**({"by": self.verifier, "claim": claim, "verdicts": verdicts} | changes))

    def task(self, unit: Unit, amount: Any, **changes: Any) -> TaskEntry:
        values: dict[str, Any] = {"year": 2024, "kind": "arrived", "issued_on": date(2024, 2, 20)} | changes
        return set_task(by=self.officer, unit=unit, amount=Decimal(amount), **values)

    def milestone(self, project: Project, kind: str, happened_on: Any, **changes: Any) -> Milestone:
        """By the clerk, on the first of the kind's sources. 完成投资 without the money needs a reason: the tests' own."""
        values = {
            "by": self.clerk,
            "project": project,
            "happened_on": day(happened_on),
            "source": MILESTONE_BY_VALUE[kind].sources[0],
        }
        if kind == INVESTED:
            return reach_invested(**(values | {"reason": "现场确认"} | changes))
        return reach_milestone(**(values | {"kind": kind} | changes))

    def ticket(self, **changes: Any) -> Ticket:
        values: dict[str, Any] = {
            "by": self.agent,
            "enterprise": self.enterprise(),
            "category": "finance",
            "source": "visit",
            "title": "流动资金贷款续贷困难",
            "content": "企业贷款将于月底到期，希望协调银行办理无还本续贷。",
        } | changes
        return open_ticket(**values)

    def enterprise(self, name: str = "果香（示例）食品有限公司") -> Enterprise:
        return Enterprise.objects.get_or_create(county=self.county, name=name)[0]

    def month(self, year: int, number: int) -> Month:
        return Month.objects.get(county=self.county, year=year, number=number)

    def open_months(self, *years: int) -> None:
        for year in years:
            for number in range(1, 13):
                open_month(county=self.county, year=year, number=number, by=None)

    def rows(self, model: type[Book]) -> Sequence[Any]:
        return list(model.objects.order_by("pk"))


def day(value: Any) -> date:
    return read_date(value) if isinstance(value, str) else value


def build_world() -> World:
    county = Unit.objects.create(kind=kinds.COUNTY, code="620521", name="清水县", seq=1)

    def unit(seq: int, kind: str, code: str, name: str, **more: Any) -> Unit:
        return Unit.objects.create(county=county, parent=county, kind=kind, code=code, name=name, seq=seq, **more)

    bureau = unit(200, kinds.DEPARTMENT, "ZSJ", "县招商局", category=kinds.BUREAU)
    yongqing = unit(201, kinds.DEPARTMENT, "YQZ", "永清镇", category=kinds.TOWNSHIP)
    hongbao = unit(202, kinds.DEPARTMENT, "HBZ", "红堡镇", category=kinds.TOWNSHIP)
    park = unit(203, kinds.DEPARTMENT, "GYY", "清水工业集中区管委会", category=kinds.PARK_AUTHORITY)
    centre = unit(204, kinds.DEPARTMENT, "DBZX", "招商引资代办服务中心", category=kinds.SERVICE_CENTRE)
    leader_post = unit(10, kinds.LEADER, "LD01", "县委书记", category=kinds.PRINCIPAL)
    other_leader_post = unit(11, kinds.LEADER, "LD02", "县长")
    agri = unit(100, kinds.TASK_FORCE, "ZB01", "农特产品精深加工专班", sectors=["agri"])
    green = unit(101, kinds.TASK_FORCE, "ZB09", "节能环保专班", sectors=["green"])

    def user(username: str, name: str, at: Unit, role: str) -> User:
        person = User(username=username, display_name=name, must_change_password=False)
        person.set_password(PASSWORD)
        person.save()
        Tenure.objects.create(user=person, unit=at, role=role, starts_on=date(2021, 1, 1))
        return person

    world = World(
        county=county,
        bureau=bureau,
        yongqing=yongqing,
        hongbao=hongbao,
        park=park,
        centre=centre,
        leader_post=leader_post,
        other_leader_post=other_leader_post,
        agri=agri,
        green=green,
        clerk=user("clerk", "示例永清填报", yongqing, "filing_clerk"),
        other_clerk=user("other_clerk", "示例红堡填报", hongbao, "filing_clerk"),
        officer=user("officer", "示例经办", bureau, "bureau_officer"),
        verifier=user("verifier", "示例审核甲", bureau, "bureau_verifier"),
        second_verifier=user("second_verifier", "示例审核乙", bureau, "bureau_verifier"),
        agent=user("agent", "示例专员", centre, "service_officer"),
        leader=user("leader", "示例书记", leader_post, "county_leader"),
        inspector=user("inspector", "示例督查", bureau, "inspector"),
        fair29=_fair(county, 29, date(2023, 7, 6)),
        fair30=_fair(county, 30, date(2024, 7, 6)),
    )
    _reference()
    world.open_months(2023, 2024)
    return world


def _fair(county: Unit, edition: int, starts_on: date) -> Fair:
    return Fair.objects.create(
        county=county,
        series="兰洽会",
        edition=edition,
        name=f"第{edition}届兰洽会",
        starts_on=starts_on,
        ends_on=starts_on.replace(day=10),
    )


def _reference() -> None:
    CodeItem.objects.bulk_create(
        CodeItem(list_name=name, code=code, label=label, seq=seq, starts_on=date(2000, 1, 1))
        for name, (_, items) in LISTS.items()
        for seq, (code, label) in enumerate(items, start=1)
    )
    holidays = [date(2024, 1, 1), date(2024, 10, 1), date(2024, 10, 2), date(2024, 10, 3), date(2024, 10, 4), date(2024, 10, 7)]
    makeup = [date(2024, 9, 29), date(2024, 10, 12)]
    Workday.objects.bulk_create(
        [Workday(day=day, is_workday=False, note="放假") for day in [*holidays, date(2025, 1, 1), date(2023, 1, 2)]]
        + [Workday(day=day, is_workday=True, note="调休上班") for day in makeup]
    )


__all__ = ["PASSWORD", "PDF", "Signing", "World", "build_world", "day", "pdf"]
