"""市级认定数 beside the county's own count."""

from datetime import date
from decimal import Decimal

from django.db.models import DecimalField, F, OuterRef, Q, Subquery, Sum, Value
from django.db.models.functions import Coalesce

from projects.core.units import WAN_DIGITS, WAN_PLACES
from projects.funding.models import Arrival, CityRecognition
from projects.reference.choices import BULLETIN_BASIS
from projects.reference.models import setting
from projects.signing.models import Project, ProjectQuerySet


def city_differences(county_id: int, year: int, until_month: int) -> ProjectQuerySet:
    """Projects with money (省外、境外: the headline's) or a recognition in the year up to the month, annotated with `county_wan`,
    `city_wan` (empty: the city has said nothing), `difference_wan` = city − county, `city_document` and `city_reason`."""
    counted = (
        Arrival.objects.outside()
        .filter(project=OuterRef("pk"), booked_in__year=year, booked_in__number__lte=until_month)
        .order_by()
        .values("project")
        .annotate(total=Sum("amount_wan"))
        .values("total")
    )
    said = CityRecognition.objects.standing().filter(project=OuterRef("pk"), year=year, until_month=until_month)
    zero = Value(Decimal(0), DecimalField(max_digits=WAN_DIGITS, decimal_places=WAN_PLACES))
    rows = Project.objects.in_county(county_id).annotate(
        found_wan=Subquery(counted),
        city_wan=Subquery(said.values("amount_wan")[:1]),
        city_document=Subquery(said.values("document_number")[:1]),
        city_reason=Subquery(said.values("reason")[:1]),
    )
    rows = rows.filter(Q(found_wan__isnull=False) | Q(city_wan__isnull=False))
    rows = rows.annotate(county_wan=Coalesce(F("found_wan"), zero))
    return rows.annotate(difference_wan=F("city_wan") - F("county_wan")).order_by("department__seq", "code")


def city_total(county_id: int, year: int, until_month: int) -> Decimal | None:
    """Σ of what stands for the period; None while the city has said nothing."""
    said = CityRecognition.objects.standing().filter(county_id=county_id, year=year, until_month=until_month)
    total: Decimal | None = said.aggregate(total=Sum("amount_wan"))["total"]
    return total


def bulletin_basis(on: date) -> str:
    """Which amount a 通报 prints: county or city."""
    return str(setting(BULLETIN_BASIS, on))
