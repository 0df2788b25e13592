"""Since when the books know anything."""

from datetime import datetime

from django.db.models import Min

from projects.funding.models import Arrival
from projects.signing.models import Signing

NO_RECORD_YET = "启用前无记录"


def first_record_at(county_id: int) -> datetime | None:
    """The moment of the first row in the books of money and signing: the opening balances, where there are some. A figure as known
    before it prints 启用前无记录. None on an empty site."""
    firsts = [model.objects.filter(county_id=county_id).aggregate(at=Min("recorded_at"))["at"] for model in (Arrival, Signing)]
    found = [at for at in firsts if at]
    return min(found) if found else None


def is_before_records(county_id: int, known: datetime | None) -> bool:
    if known is None:
        return False
    first = first_record_at(county_id)
    return first is None or known < first
