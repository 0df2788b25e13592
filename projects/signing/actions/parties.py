"""合资各方: whose money a project's is, by their shares (definitions 1.3)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from django.db.models import Q

from projects.access.choices import CONFIRM_SIGNING, EDIT_PROJECT
from projects.access.permissions import require
from projects.audit.actions import action, keep_in_entry
from projects.core.errors import Refused
from projects.core.locking import locked
from projects.core.units import ONE_HUNDRED, plain
from projects.enterprises.models import Enterprise
from projects.organisations.models import User
from projects.signing.actions.registering import is_confirmed
from projects.signing.actions.rights import must_see
from projects.signing.choices import TIERS
from projects.signing.models import InvestorPart, Project


@dataclass(frozen=True)
class Party:
    enterprise: Enterprise
    source_tier: str
    percent: Decimal


@action("set_parties")
def set_parties(
    *, by: User, project: Project, parties: Sequence[Party], starts_on: date, reason: str = "", version: int | None = None
) -> Project:
    """From a day on. None makes the investor the only one again. What is posted already keeps its tiers; once a paper is confirmed the
    bureau alone changes them, with a reason."""
    require(by, EDIT_PROJECT)
    must_see(by, project)
    current = locked(project, version)
    if is_confirmed(current):
        require(by, CONFIRM_SIGNING)
        if not reason.strip():
            raise Refused("该项目已有已确认的签约，改变合资各方请写明原因", field="reason")
    if parties:
        _check(current, parties)
    _end_from(current, starts_on)
    InvestorPart.objects.bulk_create(
        InvestorPart(
            project=current,
            enterprise=party.enterprise,
            source_tier=party.source_tier,
            origin=party.enterprise.origin,
            percent=party.percent,
            starts_on=starts_on,
        )
        for party in parties
    )
    current.version += 1
    current.save(update_fields=["version"])
    keep_in_entry(
        starts_on=starts_on.isoformat(),
        parties={party.enterprise.name: f"{party.source_tier} {plain(party.percent)}%" for party in parties},
    )
    return current


def _check(project: Project, parties: Sequence[Party]) -> None:
    if any(party.source_tier not in TIERS for party in parties):
        raise Refused("资金来源不在可选范围内，请重新选择", field="tier")
    if len(parties) < 2:
        raise Refused("合资至少有两方；只有一方时请把各行都清空", field="name")
    if len({party.enterprise.pk for party in parties}) < len(parties):
        raise Refused("同一家企业出现了两次，请合并", field="name")
    if project.investor_id not in {party.enterprise.pk for party in parties}:
        raise Refused(f"合资各方应包括登记的投资方“{project.investor}”", field="name")
    total = sum((party.percent for party in parties), Decimal(0))
    if any(party.percent <= 0 for party in parties) or total != ONE_HUNDRED:
        raise Refused(f"各方出资比例应大于0、合计100%，现在合计{plain(total)}%，请核对", field="percent")


def _end_from(project: Project, starts_on: date) -> None:
    """Parts hold their last day; those that would only have begun later go."""
    standing = project.investor_parts.filter(Q(ends_on=None) | Q(ends_on__gte=starts_on))
    standing.filter(starts_on__gte=starts_on).delete()
    standing.update(ends_on=starts_on - timedelta(days=1))


def parts_in_force(parts: Iterable[InvestorPart], on: date) -> list[InvestorPart]:
    """Those of a joint venture on that day; none where the investor is the only one."""
    return [part for part in parts if part.starts_on <= on and (part.ends_on is None or part.ends_on >= on)]


def tiers_by_share(parts: Iterable[InvestorPart], on: date) -> list[tuple[str, Decimal]]:
    """(tier, percent) of the money that comes on that day, in the order of the parties, Σ percent = 100; none where the investor is the
    only one."""
    found: dict[str, Decimal] = {}
    for part in parts_in_force(parts, on):
        found[part.source_tier] = found.get(part.source_tier, Decimal(0)) + part.percent
    return list(found.items())
