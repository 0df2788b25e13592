"""期初建账: projects and monthly arrivals of earlier years, before the first close, with one paper's number instead of vouchers."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from django.core.files.base import File

from projects.access.choices import CLOSE_MONTH
from projects.access.permissions import require
from projects.audit.actions import action
from projects.core import clock
from projects.core.errors import Refused
from projects.core.units import narrow
from projects.files.actions import WORKBOOKS, store_file
from projects.funding.actions.posting import write_arrivals
from projects.funding.choices import MONEY, OPENING, USES
from projects.funding.models import Arrival, OpeningBatch
from projects.months.actions import open_month, open_month_of
from projects.months.choices import OPEN
from projects.months.models import Month
from projects.organisations.choices import DEPARTMENT
from projects.organisations.models import Unit, User
from projects.signing.actions import Paper, post_signing, register_signing
from projects.signing.choices import CONTRACT, TIERS
from projects.signing.models import Project, Signing

YearMonth = tuple[int, int]
NAME_LENGTH = 60


@dataclass(frozen=True)
class OpeningRow:
    """One project of the sheet. `number`: its row there, for the sentences. `monthly`: what arrived by (year, month), zeros left out;
    `use` empty: the earlier sheets did not say."""

    number: int
    name: str
    investor_name: str
    source_tier: str
    department: str
    signed_on: date
    amount_wan: Decimal
    monthly: Mapping[YearMonth, Decimal] = field(default_factory=dict)
    use: str = ""
    details: Mapping[str, str] = field(default_factory=dict)


class OpeningRefused(Refused):
    """`problems`: one sentence for each row at fault; nothing was kept."""

    def __init__(self, problems: Sequence[str]) -> None:
        more = f"；另有{len(problems) - 3}处" if len(problems) > 3 else ""
        super().__init__(f"期初表有{len(problems)}处问题，全部未读入：{'；'.join(problems[:3])}{more}", field="file")
        self.problems = list(problems)


@action("load_openings")
def load_openings(
    *, by: User, county: Unit, rows: Sequence[OpeningRow], document_number: str, file: "File[bytes] | None" = None
) -> OpeningBatch:
    """All rows or none. Money is booked in its own month, on the month's last day (a sheet by months knows no other), chained like the
    rest, with credit as usual; a project that is not there yet is registered with its 正式合同, confirmed by the document.

    Refused once any month of the county has been closed.
    """
    require(by, CLOSE_MONTH)
    if not document_number.strip():
        raise Refused("请填写期初数所依据的文号", field="document_number")
    Unit.objects.select_for_update(no_key=True).get(pk=county.pk)
    if Month.objects.in_county(county.pk).exclude(state=OPEN).exists():
        raise Refused("已经有统计月办理过月结，不能再做期初建账；以前年度的数据请作为补录或更正处理")
    _check_rows(county, rows)
    batch = OpeningBatch.objects.create(
        county=county,
        document_number=document_number,
        stored=store_file(file, county_id=county.pk, by=by, kinds=WORKBOOKS) if file else None,
        loaded_at=clock.now(),
        loaded_by=by,
    )
    projects = _projects_of(county, rows, by)
    months = _open_months(county, rows, by)
    _check_dates(rows, months)
    write_arrivals(_arrivals(batch, rows, projects, months), by=by)
    return batch


# --- Looking through the rows -----------------------------------------------------------------------


def _check_rows(county: Unit, rows: Sequence[OpeningRow]) -> None:
    if not rows:
        raise Refused("期初表中没有可读入的项目，请核对表头和内容", field="file")
    departments = _departments(county)
    loaded = _loaded(county, rows)
    problems: list[str] = []
    seen: dict[str, int] = {}
    for row in rows:
        if row.name in seen:
            problems.append(f"第{row.number}行：项目“{row.name}”与第{seen[row.name]}行重复，请合并为一行")
        seen.setdefault(row.name, row.number)
        problems += [f"第{row.number}行：{sentence}" for sentence in _faults(row, departments, loaded)]
    if problems:
        raise OpeningRefused(problems)


def _departments(county: Unit) -> dict[str, Unit]:
    """By full, short and former name, brackets of either width."""
    found: dict[str, Unit] = {}
    for unit in Unit.objects.in_county(county.pk).of_kind(DEPARTMENT):
        found |= dict.fromkeys([narrow(name) for name in (*unit.former_names, unit.short_name, unit.name)], unit)
    found.pop("", None)
    return found


def _loaded(county: Unit, rows: Sequence[OpeningRow]) -> set[tuple[str, YearMonth]]:
    names = [row.name for row in rows]
    standing = Arrival.objects.standing().filter(county=county, kind=OPENING, project__name__in=names)
    found = standing.values_list("project__name", "booked_in__year", "booked_in__number")
    return {(name, (year, number)) for name, year, number in found}


def _faults(row: OpeningRow, departments: Mapping[str, Unit], loaded: set[tuple[str, YearMonth]]) -> list[str]:
    faults = []
    if not 2 <= len(row.name) <= NAME_LENGTH:
        faults.append(f"项目名称应为2至{NAME_LENGTH}个字")
    if not row.investor_name:
        faults.append("请填写投资方（企业全称）")
    if row.source_tier not in TIERS:
        faults.append(f"资金来源“{row.source_tier}”应为{'、'.join(TIERS)}之一")
    if narrow(row.department) not in departments:
        faults.append(f"责任部门“{row.department}”不在单位名录中，请写单位全称")
    if row.use and row.use not in USES:
        faults.append(f"资金用途“{row.use}”不在可选范围内")
    if row.amount_wan <= 0:
        faults.append("签约额应大于0")
    if row.signed_on > clock.today():
        faults.append(f"签约时间{row.signed_on}晚于今天")
    for (year, number), amount in row.monthly.items():
        if amount <= 0:
            faults.append(f"{year}年{number}月到位资金应大于0；冲减请在启用后用更正或撤资办理")
        if (row.name, (year, number)) in loaded:
            faults.append(f"{year}年{number}月的期初数已经读入过")
    return faults


def _check_dates(rows: Sequence[OpeningRow], months: Mapping[YearMonth, Month]) -> None:
    problems = []
    for row in rows:
        for key in row.monthly:
            if months[key].ends_on >= clock.today():
                problems.append(f"第{row.number}行：{months[key]}还没有过完，不属于期初数")
            elif months[key].ends_on < row.signed_on:
                problems.append(f"第{row.number}行：{months[key]}早于签约时间{row.signed_on}")
    if problems:
        raise OpeningRefused(problems)


# --- Writing ----------------------------------------------------------------------------------------


def _projects_of(county: Unit, rows: Sequence[OpeningRow], by: User) -> dict[str, Project]:
    """By name: those that are there with a contract, and new ones."""
    names = [row.name for row in rows]
    found = {project.name: project for project in Project.objects.in_county(county.pk).filter(name__in=names)}
    signed = set(Signing.objects.standing().contracts().filter(project__in=found.values()).values_list("project_id", flat=True))
    unsigned = [row for row in rows if row.name in found and found[row.name].pk not in signed]
    if unsigned:
        raise OpeningRefused([f"第{row.number}行：项目“{row.name}”已登记但正式合同未确认，请先确认签约" for row in unsigned])
    departments = _departments(county)
    for row in rows:
        if row.name not in found:
            found[row.name] = _new_project(county, row, departments[narrow(row.department)], by)
    return found


def _new_project(county: Unit, row: OpeningRow, department: Unit, by: User) -> Project:
    open_month_of(county=county, day=row.signed_on, by=by)
    registration = register_signing(
        by=by,
        name=row.name,
        investor_name=row.investor_name,
        source_tier=row.source_tier,
        department=department,
        paper=Paper(CONTRACT, row.signed_on, row.amount_wan, basis="期初建账"),
        details=dict(row.details),
    )
    post_signing(registration, by)
    return registration.project


def _open_months(county: Unit, rows: Sequence[OpeningRow], by: User) -> dict[YearMonth, Month]:
    wanted = sorted({key for row in rows for key in row.monthly})
    found = {(month.year, month.number): month for month in Month.objects.in_county(county.pk)}
    for year, number in wanted:
        if (year, number) not in found:
            found[year, number] = open_month(county=county, year=year, number=number, by=by)
    return found


def _arrivals(
    batch: OpeningBatch, rows: Sequence[OpeningRow], projects: Mapping[str, Project], months: Mapping[YearMonth, Month]
) -> list[Arrival]:
    """Oldest month first, within it in the sheet's order: the chain reads like the sheet."""
    cells = sorted(
        ((key, row, amount) for row in rows for key, amount in row.monthly.items()), key=lambda cell: (cell[0], cell[1].number)
    )
    return [
        Arrival(
            county=batch.county,
            project=projects[row.name],
            kind=OPENING,
            opening=batch,
            document_number=batch.document_number,
            amount_wan=amount,
            use=row.use,
            form=MONEY,
            source_tier=row.source_tier,
            arrived_on=months[key].ends_on,
            booked_in=months[key],
            counts_on=months[key].ends_on,
        )
        for key, row, amount in cells
    ]
