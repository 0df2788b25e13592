"""粘贴申报: a block out of WPS or Excel becomes a table of boxes, and the table one step."""

import uuid
from decimal import Decimal
from functools import cached_property
from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict
from django.urls import reverse

from projects.access.choices import FILE_CLAIM
from projects.core.sheet_reader import MAX_PASTED, BadSheet
from projects.core.units import plain
from projects.core.words import amount_prose
from projects.files.actions import ALLOWED
from projects.funding.actions import submit_claims
from projects.funding.forms.pasted import ROW_NAMES, PastedForm
from projects.funding.models import Claim
from projects.funding.sheets.pasted import USUAL, read_pasted
from projects.funding.views.claims import LIST_CRUMB
from projects.funding.views.filing import claimable_projects
from projects.funding.views.reporting import own_units
from projects.months.models import Month
from projects.organisations.models import Unit
from projects.pages.views import Crumb, FormPage
from projects.pages.views.state import submission_key
from projects.signing.models import Project


class ClaimPaste(FormPage):
    """识别 only reads and shows; 提交申报 files every row that is not ticked 暂不申报, or none."""

    template_name = "funding/claim_paste.html"
    title = "粘贴申报"
    functions = (FILE_CLAIM,)
    form_class = PastedForm
    notes: tuple[str, ...] = ()
    block_error = ""

    def crumbs(self) -> list[Crumb]:
        return [LIST_CRUMB, (self.title, None)]

    @cached_property
    def projects(self) -> list[Project]:
        return list(claimable_projects(self.user))

    @cached_property
    def row_count(self) -> int:
        text = self.typed.get("row_count", "")
        return min(int(text), MAX_PASTED) if text.isascii() and text.isdigit() and len(text) < 4 else 0

    @cached_property
    def origin(self) -> tuple[Unit, Month] | None:
        """The unit and month whose 本月申报 led here; None where the address names none that this person reports for."""
        asked = [self.request.GET.get(name, "") for name in ("unit", "month")]
        if not all(text.isascii() and text.isdigit() and len(text) < 10 for text in asked):
            return None
        unit = own_units(self.user).filter(pk=asked[0]).first()
        month = Month.objects.in_county(self.user.county_id).filter(pk=asked[1]).first()
        return (unit, month) if unit and month else None

    def form_options(self) -> dict[str, Any]:
        return {"numbers": range(1, self.row_count + 1), "projects": self.projects}

    def context(self) -> dict[str, Any]:
        origin = self.origin
        return super().context() | {
            "origin": origin,
            "projects": self.projects,
            "row_count": self.row_count,
            "notes": self.notes,
            "pasted": self.request.POST.get("block", ""),
            "block_error": self.block_error,
            "usual": USUAL,
            "most_rows": MAX_PASTED,
            "allowed_files": ALLOWED,
            "submit_label": "提交申报",
            "cancel_url": _grid(origin[1].pk, origin[0].pk) if origin else reverse("claims"),
        }

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if "read" in request.POST:
            return self._read(submission_key(request))
        return super().post(request, *args, **kwargs)

    def _read(self, key: uuid.UUID) -> HttpResponse:
        """Writes nothing: the table with what was understood, and in words what was not."""
        try:
            pasted = read_pasted(self.request.POST.get("block", ""))
        except BadSheet as problem:
            self.block_error = str(problem)
            return self.show(PastedForm(**self.form_options()), key=key)
        self.notes, self.row_count = tuple(pasted.notes), len(pasted.rows)
        unbound = PastedForm(**self.form_options())
        data = QueryDict(mutable=True)
        data.update({"evidence_due_on": str(unbound.fields["evidence_due_on"].initial), "evidence_kind": ""})
        for number, row in enumerate(pasted.rows, start=1):
            data.update({f"line-{number}-{name}": row.get(name, "") for name in ROW_NAMES if name != "is_left"})
        form = PastedForm(data, **self.form_options())
        form.full_clean()
        return self.show(form, key=key)

    def save(self, form: PastedForm) -> list[Claim]:
        rows = form.entries()
        claims = submit_claims(by=self.user, rows=rows, late_reason=form.cleaned_data["late_reason"], answers=self.answers)
        total = sum((row.line.claimed_wan for row in rows), Decimal(0))
        said = f"已申报{len(rows)}行、{len(claims)}份，共{plain(total)}万元（{amount_prose(total)}），等待招商局核定"
        self.done_message = said + (f"；第{'、'.join(map(str, form.left))}行按您的选择没有申报" if form.left else "")
        return claims

    def success_url(self, result: list[Claim]) -> str:
        return _grid(result[-1].month_id, result[-1].unit_id)


def _grid(month_id: int, unit_id: int) -> str:
    return f"{reverse('month_grid')}?month={month_id}&unit={unit_id}"
