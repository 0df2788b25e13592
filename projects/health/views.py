"""The page 数据体检, and the form of 已核实."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db.models import Prefetch
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse

from projects.access.choices import CONFIRM_SIGNING, EDIT_PROJECT, RUN_TICKET, VERIFY_CLAIM
from projects.access.permissions import can
from projects.core import clock
from projects.health.actions import answer_check
from projects.health.choices import PROJECT, SEVERITIES, Finding, Link
from projects.health.forms import AnswerForm
from projects.health.queries import CHECKS, Check, Result, examine, finding_of
from projects.pages.views import Crumb, FormPage, Page
from projects.signing.models import Project, Signing

ANSWERS = (EDIT_PROJECT, VERIFY_CLAIM, RUN_TICKET)


@dataclass(frozen=True)
class Row:
    finding: Finding
    url: str
    action_url: str
    answer_url: str
    other_url: str


@dataclass(frozen=True)
class Group:
    result: Result
    severity: str
    rows: list[Row]


def address(link: Link | None, finding: Finding) -> str:
    if link is None or (link.with_page and finding.page is None):
        return ""
    return reverse(link.url_name, args=[finding.page] if link.with_page else [])


class HealthPage(Page):
    template_name = "health/list.html"
    title = "数据体检"

    def crumbs(self) -> list[Crumb]:
        return [("统计报表", reverse("tasks_report")), (self.title, None)]

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        groups = [self.group(result) for result in examine(self.user)]
        return self.page(
            groups=groups,
            total=sum(len(group.rows) for group in groups),
            quiet=[check for check in CHECKS.values() if check.code not in {group.result.check.code for group in groups}],
            may_answer=can(self.user, *ANSWERS),
            today_day=clock.today(),
        )

    @staticmethod
    def group(result: Result) -> Group:
        check = result.check
        rows = [
            Row(
                finding,
                address(check.page, finding),
                address(check.action, finding),
                reverse("data_check_answer", args=[check.code, finding.target]),
                reverse(check.page.url_name, args=[finding.other]) if check.page and finding.other else "",
            )
            for finding in result.open
        ]
        return Group(result, SEVERITIES[check.severity], rows)


class AnswerPage(FormPage):
    """已核实: the finding stays on the list, folded, with the sentence."""

    template_name = "health/answer.html"
    title = "已核实"
    functions = ANSWERS
    form_class = AnswerForm
    done_message = "已记录核实说明"

    @cached_property
    def check(self) -> Check:
        found = CHECKS.get(self.kwargs["code"])
        if found is None:
            raise Http404
        return found

    @cached_property
    def finding(self) -> Finding:
        found = finding_of(self.user, self.check.code, self.kwargs["target"])
        if found is None:
            raise Http404
        return found

    def crumbs(self) -> list[Crumb]:
        return [(HealthPage.title, reverse("data_check")), (self.title, None)]

    def context(self) -> dict[str, Any]:
        """Out of sight is 404 before any form is shown, sent or not."""
        return super().context() | {
            "check": self.check,
            "finding": self.finding,
            "pair": self.pair(),
            "may_end": can(self.user, CONFIRM_SIGNING),
        }

    def pair(self) -> list[Project]:
        """The two projects that may be one, the finding's own first; nothing for other checks."""
        if not self.finding.other or self.check.page is not PROJECT:
            return []
        rows = Project.objects.visible_to(self.user).with_stage().with_signing().select_related("investor", "department")
        standing = Prefetch("signings", Signing.objects.standing().order_by("-pk"), to_attr="standing_signings")
        both = rows.filter(pk__in=[self.finding.page, self.finding.other]).prefetch_related(standing)
        found = {project.pk: project for project in both}
        return [found[pk] for pk in (self.finding.page, self.finding.other) if pk in found]

    def save(self, form: AnswerForm) -> Any:
        return answer_check(by=self.user, code=self.check.code, target=self.kwargs["target"], reason=form.cleaned_data["reason"])

    def success_url(self, result: Any) -> str:
        return f"{reverse('data_check')}#{self.check.code}"
