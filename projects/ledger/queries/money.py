"""Money of one project: by year, and as one story of claims, arrivals and reversals."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Count, Exists, OuterRef, Prefetch, Q, Sum
from django.urls import reverse

from projects.core.units import money_cell
from projects.funding.choices import OPENING, PARTLY, VERIFIED, WITHDRAWAL
from projects.funding.models import Arrival, ClaimCut, ClaimLine, Evidence
from projects.ledger.queries.columns import rate
from projects.months.queries import stat_calendar
from projects.signing.models import Project

ZERO = Decimal(0)


@dataclass(frozen=True)
class YearLine:
    year: int
    arrived_wan: Decimal
    total_wan: Decimal
    rate: Decimal | None


@dataclass(frozen=True)
class Years:
    """`same_wan`: last year until the same day. `rows`: how many stand, reversed ones and their reversals left out."""

    lines: list[YearLine]
    same_wan: Decimal
    rows: int


def years_of(project: Any, on: date) -> Years:
    """By the 统计年度 booked in; the latest year first; every tier, as the column 签约以来累计到位 adds them."""
    counted = Arrival.objects.filter(project=project).counting_until(on)
    last_year = stat_calendar().same_period_to(on)
    stands = Q(reverses=None, reversed_by=None)
    found = (
        counted.order_by()
        .values("booked_in__year")
        .annotate(
            total=Sum("amount_wan"),
            same=Sum("amount_wan", filter=Q(counts_on__range=(last_year.start, last_year.end))),
            rows=Count("pk", filter=stands),
        )
    )
    lines, running, same, rows = [], ZERO, ZERO, 0
    for row in sorted(found, key=lambda row: int(row["booked_in__year"])):
        running += row["total"]
        rows += row["rows"]
        same += row["same"] or ZERO
        lines.append(YearLine(row["booked_in__year"], row["total"], running, rate(running, project.signed_wan)))
    return Years(lines[::-1], same, rows)


def arrivals_of(project: Project) -> list[Any]:
    """Every row of the book with its claim, its cuts and its papers; `is_reversed` where another row takes it back."""
    papers = Prefetch("line__evidence", Evidence.objects.select_related("stored"))
    rows = Arrival.objects.filter(project=project).annotate(
        is_reversed=Exists(Arrival.objects.filter(reverses=OuterRef("pk"))),
    )
    joined = rows.select_related("booked_in", "reverses", "recorded_by", "corrects", "line__claim__month", "line__claim__unit")
    return list(joined.prefetch_related(papers, "papers__stored", Prefetch("line__cuts", ClaimCut.objects.order_by("pk"))))


def unbooked_of(project: Project) -> list[ClaimLine]:
    """Lines of claims that put nothing into the book (yet)."""
    lines = ClaimLine.objects.filter(claim__project=project).filter(~Exists(Arrival.objects.filter(line=OuterRef("pk"))))
    papers = Prefetch("evidence", Evidence.objects.select_related("stored"))
    return list(lines.select_related("claim__month", "claim__unit").prefetch_related(papers).order_by("-arrived_on", "-pk"))


def title_of(row: Any) -> str:
    if row.reverses_id:
        return "冲销"
    if row.corrects_id:
        return "更正入账"
    return "期初数" if row.kind == OPENING else "撤资" if row.kind == WITHDRAWAL else "到位资金入账"


def note_of(row: Any) -> str:
    """What was claimed and cut, or what was reversed and why."""
    parts = []
    if row.reverses_id:
        parts.append(f"冲销{row.reverses.arrived_on}的{money_cell(row.reverses.amount_wan)}万元")
    elif row.corrects_id:
        parts.append(f"更正{row.corrects.arrived_on}的{money_cell(row.corrects.amount_wan)}万元")
    line = row.line if row.line_id and not row.reverses_id else None
    if line and line.counted_wan is not None and line.counted_wan != line.claimed_wan:
        parts.append(f"申报{money_cell(line.claimed_wan)}万元，核减{money_cell(line.claimed_wan - line.counted_wan)}万元")
        parts += [f"核减说明：{cut.note}" for cut in line.cuts.all()]
    if row.late_reason and not row.reverses_id:
        parts.append(f"补录：{row.late_reason}")
    if row.reason:
        parts.append(f"原因：{row.reason}")
    return "；".join(parts)


@dataclass(frozen=True)
class MoneyLine:
    """One line of the story. `papers` are a claim's, `proofs` a withdrawal's. `counted_wan` is what the book holds; empty while nothing is counted."""

    day: date
    month: str
    title: str
    state: str
    claimed_wan: Decimal | None
    counted_wan: Decimal | None
    use: str
    tier: str
    papers: list[Any]
    proofs: list[Any]
    document: str
    note: str
    url: str
    is_reversed: bool


def money_story(arrivals: list[Any], unbooked: list[ClaimLine]) -> list[MoneyLine]:
    """Newest first by 到账日期; a reversal stands right above the row that it takes back."""
    lines = [(row.arrived_on, 1 if row.reverses_id else 0, row.pk, _arrival_line(row)) for row in arrivals]
    lines += [(line.arrived_on, 2, line.pk, _claim_line(line)) for line in unbooked]
    return [line for *_, line in sorted(lines, key=lambda item: item[:3], reverse=True)]


def _arrival_line(row: Any) -> MoneyLine:
    line = row.line if row.line_id else None
    own = line if not row.reverses_id else None
    return MoneyLine(
        row.arrived_on,
        str(row.booked_in),
        title_of(row),
        "已冲销" if row.is_reversed else "",
        own.claimed_wan if own else None,
        row.amount_wan,
        row.use,
        row.source_tier,
        list(own.evidence.all()) if own else [],
        list(row.papers.all()),
        row.document_number,
        note_of(row),
        reverse("claim", args=[line.claim_id]) if line else "",
        row.is_reversed,
    )


def _claim_line(line: ClaimLine) -> MoneyLine:
    claim = line.claim
    is_decided = claim.state in (VERIFIED, PARTLY)
    note = f"退回意见：{claim.returned_reason}" if claim.returned_reason and not is_decided else ""
    papers: list[Any] = list(line.evidence.all())
    if not papers and line.evidence_due_on:
        note = "；".join(filter(None, [f"待补佐证，{line.evidence_due_on}前", note]))
    return MoneyLine(
        line.arrived_on,
        str(claim.month),
        "申报",
        "不予认定" if is_decided else claim.state_label,
        line.claimed_wan,
        line.counted_wan,
        line.use,
        line.source_tier,
        papers,
        [],
        "",
        note,
        reverse("claim", args=[claim.pk]),
        is_reversed=False,
    )
