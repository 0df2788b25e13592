"""The article's figures: added up in plain Python from the composition, and again from the loaded rows."""

import csv
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

import projects.demonstration
from projects.funding.models import Arrival, Credit, TaskEntry
from projects.organisations.choices import DEPARTMENT, DIMENSIONS, LEADER, TASK_FORCE
from projects.organisations.models import Unit
from projects.parks.models import Tenancy
from projects.services.models import Step, Ticket
from projects.signing.models import Milestone, Project, Signing

pytestmark = [pytest.mark.demo, pytest.mark.usefixtures("demo")]
DATA = Path(projects.demonstration.__file__).parent / "data"
OUTSIDE = ("省外", "境外")
CUT_OFF, LAST_CUT_OFF = date(2024, 12, 16), date(2023, 12, 16)


def table(name: str) -> list[dict[str, str]]:
    with (DATA / name).open(encoding="utf-8-sig", newline="") as lines:
        return list(csv.DictReader(lines))


PROJECTS = {row["code"]: row for row in table("demo-projects.csv")}
ARRIVALS = table("demo-arrivals.csv")
CONTRACTS_2024 = [
    row for row in PROJECTS.values() if row["paper_kind"] == "正式合同" and "2024-01-01" <= row["signed_on"] <= "2024-12-16"
]


def total(rows: Iterable[dict[str, str]], column: str) -> int:
    return sum(int(row[column]) for row in rows)


def arrived_by_csv(first: str, last: str) -> int:
    return total(
        (row for row in ARRIVALS if first <= row["arrived_on"] <= last and PROJECTS[row["code"]]["source_tier"] in OUTSIDE),
        "counted_wan",
    )


def signings_of_the_year() -> list[Signing]:
    rows = Signing.objects.filter(nature="正式合同", reverses=None).select_related("fair", "project")
    return [row for row in rows if date(2024, 1, 1) <= row.counts_on <= CUT_OFF]


def arrived_by_rows(first: date, last: date) -> Decimal:
    return sum(
        (row.amount_wan for row in Arrival.objects.all() if row.source_tier in OUTSIDE and first <= row.counts_on <= last),
        Decimal(0),
    )


def test_signings_of_the_year_are_28_and_62_93() -> None:
    rows = signings_of_the_year()
    assert (len(CONTRACTS_2024), total(CONTRACTS_2024, "contract_wan")) == (28, 629_300)
    assert (len(rows), sum(row.amount_wan for row in rows)) == (28, 629_300)
    assert sum(row.amount_wan >= 100_000 for row in rows) == 2
    assert sum(row.amount_wan >= 10_000 for row in rows) == 17


def test_the_two_fairs_are_60_36_and_45_80() -> None:
    rows = Signing.objects.filter(nature="正式合同").select_related("fair")
    for name, count, amount in (("第30届兰洽会", 22, 603_600), ("第29届兰洽会", 17, 457_970)):
        cohort = [row for row in rows if row.fair and row.fair.name == name]
        expected = [row for row in PROJECTS.values() if row["event"] == name and row["paper_kind"] == "正式合同"]
        assert (len(expected), total(expected, "contract_wan")) == (count, amount)
        assert (len(cohort), sum(row.amount_wan for row in cohort)) == (count, amount)
        assert all(row.fair.starts_on <= row.signed_on <= row.fair.ends_on for row in cohort)


def test_16_of_the_28_have_completed_their_investment_and_23_have_money() -> None:
    ids = {row.project_id: row for row in signings_of_the_year()}
    done = Milestone.objects.filter(kind="invested", is_planned=False, reverses=None, project_id__in=ids)
    assert sorted((row.project.name, row.happened_on) for row in done) == sorted(
        (row["name"], date.fromisoformat(row["investment_done_on"])) for row in CONTRACTS_2024 if row["investment_done_on"]
    )
    assert len(done) == 16
    assert len({row.project_id for row in Arrival.objects.filter(project_id__in=ids)}) == 23
    for row in done:
        arrived = sum(arrival.amount_wan for arrival in Arrival.objects.filter(project_id=row.project_id))
        assert arrived == ids[row.project_id].amount_wan


def test_the_industrial_trips_are_two_projects_of_11_yi_by_the_park_authority() -> None:
    found = Project.objects.filter(introduced_by__category="park_authority")
    assert {row.name for row in found} == {"君石中药材二期", "华贸复合耐材一体化余热循环利用"}
    assert sum(row.total_investment_wan or 0 for row in found) == 110_000


def test_arrivals_to_the_cut_offs_of_both_years() -> None:
    assert arrived_by_csv("2024-01-01", "2024-12-16") == arrived_by_rows(date(2024, 1, 1), CUT_OFF) == 542_700
    assert arrived_by_csv("2023-01-01", "2023-12-16") == arrived_by_rows(date(2023, 1, 1), LAST_CUT_OFF) == 342_200
    assert arrived_by_rows(date(2023, 1, 1), date(2023, 12, 31)) == 354_200


def test_every_arrival_of_the_composition_is_there_in_its_own_period() -> None:
    names = {(row["code"], row["arrived_on"]): int(row["counted_wan"]) for row in ARRIVALS}
    rows = Arrival.objects.select_related("project").order_by("seq")
    found = {(PROJECTS_BY_NAME[row.project.name], row.arrived_on.isoformat()): row.amount_wan for row in rows}
    assert found == names
    assert all(row.counts_on == row.arrived_on and not row.late_reason for row in rows)
    assert all(row.counts_on == row.signed_on for row in Signing.objects.all())


PROJECTS_BY_NAME = {row["name"]: code for code, row in PROJECTS.items()}


def test_the_arrival_rate_of_two_years_is_734_900_of_1_148_800() -> None:
    signings = [
        row
        for row in Signing.objects.filter(nature="正式合同").select_related("project")
        if row.counts_on.year in {2023, 2024} and row.project.source_tier in OUTSIDE
    ]
    ids = {row.project_id for row in signings}
    arrived = sum(row.amount_wan for row in Arrival.objects.filter(project_id__in=ids) if row.source_tier in OUTSIDE)
    assert (arrived, sum(row.amount_wan for row in signings)) == (734_900, 1_148_800)


@pytest.mark.parametrize(
    ("kind", "count", "low", "high"),
    [(LEADER, 26, 5_000, 50_000), (TASK_FORCE, 9, 30_000, 100_000), (DEPARTMENT, 100, 1_000, 20_000)],
)
def test_the_tasks_of_a_dimension_add_up_to_55_85_inside_their_range(kind: str, count: int, low: int, high: int) -> None:
    rows = TaskEntry.objects.filter(year=2024, kind="arrived", unit__kind=kind)
    amounts = [row.amount for row in rows]
    assert (len(amounts), sum(amounts)) == (count, 558_500)
    assert all(low <= amount <= high and amount % 100 == 0 for amount in amounts)
    assert {(row.issued_on, row.document_number) for row in rows} == {(date(2024, 2, 20), "清招组发〔2024〕1号")}


def test_the_county_has_its_own_tasks() -> None:
    rows = TaskEntry.objects.filter(unit__kind="county", level="formal")
    assert {(row.year, row.kind): row.amount for row in rows} == {
        (2024, "arrived"): 558_500,
        (2024, "signed_10"): 3,
        (2024, "signed_1"): 16,
        (2024, "signed_amount"): 600_000,
        (2024, "outbound"): 50,
        (2024, "leads"): 100,
        (2023, "arrived"): 480_000,
        (2023, "signed_10"): 2,
        (2023, "signed_1"): 14,
    }


def test_credit_of_every_arrival_is_whole_in_each_dimension() -> None:
    amounts = {row.pk: row.amount_wan for row in Arrival.objects.all()}
    for dimension in DIMENSIONS:
        credited: dict[int, Decimal] = {}
        for row in Credit.objects.filter(dimension=dimension.value):
            assert row.unit_id is not None
            credited[row.arrival_id] = credited.get(row.arrival_id, Decimal(0)) + row.amount_wan
        assert credited == amounts


def test_80_departments_show_money_and_20_do_not() -> None:
    credits = Credit.objects.filter(dimension=DEPARTMENT, arrival__counts_on__year=2024, arrival__source_tier__in=OUTSIDE)
    assert len({row.unit_id for row in credits}) == 80
    assert Unit.objects.filter(kind=DEPARTMENT).count() == 100
    shared = {project.pk for project in Project.objects.all() if project.shares.exists()}
    assert len(shared) == 31
    for project in Project.objects.filter(pk__in=shared):
        assert [share.percent for share in project.shares.all()] == [60, 40]


def test_tickets_are_201_in_nine_categories_of_which_one_is_open_within_its_limit() -> None:
    tickets = list(Ticket.objects.filter(registered_on__range=(date(2024, 1, 1), CUT_OFF)))
    closed = [row for row in tickets if row.state == "closed"]
    assert (len(tickets), len(closed), len({row.category for row in tickets})) == (201, 200, 9)
    (still,) = [row for row in tickets if row.state != "closed"]
    assert still.state == "assigned"
    assert still.deadline_on is not None
    assert still.deadline_on > CUT_OFF
    assert Ticket.objects.filter(registered_on__year=2023, state="closed").count() == 20


def test_tickets_have_their_steps_in_order_and_none_is_refused_or_merged() -> None:
    steps: dict[int, list[Step]] = {}
    for step in Step.objects.order_by("pk"):
        steps.setdefault(step.ticket_id, []).append(step)
    for ticket in Ticket.objects.all():
        kinds = [step.kind for step in steps[ticket.pk]]
        days = [step.happened_on for step in steps[ticket.pk]]
        assert kinds[:3] == ["register", "accept", "assign"]
        calls = ["call", "call"] * (ticket.satisfaction == "未联系上")
        assert kinds[-2 - len(calls) :] == ["done", *calls, "close"] or ticket.state == "assigned"
        assert days == sorted(days)
        assert days[-1] <= CUT_OFF
    assert not Step.objects.filter(kind__in=["refuse", "merge"]).exists()
    assert 5 <= Ticket.objects.filter(registered_on__year=2024, outcome="解释说明").count() <= 15
    assert Step.objects.filter(kind="reopen").exists()


def test_twelve_enterprises_are_in_the_parks() -> None:
    rows = Tenancy.objects.all()
    assert sorted(row.state for row in rows) == ["building"] * 5 + ["producing"] * 7
    assert len({row.enterprise_id for row in rows}) == 12


def test_the_named_rows_of_the_article_are_there() -> None:
    mushrooms = Project.objects.get(name="现代食用菌产业园")
    started = Milestone.objects.get(project=mushrooms, kind="started")
    assert started.happened_on == mushrooms.signings.get().signed_on == date(2024, 7, 8)
    second, first = Project.objects.get(name="君石中药材二期"), Project.objects.get(name="君石中药材一期")
    assert (second.previous_phase, second.investor) == (first, first.investor)
    heat, ceramics = (
        Project.objects.get(name="华贸复合耐材一体化余热循环利用"),
        Project.objects.get(name="复合陶瓷耐材一体化综合循环利用"),
    )
    assert heat.investor == ceramics.investor
    assert (ceramics.total_investment_wan, ceramics.planned_output_wan, ceramics.planned_tax_wan, ceramics.planned_jobs) == (
        247_000,
        500_000,
        20_000,
        1200,
    )
    assert ceramics.planned_capacity == "碳化硅及其制成品30万吨/年"
    talks = {row.name for row in Project.objects.with_stage() if row.stage == "talks" and not row.signings.exists()}
    assert talks == {"汉麻脱胶梳理加工", "碳化硅冶炼余热50万吨瓦楞纸循环利用", "玄武岩纤维复合材料", "中成大有储能电站"}
