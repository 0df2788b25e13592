"""认定依据: one per project and year, so that the same money is never counted twice (definitions 1.12)."""

from collections.abc import Sequence

from projects.access.choices import FILE_CLAIM, VERIFY_CLAIM
from projects.access.permissions import require
from projects.audit.actions import action
from projects.core.errors import Refused
from projects.core.locking import locked
from projects.funding.choices import BASES, BY_ARRIVAL, MONEY, SUPPORTS
from projects.funding.models import Arrival, Evidence, RecognitionBasis
from projects.organisations.models import User
from projects.signing.models import Project


@action("set_basis")
def set_basis(
    *, by: User, project: Project, year: int, basis: str, reason: str = "", version: int | None = None
) -> RecognitionBasis:
    """资金到账 holds without a row. Whoever files may say it first; the bureau alone changes it, with a reason."""
    require(by, FILE_CLAIM, VERIFY_CLAIM)
    if basis not in BASES:
        raise Refused("认定依据不在可选范围内，请重新选择", field="basis")
    locked(project, version)
    row = RecognitionBasis.objects.filter(project=project, year=year).first()
    counted = Arrival.objects.standing().filter(project=project, booked_in__year=year).exists()
    if row is None and not counted:
        return RecognitionBasis.objects.create(project=project, year=year, basis=basis, reason=reason)
    require(by, VERIFY_CLAIM)
    row = row or RecognitionBasis(project=project, year=year, basis=BY_ARRIVAL)
    if row.basis == basis:
        raise Refused(f"{year}年的认定依据已是“{basis}”，没有改动", field="basis")
    if not reason.strip():
        raise Refused("变更认定依据请写明原因", field="reason")
    row.basis, row.reason = basis, reason
    row.save()
    return row


def basis_of(project: Project, year: int) -> str:
    row = RecognitionBasis.objects.filter(project=project, year=year).first()
    return row.basis if row else BY_ARRIVAL


def check_papers(project: Project, rows: Sequence[Arrival]) -> None:
    """Each counted line needs a paper of the basis of the year it counts in; papers of the other basis support, they never add.

    What is brought in kind (实物、无形资产) passes no bank: its invoice or appraisal counts under either basis.
    """
    bases = dict(RecognitionBasis.objects.filter(project=project).values_list("year", "basis"))
    kinds: dict[int, set[str]] = {}
    for line_id, kind in Evidence.objects.filter(line__in=[row.line_id for row in rows]).values_list("line_id", "kind"):
        kinds.setdefault(line_id, set()).add(kind)
    for row in (row for row in rows if row.form == MONEY):
        basis = bases.get(row.booked_in.year, BY_ARRIVAL)
        papers = kinds.get(row.line_id or 0, set())
        if not any(SUPPORTS.get(kind, basis) in (None, basis) for kind in papers):
            number = row.line.number if row.line else 0
            raise Refused(
                f"第{number}笔：{row.booked_in.year}年认定依据为“{basis}”，{'、'.join(sorted(papers))}只作旁证，不能据此计数；"
                f"请补充{basis}的佐证，或先变更认定依据",
                field=f"line-{number}-counted_wan",
            )
