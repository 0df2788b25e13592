"""搜索: one page, grouped, with counts."""

from typing import Any

from django.http import HttpRequest, HttpResponse

from projects.ledger.queries.search import LONGEST, search
from projects.pages.views import Crumb, Page


class SearchPage(Page):
    title = "搜索"
    template_name = "ledger/search.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        typed = request.GET.get("q", "")[:LONGEST]
        groups = search(self.user, typed)
        return self.page(groups=groups, search_text=typed.strip(), total=sum(group.total for group in groups))

    def crumbs(self) -> list[Crumb]:
        return [(self.title, None)]
