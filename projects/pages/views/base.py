"""A page behind the login; a list of rows; one object."""

from typing import Any, ClassVar, cast

from django.core.exceptions import PermissionDenied
from django.db import models
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.views import View

from projects.access.permissions import can
from projects.organisations.models import User

Crumb = tuple[str, str | None]


class SignedInRequest(HttpRequest):
    """A request behind the login."""

    user: User


class Page(View):
    """A page of the menu. `functions`: any of them opens it (403 without), none means everybody who is signed in."""

    template_name = ""
    title = ""
    functions: ClassVar[tuple[str, ...]] = ()
    request: SignedInRequest

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        user = cast(User, request.user)
        if not user.current_tenures:
            raise PermissionDenied("您的账号目前没有任职单位，请联系系统管理员登记任职")
        if self.functions and not can(user, *self.functions):
            raise PermissionDenied("您的岗位没有这项功能，如确需办理请联系县招商局")
        return cast(HttpResponse, super().dispatch(request, *args, **kwargs))

    @property
    def user(self) -> User:
        return self.request.user

    def crumbs(self) -> list[Crumb]:
        return []

    def context(self) -> dict[str, Any]:
        return {"title": self.title, "crumbs": self.crumbs()}

    def page(self, status: int = 200, **extra: Any) -> HttpResponse:
        return render(self.request, self.template_name, self.context() | extra, status=status)


class ListPage(Page):
    """Rows that the person may see, filtered and paged by the address."""

    page_size = 20

    def rows(self) -> models.QuerySet[Any]:
        """Everything visible, in the order of the list."""
        raise NotImplementedError

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self.page(**self.listing())

    def listing(self) -> dict[str, Any]:
        rows = self.rows()
        total = rows.count()
        pages = max(1, -(-total // self.page_size))
        number = min(max(1, _whole(self.request.GET, "page", 1)), pages)
        start = (number - 1) * self.page_size
        return {
            "rows": list(rows[start : start + self.page_size]),
            "total": total,
            "page_number": number,
            "page_count": pages,
            "page_numbers": _window(number, pages),
        }


def _window(number: int, pages: int) -> list[int | None]:
    """Page numbers to show; None is a gap."""
    wanted = sorted({1, pages, *range(max(1, number - 2), min(pages, number + 2) + 1)})
    shown: list[int | None] = []
    for page in wanted:
        if shown and shown[-1] is not None and page - shown[-1] > 1:
            shown.append(None)
        shown.append(page)
    return shown


def _whole(data: QueryDict, name: str, default: int) -> int:
    text = data.get(name, "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 8 else default


class DetailPage(Page):
    """One object that the person may see; out of sight is 404."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self.page()
