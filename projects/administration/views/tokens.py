"""大屏和接口令牌: issued and revoked by 安全管理员; the secret is shown once."""

import uuid
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from projects.access.choices import MANAGE_ACCESS
from projects.administration.forms import TokenForm
from projects.administration.views.base import AdminForm, AdminPage
from projects.core import clock
from projects.indicators.scopes import county_of
from projects.organisations.models import User
from projects.organisations.queries import accounts_of
from projects.pages.views import state_change
from projects.tokens.actions import issue_token, revoke_token
from projects.tokens.choices import API, DISPLAY
from projects.tokens.models import Token

KINDS = (DISPLAY, API)
DAYS = 180


def tokens_of(user: User) -> Any:
    return Token.objects.filter(county=user.county_id, purpose__in=KINDS).select_related("acts_as", "issued_by")


class TokenList(AdminPage):
    title = "大屏和接口令牌"
    template_name = "administration/token_list.html"
    functions = (MANAGE_ACCESS,)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        now = clock.now()
        rows = [(row, row.state_on(now), uuid.uuid4()) for row in tokens_of(self.user)[:100]]
        return self.page(rows=rows)


@dataclass(frozen=True)
class Issued:
    token: Token
    secret: str


class NewToken(AdminForm):
    """Answers the POST with the secret itself: it is stored nowhere, and a second POST of the key only leads to the list."""

    title = "签发令牌"
    submit_label = "签发"
    functions = (MANAGE_ACCESS,)
    form_class = TokenForm
    keeps_drafts = False
    trail = (("大屏和接口令牌", "token_list"),)
    intro = "令牌只读，随时可撤销。大屏令牌在地址里，只能打开大屏；接口令牌写在请求头里，按所选账号当时的权限读数。"
    done_message = "令牌只显示一次"
    issued: Issued | None = None

    def form_options(self) -> dict[str, Any]:
        return {"accounts": accounts_of(self.user.county_id).filter(is_active=True).order_by("username")}

    def initial(self) -> dict[str, Any]:
        return {"days": DAYS}

    def save(self, form: Any) -> Issued:
        values = form.cleaned_data
        token, secret = issue_token(
            by=self.user,
            county=county_of(self.user),
            purpose=values["purpose"],
            acts_as=values["acts_as"],
            lives=timedelta(days=values["days"]),
            label=values["label"],
        )
        return Issued(token, secret)

    def success_url(self, result: Issued) -> str:
        self.issued = result
        return reverse("token_list")

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        answer = super().post(request, *args, **kwargs)
        if self.issued is None:
            return answer
        is_display = self.issued.token.purpose == DISPLAY
        address = request.build_absolute_uri(
            reverse("display", args=[self.issued.secret]) if is_display else reverse("api_figures")
        )
        context = self.context() | {"issued": self.issued, "address": address, "is_display": is_display}
        return render(request, "administration/token_secret.html", context)


@state_change(MANAGE_ACCESS)
def revoke(request: HttpRequest, pk: int) -> str:
    user = cast(User, request.user)
    revoke_token(by=user, token=get_object_or_404(tokens_of(user), pk=pk))
    return reverse("token_list")
