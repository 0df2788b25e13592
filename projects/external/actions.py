"""Typing the city's 通报, and correcting a line of it."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from decimal import Decimal

from django.core.files.base import File

from projects.access.choices import RECORD_EXTERNAL
from projects.access.permissions import require
from projects.audit.actions import action
from projects.books.actions import Place, lock_book
from projects.core import clock
from projects.core.errors import Gathered, Refused
from projects.external.choices import EARLIEST_YEAR, PEERS
from projects.external.models import ExternalFigure, ExternalPaper
from projects.files.actions import store_file
from projects.organisations.models import User
from projects.reference.models import labels


@dataclass(frozen=True)
class Printed:
    """One county's line as the paper prints it; what it does not print is None."""

    task_wan: Decimal | None = None
    arrived_wan: Decimal | None = None
    completion_percent: Decimal | None = None
    growth_percent: Decimal | None = None
    rank: int | None = None

    @property
    def is_empty(self) -> bool:
        return all(value is None for value in asdict(self).values())


@dataclass(frozen=True)
class Heading:
    """Of the paper."""

    title: str
    document_number: str
    issuer: str
    issued_on: date
    year: int
    until_month: int


@action("record_external_paper")
def record_external_paper(
    *, by: User, heading: Heading, lines: Mapping[str, Printed], file: "File[bytes] | None" = None
) -> ExternalPaper:
    """`lines`: code of the list 同市县区 → what is printed; empty ones are left out. Writes nothing into the county's own books.

    Raises Refused, all reasons at once: a paper from before its period's begin or from tomorrow, one that is typed already, no line."""
    require(by, RECORD_EXTERNAL)
    wanted = {place: line for place, line in lines.items() if not line.is_empty}
    _check(by.county_id, heading, wanted)
    place = lock_book(ExternalPaper, by.county_id)
    paper = ExternalPaper.objects.create(
        county_id=by.county_id,
        stored=store_file(file, county_id=by.county_id, by=by) if file else None,
        recorded_at=place.recorded_at,
        recorded_by=by,
        **asdict(heading),
    )
    place.advance()
    rows = lock_book(ExternalFigure, by.county_id)
    for code, line in wanted.items():
        _write(paper, code, line, by, rows)
    rows.advance(by=len(wanted))
    return paper


@action("correct_external_figure")
def correct_external_figure(*, by: User, figure: ExternalFigure, line: Printed, reason: str) -> ExternalFigure:
    """The line as it should have been typed; an empty one takes the line away. The first row stays, with its reversal. Returns the row
    that stands, or the reversing one."""
    require(by, RECORD_EXTERNAL)
    if not reason.strip():
        raise Refused("请写明更正原因", field="reason")
    rows = lock_book(ExternalFigure, figure.county_id)
    current = ExternalFigure.objects.standing().filter(pk=figure.pk).select_related("paper").first()
    if current is None:
        raise Refused("这一行已经更正过，请返回刷新后再试")
    if current.printed == asdict(line):
        raise Refused("更正后的数与原来的一样，没有需要更正的内容")
    _check_line(current.place, line)
    reversal = _reverse(current, by, rows, reason)
    if line.is_empty:
        rows.advance()
        return reversal
    corrected = _write(current.paper, current.place, line, by, rows, reason)
    rows.advance(by=2)
    return corrected


def _check(county_id: int, heading: Heading, lines: Mapping[str, Printed]) -> None:
    gathered = Gathered()
    gathered.unless(1 <= heading.until_month <= 12, "截至月应在1至12之间", field="until_month")
    gathered.unless(
        EARLIEST_YEAR <= heading.year <= clock.today().year, f"年度应在{EARLIEST_YEAR}年至今年之间，请核对", field="year"
    )
    gathered.unless(heading.issued_on <= clock.today(), f"发文时间{heading.issued_on}还没有到，请核对", field="issued_on")
    gathered.unless(
        (heading.issued_on.year, heading.issued_on.month) >= (heading.year, heading.until_month),
        "发文时间早于通报的截至月，请核对发文时间或截至月",
        field="issued_on",
    )
    gathered.unless(lines, "请至少填写一个县区的数", field=None)
    same = ExternalPaper.objects.in_county(county_id).filter(
        document_number=heading.document_number, year=heading.year, until_month=heading.until_month
    )
    standing = ExternalFigure.objects.standing().filter(paper__in=same).exists()
    gathered.unless(not standing, "这份通报（同一文号、同一期间）已经登记过，请在列表中逐行更正", field="document_number")
    for place, line in lines.items():
        with gathered.check():
            _check_line(place, line)
    gathered.settle()


def _check_line(place: str, line: Printed) -> None:
    named = labels(PEERS)
    if place not in named:
        raise Refused("县区不在“同市县区”代码表内，请先由系统管理员增加")
    name = named[place]
    for field, words in (("task_wan", "年度任务"), ("arrived_wan", "到位资金"), ("completion_percent", "完成率")):
        value = getattr(line, field)
        if value is not None and value < 0:
            raise Refused(f"{name}的{words}不能小于0，请核对", field=f"{field}-{place}")
    if line.rank is not None and line.rank < 1:
        raise Refused(f"{name}的名次应从1起，请核对", field=f"rank-{place}")


def _write(paper: ExternalPaper, place: str, line: Printed, by: User, rows: Place, reason: str = "") -> ExternalFigure:
    return ExternalFigure.objects.create(
        county_id=paper.county_id,
        paper=paper,
        place=place,
        reason=reason,
        recorded_at=rows.recorded_at,
        recorded_by=by,
        **asdict(line),
    )


def _reverse(current: ExternalFigure, by: User, rows: Place, reason: str) -> ExternalFigure:
    printed = current.printed
    for name in ("task_wan", "arrived_wan"):
        printed[name] = None if printed[name] is None else -printed[name]
    return ExternalFigure.objects.create(
        county_id=current.county_id,
        paper_id=current.paper_id,
        place=current.place,
        reverses=current,
        reason=reason,
        recorded_at=rows.recorded_at,
        recorded_by=by,
        **printed,
    )
