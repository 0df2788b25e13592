"""变更记录 of a project: who changed what and when, before and after in words, from the row history of the database."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.apps import apps
from django.db import models

from projects.audit.choices import VERBS
from projects.audit.models import Entry
from projects.core import clock
from projects.core.units import money_cell, plain
from projects.funding.choices import CLAIM_FLOW
from projects.ledger.queries.columns import labels_of
from projects.organisations.models import User
from projects.services.flow import STATES
from projects.services.models import Ticket
from projects.signing.choices import REGISTRATION_STATES
from projects.signing.models import Project

MOST = 300
"""Newest rows of each table's history; older ones are left out, and the page says so."""
HIDDEN = {
    "id", "version", "pinyin", "county", "number", "code", "project", "claim",
    "submitted_at", "submitted_by", "verified_at", "verified_by", "opened_by_unit", "registered_on",
}  # fmt: skip
NOTHING = "未填写"
LISTS = {
    ("project", "sector"): "sector",
    ("project", "channel"): "channel",
    ("project", "construction_nature"): "construction_nature",
    ("ticket", "category"): "ticket_category",
    ("ticket", "source"): "ticket_source",
}
STATE_WORDS: Mapping[str, Mapping[str, str]] = {
    "registration": REGISTRATION_STATES,
    "claim": {value: state.label for value, state in CLAIM_FLOW.items()},
    "ticket": {value: state.label for value, state in STATES.items()},
}
NOUNS = {"project": "项目资料", "registration": "签约登记", "claim": "到位资金申报", "claimline": "申报明细", "ticket": "企业诉求"}
ACTS = {"insert": "新增", "update": "修改", "delete": "删除"}


@dataclass(frozen=True)
class FieldChange:
    label: str
    before: str
    after: str


@dataclass(frozen=True)
class Change:
    """`order`: the number of its Entry, for acts of one moment."""

    at: datetime
    order: int
    who: str
    act: str
    what: str
    reason: str
    fields: list[FieldChange]


@dataclass(frozen=True)
class Step:
    """One row of history and the one before it."""

    kind: str
    model: type[models.Model]
    old: Any
    new: Any

    @property
    def row(self) -> Any:
        return self.new

    @property
    def is_told_whole(self) -> bool:
        """A new or a removed row; the lines of a new claim come with it."""
        return self.new.pgh_label == "delete" or (self.new.pgh_label == "insert" and self.kind != "claimline")

    def differing(self) -> "list[models.Field[Any, Any]]":
        if self.old is None or self.new.pgh_label != "update":
            return []
        return [
            field
            for field in self.model._meta.concrete_fields
            if field.name not in HIDDEN and getattr(self.old, field.attname) != getattr(self.new, field.attname)
        ]


def changes_of(project: Project, user: User) -> list[Change]:
    """Newest first; tickets by the tickets' own rights. As many queries for a long story as for a short one."""
    steps = [step for rows in _histories(project, user) for step in _steps(rows)]
    told = [step for step in steps if step.differing() or step.is_told_whole]
    entries = _entries(told)
    words = Words(told)
    changes = [_change(step, entries, words) for step in told]
    return sorted(changes, key=lambda change: (change.at, change.order), reverse=True)


def _histories(project: Project, user: User) -> Iterator[list[Any]]:
    def of(name: str) -> Any:
        return apps.get_model("projects", f"{name}Event")._default_manager.select_related("pgh_context")

    claims = project.claims.values("pk")
    visible = Ticket.objects.visible_to(user).filter(project=project).values("pk")
    found = (
        of("Project").filter(id=project.pk),
        of("Registration").filter(project=project.pk),
        of("Claim").filter(project=project.pk),
        of("ClaimLine").filter(claim__in=claims),
        of("Ticket").filter(id__in=visible),
    )
    for rows in found:
        yield list(rows.order_by("-pgh_id")[:MOST])


def _steps(rows: list[Any]) -> Iterator[Step]:
    """Pairs of neighbours of one row; where the earlier one was left out, nothing is claimed about it."""
    last: dict[int, Any] = {}
    for row in reversed(rows):
        old = last.get(row.id)
        last[row.id] = row
        if old is not None or row.pgh_label == "insert":
            model: type[models.Model] = row.pgh_tracked_model
            yield Step(model._meta.model_name or "", model, old, row)


def _audit_id(row: Any) -> str:
    return str((row.pgh_context.metadata or {}).get("audit", "")) if row.pgh_context else ""


def _entries(steps: Iterable[Step]) -> dict[str, Entry]:
    """History context → the Entry of its outermost action, which is written last."""
    wanted = {_audit_id(step.row) for step in steps} - {""}
    return {str(entry.context_id): entry for entry in Entry.objects.filter(context_id__in=wanted).order_by("id")}


def _change(step: Step, entries: Mapping[str, Entry], words: "Words") -> Change:
    entry = entries.get(_audit_id(step.row))
    fields = [
        FieldChange(_label(field), words.of(step, field, step.old), words.of(step, field, step.new)) for field in step.differing()
    ]
    act = VERBS[entry.verb] if entry else ACTS[step.row.pgh_label]
    who = (entry.on_behalf_of or entry.actor_name) if entry else "系统"
    at = entry.at if entry else step.row.pgh_created_at
    return Change(at, entry.pk if entry else 0, who, act, _what(step), entry.reason if entry else "", fields)


def _what(step: Step) -> str:
    noun, row = NOUNS.get(step.kind, ""), step.row
    said = f"{ACTS[row.pgh_label]}{noun}"
    if step.kind == "registration":
        return f"{said}：{row.nature}"
    if step.kind == "claimline":
        return f"{said}：第{row.number}笔"
    return f"{said}：{row.number} {row.title}" if step.kind == "ticket" else said


def _label(field: "models.Field[Any, Any]") -> str:
    return str(field.verbose_name).removesuffix("（万元）")


class Words:
    """Values as people say them. What rows point to is read once for all of them, one query a table."""

    def __init__(self, steps: Iterable[Step]) -> None:
        wanted: dict[type[models.Model], set[Any]] = defaultdict(set)
        for step in steps:
            for field in step.differing():
                if field.is_relation and field.related_model:
                    target: Any = field.related_model
                    wanted[target] |= {getattr(row, field.attname) for row in (step.old, step.new)} - {None}
        self._named = {model: model._default_manager.in_bulk(numbers) for model, numbers in wanted.items()}
        self._codes = labels_of(*set(LISTS.values()))

    def of(self, step: Step, field: "models.Field[Any, Any]", row: Any) -> str:
        value = getattr(row, field.attname)
        if value is None or value in ("", []):
            return NOTHING
        if field.is_relation:
            target: Any = field.related_model
            return str(self._named[target].get(value, NOTHING))
        if field.name == "state":
            return STATE_WORDS.get(step.kind, {}).get(value, str(value))
        if (step.kind, field.name) in LISTS:
            return self._codes[LISTS[step.kind, field.name]].get(value, str(value))
        return _said(value, is_wan="万元" in str(field.verbose_name))


def _said(value: Any, *, is_wan: bool) -> str:
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, Decimal):
        return f"{money_cell(value)}万元" if is_wan else plain(value)
    if isinstance(value, datetime):
        return f"{value.astimezone(clock.SHANGHAI):%Y-%m-%d %H:%M}"
    if isinstance(value, date):
        return value.isoformat()
    return "、".join(str(item) for item in value) if isinstance(value, list) else str(value)
