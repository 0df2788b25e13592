"""Posting arrivals and their credit, and reversing them."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal

from django.db.models import prefetch_related_objects

from projects.access.choices import REVERSE_ARRIVAL
from projects.access.permissions import require
from projects.audit.actions import action
from projects.books.actions import lock_book
from projects.core.errors import Refused
from projects.core.locking import locked
from projects.core.units import ONE_HUNDRED, split
from projects.funding.actions.basis import check_papers
from projects.funding.choices import UNASSIGNED
from projects.funding.models import Arrival, ClaimLine, Credit
from projects.months.actions import month_accepting
from projects.months.models import Month
from projects.organisations.choices import DIMENSIONS
from projects.organisations.models import User
from projects.reference.choices import PARTS
from projects.signing.actions import credit_mode, holders_of
from projects.signing.models import Project


def post_lines(project: Project, lines: Iterable[ClaimLine], *, by: User, late_reason: str) -> list[Arrival]:
    """One Arrival per counted line, chained, with its Credit. The caller holds the project and the claim."""
    rows = [_arrival_of(project, line, late_reason) for line in lines if line.counted_wan]
    check_papers(project, rows)
    return write_arrivals(rows, by=by)


def _arrival_of(project: Project, line: ClaimLine, late_reason: str) -> Arrival:
    month = month_accepting(project.county_id, line.arrived_on)
    is_late = not month.starts_on <= line.arrived_on <= month.ends_on
    if is_late and not late_reason.strip():
        raise Refused(
            f"第{line.number}笔到账日期{line.arrived_on}所在月份已月结，将计入{month}，请填写补录原因", field="late_reason"
        )
    return Arrival(
        county_id=project.county_id,
        project=project,
        line=line,
        amount_wan=line.counted_wan,
        use=line.use,
        form=line.form,
        is_registered_capital=line.is_registered_capital,
        source_tier=line.source_tier,
        arrived_on=line.arrived_on,
        booked_in=month,
        counts_on=month.counts_on(line.arrived_on),
        late_reason=late_reason if is_late else "",
    )


def write_arrivals(rows: list[Arrival], *, by: User) -> list[Arrival]:
    """Numbers and chains rows of one county under the book's lock, and writes their credit. The months were looked up before: the
    book's head is locked last."""
    if not rows:
        return rows
    place = lock_book(Arrival, rows[0].county_id)
    previous = place.head.hash
    for number, row in enumerate(rows):
        row.seq = place.seq + number
        row.recorded_at = place.recorded_at
        row.recorded_by = by
        row.prev_hash = previous
        row.hash = previous = row.fingerprint()
    Arrival.objects.bulk_create(rows)
    place.advance(by=len(rows), hash=previous)
    Credit.objects.bulk_create([*credits_for([row for row in rows if row.reverses_id is None]), *_opposite_credits(rows)])
    return rows


def credits_for(rows: Sequence[Arrival], mode: str = "") -> Iterator[Credit]:
    """`mode` instead of that of the year that each row is booked in.

    Σ in each dimension = the amount exactly (under *parts*: Σ over all holders), by the shares in force on the paper's date."""
    prefetch_related_objects([row.project for row in rows], "shares")
    modes = {} if mode else {year: credit_mode(year) for year in {row.booked_in.year for row in rows}}
    for row in rows:
        holders = parts_of if (mode or modes[row.booked_in.year]) == PARTS else wholes_of
        yield from _credits_of(row, holders(row.project, row.arrived_on))


def _credits_of(arrival: Arrival, lists: "list[Shares]") -> Iterator[Credit]:
    for shares in lists:
        amounts = split(arrival.amount_wan, [percent for _, _, percent in shares])
        for (dimension, unit_id, _), amount in zip(shares, amounts, strict=True):
            if amount:
                yield Credit(
                    county_id=arrival.county_id,
                    arrival=arrival,
                    dimension=dimension,
                    unit_id=unit_id,
                    amount_wan=amount,
                    booked_in_id=arrival.booked_in_id,
                    recorded_at=arrival.recorded_at,
                    recorded_by_id=arrival.recorded_by_id,
                )


Shares = list[tuple[str, int | None, Decimal]]


def wholes_of(project: Project, on: date) -> list[Shares]:
    """*whole*: a list for each dimension, each summing to 100."""
    return [
        [(dimension.value, unit_id, percent) for unit_id, percent in holders_of(project, dimension.value, on)]
        for dimension in DIMENSIONS
    ]


def parts_of(project: Project, on: date) -> list[Shares]:
    """*parts*: one list over all holders sums to 100; what is left goes to 未明确. Shares that pass 100 together were set under *whole*:
    of those the departments' hold."""
    in_force = [share for share in project.shares.all() if share.starts_on <= on and (share.ends_on is None or share.ends_on > on)]
    if sum(share.percent for share in in_force) > ONE_HUNDRED:
        in_force = [share for share in in_force if share.dimension == DIMENSIONS[-1].value]
    if not in_force:
        return [[(DIMENSIONS[-1].value, project.department_id, ONE_HUNDRED)]]
    shares: Shares = [(share.dimension, share.unit_id, share.percent) for share in in_force]
    rest = ONE_HUNDRED - sum(share.percent for share in in_force)
    return [[*shares, (UNASSIGNED, None, rest)] if rest else shares]


@action("reverse_arrival")
def reverse_arrival(*, by: User, arrival: Arrival, reason: str) -> Arrival:
    """The opposite row in an open month, and the opposite credit. The old row stays as it was."""
    require(by, REVERSE_ARRIVAL)
    if not reason.strip():
        raise Refused("请写明冲销原因", field="reason")
    locked(arrival.project)
    must_stand(arrival)
    return write_arrivals([opposite(arrival, reason)], by=by)[0]


def must_stand(arrival: Arrival) -> None:
    """The caller holds the project: nobody else reverses the row meanwhile."""
    if arrival.reverses_id:
        raise Refused("这是一笔冲销记录，不能再冲销；如需恢复请重新申报")
    if Arrival.objects.filter(reverses=arrival).exists():
        raise Refused("这笔到位资金已经冲销过，请刷新页面查看")


def opposite(arrival: Arrival, reason: str) -> Arrival:
    """Unsaved. In the row's own month while that accepts rows, else in the oldest open one."""
    month: Month = month_accepting(arrival.county_id, arrival.counts_on)
    return Arrival(
        county_id=arrival.county_id,
        project_id=arrival.project_id,
        line_id=arrival.line_id,
        kind=arrival.kind,
        opening_id=arrival.opening_id,
        document_number=arrival.document_number,
        amount_wan=-arrival.amount_wan,
        use=arrival.use,
        form=arrival.form,
        is_registered_capital=arrival.is_registered_capital,
        source_tier=arrival.source_tier,
        arrived_on=arrival.arrived_on,
        booked_in=month,
        counts_on=month.counts_on(arrival.counts_on),
        reverses=arrival,
        reason=reason,
    )


def _opposite_credits(rows: Sequence[Arrival]) -> Iterator[Credit]:
    """As the credit of the reversed rows stands now, also after a change of shares. Where the mode has changed with the year, by the mode
    of the year that takes it off: each year adds up in its own."""
    reversing = {row.reverses_id: row for row in rows if row.reverses_id and _same_mode(row)}
    yield from credits_for([row for row in rows if row.reverses_id and row.reverses_id not in reversing])
    for credit in Credit.objects.standing().filter(arrival__in=reversing):
        row = reversing[credit.arrival_id]
        yield Credit(
            county_id=credit.county_id,
            arrival=row,
            dimension=credit.dimension,
            unit_id=credit.unit_id,
            amount_wan=-credit.amount_wan,
            booked_in_id=row.booked_in_id,
            recorded_at=row.recorded_at,
            recorded_by_id=row.recorded_by_id,
        )


def _same_mode(reversing: Arrival) -> bool:
    old: Arrival = reversing.reverses  # type: ignore[assignment]
    years = reversing.booked_in.year, old.booked_in.year
    return years[0] == years[1] or credit_mode(years[0]) == credit_mode(years[1])
