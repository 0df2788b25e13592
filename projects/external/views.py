"""外部数据: the city's table of a period, our place in it, and our own book apart from it."""

from datetime import date
from functools import cached_property
from typing import Any

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse

from projects.access.choices import RECORD_EXTERNAL
from projects.access.permissions import can
from projects.core import clock
from projects.external.actions import correct_external_figure, record_external_paper
from projects.external.choices import PEERS
from projects.external.forms import COLUMNS, LineForm, PaperForm
from projects.external.models import ExternalFigure, ExternalPaper
from projects.external.queries import Period, course, lines_of, papers_of, periods, place_in
from projects.files.views import send
from projects.indicators.board import Board
from projects.indicators.definition import Scope
from projects.indicators.scopes import county_of, query_of
from projects.organisations.models import Unit
from projects.pages.views import Crumb, FormPage, Page
from projects.reference.models import choices, labels

OWN = ("arrival-task", "arrived", "arrival-completion", "arrived-growth")


class ExternalPage(Page):
    title = "外部数据"

    @cached_property
    def county(self) -> Unit:
        return county_of(self.user)


class ExternalTable(ExternalPage):
    """`year` and `month` of the address; else the last period that was typed. Seen by all staff: it was published."""

    template_name = "external/table.html"
    title = "全市排名（外部数据）"

    def crumbs(self) -> list[Crumb]:
        return [(self.title, None)]

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        found = periods(self.county.pk)
        period = self.period(found)
        if period is None:
            return self.page(periods=[], may_record=can(self.user, RECORD_EXTERNAL))
        lines = lines_of(self.county.pk, self.county.code, period)
        board = Board(self.own_scope(period))
        return self.page(
            periods=[(each, each == period) for each in found],
            period=period,
            words=words_of(period),
            lines=lines,
            columns=COLUMNS,
            place=place_in(lines),
            papers=papers_of(lines),
            course=course(self.county.pk, self.county.code, period[0]),
            own=[board.figure(slug) for slug in OWN],
            own_query=query_of(board.scope),
            own_on=board.scope.on,
            is_open=board.is_open("arrived"),
            may_record=can(self.user, RECORD_EXTERNAL),
        )

    def period(self, found: list[Period]) -> Period | None:
        asked = self.request.GET.get("year", ""), self.request.GET.get("month", "")
        for each in found:
            if (str(each[0]), str(each[1])) == asked:
                return each
        return found[0] if found else None

    def own_scope(self, period: Period) -> Scope:
        """To the last day of the same 统计月, or today while it runs."""
        scope = Scope(self.county, clock.today())
        return Scope(self.county, min(scope.calendar.last_day(*period), clock.today()), opened=scope.months)


def words_of(period: Period) -> str:
    year, month = period
    return f"{year}年1月" if month == 1 else f"{year}年1—{month}月"


class ExternalNew(FormPage, ExternalPage):
    template_name = "external/paper_form.html"
    title = "登记市通报"
    functions = (RECORD_EXTERNAL,)
    form_class = PaperForm
    check_first = False
    done_message = "已登记，只在“外部数据”中显示，不计入本县任何数据"

    def crumbs(self) -> list[Crumb]:
        return [("外部数据", reverse("external")), (self.title, None)]

    def form_options(self) -> dict[str, Any]:
        return {"places": dict(choices(PEERS, clock.today())), "today": clock.today()}

    def initial(self) -> dict[str, Any]:
        last = date.fromordinal(clock.today().replace(day=1).toordinal() - 1)
        return {"year": str(last.year), "until_month": str(last.month)}

    def context(self) -> dict[str, Any]:
        return super().context() | {
            "submit_label": "登记",
            "cancel_url": reverse("external"),
            "columns": [label for _, label in COLUMNS],
            "has_files": True,
        }

    def save(self, form: PaperForm) -> ExternalPaper:
        return record_external_paper(by=self.user, heading=form.heading, lines=form.lines, file=form.cleaned_data["file"])

    def success_url(self, result: ExternalPaper) -> str:
        return f"{reverse('external')}?year={result.year}&month={result.until_month}"


class ExternalCorrect(FormPage, ExternalPage):
    template_name = "funding/act_form.html"
    title = "更正外部数据"
    functions = (RECORD_EXTERNAL,)
    form_class = LineForm
    done_message = "已更正，原来的一行仍保留"

    @cached_property
    def figure(self) -> ExternalFigure:
        rows = ExternalFigure.objects.in_county(self.user.county_id).standing().select_related("paper")
        return get_object_or_404(rows, pk=self.kwargs["pk"])

    @cached_property
    def place_name(self) -> str:
        return labels(PEERS).get(self.figure.place, self.figure.place)

    def crumbs(self) -> list[Crumb]:
        return [("外部数据", self.back()), (f"更正{self.place_name}", None)]

    def form_options(self) -> dict[str, Any]:
        return {"place": self.figure.place, "name": self.place_name}

    def initial(self) -> dict[str, Any]:
        return {f"{name}-{self.figure.place}": value for name, value in self.figure.printed.items()}

    def context(self) -> dict[str, Any]:
        paper = self.figure.paper
        facts = [("县区", self.place_name), ("期间", paper.period), ("通报", str(paper))]
        return super().context() | {"facts": facts, "submit_label": "更正", "cancel_url": self.back(), "is_wide": True}

    def back(self) -> str:
        return f"{reverse('external')}?year={self.figure.paper.year}&month={self.figure.paper.until_month}"

    def save(self, form: LineForm) -> ExternalFigure:
        return correct_external_figure(by=self.user, figure=self.figure, line=form.line, reason=form.cleaned_data["reason"])

    def success_url(self, result: ExternalFigure) -> str:
        return self.back()


class ExternalOriginal(ExternalPage):
    """The scan of a 通报."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> FileResponse:
        papers = ExternalPaper.objects.in_county(self.user.county_id).select_related("stored")
        paper = get_object_or_404(papers, pk=self.kwargs["pk"])
        if paper.stored is None:
            raise Http404("this paper was typed without its scan")
        return send(paper.stored)
