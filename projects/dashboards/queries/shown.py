"""Until which day 大屏 and the leaders' phone count: today, or the end of the last closed month (definitions 1.21)."""

from projects.core import clock
from projects.indicators.definition import Scope
from projects.organisations.models import Unit
from projects.reference.choices import LAST_CLOSED, SHOWN_UNTIL
from projects.reference.models import setting


def shown_scope(county: Unit) -> Scope:
    """Today while no month is closed yet."""
    today = clock.today()
    scope = Scope(county, today)
    if setting(SHOWN_UNTIL, today) != LAST_CLOSED:
        return scope
    closed = [month.ends_on for month in scope.months if month.is_closed and month.ends_on <= today]
    return Scope(county, closed[-1], opened=scope.months) if closed else scope
