"""业绩归属: who gets which part of a project's money."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from django.core.files.base import File
from django.db.models import Max, Q, Sum

from projects.access.choices import EDIT_PROJECT
from projects.access.permissions import require
from projects.audit.actions import action, keep_in_entry
from projects.core.errors import Refused
from projects.core.locking import change, locked
from projects.core.units import ONE_HUNDRED, plain
from projects.files.actions import store_file
from projects.months.queries import stat_calendar
from projects.organisations.choices import DEPARTMENT, DIMENSIONS
from projects.organisations.models import Unit, User
from projects.reference.choices import CREDIT_MODE, PARTS
from projects.reference.models import setting
from projects.signing.models import Project, Share, SharePaper

THE_BEGINNING = date(1949, 10, 1)
"""Before any contract: since when the first holder of a project holds it."""


def credit_mode(year: int) -> str:
    """whole or parts, for all money booked in that 统计年度: what holds on its 1 January (docs/decisions/0009)."""
    return str(setting(CREDIT_MODE, date(year, 1, 1)))


def credit_mode_on(day: date) -> str:
    """Of the 统计年度 that holds the day: 26 December belongs to the next one where months end on the 25th (docs/decisions/0008)."""
    return credit_mode(stat_calendar().year_of(day))


@action("set_shares")
def set_shares(
    *,
    by: User,
    project: Project,
    dimension: str,
    parts: Sequence[tuple[Unit, Decimal]],
    starts_on: date,
    reason: str = "",
    papers: "Sequence[File[Any]]" = (),
) -> Project:
    """From a day on. In one dimension the percents may not pass 100 (what is left is 未明确); under *parts* all of them together.
    `papers`: the 分割证明 that the split rests on.

    Money that is booked already keeps its credit: pages use funding's `change_shares`, which moves the credit of open months too.
    """
    require(by, EDIT_PROJECT)
    current = locked(project)
    if any(percent <= 0 for _, percent in parts) or sum((percent for _, percent in parts), Decimal(0)) > ONE_HUNDRED:
        raise Refused("归属比例应大于0且合计不超过100%，请核对", field="percent")
    if any(unit.kind != dimension for unit, _ in parts):
        raise Refused("归属单位与维度不一致，请重新选择", field="unit")
    if len({unit.pk for unit, _ in parts}) < len(parts):
        raise Refused("同一单位在归属比例中出现了两次，请合并", field="unit")
    still = current.shares.filter(Q(ends_on=None) | Q(ends_on__gt=starts_on), dimension=dimension)
    still.update(ends_on=starts_on)
    Share.objects.bulk_create(
        Share(project=current, dimension=dimension, unit=unit, percent=percent, starts_on=starts_on) for unit, percent in parts
    )
    if credit_mode_on(starts_on) == PARTS:
        total = current.shares.filter(ends_on=None).aggregate(total=Sum("percent"))["total"] or Decimal(0)
        if total > ONE_HUNDRED:
            raise Refused(f"按“全部主体合计100%”的设置，现在合计{plain(total)}%，请调整", field="percent")
    prove_shares(by=by, project=current, dimension=dimension, starts_on=starts_on, papers=papers)
    return current


def prove_shares(*, by: User, project: Project, dimension: str, starts_on: date, papers: "Sequence[File[Any]]") -> None:
    """Keeps the 分割证明, and their names in the Entry of the action that calls."""
    kept = [store_file(paper, county_id=project.county_id, by=by, field="papers") for paper in papers]
    SharePaper.objects.bulk_create(
        SharePaper(project=project, dimension=dimension, starts_on=starts_on, stored=stored) for stored in kept
    )
    if kept:
        keep_in_entry(papers=[stored.name for stored in kept])


def hand_over(*, by: User, project: Project, dimension: str, unit: Unit | None, starts_on: date) -> Project:
    """The holder named on the project changes from a day on; money of earlier days keeps finding the former one, also when its paper
    comes late. Where shares are in force, the former holder's part goes to the new one. The caller holds the project.

    What nobody held (未明确) belongs to the new holder from the beginning.
    """
    field = next(item.project_field for item in DIMENSIONS if item.value == dimension).removesuffix("_id")
    former: Unit | None = getattr(project, field)
    if former == unit:
        return project
    standing = list(project.shares.filter(Q(ends_on=None) | Q(ends_on__gt=starts_on), dimension=dimension).select_related("unit"))
    if standing:
        _pass_on(by, project, dimension, standing, former, unit, starts_on)
    elif former is not None and (dimension == DEPARTMENT or credit_mode_on(starts_on) != PARTS):
        _remember(project, dimension, former, starts_on)
    return change(project, **{field: unit})


def _pass_on(
    by: User, project: Project, dimension: str, standing: Sequence[Share], former: Unit | None, unit: Unit | None, starts_on: date
) -> None:
    """Shares that do not name the former holder stay as they are."""
    if former is None or all(share.unit_id != former.pk for share in standing):
        return
    parts: dict[Unit, Decimal] = {}
    for share in standing:
        holder = unit if share.unit_id == former.pk else share.unit
        if holder is not None:
            parts[holder] = parts.get(holder, Decimal(0)) + share.percent
    set_shares(by=by, project=project, dimension=dimension, parts=list(parts.items()), starts_on=starts_on)


def _remember(project: Project, dimension: str, former: Unit, until: date) -> None:
    """The former holder's own days as a share that has ended."""
    ended = project.shares.filter(dimension=dimension).aggregate(last=Max("ends_on"))["last"]
    since = ended or THE_BEGINNING
    if since < until:
        Share.objects.create(project=project, dimension=dimension, unit=former, percent=ONE_HUNDRED, starts_on=since, ends_on=until)


def holders_of(project: Project, dimension: str, on: date) -> list[tuple[int | None, Decimal]]:
    """(unit or None for 未明确, percent) in one dimension on a day, summing to 100: shares, else the holder named on the project."""
    shares = [
        (share.unit_id, share.percent)
        for share in project.shares.all()
        if share.dimension == dimension and share.starts_on <= on and (share.ends_on is None or share.ends_on > on)
    ]
    if not shares:
        field = next(item.project_field for item in DIMENSIONS if item.value == dimension)
        return [(getattr(project, field), ONE_HUNDRED)]
    rest = ONE_HUNDRED - sum((percent for _, percent in shares), Decimal(0))
    return [*shares, (None, rest)] if rest else list(shares)
