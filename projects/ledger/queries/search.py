"""The search box: 项目, 企业, 诉求 by Chinese, pinyin, initials, codes and numbers; forgiving a wrong character.

Typed words meet names as they stand, and pinyin keys as they sound: 君实 finds 君石. One letter wrong or missing is forgiven by
trigrams of the sound (pg_trgm), which needs no Chinese locale. Each group is one query: its rows carry the count of all.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, cast

from django.contrib.postgres.lookups import TrigramWordSimilar
from django.contrib.postgres.search import TrigramWordSimilarity
from django.db.models import Case, Count, F, FloatField, IntegerField, OuterRef, Q, QuerySet, Subquery, Value, When, Window
from django.db.models.functions import Coalesce

from projects.core import pinyin
from projects.core.forms import clean_text
from projects.enterprises.models import Enterprise
from projects.ledger.access import enterprise_visible_q
from projects.organisations.models import User
from projects.services.models import Ticket
from projects.signing.models import Project

SHOWN = 10
LONGEST = 60
FORGIVEN_FROM = 5
"""Letters: shorter sounds resemble too much."""


@dataclass(frozen=True)
class Asked:
    """`text` as typed, `sound` its pinyin (letters typed as pinyin or initials are their own sound)."""

    text: str
    sound: str

    @classmethod
    def of(cls, typed: str) -> "Asked":
        text = clean_text(typed)[:LONGEST]
        return cls(text, pinyin.full(text))

    @property
    def is_forgiving(self) -> bool:
        return len(self.sound) >= FORGIVEN_FROM


@dataclass(frozen=True)
class Group:
    label: str
    kind: str
    total: int
    rows: Sequence[Any]

    @property
    def more(self) -> int:
        return self.total - len(self.rows)


def search(user: User, typed: str) -> list[Group]:
    """Empty for an empty box. Three queries."""
    asked = Asked.of(typed)
    if not asked.text:
        return []
    return [
        _group("项目", "project", _projects(user, asked)),
        _group("企业", "enterprise", _enterprises(user, asked)),
        _group("诉求", "ticket", _tickets(user, asked)),
    ]


def _group(label: str, kind: str, rows: QuerySet[Any]) -> Group:
    found = list(rows.annotate(total=Window(Count("pk")))[:SHOWN])
    return Group(label, kind, found[0].total if found else 0, found)


def _projects(user: User, asked: Asked) -> QuerySet[Any]:
    exact = _says(asked, "name", "former_names", "code", "project_code") | _sounds(asked, "pinyin") | _says(asked, "investor__name")
    rows = Project.objects.visible_to(user).with_stage().select_related("department", "investor")
    return _ranked(rows, asked, exact, "pinyin").order_by("is_near", "-nearness", "pinyin", "-pk")


def _enterprises(user: User, asked: Asked) -> QuerySet[Any]:
    exact = _says(asked, "name", "former_names", "credit_code", "contact_name", "contact_phone") | _sounds(asked, "pinyin")
    own_projects = Project.objects.visible_to(user).filter(investor=OuterRef("pk"))
    own_tickets = Ticket.objects.visible_to(user).filter(enterprise=OuterRef("pk"))
    rows = Enterprise.objects.filter(enterprise_visible_q(user)).annotate(
        projects_seen=_count(own_projects, "investor"), tickets_seen=_count(own_tickets, "enterprise")
    )
    return _ranked(rows, asked, exact, "pinyin").order_by("is_near", "-nearness", "pinyin", "-pk")


def _tickets(user: User, asked: Asked) -> QuerySet[Any]:
    exact = _says(asked, "number", "title", "enterprise__name") | _sounds(asked, "enterprise__pinyin")
    rows = Ticket.objects.visible_to(user).select_related("enterprise", "lead_unit")
    return _ranked(rows, asked, exact, "enterprise__pinyin").order_by("is_near", "-nearness", "-registered_on", "-pk")


def _says(asked: Asked, *fields: str) -> Q:
    """The text stands in one of the fields."""
    found = Q()
    for field in fields:
        found |= Q(**{f"{field}__icontains": asked.text})
    return found


def _sounds(asked: Asked, field: str) -> Q:
    """The sound or the initials stand in the key; keys are small letters."""
    return Q(**{f"{field}__contains": asked.sound}) if asked.sound else Q(pk__in=[])


def _ranked(rows: QuerySet[Any], asked: Asked, exact: Q, field: str) -> QuerySet[Any]:
    """Those that hold what was typed first, then the nearest in sound."""
    is_near = Case(When(exact, then=Value(0)), default=Value(1), output_field=IntegerField())
    if not asked.is_forgiving:
        found = rows.filter(exact).annotate(is_near=Value(0), nearness=Value(0.0, FloatField()))
        return cast("QuerySet[Any]", found)
    near = TrigramWordSimilar(F(field), Value(asked.sound))
    found = rows.filter(exact | Q(near)).annotate(is_near=is_near, nearness=TrigramWordSimilarity(asked.sound, field))
    return cast("QuerySet[Any]", found)


def _count(rows: QuerySet[Any], by: str) -> Any:
    counted = rows.order_by().values(by).annotate(number=Count("pk")).values("number")
    return Coalesce(Subquery(counted), 0)
