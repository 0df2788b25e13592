"""企业名录 for the pickers."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import JsonResponse
from django.views.decorators.http import require_GET

from projects.access.choices import OPEN_TICKET, RECORD_VISIT, REGISTER_SIGNING
from projects.access.permissions import can
from projects.core.forms import clean_text
from projects.enterprises.models import Enterprise
from projects.enterprises.queries import near_names, suggested
from projects.pages.actions import recent_choices

PICKER = "enterprise"


@require_GET
def enterprise_suggest(request: Any) -> JsonResponse:
    """{found: [{value, note, recent}], hint}: never a fault; a name that is not found is a new firm."""
    if not can(request.user, OPEN_TICKET, REGISTER_SIGNING, RECORD_VISIT):
        raise PermissionDenied("您的岗位没有这项功能，如确需办理请联系县招商局")
    typed = clean_text(request.GET.get("q", "")[:100])
    county, recent = request.user.county_id, recent_choices(request.user, PICKER)
    firms = suggested(county, typed, recent)
    found = [{"value": firm.name, "note": _note(firm), "recent": firm.name in recent} for firm in firms]
    return JsonResponse({"found": found, "hint": _hint(county, typed, is_found=bool(firms))})


def _note(firm: Enterprise) -> str:
    return " ".join(part for part in (firm.credit_code, firm.origin) if part)


def _hint(county_id: int, typed: str, *, is_found: bool) -> str:
    if not typed or Enterprise.objects.in_county(county_id).named(typed):
        return ""
    near = next(near_names(county_id, typed), None)
    if near:
        return f"企业名录中有“{near.name}”，如是同一家企业请选它"
    return "" if is_found else "企业名录中没有，将按新企业登记"
