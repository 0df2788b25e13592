"""到位资金申报: list, one claim with its arrivals, its papers."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from functools import cached_property
from typing import Any

from django.db.models import Prefetch, QuerySet, Sum
from django.http import FileResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_safe

from projects.access.choices import FILE_CLAIM, REVERSE_ARRIVAL, VERIFY_CLAIM
from projects.access.permissions import can
from projects.audit.models import Entry
from projects.core import clock
from projects.files.views import send
from projects.funding.access import files_for
from projects.funding.actions import may_confirm, reverse_arrival
from projects.funding.choices import CLAIM_FLOW, RETURNED, SUBMITTED, VERIFIED, VOIDED, WITHDRAWN
from projects.funding.filters import ClaimFilters
from projects.funding.forms import ReverseForm
from projects.funding.models import Arrival, Claim, ClaimLine, Evidence, Question
from projects.funding.queries.queue import month_stand
from projects.funding.questions import label_of, sentence_of
from projects.funding.tables import ClaimTable, claim_tag
from projects.months.models import Month
from projects.organisations.models import User
from projects.pages.views import Crumb, DetailPage, FormPage, Page
from projects.pages.views.listing import TablePage
from projects.reference.choices import ARRIVAL_LINKS, IN_USE
from projects.reference.models import labels, setting

LIST_CRUMB: Crumb = ("到位资金", "/claims/")


class ClaimList(TablePage):
    template_name = "funding/claim_list.html"
    title = "到位资金"
    table_class = ClaimTable
    filter_class = ClaimFilters
    default_sort = "-submitted_at"
    list_name = "claims"
    url_name = "claims"
    thing, measure = "到位资金申报", "份"
    export_name = "claims_export"

    def crumbs(self) -> list[Crumb]:
        return [("到位资金", None)]

    def context(self) -> dict[str, Any]:
        may = {"may_file": can(self.user, FILE_CLAIM), "may_verify": can(self.user, VERIFY_CLAIM)}
        return super().context() | may | {"stand": month_stand(self.user.county_id)}

    def caption(self) -> str:
        return "到位资金申报，单位万元"

    def remedy(self) -> tuple[str, str]:
        return (reverse("claim_new"), "申报到位") if can(self.user, FILE_CLAIM) else ("", "")

    def rows(self) -> QuerySet[Claim]:
        return Claim.objects.visible_to(self.user).with_totals().select_related("project", "unit", "month", "submitted_by")

    def filter_options(self) -> dict[str, Any]:
        months = Month.objects.in_county(self.user.county_id).order_by("-year", "-number")
        return {"months": [(str(month.pk), str(month)) for month in months]}

    def totals(self, rows: QuerySet[Any]) -> dict[str, Any]:
        """Counted apart: inside the aggregate a claim of two lines would count twice."""
        return {"count": rows.count()} | rows.aggregate(claimed_wan=Sum("claimed_wan"), counted_wan=Sum("counted_wan"))

    def page_totals(self, rows: Iterable[Any]) -> dict[str, Any]:
        listed, none = list(rows), Decimal(0)
        return {name: sum((getattr(row, name) or none for row in listed), none) for name in ("claimed_wan", "counted_wan")}


class OneClaim(Page):
    """A page about one claim that the person may see."""

    @cached_property
    def claim(self) -> Claim:
        claims = Claim.objects.visible_to(self.user).select_related("project", "unit", "month", "submitted_by", "verified_by")
        return get_object_or_404(claims, pk=self.kwargs["pk"])

    @cached_property
    def lines(self) -> list[ClaimLine]:
        evidence = Prefetch("evidence", Evidence.objects.select_related("stored__uploaded_by").order_by("id"))
        questions = Prefetch("questions", Question.objects.select_related("answered_by").order_by("id"))
        return list(self.claim.lines.prefetch_related(evidence, "cuts", questions))

    def crumbs(self) -> list[Crumb]:
        here: list[Crumb] = [LIST_CRUMB, (str(self.claim), reverse("claim", args=[self.claim.pk]))]
        return [*here, (self.title, None)] if self.title else [LIST_CRUMB, (str(self.claim), None)]

    def context(self) -> dict[str, Any]:
        claim = self.claim
        return super().context() | {"claim": claim, "project": claim.project, "facts": claim_facts(claim)}

    def edited(self) -> Claim:
        return self.claim

    def success_url(self, result: Any) -> str:
        return reverse("claim", args=[self.claim.pk])


@dataclass(frozen=True)
class Told:
    """A question as it is read: what was found, and what was said about it."""

    pk: int
    code: str
    label: str
    sentence: str
    answer: str
    by: User | None
    at: datetime | None


def questions_of(lines: Iterable[ClaimLine]) -> dict[int, list[Told]]:
    """By the numbers of the lines."""
    return {
        line.number: [
            Told(row.pk, row.code, label_of(row), sentence_of(row), row.answer, row.answered_by, row.answered_at)
            for row in line.questions.all()
        ]
        for line in lines
    }


def claim_facts(claim: Claim) -> list[tuple[str, Any]]:
    return [
        ("项目", claim.project),
        ("申报单位", f"{claim.unit}{'（代录）' if claim.is_filed_for else ''}"),
        ("统计月", f"{claim.month}（{claim.month.state_label}）"),
        ("填报人", claim.submitted_by or "--"),
    ]


class ClaimDetail(OneClaim, DetailPage):
    template_name = "funding/claim_detail.html"

    def context(self) -> dict[str, Any]:
        arrivals = list(
            Arrival.objects.filter(line__claim=self.claim)
            .select_related("line", "booked_in", "recorded_by", "reversed_by")
            .order_by("seq")
        )
        return super().context() | {
            "title": str(self.claim),
            "state_tag": claim_tag(self.claim.state),
            "lines": self.lines,
            "sums": _sums(self.lines),
            "arrivals": arrivals,
            "arrived_wan": sum((row.amount_wan for row in arrivals), Decimal(0)),
            "cut_reasons": labels("cut_reason"),
            "may": claim_buttons(self.user, self.claim),
            "may_set_basis": can(self.user, FILE_CLAIM, VERIFY_CLAIM),
            "may_reverse": can(self.user, REVERSE_ARRIVAL),
            "arrival_links": setting(ARRIVAL_LINKS, clock.today()) == IN_USE,
            "questions": questions_of(self.lines),
            "has_questions": any(line.questions.all() for line in self.lines),
            "timeline": _timeline(self.claim),
            "submission_key": uuid.uuid4(),
        }


def _sums(lines: list[ClaimLine]) -> dict[str, Decimal | None]:
    """`counted` is empty until the bureau has decided."""
    counted = [line.counted_wan for line in lines if line.counted_wan is not None]
    return {
        "claimed": sum((line.claimed_wan for line in lines), Decimal(0)),
        "counted": sum(counted, Decimal(0)) if counted else None,
    }


def claim_buttons(user: User, claim: Claim) -> dict[str, bool]:
    """What the state and the person's rights allow; the actions ask again."""
    following = CLAIM_FLOW[claim.state].next
    files = can(user, FILE_CLAIM) and files_for(user, claim)
    verifies = can(user, VERIFY_CLAIM)
    return {
        "withdraw": files and WITHDRAWN in following,
        "resubmit": files and SUBMITTED in following,
        "void": files and VOIDED in following,
        "add_evidence": files and claim.state in (SUBMITTED, RETURNED),
        "confirm": may_confirm(user, claim),
        "answer": bool(following) and (files or verifies),
        "verify": verifies and VERIFIED in following,
        "return": verifies and RETURNED in following,
    }


def _timeline(claim: Claim) -> list[dict[str, Any]]:
    entries = Entry.objects.about(claim).filter(succeeded=True)[:50]
    return [
        {
            "icon": "cash-stack",
            "title": entry.label.split("：", 1)[0],
            "on": entry.at.astimezone(clock.SHANGHAI).strftime("%Y-%m-%d %H:%M"),
            "text": entry.reason,
            "who": entry.actor_name,
        }
        for entry in entries
    ]


class ArrivalReverse(FormPage):
    template_name = "funding/act_form.html"
    title = "冲销到位资金"
    functions = (REVERSE_ARRIVAL,)
    form_class = ReverseForm
    done_message = "已冲销，另记一笔相反数"

    @cached_property
    def arrival(self) -> Arrival:
        rows = Arrival.objects.visible_to(self.user).select_related("project", "booked_in", "line__claim")
        return get_object_or_404(rows, pk=self.kwargs["pk"])

    def crumbs(self) -> list[Crumb]:
        return [LIST_CRUMB, (str(self.arrival.project), self.success_url(None)), (self.title, None)]

    def context(self) -> dict[str, Any]:
        row = self.arrival
        facts = [
            ("项目", row.project),
            ("核定数（万元）", row.amount_wan),
            ("到账日期", row.arrived_on),
            ("统计月", f"{row.booked_in}（{row.booked_in.state_label}）"),
        ]
        extra = {"facts": facts, "submit_label": "冲销此笔", "is_danger": True, "cancel_url": self.success_url(None)}
        return super().context() | extra

    def save(self, form: ReverseForm) -> Arrival:
        return reverse_arrival(by=self.user, arrival=self.arrival, reason=form.cleaned_data["reason"])

    def success_url(self, result: Any) -> str:
        line = self.arrival.line
        return reverse("claim", args=[line.claim_id]) if line else reverse("claims")


@require_safe
def evidence_file(request: Any, pk: int) -> FileResponse:
    """Through the claim's eyes."""
    paper = get_object_or_404(Evidence.objects.visible_to(request.user).select_related("stored"), pk=pk)
    return send(paper.stored)
