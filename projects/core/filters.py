"""Filters above lists, on django-filter: lenient input, sentences for faults, chips for what is applied.

A fault shows at its field and the list stays empty: rows that ignore a condition the person typed would be taken for the answer.
"""

from datetime import date
from typing import Any, ClassVar, cast

import django_filters
from django.db.models import Q, QuerySet
from django.http import QueryDict

from projects.core.forms import ChoiceField, DateField, HouseForm, TextField

ALL = ("", "全部")


class WordsFilter(django_filters.Filter):
    """Every word must occur in one of the fields."""

    field_class = TextField

    def __init__(self, label: str, *, fields: tuple[str, ...]) -> None:
        super().__init__(label=label, max_length=60)
        self.fields = fields

    def filter(self, qs: QuerySet[Any], value: Any) -> QuerySet[Any]:
        for word in (value or "").split():
            found = Q()
            for field in self.fields:
                found |= Q(**{f"{field}__icontains": word})
            qs = qs.filter(found)
        return qs


class DayFilter(django_filters.Filter):
    """`lookup_expr` gte or lte; the day may be written as people write it."""

    field_class = DateField


class PickFilter(django_filters.Filter):
    """One of a short list, or 全部. `choices` may be set by the page (`offer`)."""

    field_class = ChoiceField

    def __init__(self, label: str, *, choices: tuple[tuple[str, str], ...] = (), **options: Any) -> None:
        super().__init__(label=label, choices=[ALL, *choices], **options)


class HouseFilterSet(django_filters.FilterSet):
    """`ranges`: pairs of days whose first must not lie after the second."""

    ranges: ClassVar[tuple[tuple[str, str], ...]] = ()

    class Meta:
        form = HouseForm

    def __init__(self, data: QueryDict, queryset: QuerySet[Any], **options: Any) -> None:
        super().__init__(data, queryset, **options)

    def offer(self, name: str, choices: list[tuple[str, str]]) -> None:
        self.filters[name].extra["choices"] = [ALL, *choices]

    @property
    def qs(self) -> QuerySet[Any]:
        if not hasattr(self, "_qs"):
            rows = self.queryset.all()
            self._qs = self.filter_queryset(rows) if self.is_sound() else rows.none()
        return cast("QuerySet[Any]", self._qs)

    def is_sound(self) -> bool:
        values = self.form.cleaned_data if self.form.is_valid() else {}
        for first, last in self.ranges:
            start, end = values.get(first), values.get(last)
            if start and end and start > end:
                self.form.add_error(last, f"{self.form.fields[last].label}不能早于{self.form.fields[first].label}（{start}）")
        return not self.form.errors

    def chips(self) -> list[dict[str, str]]:
        """What is applied, each with the address without it."""
        applied = getattr(self.form, "cleaned_data", {})
        return [
            {"label": str(self.form.fields[name].label), "value": self._words(name, value), "remove_url": self._without(name)}
            for name, value in applied.items()
            if value not in (None, "")
        ]

    def _words(self, name: str, value: Any) -> str:
        if isinstance(value, date):
            return value.isoformat()
        return str(dict(getattr(self.form.fields[name], "choices", ())).get(value, value))

    def _without(self, name: str) -> str:
        query = self.data.copy()
        for key in (name, "page"):
            query.pop(key, None)
        return f"?{query.urlencode()}"
