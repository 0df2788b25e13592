"""核定: the queue, oldest first, and one claim with its papers beside the amounts."""

import uuid
from decimal import Decimal
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from projects.access.choices import VERIFY_CLAIM
from projects.core import clock
from projects.core.tables import TableListing
from projects.funding.actions import return_claim, verify_claim
from projects.funding.choices import SUBMITTED
from projects.funding.forms import ReasonForm, VerifyForm
from projects.funding.models import Claim, ClaimLine, ClaimQuerySet, Evidence
from projects.funding.queries.totals import project_totals
from projects.funding.tables import QueueTable
from projects.funding.views.claims import LIST_CRUMB, OneClaim
from projects.organisations.models import User
from projects.pages.views import Crumb, FormPage, ListPage


def queue_of(user: User) -> ClaimQuerySet:
    """Oldest first, with `lacks_papers` (a line without 佐证材料)."""
    bare = ClaimLine.objects.filter(claim=OuterRef("pk")).exclude(Exists(Evidence.objects.filter(line=OuterRef("pk"))))
    queue: ClaimQuerySet = Claim.objects.visible_to(user).waiting().annotate(lacks_papers=Exists(bare))
    return queue


class VerifyQueue(TableListing, ListPage):
    template_name = "funding/verify_queue.html"
    title = "核定"
    functions = (VERIFY_CLAIM,)
    table_class = QueueTable

    def crumbs(self) -> list[Crumb]:
        return [LIST_CRUMB, (self.title, None)]

    def rows(self) -> QuerySet[Claim]:
        return queue_of(self.user).with_totals().select_related("project", "unit", "month", "submitted_by")

    def listing(self) -> dict[str, Any]:
        first = next_claim(self.user)
        return super().listing() | {"first_url": reverse("claim_verify", args=[first.pk]) if first else ""}


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

    def context(self) -> dict[str, Any]:
        claimed = sum((line.claimed_wan for line in self.lines), Decimal(0))
        totals = project_totals(self.claim.project, clock.today())
        return super().context() | {
            "is_own": self.claim.submitted_by_id == self.user.pk,
            "waiting": queue_of(self.user).count(),
            "claimed_wan": claimed,
            "totals": totals,
            "year": clock.today().year,
            "year_after_wan": totals.year_wan + claimed,
            "since_signing_after_wan": totals.since_signing_wan + claimed,
            "return_form": ReasonForm(initial={"version": self.claim.version}, reason_label="退回意见", auto_id="return_%s"),
            "return_key": uuid.uuid4(),
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
        return next_url(self.user)


def next_claim(user: User) -> Claim | None:
    """The oldest waiting one that this person did not file."""
    return Claim.objects.visible_to(user).waiting().exclude(submitted_by=user).first()


def next_url(user: User) -> str:
    """The next waiting claim, else the queue."""
    following = next_claim(user)
    return reverse("claim_verify", args=[following.pk]) if following else reverse("verify_queue")


class ClaimReturn(OneClaim, FormPage):
    template_name = "funding/act_form.html"
    title = "退回申报"
    functions = (VERIFY_CLAIM,)
    form_class = ReasonForm
    done_message = "已退回填报单位"

    def form_options(self) -> dict[str, Any]:
        return {"reason_label": "退回意见"}

    def initial(self) -> dict[str, Any]:
        return {"version": self.claim.version}

    def context(self) -> dict[str, Any]:
        cancel = reverse("claim", args=[self.claim.pk])
        return super().context() | {"submit_label": "退回申报", "cancel_url": cancel}

    def save(self, form: ReasonForm) -> Claim:
        values = form.cleaned_data
        return return_claim(by=self.user, claim=self.claim, reason=values["reason"], version=values["version"])

    def success_url(self, result: Any) -> str:
        return next_url(self.user)
