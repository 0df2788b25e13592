"""Filing and correcting a claim: its lines, more papers, withdrawing, voiding."""

from collections.abc import Mapping
from functools import cached_property
from types import MappingProxyType
from typing import Any, ClassVar, cast

from django.conf import settings
from django.db.models import Exists, OuterRef, QuerySet
from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404
from django.urls import reverse

from projects.access.choices import FILE_CLAIM
from projects.core import clock
from projects.core.forms import HouseForm
from projects.files.actions import ALLOWED
from projects.funding.actions import EvidenceFile, add_evidence, resubmit_claim, submit_claim, void_claim, withdraw_claim
from projects.funding.choices import RETURNED
from projects.funding.forms import ReasonForm, place_of
from projects.funding.forms.lines import MAX_LINES, REPEATED, ClaimForm, EvidenceForm, LinesForm, ResubmitForm, typed_line
from projects.funding.models import Claim, ClaimLine
from projects.funding.queries.totals import project_totals
from projects.funding.views.claims import LIST_CRUMB, OneClaim
from projects.months.models import Month
from projects.organisations.models import User
from projects.pages.views import Crumb, FormPage, state_change
from projects.signing.models import Project, Signing


def _span_of(months: list[Month]) -> str:
    """2024年11月、2024年12月; a long row of open months by its ends."""
    return "、".join(str(month) for month in months) if len(months) <= 3 else f"{months[0]}至{months[-1]}"


def claimable_projects(user: User) -> QuerySet[Project]:
    """Those in sight with a 正式合同 that stands."""
    contracts = Signing.objects.standing().contracts().filter(project=OuterRef("pk"))
    return Project.objects.visible_to(user).filter(Exists(contracts)).order_by("name")


class LinesPage(FormPage):
    """Lines of money. Without JavaScript too: a button that only shows more keeps everything."""

    functions = (FILE_CLAIM,)
    shown_again: ClassVar[tuple[str, ...]] = ("back", "unstage", "copy_line")
    above: Mapping[int, int] = MappingProxyType({})
    """Of each line but the first: the number of the one before it."""

    def project(self) -> Project | None:
        raise NotImplementedError

    def again_data(self) -> QueryDict:
        """复制上一笔: the line above as it was typed, but for what is each line's own; it goes on at the amount."""
        data = self.request.POST.copy()
        above, _, number = data.get("copy_line", "").partition(">")
        if above.isdecimal() and number.isdecimal():
            for name in REPEATED:
                data.setlist(f"line-{number}-{name}", data.getlist(f"line-{above}-{name}"))
            data["back"] = f"line-{number}-claimed_wan"
        return data

    def show(self, form: HouseForm, **shown: Any) -> HttpResponse:
        numbers = cast(LinesForm, form).numbers
        self.above = dict(zip(numbers[1:], numbers, strict=False))
        return super().show(form, **shown)

    def context(self) -> dict[str, Any]:
        project, today = self.project(), clock.today()
        return super().context() | {
            "project": project,
            "totals": project_totals(project, today) if project else None,
            "papers": {},
            "above": self.above,
            "open_months": _span_of(list(Month.objects.in_county(self.user.county_id).accepting().filter(starts_on__lte=today))),
            "year": today.year,
            "upload_max_mb": settings.UPLOAD_MAX_MB,
            "allowed_files": ALLOWED,
        }


class ClaimNew(LinesPage):
    template_name = "funding/claim_form.html"
    title = "申报到位"
    form_class = ClaimForm
    check_first = True
    shown_again = (*LinesPage.shown_again, "add_lines", "look")
    done_message = "已申报，等待招商局核定"

    def crumbs(self) -> list[Crumb]:
        return [LIST_CRUMB, (self.title, None)]

    @cached_property
    def projects(self) -> QuerySet[Project]:
        return claimable_projects(self.user)

    @cached_property
    def asked_project(self) -> str:
        return self.typed.get("project") or self.request.GET.get("project", "")

    def project(self) -> Project | None:
        asked = self.asked_project
        return self.projects.filter(pk=int(asked)).first() if asked.isascii() and asked.isdigit() else None

    @property
    def line_count(self) -> int:
        text = self.typed.get("line_count", "")
        count = int(text) if text in {"3", "4", "5"} else 3
        return min(MAX_LINES, count + 2) if "add_lines" in self.request.POST else count

    def form_options(self) -> dict[str, Any]:
        return {"projects": self.projects, "numbers": range(1, self.line_count + 1)}

    def initial(self) -> dict[str, Any]:
        return {"project": self.asked_project}

    def context(self) -> dict[str, Any]:
        extra = {"line_count": self.line_count, "may_add_lines": self.line_count < MAX_LINES, "submit_label": "下一步：核对"}
        extra |= {"steps": ("填写", "核对", "完成"), "final_label": "提交申报"}
        return super().context() | extra

    def save(self, form: ClaimForm) -> Claim:
        lines = [form.line(number) for number in form.filled()]
        late_reason = form.cleaned_data["late_reason"]
        return submit_claim(
            by=self.user,
            project=form.cleaned_data["project"],
            lines=lines,
            late_reason=late_reason,
            answers=self.answers,
        )

    def success_url(self, result: Claim) -> str:
        return reverse("claim", args=[result.pk])


class ClaimResubmit(OneClaim, LinesPage):
    template_name = "funding/claim_form.html"
    title = "修改并重新申报"
    form_class = ResubmitForm
    done_message = "已重新申报，等待招商局核定"

    def project(self) -> Project:
        return self.claim.project

    def form_options(self) -> dict[str, Any]:
        """Two empty lines besides, as far as a claim goes."""
        taken = [line.number for line in self.lines]
        following = range(max(taken, default=0) + 1, max(taken, default=0) + 3)
        return {"numbers": [*taken, *following][: max(MAX_LINES, len(taken))]}

    def initial(self) -> dict[str, Any]:
        values = {"version": self.claim.version, "late_reason": self.claim.late_reason}
        for line in self.lines:
            values |= typed_line(line)
        return values

    def context(self) -> dict[str, Any]:
        papers = {line.number: list(line.evidence.all()) for line in self.lines}
        extra = {"papers": papers, "submit_label": "重新申报", "cancel_url": self.success_url(None)}
        return super().context() | extra

    def show(self, form: HouseForm, **shown: Any) -> HttpResponse:
        """The verifier's words at the field they are about."""
        field, words = place_of(self.claim.returned_reason)
        if field in form.fields and self.claim.state == RETURNED:
            form.fields[field].help_text = f"退回意见：{words}"
        return super().show(form, **shown)

    def save(self, form: LinesForm) -> Claim:
        return resubmit_claim(
            by=self.user,
            claim=self.claim,
            lines={number: form.line(number) for number in form.filled()},
            late_reason=form.cleaned_data["late_reason"],
            version=form.cleaned_data["version"],
            reason=form.cleaned_data["reason"],
            answers=self.answers,
        )


# --- Small steps ----------------------------------------------------------------------------------------


@state_change(FILE_CLAIM)
def claim_withdraw(request: Any, pk: int) -> str:
    claim = get_object_or_404(Claim.objects.visible_to(request.user), pk=pk)
    version = request.POST.get("version", "")
    withdraw_claim(by=request.user, claim=claim, version=int(version) if version.isdecimal() else 0)
    return reverse("claim", args=[pk])


class ClaimVoid(OneClaim, FormPage):
    template_name = "funding/act_form.html"
    title = "作废申报"
    functions = (FILE_CLAIM,)
    form_class = ReasonForm
    done_message = "已作废，记录仍保留"

    def form_options(self) -> dict[str, Any]:
        return {"reason_label": "作废原因"}

    def initial(self) -> dict[str, Any]:
        return {"version": self.claim.version}

    def context(self) -> dict[str, Any]:
        return super().context() | {"submit_label": "作废申报", "is_danger": True, "cancel_url": self.success_url(None)}

    def save(self, form: ReasonForm) -> Claim:
        values = form.cleaned_data
        return void_claim(by=self.user, claim=self.claim, reason=values["reason"], version=values["version"])


class ClaimEvidence(OneClaim, FormPage):
    template_name = "funding/act_form.html"
    title = "补交佐证"
    functions = (FILE_CLAIM,)
    form_class = EvidenceForm
    done_message = "佐证材料已补交"

    def form_options(self) -> dict[str, Any]:
        return {"lines": self.claim.lines.all()}

    def context(self) -> dict[str, Any]:
        return super().context() | {
            "submit_label": "补交佐证材料",
            "has_files": True,
            "cancel_url": self.success_url(None),
        }

    def save(self, form: EvidenceForm) -> ClaimLine:
        values = form.cleaned_data
        papers = [EvidenceFile(values["kind"], file) for file in values["papers"]]
        return add_evidence(by=self.user, line=values["line"], files=papers)
