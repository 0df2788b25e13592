"""A change of shares moves the credit of the months that are still open."""

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from django.core.files.base import File
from django.db.models import Sum

from projects.access.choices import VERIFY_CLAIM
from projects.access.permissions import can
from projects.audit.actions import action
from projects.books.actions import lock_book
from projects.core.errors import Refused
from projects.core.locking import locked
from projects.core.units import plain
from projects.funding.actions.posting import credits_for
from projects.funding.models import Arrival, Credit
from projects.months.actions import close_expired_reopenings
from projects.months.choices import CLOSED
from projects.organisations.models import Unit, User
from projects.reference.choices import PARTS
from projects.signing.actions import credit_mode, set_shares
from projects.signing.models import Project

FOR_THE_BUREAU = "{project}在未月结月份已有到位资金{total}万元入账，改变归属要随之改记业绩，由县招商局核定人员办理；请把要改的内容和原因告诉县招商局"


def open_credit_wan(project: Project) -> Decimal:
    """What is booked in open months: its credit moves with the shares."""
    rows = Arrival.objects.filter(project=project).exclude(booked_in__state=CLOSED)
    return rows.aggregate(total=Sum("amount_wan"))["total"] or Decimal(0)


@action("change_shares")
def change_shares(
    *,
    by: User,
    project: Project,
    dimension: str,
    parts: Sequence[tuple[Unit, Decimal]],
    starts_on: date,
    reason: str = "",
    version: int | None = None,
    papers: "Sequence[File[Any]]" = (),
) -> Project:
    """Sets the shares from a day on and moves the credit of the project's money that arrived from that day on and is booked in an open
    month; closed months keep theirs. Moving credit needs a reason and whoever verifies claims; raises Refused from anybody else."""
    locked(project, version)
    current = set_shares(
        by=by, project=project, dimension=dimension, parts=parts, starts_on=starts_on, reason=reason, papers=papers
    )
    move_credit(current, starts_on, dimension=dimension, by=by, reason=reason)
    return current


def move_credit(
    project: Project, starts_on: date, *, dimension: str, by: User, reason: str, field: str | None = None
) -> list[Credit]:
    """Reversing and new rows where the shares now in force give another split in the dimension (under *parts*, one list over all
    holders, in any); the caller holds the project. `field` is where a refusal is shown."""
    close_expired_reopenings(county_id=project.county_id)
    rows = _movable(project, starts_on)
    standing = list(Credit.objects.standing().filter(arrival__in=rows))
    wanted = list(credits_for(rows)) if rows else []
    together = {row.pk for row in rows if credit_mode(row.booked_in.year) == PARTS}
    differing = {key for key in _differing(standing, wanted) if key[1] == dimension or key[0] in together}
    if not differing:
        return []
    if not can(by, VERIFY_CLAIM):
        total = sum((row.amount_wan for row in rows if any(row.pk == key[0] for key in differing)), Decimal(0))
        raise Refused(FOR_THE_BUREAU.format(project=project, total=plain(total)), field=field)
    if not reason.strip():
        raise Refused("未月结月份的到位资金将随之改记，请写明调整归属的原因", field="reason")
    moved = [_opposite(row) for row in standing if _key(row) in differing] + [row for row in wanted if _key(row) in differing]
    return _write(moved, project, by, reason)


def _movable(project: Project, starts_on: date) -> list[Arrival]:
    fresh = Project.objects.prefetch_related("shares").get(pk=project.pk)
    rows = Arrival.objects.standing().filter(project=fresh, arrived_on__gte=starts_on).exclude(booked_in__state=CLOSED)
    found = list(rows.select_related("booked_in").order_by("seq"))
    for row in found:
        row.project = fresh
    return found


def _key(row: Credit) -> tuple[int, str]:
    return row.arrival_id, row.dimension


def _differing(standing: Iterable[Credit], wanted: Iterable[Credit]) -> set[tuple[int, str]]:
    """(arrival, dimension) whose holders or amounts are not what the shares say."""

    def split_of(rows: Iterable[Credit]) -> dict[tuple[int, str], dict[int | None, Decimal]]:
        found: dict[tuple[int, str], dict[int | None, Decimal]] = {}
        for row in rows:
            found.setdefault(_key(row), {})[row.unit_id] = row.amount_wan
        return found

    now, then = split_of(standing), split_of(wanted)
    return {key for key in now.keys() | then.keys() if now.get(key) != then.get(key)}


def _opposite(credit: Credit) -> Credit:
    return Credit(
        county_id=credit.county_id,
        arrival_id=credit.arrival_id,
        dimension=credit.dimension,
        unit_id=credit.unit_id,
        amount_wan=-credit.amount_wan,
        booked_in_id=credit.booked_in_id,
        reverses=credit,
    )


def _write(rows: list[Credit], project: Project, by: User, reason: str) -> list[Credit]:
    """Credit is dated under the lock of the arrivals it belongs to, so that both are known from the same moment."""
    place = lock_book(Arrival, project.county_id)
    for row in rows:
        row.recorded_at, row.recorded_by, row.reason = place.recorded_at, by, reason
    Credit.objects.bulk_create(rows)
    place.advance(by=0)
    return rows
