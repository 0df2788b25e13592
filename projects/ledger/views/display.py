"""The unit of money of this browser, and the reading back of an amount."""

from urllib.parse import quote

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_GET

from projects.core import units
from projects.core.forms import clean_text
from projects.pages.context import UNITS


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
    """'30,000.00万元 = 3.00亿元', or nothing while it is no amount: an echo is never a fault."""
    try:
        wan = units.read_wan(clean_text(request.GET.get("q", "")[:60]))
    except units.BadAmount:
        return JsonResponse({"text": ""})
    return JsonResponse({"text": f"{units.money_cell(wan)}万元 = {units.money_cell(wan, '亿元')}亿元"})
