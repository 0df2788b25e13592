"""What was typed into a form: taken from a draft, carried over a page, said in words, laid beside what somebody else saved."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from django import forms
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict

from projects.core.forms import HouseForm
from projects.core.words import said
from projects.pages.actions import NOT_TYPED

SECRET = ("current-password", "new-password", "one-time-code")
VERSIONS = ("version", "seen")
PICK = "pick-"
MINE, THEIRS, EACH = "mine", "theirs", "each"


class ConflictRow(NamedTuple):
    """One field where what stands and what was typed differ."""

    label: str
    now: Any
    typed: Any
    name: str


class Answer(NamedTuple):
    """One line of the 核对 page."""

    label: str
    words: str
    name: str
    is_empty: bool


def of_draft(fields: Mapping[str, list[str]]) -> QueryDict:
    data = QueryDict(mutable=True)
    for name, values in fields.items():
        data.setlist(name, values)
    return data


def holds_secrets(form: HouseForm) -> bool:
    """Passwords and codes are never kept, not for a second."""
    return any(
        isinstance(field.widget, forms.PasswordInput) or field.widget.attrs.get("autocomplete") in SECRET
        for field in form.fields.values()
    )


def as_initial(form: HouseForm, typed: QueryDict) -> dict[str, Any]:
    """The typed texts for an unbound form: shown as they are, not judged."""
    return {
        name: field.widget.value_from_datadict(typed, MultiValueDict(), form.add_prefix(name))
        for name, field in form.fields.items()
        if not isinstance(field, forms.FileField)
        and (name in typed or isinstance(field.widget, forms.CheckboxInput | forms.CheckboxSelectMultiple))
    }


def carried(data: QueryDict) -> list[tuple[str, str]]:
    """Every typed value for hidden inputs, so that the next page can send it again."""
    return [
        (name, value)
        for name, values in data.lists()
        if name not in NOT_TYPED and name not in VERSIONS and not name.startswith((PICK, "reason-"))
        for value in values
    ]


def chosen(data: QueryDict, form: HouseForm, now: Mapping[str, Any]) -> QueryDict:
    """After the conflict page: for each field either what was typed or what stands now."""
    if data.get("resolve") != EACH:
        return data
    merged = data.copy()
    for name, field in form.fields.items():
        if data.get(f"{PICK}{name}") == THEIRS and name in now:
            value = field.prepare_value(now[name])
            if isinstance(value, bool):
                value = "on" if value else ""
            merged.setlist(name, ["" if value is None else str(value)])
    return merged


def conflict_rows(form: HouseForm, now: Mapping[str, Any]) -> list[ConflictRow]:
    rows = []
    for name, field in form.fields.items():
        if name not in now or field.widget.is_hidden:
            continue
        stands, typed = said(field, now[name]), said(field, form.cleaned_data.get(name))
        if stands != typed:
            rows.append(ConflictRow(str(field.label), stands, typed, name))
    return rows


def answers(form: HouseForm) -> list[tuple[str, list[Answer]]]:
    """Everything the form asks, in its groups; what was left empty is shown as such."""
    return [(title, [_answer(form, name) for name in names]) for title, names in form.in_groups()]


def _answer(form: HouseForm, name: str) -> Answer:
    field = form.fields[name]
    value = form.cleaned_data.get(name)
    words = form.say(name, value) or said(field, value)
    return Answer(str(field.label), words, name, value in (None, "", [], ()))
