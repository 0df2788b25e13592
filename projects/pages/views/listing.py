"""A list with everything a list owes, and the same list as a workbook."""

import uuid
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from functools import cached_property
from typing import Any, ClassVar
from urllib.parse import urlencode

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import content_disposition_header

from projects.access.choices import EXPORT
from projects.access.permissions import can
from projects.audit.actions import record
from projects.core import clock
from projects.core.errors import Refused
from projects.core.list_sheets import ListPaper, write_list
from projects.core.tables import HouseTable, TableListing
from projects.organisations.models import User
from projects.pages.context import DENSITIES, look_of
from projects.pages.models import SavedView
from projects.pages.queries import chosen_columns, views_of
from projects.pages.views.base import Page

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
IN_A_REQUEST = 5_000
"""Rows of a workbook that is made while the person waits; a longer one is made by a job."""
MOST_EXPORTED = 100_000
"""Rows of one workbook, however it is made."""
CHUNK = 500
Told = Callable[[int, int], None]
NOT_KEPT = ("page", "view", "all", "pick")
"""What belongs to one visit: neither saved with a view nor carried into an export."""


class TablePage(TableListing, Page):
    """Filters, sort, columns and page in the address; saved views, density, ticks, an export.

    `list_name` is the key of what a person keeps for the list (views, columns); `url_name` and `export_name` are the addresses of the
    page and of its workbook; `thing` and `measure` name a row in sentences (没有诉求, 12件).
    """

    template_name = "pages/list.html"
    list_name: ClassVar[str] = ""
    url_name: ClassVar[str] = ""
    export_name: ClassVar[str] = ""
    export_functions: ClassVar[tuple[str, ...]] = (EXPORT,)
    thing: ClassVar[str] = "记录"
    measure: ClassVar[str] = "项"
    kept: ClassVar[tuple[str, ...]] = ("sort", "per_page", "columns")

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Without any query the person's default view opens; `?view=none` is the plain list."""
        default = next((view for view in self.views if view.is_default and view.user_id == self.user.pk), None)
        if default and not request.GET:
            return HttpResponseRedirect(f"{request.path}?{view_query(default)}")
        return self.page(**self.listing())

    @cached_property
    def views(self) -> list[SavedView]:
        return views_of(self.user, self.list_name) if self.list_name else []

    @cached_property
    def columns(self) -> tuple[str, ...]:
        """Those of the address, else the person's, else the list's."""
        asked = self.request.GET.get("columns", "")
        if asked or not self.list_name:
            return self.table_class.known(asked.split(","))
        return self.table_class.known(chosen_columns(self.user, self.list_name))

    @property
    def export_url(self) -> str:
        """Empty where the person may not export."""
        return reverse(self.export_name) if self.export_name and can(self.user, *self.export_functions) else ""

    def tick_actions(self) -> list[tuple[str, str]]:
        """(words, address) of what can be done with the ticked rows."""
        return [("导出所选", self.export_url)] if self.export_url else []

    def caption(self) -> str:
        return self.title

    def remedy(self) -> tuple[str, str]:
        """(address, words) of the one thing to do about a list that has no row yet."""
        return "", ""

    def table(self, rows: QuerySet[Any]) -> HouseTable:
        table = super().table(rows)
        table.ticks = bool(self.tick_actions())
        table.all_picked = table.ticks and "all" in self.request.GET
        return table

    def context(self) -> dict[str, Any]:
        return super().context() | {"list": self.list_context(), "reset_url": "?view=none"}

    def list_context(self) -> dict[str, Any]:
        """What pages/_list_head.html, _list_tools.html and the filter card show of the list."""
        query, asked = self.request.GET, self.request.GET.get("view", "")
        every = len(self.table_class.base_columns)
        return {
            "name": self.list_name,
            "views": [(view, view_query(view)) for view in self.views],
            "current_view": next((view for view in self.views if str(view.pk) == asked), None),
            "query": query_without(query, *NOT_KEPT),
            "kept": [(name, query[name]) for name in self.kept if query.get(name)],
            "pairs": query_pairs(query, *NOT_KEPT),
            "tick_actions": self.tick_actions(),
            "is_all": "all" in query,
            "columns_shown": len(self.columns) or every,
            "columns_all": every,
            "export_url": self.export_url,
            "thing": self.thing,
            "measure": self.measure,
            "caption": self.caption(),
            "remedy": self.remedy(),
            "densities": [(value, words, value == look_of(self.request).density) for value, words in DENSITIES.items()],
            "key": uuid.uuid4(),
        }


class TableFile(TableListing, Page):
    """The same list as a workbook: put before the list's page class. Every export leaves an entry."""

    functions: ClassVar[tuple[str, ...]] = (EXPORT,)
    url_name: ClassVar[str]
    list_name: ClassVar[str]
    file_title: ClassVar[str] = ""
    money_title: ClassVar[bool] = True

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        rows, totals, count = self._wanted()
        if count > MOST_EXPORTED:
            messages.error(request, f"共{count}条，一次最多导出{MOST_EXPORTED}条，请缩小筛选范围后再导出")
            return HttpResponseRedirect(f"{reverse(self.url_name)}?{query_without(request.GET, 'pick', 'all') or 'view=none'}")
        if count > IN_A_REQUEST:
            return self._offer_job(count)
        content, name = self._workbook(rows, totals, count, _untold)
        return workbook_response(content, name)

    def _wanted(self) -> tuple[QuerySet[Any], dict[str, Any], int]:
        """The rows, their totals, how many."""
        rows = picked_rows(self.found, self.request.GET)
        totals = self.totals(rows)
        return rows, totals, totals.pop("count")

    def _offer_job(self, count: int) -> HttpResponse:
        """The address of a file is only fetched; what starts a job is posted, from this page."""
        query = query_without(self.request.GET)
        context = {
            "title": f"导出{self.file_title}",
            "crumbs": [(self.file_title, f"{reverse(self.url_name)}?{query or 'view=none'}"), ("导出", None)],
            "count": count,
            "start_url": f"{reverse('list_export', args=[self.list_name])}?{query}",
            "back_url": f"{reverse(self.url_name)}?{query or 'view=none'}",
        }
        return render(self.request, "pages/export_job.html", context)

    @classmethod
    def made_for(cls, user: User, query: str, cookies: Mapping[str, str], told: Told) -> tuple[bytes, str]:
        """The workbook that the address with this query gives that person, outside a request. Raises Refused without the right to it."""
        request = HttpRequest()
        request.method, request.GET = "GET", QueryDict(query)
        request.user, request.COOKIES = user, dict(cookies)
        if not can(user, *cls.functions) or not can(user, *getattr(cls, "export_functions", (EXPORT,))):
            raise Refused("您的岗位没有导出功能，任务没有执行")
        page = cls()
        page.setup(request)
        rows, totals, count = page._wanted()
        if count > MOST_EXPORTED:
            raise Refused(f"共{count}条，一次最多导出{MOST_EXPORTED}条，请缩小筛选范围后再导出")
        return page._workbook(rows, totals, count, told)

    def _workbook(self, rows: QuerySet[Any], totals: dict[str, Any], count: int, told: Told) -> tuple[bytes, str]:
        """Content and name. `told` hears of every chunk read and every chunk written: twice the rows."""
        table = self.table(self.sorted(rows))
        found: list[Any] = []
        for row in table.sorted_rows().iterator(chunk_size=CHUNK):
            found.append(row)
            if len(found) % CHUNK == 0:
                told(len(found), 2 * count)
        table.fill(found, [(f"合计（{count}项）", totals)] if totals else [])
        name = f"{self.file_title}_{clock.today():%Y%m%d}_{self.user.display_name}.xlsx"
        content = write_list(self.paper(table, told))
        details = {"list": self.file_title, "rows": count, "query": query_without(self.request.GET)[:1000]}
        record("export", by=self.user, label=f"导出：{name}", details=details)
        return content, name

    def paper(self, table: HouseTable, told: Told) -> ListPaper:
        return ListPaper(
            title=self.file_title,
            notes=self.notes(table.shown.unit, clock.today()),
            columns=table.named_columns(),
            rows=_heard(table.shown.rows, told),
            feet=table.shown.feet,
            shown=table.shown,
            author=self.user.display_name,
            made_at=clock.now(),
        )

    def notes(self, unit: str, on: date) -> str:
        chips = self.filters.chips() if self.filters else []
        applied = "；".join(f"{chip['label']}：{chip['value']}" for chip in chips)
        parts = [
            f"截至{on}",
            f"单位：{unit}" if self.money_title else "",
            f"筛选条件：{applied}" if applied else "",
            f"制表人：{self.user.unit_name} {self.user.display_name}",
        ]
        return "　".join(part for part in parts if part)


def _untold(done: int, total: int) -> None:
    """Nobody watches."""


def _heard(rows: Sequence[Any], told: Told) -> Iterator[Any]:
    for number, row in enumerate(rows, start=1):
        yield row
        if number % CHUNK == 0:
            told(len(rows) + number, 2 * len(rows))


def workbook_response(content: bytes, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type=XLSX)
    response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name)
    return response


def view_query(view: SavedView) -> str:
    return f"{view.query}&view={view.pk}" if view.query else f"view={view.pk}"


def query_pairs(query: QueryDict, *names: str) -> list[tuple[str, str]]:
    """The address without these and without what is empty."""
    return [(name, value) for name, values in query.lists() if name not in names for value in values if value]


def query_without(query: QueryDict, *names: str) -> str:
    return urlencode(query_pairs(query, *names))


def picked_rows(rows: QuerySet[Any], query: QueryDict) -> QuerySet[Any]:
    """The ticked ones (pick=12:3 is row 12 as of version 3), all of them without a tick. Raises Http404 when one is out of sight:
    the whole batch is refused."""
    numbers = set(picks_of(query))
    if not numbers or "all" in query:
        return rows
    found = rows.filter(pk__in=numbers)
    if found.count() != len(numbers):
        raise Http404("a ticked row is out of sight")
    return found


def picks_of(query: QueryDict) -> dict[int, int]:
    """Row number → version. Raises Http404 for what no page of ours sends."""
    found = {}
    for text in query.getlist("pick"):
        number, _, version = text.partition(":")
        if not (number.isascii() and number.isdigit() and version.isascii() and version.isdigit() and len(text) < 30):
            raise Http404("a tick that is no row")
        found[int(number)] = int(version)
    return found
