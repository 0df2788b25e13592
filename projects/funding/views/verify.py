"""核定: the queue, oldest first, and one claim with its papers beside the amounts (looks 11, picture 06)."""

from decimal import Decimal
from functools import cached_property
from typing import Any

from django.db.models import Count, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.urls import reverse

from projects.access.choices import EXPORT, VERIFY_CLAIM
from projects.access.permissions import can
from projects.core import clock
from projects.core.tables import TableListing
from projects.core.units import BadAmount, money_cell, read_wan
from projects.funding.actions import return_claim, verify_claim
from projects.funding.choices import SUBMITTED
from projects.funding.forms import ReturnForm, VerifyForm
from projects.funding.models import Claim, ClaimLine
from projects.funding.queries.queue import TABS, WAITING, clean_queue, following, month_stand, queue_of, tab_counts, tab_of
from projects.funding.queries.totals import county_year_wan, project_totals
from projects.funding.tables import QueueTable, queue_light
from projects.funding.views.claims import LIST_CRUMB, OneClaim, questions_of
from projects.funding.views.comparing import beside
from projects.organisations.models import User
from projects.pages.views import Crumb, FormPage, Page

SHOWN_IN_QUEUE = 100


def bar_of(user: User, tab: str | None = None) -> dict[str, Any]:
    """What stands above the queue: tabs with their numbers, 统计月, 已报/应报, what can be passed in one step."""
    stand = month_stand(user.county_id)
    counts = tab_counts(user, stand.month if stand else None)
    queue = reverse("verify_queue")
    return {
        "stand": stand,
        "tabs": [
            {"label": words, "url": f"{queue}?tab={name}" if name else queue, "count": counts[name], "is_current": name == tab}
            for name, words in TABS.items()
        ],
        "waiting": counts[WAITING],
        "clean_lines": clean_queue(user).aggregate(lines=Count("lines"))["lines"],
        "may_export": can(user, EXPORT),
    }


class VerifyQueue(TableListing, Page):
    """A work page, not a list to look things up in: four heaps and the way into the first; 到位资金 holds the same rows as a list."""

    template_name = "funding/verify_queue.html"
    title = "核定"
    functions = (VERIFY_CLAIM,)
    table_class = QueueTable

    def crumbs(self) -> list[Crumb]:
        return [LIST_CRUMB, (self.title, None)]

    @property
    def tab(self) -> str:
        asked = self.request.GET.get("tab", WAITING)
        return asked if asked in TABS else WAITING

    def rows(self) -> QuerySet[Any]:
        stand = month_stand(self.user.county_id)
        rows: Any = tab_of(self.user, self.tab, stand.month if stand else None)
        found: QuerySet[Any] = rows.with_totals().select_related("project", "unit", "month", "submitted_by")
        return found

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self.page(**self.listing())

    def listing(self) -> dict[str, Any]:
        first = next_claim(self.user)
        more = {"first_url": reverse("claim_verify", args=[first.pk]) if first else "", "tab": self.tab}
        return super().listing() | bar_of(self.user, self.tab) | more


class ClaimVerify(OneClaim, FormPage):
    template_name = "funding/claim_verify.html"
    title = "核定申报"
    functions = (VERIFY_CLAIM,)
    form_class = VerifyForm
    done_message = "已核定入账"

    def crumbs(self) -> list[Crumb]:
        return [LIST_CRUMB, ("核定", reverse("verify_queue")), (str(self.claim), None)]

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """A claim that does not wait is shown, not verified."""
        if self.claim.state != SUBMITTED:
            return HttpResponseRedirect(reverse("claim", args=[self.claim.pk]))
        return super().get(request, *args, **kwargs)

    def form_options(self) -> dict[str, Any]:
        return {"lines": self.lines}

    def initial(self) -> dict[str, Any]:
        return {"version": self.claim.version, "late_reason": self.claim.late_reason}

    def page(self, status: int = 200, **extra: Any) -> HttpResponse:
        """With what the amounts in the boxes come to."""
        form = extra["form"]
        typed = {line.number: str(form[f"line-{line.number}-counted_wan"].value() or "") for line in self.lines}
        return super().page(status, **extra, effect=Effect(self.claim, self.lines, typed).for_page())

    def context(self) -> dict[str, Any]:
        return (
            super().context()
            | bar_of(self.user, WAITING)
            | self.neighbours()
            | {
                "is_own": self.claim.submitted_by_id == self.user.pk,
                "lines": self.lines,
                "compared": beside(self.claim, self.lines),
                "questions": questions_of(self.lines),
                "is_late": any(line.arrived_on < self.claim.month.starts_on for line in self.lines),
                "papers": sum(len(line.evidence.all()) for line in self.lines),
                "signed_wan": project_totals(self.claim.project, clock.today()).signed_wan,
            }
        )

    def neighbours(self) -> dict[str, Any]:
        """The queue, and where J and K lead."""
        rows: Any = queue_of(self.user)
        queue = list(rows.with_totals().select_related("project", "unit"))
        at = next((place for place, row in enumerate(queue) if row.pk == self.claim.pk), 0)
        start = max(0, at - SHOWN_IN_QUEUE // 2)
        for row in queue:
            row.light = queue_light(row)

        def address(place: int) -> str:
            return reverse("claim_verify", args=[queue[place].pk]) if 0 <= place < len(queue) else ""

        return {
            "queue": queue[start : start + SHOWN_IN_QUEUE],
            "place": at + 1,
            "earlier_url": address(at - 1),
            "later_url": address(at + 1),
        }

    def save(self, form: VerifyForm) -> Claim:
        return verify_claim(
            by=self.user,
            claim=self.claim,
            verdicts=form.verdicts(),
            late_reason=form.cleaned_data["late_reason"],
            version=form.cleaned_data["version"],
        )

    def success_url(self, result: Any) -> str:
        return next_url(self.user, self.claim)


class Effect:
    """What the typed 核定数 come to, in words; the page asks again while somebody types (verify.js)."""

    def __init__(self, claim: Claim, lines: list[ClaimLine], typed: dict[int, str]) -> None:
        self.claim = claim
        self.lines = lines
        self.counted = {line.number: _read(typed.get(line.number, "")) for line in lines}

    @cached_property
    def total(self) -> Decimal | None:
        amounts = [amount for amount in self.counted.values() if amount is not None]
        return sum(amounts, Decimal(0)) if len(amounts) == len(self.lines) else None

    def texts(self) -> dict[str, str]:
        cuts = {f"cut-{line.number}": self._cut(line) for line in self.lines}
        if self.total is None:
            return cuts | {"button": "核定并下一条", "since": "", "year": "", "county": ""}
        today = clock.today()
        totals = project_totals(self.claim.project, today)
        this_year = self.total if self.claim.month.year == today.year else Decimal(0)
        return cuts | {
            "button": f"核定{money_cell(self.total)}万元并下一条",
            "since": _step(totals.since_signing_wan, self.total),
            "year": _step(totals.year_wan, this_year),
            "county": _step(county_year_wan(self.claim.county_id, today), this_year),
        }

    def for_page(self) -> dict[str, Any]:
        return {**self.texts(), "cuts": {line.number: self._cut(line) for line in self.lines}}

    def _cut(self, line: ClaimLine) -> str:
        counted = self.counted[line.number]
        return "--" if counted is None else money_cell(line.claimed_wan - counted)


def _read(text: str) -> Decimal | None:
    try:
        return read_wan(text)
    except BadAmount:
        return None


def _step(before: Decimal, more: Decimal) -> str:
    return f"{money_cell(before)} → {money_cell(before + more)}"


class VerifyEffect(OneClaim, Page):
    """核减 and effect of typed amounts, as texts."""

    functions = (VERIFY_CLAIM,)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        typed = {line.number: request.GET.get(f"line-{line.number}-counted_wan", "")[:60] for line in self.lines}
        return JsonResponse(Effect(self.claim, self.lines, typed).texts())


def next_claim(user: User) -> Claim | None:
    """The oldest waiting one that this person did not file."""
    return Claim.objects.visible_to(user).waiting().exclude(submitted_by=user).first()


def next_url(user: User, after: Claim) -> str:
    """The waiting claim that follows, else the queue."""
    claim = following(user, after)
    return reverse("claim_verify", args=[claim.pk]) if claim else reverse("verify_queue")


class ClaimReturn(OneClaim, FormPage):
    template_name = "funding/act_form.html"
    title = "退回申报"
    functions = (VERIFY_CLAIM,)
    form_class = ReturnForm
    done_message = "已退回填报单位"

    def form_options(self) -> dict[str, Any]:
        return {"reason_label": "退回意见", "lines": self.lines}

    def initial(self) -> dict[str, Any]:
        return {"version": self.claim.version}

    def context(self) -> dict[str, Any]:
        cancel = reverse("claim", args=[self.claim.pk])
        return super().context() | {"submit_label": "退回申报", "cancel_url": cancel}

    def save(self, form: ReturnForm) -> Claim:
        return return_claim(by=self.user, claim=self.claim, reason=form.words(), version=form.cleaned_data["version"])

    def success_url(self, result: Any) -> str:
        return next_url(self.user, self.claim)
