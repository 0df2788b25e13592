"""The base of public pages behind a one-time link."""

from http import HTTPStatus
from typing import Any, ClassVar

from django.contrib.auth.decorators import login_not_required
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.decorators import method_decorator
from django.views import View

from projects.core.errors import Refused
from projects.organisations.sessions import client_address
from projects.tokens.actions import OVER, count_post, find_token, seconds_to_wait, spend_token
from projects.tokens.choices import PURPOSES
from projects.tokens.models import Token


def told_to_nobody(response: HttpResponse, status: int = 200) -> HttpResponse:
    """A page without a login: its address holds a secret, so no referrer tells it, no search engine lists it, no cache keeps it."""
    response["Referrer-Policy"] = "same-origin"
    response["X-Robots-Tag"] = "noindex, nofollow"
    response["Cache-Control"] = "no-store"
    if status == HTTPStatus.TOO_MANY_REQUESTS:
        response["Retry-After"] = str(seconds_to_wait())
    return response


@method_decorator(login_not_required, name="dispatch")
class TokenPage(View):
    """A GET shows and never counts: mail scanners and previews open links too. A POST is counted by address, then uses the link in the
    transaction of `carry_out`. A link that is no longer valid is told in one sentence, 404, whatever the reason."""

    purposes: ClassVar[tuple[str, ...]] = tuple(PURPOSES)
    template_name = "tokens/page.html"

    def context(self, token: Token) -> dict[str, Any]:
        return {"title": token.purpose_label, "token": token}

    def carry_out(self, token: Token) -> HttpResponse:
        """What the POST does. Raises Refused, which is shown on the page and leaves the link unused."""
        raise Refused("此链接只供查看，不能提交")

    def get(self, request: HttpRequest, secret: str) -> HttpResponse:
        token = find_token(secret, *self.purposes)
        return self.answer("tokens/over.html", {"title": "链接已失效", "text": OVER}, 404) if token is None else self.show(token)

    def post(self, request: HttpRequest, secret: str) -> HttpResponse:
        token = find_token(secret, *self.purposes)
        try:
            count_post(address=client_address(request), purpose=token.purpose if token else self.purposes[0])
        except Refused as refusal:
            return self.answer("429.html", {"text": f"{refusal.message}。"}, 429)
        if token is None:
            return self.answer("tokens/over.html", {"title": "链接已失效", "text": OVER}, 404)
        try:
            with transaction.atomic():
                return self.carry_out(spend_token(by=None, secret=secret, purpose=token.purpose))
        except Refused as refusal:
            return self.show(token, error=refusal.message)

    def show(self, token: Token, **extra: Any) -> HttpResponse:
        return self.answer(self.template_name, self.context(token) | extra, 200)

    def answer(self, template: str, context: dict[str, Any], status: int) -> HttpResponse:
        response = render(self.request, template, context, status=status)
        return told_to_nobody(response, status)
