"""What a person has kept for a list: saved views, own and shared ones, and the columns chosen."""

from collections.abc import Sequence
from typing import cast

from django.db.models import Case, IntegerField, Q, Value, When

from projects.organisations.models import User
from projects.pages.models import Preference, SavedView


def columns_key(list_name: str) -> str:
    return f"columns:{list_name}"


def views_of(user: User, list_name: str) -> list[SavedView]:
    """The person's own first, then those shared with a unit of today's posts."""
    units = [tenure.unit_id for tenure in user.current_tenures]
    is_own = Case(When(user=user, then=Value(0)), default=Value(1), output_field=IntegerField())
    rows = SavedView.objects.filter(Q(user=user) | Q(unit_id__in=units), list_name=list_name)
    return list(rows.select_related("user", "unit").order_by(is_own, "name", "pk"))


def chosen_columns(user: User, list_name: str) -> Sequence[str]:
    """Empty where nothing was chosen, or where what is kept cannot be read."""
    found = Preference.objects.filter(user=user, key=columns_key(list_name)).values_list("value", flat=True).first()
    names = found if isinstance(found, list) else []
    return cast("Sequence[str]", [name for name in names if isinstance(name, str)])
