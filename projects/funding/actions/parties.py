"""A joint venture's money is two lines: a line that names no tier is split by the shares of the day it arrived (definitions 1.3)."""

from decimal import Decimal

from django.db.models import Max

from projects.core.units import ONE_HUNDRED, floor, plain, split
from projects.funding.actions.currency import in_wan
from projects.funding.models import Claim, ClaimLine, Evidence
from projects.signing.actions import tiers_by_share
from projects.signing.models import InvestorPart

BY_SHARE = "合资按出资比例{percent}%计"


def split_by_parties(claim: Claim, numbers: set[int]) -> Claim:
    """The lines of these numbers, which named no tier. The line keeps its number with the first tier's part; the parts of the others get
    the numbers behind the last one, with the same papers. Questions about the whole sum stay with the line."""
    parts = list(InvestorPart.objects.filter(project=claim.project_id))
    if not parts:
        return claim
    for line in claim.lines.filter(number__in=numbers).prefetch_related("evidence"):
        shares = tiers_by_share(parts, line.arrived_on) or [(claim.project.source_tier, ONE_HUNDRED)]
        if len(shares) > 1:
            _split(line, shares)
        elif line.source_tier != shares[0][0]:
            line.source_tier, line.tier_reason = shares[0][0], BY_SHARE.format(percent=plain(ONE_HUNDRED))
            line.save(update_fields=["source_tier", "tier_reason"])
    return claim


def _split(line: ClaimLine, shares: list[tuple[str, Decimal]]) -> None:
    amounts = _amounts(line, [percent for _, percent in shares])
    papers = list(line.evidence.all())
    last = line.claim.lines.aggregate(last=Max("number"))["last"]
    for place, ((tier, percent), (claimed, original)) in enumerate(zip(shares, amounts, strict=True)):
        if place:
            line.pk, line.number = None, last + place
            line._state.adding = True
        line.source_tier, line.tier_reason = tier, BY_SHARE.format(percent=plain(percent))
        line.claimed_wan, line.original_amount = claimed, original
        line.save()
        if place:
            Evidence.objects.bulk_create(Evidence(line=line, stored_id=paper.stored_id, kind=paper.kind) for paper in papers)


def _amounts(line: ClaimLine, percents: list[Decimal]) -> list[tuple[Decimal, Decimal | None]]:
    """(claimed, original) of each part. Foreign money is split in its own currency and valued part by part at the day's rate."""
    if line.original_amount is None or line.rate is None:
        return [(amount, None) for amount in split(line.claimed_wan, percents)]
    originals = [floor(line.original_amount * percent / ONE_HUNDRED, 2) for percent in percents[:-1]]
    originals.append(line.original_amount - sum(originals, Decimal(0)))
    return [(in_wan(original, line.rate), original) for original in originals]
