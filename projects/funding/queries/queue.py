"""The queue of 核定: what waits, what is known of each claim before it is opened, and the numbers above it."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from projects.core import clock
from projects.funding.choices import PARTLY, RETURNED, VERIFIED
from projects.funding.models import Claim, ClaimLine, Evidence, Question
from projects.funding.queries.reporting import Reporting, reporting
from projects.months.models import Month
from projects.organisations.models import User

WAITING, DOUBTFUL, BARE, SENT_BACK, DECIDED = "", "doubts", "papers", "returned", "done"
TABS = {WAITING: "待核定", DOUBTFUL: "有疑点", BARE: "待补佐证", SENT_BACK: "已退回", DECIDED: "本月已核定"}


def with_doubts(claims: QuerySet[Claim]) -> QuerySet[Any]:
    """With `lacks_papers` (a line without 佐证材料), `open_questions` and `answered_questions` (numbers), `is_doubled` (佐证重复)."""
    bare = ClaimLine.objects.filter(claim=OuterRef("pk")).exclude(Exists(Evidence.objects.filter(line=OuterRef("pk"))))
    asked = Question.objects.filter(line__claim=OuterRef("pk"))
    unanswered = asked.filter(answered_at=None)

    def number_of(rows: QuerySet[Question]) -> Coalesce:
        return Coalesce(Subquery(rows.order_by().values("line__claim").annotate(n=Count("pk")).values("n")), 0)

    return claims.annotate(
        lacks_papers=Exists(bare),
        open_questions=number_of(unanswered),
        answered_questions=number_of(asked.exclude(answered_at=None)),
        is_doubled=Exists(unanswered.filter(code="same_file")),
    )


def queue_of(user: User) -> QuerySet[Any]:
    """Oldest first."""
    return with_doubts(Claim.objects.visible_to(user).waiting())


def clean_queue(user: User) -> QuerySet[Any]:
    """无疑点: nothing unanswered, papers on every line, filed by somebody else."""
    return queue_of(user).filter(lacks_papers=False, open_questions=0).exclude(submitted_by=user)


def tab_of(user: User, tab: str, month: Month | None) -> QuerySet[Any]:
    if tab in (SENT_BACK, DECIDED):
        claims = with_doubts(Claim.objects.visible_to(user))
        if tab == SENT_BACK:
            return claims.filter(state=RETURNED).order_by("submitted_at", "id")
        return claims.filter(state__in=(VERIFIED, PARTLY), month=month).order_by("-verified_at", "-id")
    wanted = {DOUBTFUL: Q(open_questions__gt=0), BARE: Q(lacks_papers=True)}.get(tab, Q())
    return queue_of(user).filter(wanted)


def tab_counts(user: User, month: Month | None) -> dict[str, int]:
    counts: dict[str, int] = (
        queue_of(user)
        .order_by()
        .aggregate(
            **{
                "all": Count("pk"),
                DOUBTFUL: Count("pk", filter=Q(open_questions__gt=0)),
                BARE: Count("pk", filter=Q(lacks_papers=True)),
            }
        )
    )
    counts[WAITING] = counts.pop("all")
    return counts | {tab: tab_of(user, tab, month).count() for tab in (SENT_BACK, DECIDED)}


@dataclass(frozen=True)
class MonthStand:
    """统计月 2024年12月, 未月结, 已报72/应报74."""

    month: Month
    reports: Reporting


def month_stand(county_id: int) -> MonthStand | None:
    """The month that holds today, else the oldest that is open."""
    months = Month.objects.in_county(county_id).order_by("starts_on")
    month = months.holding(clock.today()).first() or months.accepting().first()
    return MonthStand(month, reporting(month)) if month else None


def following(user: User, claim: Claim) -> Claim | None:
    """The waiting claim after this one that somebody else filed; from the end back to the oldest."""
    rows = Claim.objects.visible_to(user).waiting().exclude(submitted_by=user).exclude(pk=claim.pk)
    later = Q(submitted_at__gt=claim.submitted_at) | Q(submitted_at=claim.submitted_at, pk__gt=claim.pk)
    return rows.filter(later).first() or rows.first()
