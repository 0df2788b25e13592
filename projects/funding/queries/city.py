"""市级认定数 beside the county's own count."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.db.models import DecimalField, F, Max, OuterRef, Q, Subquery, Sum, Value
from django.db.models.functions import Coalesce

from projects.core.units import WAN_DIGITS, WAN_PLACES, money_cell, yi_prose
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


def city_total(county_id: int, year: int, until_month: int, known: datetime | None = None) -> Decimal | None:
    """Σ of what stands for the period; None while the city has said nothing."""
    said = CityRecognition.objects.standing(known).filter(county_id=county_id, year=year, until_month=until_month)
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


def county_total(county_id: int, year: int, until_month: int, known: datetime | None = None) -> Decimal:
    """Σ 省外 and 境外 counted in the period, of every project."""
    rows = Arrival.objects.in_county(county_id).known(known).outside()
    rows = rows.filter(booked_in__year=year, booked_in__number__lte=until_month)
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


@dataclass(frozen=True)
class Bulletin:
    """What a paper of a day says of the number it uses. `until_month` None: the county's own count is used, by the setting or because the
    city has said nothing of the year yet (`is_silent`)."""

    year: int
    is_silent: bool = False
    until_month: int | None = None
    city_wan: Decimal = Decimal(0)
    county_wan: Decimal = Decimal(0)

    @property
    def period(self) -> str:
        return "1月" if self.until_month == 1 else f"1—{self.until_month}月"

    @property
    def sentence(self) -> str:
        """Of the paper's headline; empty where the county's count is the only one."""
        return f"市级认定{self.period}{yi_prose(self.city_wan)}" if self.until_month else ""

    @property
    def words(self) -> str:
        """Of the paper's notes."""
        if self.is_silent:
            return f"通报采用市级认定数，{self.year}年市级尚未认定，本表为县级核定数"
        if not self.until_month:
            return "通报采用县级核定数"
        less = money_cell(self.city_wan - self.county_wan)
        return (
            f"通报采用市级认定数：{self.year}年{self.period}{money_cell(self.city_wan)}万元，同期县级核定{money_cell(self.county_wan)}万元，"
            f"差异{less}万元；表中各列为县级核定数"
        )


def bulletin_of(county_id: int, year: int, number: int, on: date, known: datetime | None = None) -> Bulletin:
    """By the setting of that day: the latest period of the year, up to that month, of which the city has said something. No query where the
    setting is the county's count, else three."""
    if bulletin_basis(on) != BY_CITY:
        return Bulletin(year)
    said = CityRecognition.objects.standing(known).filter(county_id=county_id, year=year, until_month__lte=number)
    month = said.aggregate(last=Max("until_month"))["last"]
    if month is None:
        return Bulletin(year, is_silent=True)
    city = city_total(county_id, year, month, known) or Decimal(0)
    return Bulletin(year, until_month=month, city_wan=city, county_wan=county_total(county_id, year, month, known))
