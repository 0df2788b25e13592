"""Reading accounts and units."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta

from django.apps import apps
from django.db.models import Exists, OuterRef, Q, QuerySet

from projects.core import clock
from projects.organisations.models import Tenure, Unit, User


def accounts_of(county_id: int) -> QuerySet[User]:
    """Accounts that have held a post in the county, and those that hold none anywhere yet."""
    any_tenure = Tenure.objects.filter(user=OuterRef("pk"))
    here = any_tenure.filter(Q(unit__county_id=county_id) | Q(unit_id=county_id))
    return User.objects.filter(Exists(here) | ~Exists(any_tenure)).prefetch_related("tenures__unit")


def holders_on_today(unit: Unit) -> QuerySet[Tenure]:
    return Tenure.objects.on(clock.today()).filter(unit=unit).select_related("user")


IN_CHARGE = ("unit_head", "task_force_liaison")


@dataclass(frozen=True)
class Contact:
    """Whom to telephone about a unit: 部门负责人 or 专班联络员 of today with a telephone, else the unit's own number without a name."""

    name: str
    phone: str


def contacts_of(units: Iterable[Unit]) -> dict[int, Contact]:
    """By unit. One query."""
    found = {unit.pk: Contact("", unit.phone) for unit in units}
    posts = (
        Tenure.objects.on(clock.today()).filter(unit__in=[*found], role__in=IN_CHARGE, user__is_active=True).exclude(user__phone="")
    )
    for tenure in posts.select_related("user").order_by("-user__display_name"):
        found[tenure.unit_id] = Contact(str(tenure.user), tenure.user.phone)
    return found


def colleagues_of(user: User) -> QuerySet[User]:
    """Who could take over: enabled accounts with a post today in a unit where the person has or had one."""
    units = user.tenures.values("unit_id")
    now = Tenure.objects.on(clock.today()).filter(user=OuterRef("pk"), unit_id__in=units)
    return User.objects.active().filter(Exists(now)).exclude(pk=user.pk)


def idle_accounts(accounts: QuerySet[User], days: int) -> QuerySet[User]:
    """Enabled, and not signed in for that many days (never counts too)."""
    since = clock.now() - timedelta(days=days)
    return accounts.filter(is_active=True).exclude(logins__started_at__gte=since)


def accounts_called(words: str) -> list[int]:
    """The numbers of the accounts whose name or account holds every word, or did before it was changed."""
    history = apps.get_model("projects", "UserEvent")
    found: set[int] | None = None
    for word in words.split():
        called = Q(username__icontains=word) | Q(display_name__icontains=word)
        numbers = {
            *User.objects.filter(called).values_list("pk", flat=True),
            *history.objects.filter(called).values_list("id", flat=True),
        }
        found = numbers if found is None else found & numbers
    return sorted(found or ())
