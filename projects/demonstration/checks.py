"""The loader looks at its own work: the article's figures, added up from the tables once more by plain queries."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from django.db.models import F, QuerySet, Sum

from projects.agency.models import AgencyItem
from projects.demonstration.rows import BUSINESS_DAY, YEAR
from projects.funding.choices import ARRIVED, FORMAL
from projects.funding.models import Arrival, Claim, TaskEntry
from projects.months.models import Month
from projects.organisations.choices import DIMENSIONS, PARK_AUTHORITY
from projects.organisations.models import Unit, User
from projects.outreach.choices import INBOUND, OUTBOUND
from projects.outreach.models import Activity, ActivityFirm
from projects.services.flow import CLOSED
from projects.services.models import Step, Ticket
from projects.signing.models import Milestone, Project, Signing
from projects.visits.models import Meeting

FAIR = "第30届兰洽会"
ZERO = Decimal(0)


class WrongDemonstration(AssertionError):
    """A figure of the loaded rows is not the article's."""


def check() -> dict[str, int]:
    """How many rows there are. Raises WrongDemonstration."""
    wrong = [f"{name}: {found} instead of {wanted}" for name, found, wanted in _figures() if found != wanted]
    if wrong:
        raise WrongDemonstration("; ".join(wrong))
    models = (Unit, User, Month, Project, Signing, Milestone, Claim, Arrival, TaskEntry, Ticket, Step)
    return {model._meta.model_name or "": model.objects.count() for model in models}


def _figures() -> Iterator[tuple[str, Decimal, Decimal]]:
    signings = Signing.objects.contracts().filter(counts_on__year=YEAR, counts_on__lte=BUSINESS_DAY)
    yield "signed-amount", _sum(signings), Decimal(629_300)
    yield "event-amount", _sum(signings.filter(fair__name=FAIR)), Decimal(603_600)
    yield "arrived", _arrived(YEAR, BUSINESS_DAY), Decimal(542_700)
    yield "arrived a year before", _arrived(YEAR - 1, BUSINESS_DAY.replace(year=YEAR - 1)), Decimal(342_200)
    tasks = TaskEntry.objects.for_year(YEAR).filter(kind=ARRIVED, level=FORMAL)
    for kind in ("county", *(dimension.value for dimension in DIMENSIONS)):
        yield f"task of {kind}", _sum(tasks.filter(unit__kind=kind), "amount"), Decimal(558_500)
    tickets = Ticket.objects.filter(registered_on__year=YEAR)
    yield "tickets", Decimal(tickets.count()), Decimal(201)
    yield "tickets-closed", Decimal(tickets.filter(state=CLOSED).count()), Decimal(200)
    entrusted = AgencyItem.objects.entrusted_until(BUSINESS_DAY).filter(entrusted_on__year=YEAR)
    yield "agency-items", Decimal(entrusted.count()), Decimal(56)
    yield "ways of service", Decimal(entrusted.order_by().values("method").distinct().count()), Decimal(5)
    yield "bank-meetings", Decimal(Meeting.objects.valid().filter(held_on__year=YEAR).count()), Decimal(5)
    activities = Activity.objects.valid().filter(starts_on__year=YEAR)
    yield "outbound", Decimal(activities.filter(kind=OUTBOUND).count()), Decimal(57)
    park = activities.filter(kind=OUTBOUND, department__category=PARK_AUTHORITY)
    yield "park-outbound", Decimal(park.count()), Decimal(10)
    yield "inbound", Decimal(activities.filter(kind=INBOUND).count()), Decimal(83)
    met = ActivityFirm.objects.filter(activity__in=activities.exclude(leader=None)).values("enterprise").distinct()
    yield "firms-met", Decimal(met.count()), Decimal(68)
    late = Arrival.objects.exclude(counts_on=F("arrived_on"), late_reason="")
    yield "rows outside their month", Decimal(late.count() + Signing.objects.exclude(counts_on=F("signed_on")).count()), ZERO


def _arrived(year: int, until: date) -> Decimal:
    return _sum(Arrival.objects.outside().filter(counts_on__year=year, counts_on__lte=until))


def _sum(rows: "QuerySet[Signing] | QuerySet[Arrival] | QuerySet[TaskEntry]", field: str = "amount_wan") -> Decimal:
    found: Decimal | None = rows.aggregate(total=Sum(field))["total"]
    return found or ZERO
