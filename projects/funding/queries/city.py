"""市级认定数 beside the county's own count."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import DecimalField, F, OuterRef, Q, Subquery, Sum, Value
from django.db.models.functions import Coalesce

from projects.core.units import WAN_DIGITS, WAN_PLACES
from projects.funding.models import Arrival, CityRecognition
from projects.months.models import Month
from projects.reference.choices import BULLETIN_BASIS, BY_CITY, BY_COUNTY
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


@dataclass(frozen=True)
class Printed:
    """通报采用: the amount and whose it is."""

    amount_wan: Decimal
    basis: str

    @property
    def label(self) -> str:
        return BASIS_LABELS[self.basis]


BASIS_LABELS = {BY_COUNTY: "县级核定数", BY_CITY: "市级认定数"}


def county_total(county_id: int, year: int, until_month: int) -> Decimal:
    """Σ 省外 and 境外 counted in the period, of every project."""
    rows = Arrival.objects.in_county(county_id).outside().filter(booked_in__year=year, booked_in__number__lte=until_month)
    total: Decimal = rows.aggregate(total=Sum("amount_wan"))["total"] or Decimal(0)
    return total


def adjusted_total(county_id: int, year: int, number: int) -> Decimal:
    """其中调整上月数 (省外 and 境外) of one month; 0 where no such month was opened. Two queries."""
    month = Month.objects.in_county(county_id).filter(year=year, number=number).first()
    rows = Arrival.objects.in_county(county_id).outside().adjustments_of(month) if month else Arrival.objects.none()
    total: Decimal = rows.aggregate(total=Sum("amount_wan"))["total"] or Decimal(0)
    return total


def printed_arrived(county_id: int, year: int, until_month: int, on: date) -> Printed:
    """通报采用: what a 通报 of that day prints for the year up to a month. The city's only where the setting says so and the city has said
    something; else the county's own count. Every 通报 takes it from here."""
    city = city_total(county_id, year, until_month) if bulletin_basis(on) == BY_CITY else None
    return Printed(county_total(county_id, year, until_month), BY_COUNTY) if city is None else Printed(city, BY_CITY)
