"""What a reopening touched: the rows that the books took into the month while it was open again."""

from dataclasses import dataclass

from projects.core import clock
from projects.funding.models import Arrival, ArrivalQuerySet, Credit, CreditQuerySet
from projects.months.models import Reopening
from projects.signing.models import Milestone, MilestoneQuerySet, Signing, SigningQuerySet


@dataclass(frozen=True)
class Touched:
    arrivals: ArrivalQuerySet
    credits: CreditQuerySet
    signings: SigningQuerySet
    milestones: MilestoneQuerySet

    @property
    def moved(self) -> CreditQuerySet:
        """Rows of a change of shares; those of a posting stand with their arrival, and carry no reason."""
        return self.credits.exclude(reason="")


def rows_touched(reopening: Reopening) -> Touched:
    """Empty until it is approved. `credits` includes those that only moved between holders: `moved` are they alone."""
    if reopening.approved_at is None:
        return Touched(Arrival.objects.none(), Credit.objects.none(), Signing.objects.none(), Milestone.objects.none())
    span = (reopening.approved_at, reopening.closed_at or clock.now())
    return Touched(
        Arrival.objects.filter(booked_in=reopening.month_id, recorded_at__range=span).order_by("seq"),
        Credit.objects.filter(booked_in=reopening.month_id, recorded_at__range=span).order_by("pk"),
        Signing.objects.filter(booked_in=reopening.month_id, recorded_at__range=span).order_by("pk"),
        Milestone.objects.filter(booked_in=reopening.month_id, recorded_at__range=span).order_by("pk"),
    )
