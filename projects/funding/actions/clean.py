"""通过无疑点的: many claims in one step, each verified by its own act with its own entry."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from django.db import transaction

from projects.access.choices import VERIFY_CLAIM
from projects.access.permissions import require
from projects.core.errors import Refused
from projects.funding.actions.claims import verify_claim
from projects.funding.models import Claim
from projects.funding.queries.queue import with_doubts
from projects.months.actions import close_expired_reopenings
from projects.organisations.models import User
from projects.signing.models import Project


@dataclass(frozen=True)
class Passed:
    """What was verified, and what was left with the sentence why."""

    verified: list[Claim] = field(default_factory=list)
    skipped: list[tuple[Claim, str]] = field(default_factory=list)


def verify_clean_claims(*, by: User, claims: Sequence[tuple[Claim, int]]) -> Passed:
    """Verifies in full each claim of which nothing is in doubt: no unanswered question, papers on every line, not filed by `by`, and
    still at the version that was seen. Any other is left as it is and named."""
    require(by, VERIFY_CLAIM)
    passed = Passed()
    with transaction.atomic():
        _hold([claim for claim, _ in claims])
        for claim, version in claims:
            try:
                passed.verified.append(_verify(by, claim, version))
            except Refused as refusal:
                passed.skipped.append((claim, refusal.message))
    return passed


def _hold(claims: Sequence[Claim]) -> None:
    """Claims, then their projects, each in the order of their numbers and before the book's head is taken: two batches, or a batch
    and a single act, never wait for one another in a circle."""
    numbers = [claim.pk for claim in claims]
    list(Claim.objects.select_for_update(of=("self",)).filter(pk__in=numbers).order_by("pk"))
    list(Project.objects.select_for_update(of=("self",)).filter(claims__in=numbers).order_by("pk"))
    for county_id in sorted({claim.county_id for claim in claims}):
        close_expired_reopenings(county_id=county_id)


def _verify(by: User, claim: Claim, version: int) -> Claim:
    seen = with_doubts(Claim.objects.filter(pk=claim.pk)).get()
    if seen.lacks_papers:
        raise Refused("有的笔还没有佐证材料")
    if seen.open_questions:
        raise Refused(f"还有{seen.open_questions}项疑点没有说明")
    return verify_claim(by=by, claim=claim, version=version)
