"""Many projects' money in one step: all of it is filed, or nothing is."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from django.db import transaction

from projects.access.choices import FILE_CLAIM
from projects.access.permissions import require
from projects.core.doubts import Doubt, Warned
from projects.core.errors import Refused
from projects.funding.actions.claims import submit_claim
from projects.funding.actions.lines import Line
from projects.funding.models import Claim
from projects.months.actions import month_accepting
from projects.months.models import Month
from projects.organisations.models import User
from projects.signing.models import Project

_PLACE = re.compile(r"line-(\d+)-")


@dataclass(frozen=True)
class Row:
    """One sum of one project; `number` is the row of the table that the person sees."""

    number: int
    project: Project
    line: Line


@dataclass(frozen=True)
class _Document:
    """The rows that one claim will hold, in their order."""

    project: Project
    month: Month
    rows: tuple[Row, ...]

    @property
    def is_late(self) -> bool:
        return any(row.line.arrived_on < self.month.starts_on for row in self.rows)

    def place_of(self, text: str) -> str:
        """`line-2-use` of the claim → `line-7-use` of the table."""
        return _PLACE.sub(lambda match: f"line-{self.rows[int(match[1]) - 1].number}-", text)

    def words_of(self, text: str) -> str:
        return re.sub(r"第(\d+)笔", lambda match: f"第{self.rows[int(match[1]) - 1].number}行", text)

    def code_of(self, code: str) -> str:
        """`line-7-times_ten` of the table → `line-2-times_ten` of the claim; empty where it is about another claim."""
        match = _PLACE.match(code)
        places = {row.number: place for place, row in enumerate(self.rows, start=1)}
        place = places.get(int(match[1])) if match else None
        return _PLACE.sub(f"line-{place}-", code) if place else ""


def submit_claims(*, by: User, rows: Sequence[Row], late_reason: str = "", answers: Mapping[str, str] | None = None) -> list[Claim]:
    """One claim for each project and 统计月, each by its own act with its own entry, in one transaction.

    Raises Refused with the field `line-N-…` of the table's row, Warned with every claim's doubts at once.
    """
    require(by, FILE_CLAIM)
    if not rows:
        raise Refused("没有可以申报的行，请先粘贴并核对")
    with transaction.atomic():
        return _submitted(_documents(rows), by, late_reason, answers)


def _documents(rows: Sequence[Row]) -> list[_Document]:
    found: dict[tuple[int, int], _Document] = {}
    for row in rows:
        month = month_accepting(row.project.county_id, row.line.arrived_on)
        key = (row.project.pk, month.pk)
        earlier = found.get(key, _Document(row.project, month, ()))
        found[key] = replace(earlier, rows=(*earlier.rows, row))
    return sorted(found.values(), key=lambda document: (document.project.pk, document.month.starts_on))


def _submitted(documents: Iterable[_Document], by: User, late_reason: str, answers: Mapping[str, str] | None) -> list[Claim]:
    claims: list[Claim] = []
    doubts: list[Doubt] = []
    for document in documents:
        try:
            claims.append(_submit(document, by, late_reason, answers))
        except Warned as warned:
            doubts += [
                Doubt(document.place_of(doubt.code), document.words_of(doubt.message), document.place_of(doubt.field or ""))
                for doubt in warned.doubts
            ]
        except Refused as refusal:
            field = document.place_of(refusal.field or "")
            place = f"line-{document.rows[0].number}-project" if field in ("", "project") else field
            raise Refused(document.words_of(refusal.message), field=place) from refusal
    if doubts:
        raise Warned(doubts)
    return claims


def _submit(document: _Document, by: User, late_reason: str, answers: Mapping[str, str] | None) -> Claim:
    own = None if answers is None else {document.code_of(code): text for code, text in answers.items()}
    return submit_claim(
        by=by,
        project=document.project,
        lines=[row.line for row in document.rows],
        late_reason=late_reason if document.is_late else "",
        answers=own,
    )
