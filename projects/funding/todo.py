"""What waits for a person in money: claims to verify, to mend, to complete with papers; reports owed; months to close."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from django.db.models import Exists, Min, OuterRef, Q, QuerySet, Subquery
from django.urls import reverse

from projects.access.choices import CLOSE_MONTH, FILE_CLAIM, VERIFY_CLAIM
from projects.access.permissions import can, sees_whole_county
from projects.core import clock
from projects.core.todos import Todo
from projects.core.units import money_cell
from projects.funding.choices import RETURNED, SENT, SUBMITTED
from projects.funding.models import Claim, ClaimLine, Evidence, StampedSheet
from projects.funding.queries.reporting import Reporting, reporting_units
from projects.months.models import Month, NilReport, Reopening
from projects.notices.choices import DUE_REPORT, PAPERS_DUE
from projects.organisations.models import User


def todos(user: User, reports: "OwnReports") -> Iterator[Todo]:
    """One query, and the two of `reports`, which is shared with the card 本月应报."""
    if can(user, VERIFY_CLAIM, FILE_CLAIM):
        for claim in _claims(user):
            yield from _claim_todo(claim, user)
    yield from reports.todos()
    if can(user, CLOSE_MONTH):
        yield from reports.closings()


def _claims(user: User) -> QuerySet[Any]:
    """With `paper_due_on`, the first day on which papers of a bare line are due, and the sum."""
    bare = ClaimLine.objects.filter(claim=OuterRef("pk")).exclude(Exists(Evidence.objects.filter(line=OuterRef("pk"))))
    due = bare.order_by().values("claim").annotate(first=Min("evidence_due_on")).values("first")
    rows = Claim.objects.visible_to(user).filter(state__in=(SUBMITTED, RETURNED)).annotate(paper_due_on=Subquery(due))
    own = Q(submitted_by=user) | Q(unit__in=user.unit_ids)
    wanted = Q(pk__in=[])
    if can(user, VERIFY_CLAIM):
        wanted |= Q(state=SUBMITTED) & ~Q(submitted_by=user)  # who files does not verify
    if can(user, FILE_CLAIM):
        wanted |= own & (Q(state=RETURNED) | Q(paper_due_on__isnull=False))
    return rows.filter(wanted).with_totals().select_related("project", "month", "unit").order_by("submitted_at", "pk")


def _claim_todo(claim: Any, user: User) -> Iterator[Todo]:
    since = claim.submitted_at.astimezone(clock.SHANGHAI).date() if claim.submitted_at else None
    about = f"{claim.project}　{money_cell(claim.claimed_wan)}万元" if claim.claimed_wan is not None else str(claim.project)
    files = can(user, FILE_CLAIM) and (claim.submitted_by_id == user.pk or claim.unit_id in user.unit_ids)
    if claim.state == RETURNED and files:
        edit, note = reverse("claim_edit", args=[claim.pk]), f"退回意见：{claim.returned_reason}"
        yield Todo("修改被退回的申报", about, edit, "去修改", claim.paper_due_on, since, note)
    elif claim.paper_due_on and files:
        yield Todo(
            "补交佐证",
            about,
            reverse("claim_evidence", args=[claim.pk]),
            "去补交",
            claim.paper_due_on,
            kind=PAPERS_DUE,
            name=str(claim.project),
        )
    if claim.state == SUBMITTED and can(user, VERIFY_CLAIM) and claim.submitted_by_id != user.pk:
        verify = reverse("claim_verify", args=[claim.pk])
        note = f"{claim.unit}申报" + ("，待补佐证" if claim.paper_due_on else "")
        yield Todo("核定到位资金申报", about, verify, "去核定", since=since, note=note)


@dataclass(frozen=True)
class Report:
    """One unit of the person in one month. `done_on` is empty while nothing was reported."""

    month: Month
    unit: Any

    @property
    def done_on(self) -> date | None:
        moment = self.unit.claimed_at or self.unit.nil_at
        return moment.astimezone(clock.SHANGHAI).date() if moment else None

    @property
    def words(self) -> str:
        return "零报告" if self.unit.has_nil and not self.unit.has_claim else "到位资金申报"

    @property
    def sheet_on(self) -> date | None:
        return self.unit.sheet_at.astimezone(clock.SHANGHAI).date() if self.unit.sheet_at else None


class OwnReports:
    """本月应报: the month that holds today, who owes, and what the person's own units have said. Two queries."""

    def __init__(self, user: User) -> None:
        self.user = user

    @cached_property
    def months(self) -> list[Any]:
        """All of the county, in order. `reopening`: the number of one that somebody else asked for."""
        waiting = Reopening.objects.filter(month=OuterRef("pk"), approved_at=None, closed_at=None).exclude(requested_by=self.user)
        months: QuerySet[Any] = Month.objects.in_county(self.user.county_id).annotate(reopening=Subquery(waiting.values("pk")[:1]))
        return list(months.select_related("county"))

    @property
    def open_months(self) -> list[Month]:
        return [month for month in self.months if not month.is_closed]

    @property
    def month(self) -> Month | None:
        today = clock.today()
        return next((month for month in self.open_months if month.starts_on <= today <= month.ends_on), None)

    @property
    def shows_county(self) -> bool:
        return sees_whole_county(self.user) and can(self.user, FILE_CLAIM)

    @cached_property
    def units(self) -> list[Any]:
        """All that owe, for the bureau; else the person's own."""
        if self.month is None:
            return []
        key = {"month": self.month, "unit": OuterRef("pk")}
        claims = Claim.objects.filter(**key, state__in=SENT).order_by("submitted_at").values("submitted_at")
        sheets = StampedSheet.objects.filter(**key).order_by("uploaded_at").values("uploaded_at")
        owing = reporting_units(self.month).annotate(
            claimed_at=Subquery(claims[:1]),
            nil_at=Subquery(NilReport.objects.filter(**key).values("reported_at")[:1]),
            sheet_at=Subquery(sheets[:1]),
        )
        return list(owing if self.shows_county else owing.filter(pk__in=self.user.unit_ids))

    @property
    def own(self) -> list[Report]:
        return [Report(self.month, unit) for unit in self.units if self.month and unit.pk in self.user.unit_ids]

    @property
    def county_text(self) -> str | None:
        """已报72/应报74; None for a person whose page reads its own units alone."""
        return Reporting(self.reported, len(self.units)).text if self.shows_county else None

    @property
    def reported(self) -> int:
        return sum(unit.is_reported for unit in self.units)

    def closings(self) -> Iterator[Todo]:
        """The earliest month that is over and still open (later ones wait for it), and reopenings to grant."""
        for month in self.months:
            if month.reopening:
                yield Todo("审批重开申请", str(month), reverse("reopening_approve", args=[month.reopening]), "去审批")
        over = [month for month in self.open_months if month.ends_on < clock.today()]
        if over:
            note = f"共{len(over)}个月待月结" if len(over) > 1 else over[0].state_label
            yield Todo("月结", str(over[0]), reverse("month_close", args=[over[0].pk]), "去月结", since=over[0].ends_on, note=note)

    def todos(self) -> Iterator[Todo]:
        if not can(self.user, FILE_CLAIM):
            return
        for report in self.own:
            if not report.unit.is_reported:
                new, note = reverse("claim_new"), "无新增的请报零报告"
                yield Todo(
                    "本月应报未报",
                    f"{report.unit}　{report.month}",
                    new,
                    "去申报",
                    report.month.ends_on,
                    note=note,
                    kind=DUE_REPORT,
                )
