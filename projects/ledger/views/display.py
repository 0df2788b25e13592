"""The unit of money of this browser, and the reading back of an amount."""

from decimal import Decimal
from urllib.parse import quote

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_GET

from projects.core import clock, units
from projects.core.dates import BadDate, read_date
from projects.core.forms import clean_text
from projects.core.words import amount_prose
from projects.indicators.board import Board
from projects.indicators.definition import Scope
from projects.indicators.scopes import county_of
from projects.organisations.models import User
from projects.pages.context import UNITS
from projects.signing.choices import BANDS, CONTRACT, PAPERS
from projects.signing.models import Signing


@require_GET
def choose_unit(request: HttpRequest) -> HttpResponse:
    """元, 万元 or 亿元 for this browser, and back to the page it was chosen on. A header is ASCII: the cookie is percent-encoded."""
    back = request.GET.get("next", "")
    is_ours = url_has_allowed_host_and_scheme(back, {request.get_host()}, request.is_secure())
    response = HttpResponseRedirect(back if is_ours else reverse("home"))
    if request.GET.get("unit") in UNITS:
        response.set_cookie(
            "qs_unit", quote(request.GET["unit"]), max_age=365 * 24 * 3600, samesite="Lax", secure=request.is_secure()
        )
    return response


@require_GET
def amount_echo(request: HttpRequest) -> JsonResponse:
    """'30,000.00万元 = 3.00亿元 = 叁亿元整', and with ?for=signing what it would change; nothing while it is no amount: an echo is
    never a fault."""
    try:
        wan = units.read_wan(clean_text(request.GET.get("q", "")[:60]))
    except units.BadAmount:
        return JsonResponse({"text": ""})
    then = signing_consequence(request, wan) if request.GET.get("for") == "signing" else ""
    return JsonResponse({"text": amount_prose(wan)} | ({"then": then} if then else {}))


def signing_consequence(request: HttpRequest, wan: Decimal) -> str:
    """计入“1亿元以上”；本年签约额将由59.93亿元变为62.93亿元. Only what counts this year changes the figure; it counts when the
    bureau confirms it."""
    nature, user = request.GET.get("nature", ""), request.user
    if nature not in Signing.COUNTED or wan <= 0 or not isinstance(user, User):
        return "框架协议和意向协议不计入签约额" if nature in PAPERS and nature not in Signing.COUNTED else ""
    today = clock.today()
    band = next((band for band in BANDS if wan >= band.from_wan), None) if nature == CONTRACT else None
    said = [f"确认后计入“{band.label}”"] if band else []
    try:
        day = read_date(request.GET.get("signed_on", "")) if request.GET.get("signed_on") else today
    except BadDate:
        day = today
    if day.year == today.year and day <= today:
        now = Board(Scope(county_of(user), today)).figure("signed-amount").over
        said.append(f"本年签约额将由{units.yi_prose(now)}变为{units.yi_prose(now + wan)}")
    return "；".join(said)
