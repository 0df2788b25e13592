"""期初建账: the sheet of earlier years."""

from typing import Any

from django.contrib import messages
from django.db.models import Count, Sum
from django.urls import reverse

from projects.access.choices import CLOSE_MONTH
from projects.core.errors import Refused
from projects.core.sheet_reader import BadSheet
from projects.funding.actions import OpeningRefused, load_openings
from projects.funding.forms import OpeningForm
from projects.funding.models import OpeningBatch
from projects.funding.sheets.openings import read_openings
from projects.funding.views.claims import LIST_CRUMB
from projects.months.choices import OPEN
from projects.months.models import Month
from projects.organisations.models import Unit
from projects.pages.views import Crumb, FormPage


class OpeningLoad(FormPage):
    """Faults of the sheet come back row by row; nothing of it is kept then."""

    template_name = "funding/openings.html"
    title = "期初建账"
    functions = (CLOSE_MONTH,)
    form_class = OpeningForm
    done_message = "期初数已全部读入"
    problems: tuple[str, ...] = ()

    def crumbs(self) -> list[Crumb]:
        return [LIST_CRUMB, (self.title, None)]

    def context(self) -> dict[str, Any]:
        county = self.user.county_id
        batches = OpeningBatch.objects.filter(county_id=county).select_related("loaded_by").order_by("-loaded_at")
        return super().context() | {
            "batches": batches.annotate(rows=Count("arrivals"), total_wan=Sum("arrivals__amount_wan")),
            "is_over": Month.objects.in_county(county).exclude(state=OPEN).exists(),
            "problems": self.problems,
            "submit_label": "读入期初表",
            "cancel_url": reverse("months"),
        }

    def save(self, form: OpeningForm) -> OpeningBatch:
        file, number = form.cleaned_data["file"], form.cleaned_data["document_number"]
        try:
            rows, skipped = read_openings(file)
            county = Unit.objects.get(pk=self.user.county_id)
            batch = load_openings(by=self.user, county=county, rows=rows, document_number=number, file=file)
        except BadSheet as problem:
            raise Refused(str(problem), field="file") from problem
        except OpeningRefused as refusal:
            self.problems = tuple(refusal.problems)
            raise
        for sentence in skipped:
            messages.info(self.request, sentence)
        return batch

    def success_url(self, result: OpeningBatch) -> str:
        return reverse("openings")
