"""`/api/figures/`: the board as JSON, read-only, for whoever holds a token of the purpose 数据接口 (docs/decisions/0020).

The token stands in the header `Authorization: Bearer …`, never in an address. It reads with the rights of the account that it was made
for, as that account stands today. Amounts are decimal strings in 万元. Every refusal is JSON: `{"error": one Chinese sentence}`."""

import re
from datetime import date
from functools import cached_property
from http import HTTPStatus
from typing import Any, cast

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.decorators import method_decorator
from django.views import View
from django.views.decorators.csrf import csrf_exempt

from projects.core import clock
from projects.funding.access import holder_visible_q, sees_every_leader
from projects.indicators import openapi
from projects.indicators.board import Board
from projects.indicators.catalogue import INDICATORS
from projects.indicators.definition import Figure, Group, Indicator, Scope
from projects.indicators.openapi import EARLIEST, cuts_of
from projects.indicators.scopes import county_of, end_of
from projects.organisations.choices import LEADER
from projects.organisations.models import Unit, User
from projects.tokens.actions import find_token
from projects.tokens.choices import API

WITHOUT = "请在请求头 Authorization 中写 Bearer 加空格和令牌；令牌由安全管理员签发，撤销或到期即失效"
DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)


class Problem(Exception):
    """An answer other than 200."""

    def __init__(self, status: HTTPStatus, message: str) -> None:
        super().__init__(message)
        self.status, self.message = status, message


def reader_of(request: HttpRequest) -> User:
    """The account that the token reads for. Raises Problem: 401 without a valid token, 403 when its account may read no longer."""
    scheme, _, secret = request.headers.get("Authorization", "").partition(" ")
    token = find_token(secret.strip(), API) if scheme.lower() == "bearer" and secret.strip() else None
    if token is None:
        raise Problem(HTTPStatus.UNAUTHORIZED, WITHOUT)
    user = token.acts_as
    if user is None or not user.is_active or not user.current_tenures or user.county_id != token.county_id:
        raise Problem(HTTPStatus.FORBIDDEN, "令牌对应的账号已停用或没有任职，请联系安全管理员重新签发")
    return user


@method_decorator((csrf_exempt, login_not_required), name="dispatch")
class Api(View):
    """No cookie is looked at: what another site makes a browser send carries no token."""

    http_method_names = ["get", "head", "options"]
    kwargs: dict[str, str]

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            if request.method in {"GET", "HEAD"}:
                self.reader = reader_of(request)
            answer = cast(HttpResponse, super().dispatch(request, *args, **kwargs))
        except Problem as problem:
            answer = JsonResponse({"error": problem.message}, status=problem.status, json_dumps_params=PLAIN)
            if problem.status == HTTPStatus.UNAUTHORIZED:
                answer["WWW-Authenticate"] = "Bearer"
        return answer

    def http_method_not_allowed(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        answer = JsonResponse({"error": "本接口只读，只接受 GET"}, status=HTTPStatus.METHOD_NOT_ALLOWED, json_dumps_params=PLAIN)
        answer["Allow"] = "GET, HEAD, OPTIONS"
        return answer

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return JsonResponse(self.answer(), json_dumps_params=PLAIN)

    def answer(self) -> dict[str, Any]:
        raise Problem(HTTPStatus.NOT_FOUND, "没有这个地址，全部地址见 /api/openapi.json")


PLAIN = {"ensure_ascii": False}


class OpenApi(Api):
    def answer(self) -> dict[str, Any]:
        return openapi.document()


class FiguresApi(Api):
    """All indicators of the catalogue in one scope. A parameter that is not known is refused: a slip must not read as today's county."""

    asks = ("on", "known", "unit")

    @cached_property
    def board(self) -> Board:
        asked = self.request.GET
        strange = [name for name in asked if name not in self.asks]
        if strange:
            raise Problem(HTTPStatus.BAD_REQUEST, f"没有参数 {strange[0][:20]}，可用的参数是 {'、'.join(self.asks)}")
        county = county_of(self.reader)
        known = _day(asked.get("known"), "known")
        unit = self.unit(asked.get("unit"), county)
        on = _day(asked.get("on"), "on") or clock.today()
        return Board(Scope(county, on, end_of(known) if known else None, unit), reader=self.reader)

    def unit(self, code: str | None, county: Unit) -> Unit | None:
        if code is None or code == county.code:
            return None
        if not code or "\0" in code or len(code) > openapi.LONGEST_CODE:
            raise Problem(HTTPStatus.BAD_REQUEST, f"unit 是单位编码，1至{openapi.LONGEST_CODE}个字符；全县不写这个参数")
        unit = Unit.objects.filter(holder_visible_q(self.reader), code=code).first()
        if unit is None:
            raise Problem(HTTPStatus.NOT_FOUND, "没有这个单位编码，或令牌对应的账号无权查看该单位")
        return unit

    @cached_property
    def indicator(self) -> Indicator:
        item = INDICATORS.get(self.kwargs["slug"])
        if item is None:
            raise Problem(HTTPStatus.NOT_FOUND, "没有这个指标，全部指标见 /api/figures/")
        return item

    def envelope(self) -> dict[str, Any]:
        scope = self.board.scope
        return {
            "county": {"code": scope.county.code, "name": scope.county.name},
            "unit": {"code": scope.holder.code, "name": scope.holder.name} if scope.holder else None,
            "on": scope.on.isoformat(),
            "known": scope.known.date().isoformat() if scope.known else None,
        }

    def said(self, figure: Figure) -> dict[str, Any]:
        return figure.json() | {"is_open": self.board.is_open(figure.indicator)}

    def answer(self) -> dict[str, Any]:
        figures = [self.said(self.board.figure(item)) for item in INDICATORS.values() if _fits(self.board, item)]
        return self.envelope() | {"figures": figures}


def _fits(board: Board, item: Indicator) -> bool:
    """A unit's board has no figure over a fact that is not split among holders of its kind."""
    holder = board.scope.holder
    return holder is None or all(holder.kind in fact for fact in openapi.cut_sets(item))


class FigureApi(FiguresApi):
    """One figure with its 口径."""

    def answer(self) -> dict[str, Any]:
        item = self.indicator
        if not _fits(self.board, item):
            raise Problem(HTTPStatus.NOT_FOUND, "这个指标不按这类单位统计")
        return self.envelope() | {"figure": self.said(self.board.figure(item)), "definition": openapi.definition(item)}


class CutApi(FiguresApi):
    """One figure for each group of a cut; the groups add up to the figure as its 口径 says."""

    def answer(self) -> dict[str, Any]:
        item, cut = self.indicator, self.kwargs["cut"]
        if cut not in cuts_of(item):
            raise Problem(HTTPStatus.NOT_FOUND, "这个指标不能这样分组，可用的分组见 /api/openapi.json")
        if cut == LEADER and not sees_every_leader(self.reader):
            raise Problem(HTTPStatus.FORBIDDEN, "令牌对应的账号无权查看县级领导的完成情况")
        try:
            found = self.board.by(item, cut)
        except KeyError as error:
            raise Problem(HTTPStatus.NOT_FOUND, "单位的数不能再这样分组") from error
        groups = [{"key": _key(group), "label": group.label, "figure": self.said(figure)} for group, figure in found.items()]
        return self.envelope() | {"cut": cut, "is_guarded": self.board.is_guarded(cut), "groups": groups}


def _key(group: Group) -> str | None:
    if group.unit is not None:
        return group.unit.code
    return None if group.key is None else str(group.key)


def _day(text: str | None, name: str) -> date | None:
    """None for what is not asked. Raises Problem: 400 for what is no day, 404 for a day that has no figures."""
    if text is None:
        return None
    try:
        day = date.fromisoformat(text) if DAY.fullmatch(text) else None
    except ValueError:
        day = None
    if day is None:
        raise Problem(HTTPStatus.BAD_REQUEST, f"{name} 应写成 2024-12-16 这样的日期")
    if not EARLIEST <= day <= clock.today():
        raise Problem(HTTPStatus.NOT_FOUND, f"{name} 应在{EARLIEST}至今天（{clock.today()}）之间，这一天没有数")
    return day
