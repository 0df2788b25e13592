"""通过无疑点的N笔: exactly what is listed, in one step."""

from typing import Any

from django.contrib import messages
from django.http import Http404
from django.urls import reverse

from projects.access.choices import VERIFY_CLAIM
from projects.core.units import money_cell
from projects.funding.actions import Passed, verify_clean_claims
from projects.funding.forms import PicksForm
from projects.funding.models import Claim
from projects.funding.queries.queue import clean_queue
from projects.funding.questions import label_of
from projects.funding.views.claims import LIST_CRUMB
from projects.pages.views import Crumb, FormPage

MOST = 200


class VerifyClean(FormPage):
    template_name = "funding/verify_clean.html"
    title = "通过无疑点的申报"
    functions = (VERIFY_CLAIM,)
    form_class = PicksForm
    keeps_drafts = False

    def crumbs(self) -> list[Crumb]:
        return [LIST_CRUMB, ("核定", reverse("verify_queue")), (self.title, None)]

    def initial(self) -> dict[str, Any]:
        return {"picks": ",".join(f"{claim.pk}:{claim.version}" for claim in clean_queue(self.user)[:MOST])}

    def context(self) -> dict[str, Any]:
        rows = (
            clean_queue(self.user)
            .select_related("project", "unit")
            .prefetch_related("lines__questions__answered_by", "lines__evidence")
        )
        claims = list(rows[:MOST])
        lines = [line for claim in claims for line in claim.lines.all()]
        for question in (question for line in lines for question in line.questions.all()):
            question.label = label_of(question)
        total = sum(line.claimed_wan for line in lines)
        words = f"通过{len(lines)}笔共{money_cell(total)}万元" if lines else ""
        return super().context() | {"claims": claims, "lines": lines, "total": total, "submit_label": words}

    def save(self, form: PicksForm) -> Passed:
        picks: dict[int, int] = form.cleaned_data["picks"]
        claims = {
            claim.pk: claim for claim in Claim.objects.visible_to(self.user).filter(pk__in=picks).select_related("project", "month")
        }
        if len(claims) != len(picks):
            raise Http404("a listed claim is out of sight")
        return verify_clean_claims(by=self.user, claims=[(claims[number], version) for number, version in picks.items()])

    def success_url(self, result: Passed) -> str:
        self.done_message = f"已逐笔核定入账{len(result.verified)}份"
        for claim, why in result.skipped:
            messages.warning(self.request, f"未通过：{claim.project}（{claim.unit}），{why}")
        return reverse("verify_queue")
