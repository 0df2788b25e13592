"""A page behind the login; one object."""

from typing import Any, ClassVar, cast

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views import View

from projects.access.permissions import can
from projects.organisations.models import User
from projects.pages.context import look_of

Crumb = tuple[str, str | None]


class SignedInRequest(HttpRequest):
    """A request behind the login."""

    user: User


class Page(View):
    """A page of the menu. `functions`: any of them opens it (403 without), none means everybody who is signed in.
    `first_unit`: that of the amounts in its tables until the person chooses one; overviews begin with 亿元."""

    template_name = ""
    first_unit = "万元"
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

    @property
    def money_unit(self) -> str:
        return look_of(self.request).unit_on(self.first_unit)

    def crumbs(self) -> list[Crumb]:
        return []

    def context(self) -> dict[str, Any]:
        return {"title": self.title, "crumbs": self.crumbs(), "money_unit": self.money_unit}

    def page(self, status: int = 200, **extra: Any) -> HttpResponse:
        return render(self.request, self.template_name, self.context() | extra, status=status)


class DetailPage(Page):
    """One object that the person may see; out of sight is 404."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self.page()
