"""Confirming a paper posts a Signing; a mistaken one is reversed."""

from projects.access.choices import CONFIRM_SIGNING
from projects.access.permissions import require
from projects.audit.actions import action
from projects.books.actions import lock_book
from projects.core.errors import Refused
from projects.core.locking import change, locked
from projects.core.units import split
from projects.months.actions import month_accepting
from projects.organisations.models import User
from projects.outreach.models import Fair
from projects.signing.actions.parties import parts_in_force
from projects.signing.actions.registering import must_wait
from projects.signing.choices import CONFIRMED, CONTRACT, INCREASE
from projects.signing.models import Project, Registration, Signing, SigningPart


@action("confirm_signing")
def confirm_signing(*, by: User, registration: Registration, version: int | None = None) -> Signing:
    """Posts the signing into the book, in the period of its counts_on. Who filed it may not confirm it."""
    require(by, CONFIRM_SIGNING)
    current = locked(registration, version)
    must_wait(current)
    if current.submitted_by_id == by.pk:
        raise Refused("登记人不能确认自己登记的签约，请由另一位审核人确认")
    return post_signing(current, by)


def post_signing(registration: Registration, by: User) -> Signing:
    """The row of the book, with its parts by tier; the caller holds the registration."""
    project = locked(registration.project)
    _check_counted_once(project, registration)
    month = month_accepting(project.county_id, registration.signed_on)
    place = lock_book(Signing, project.county_id)
    signing = Signing.objects.create(
        county_id=project.county_id,
        project=project,
        registration=registration,
        nature=registration.nature,
        signed_on=registration.signed_on,
        booked_in=month,
        counts_on=month.counts_on(registration.signed_on),
        amount_wan=registration.amount_wan,
        fair=_fair_of(project, registration),
        channel=project.channel,
        confirmed_by=by,
        confirmed_at=place.recorded_at,
        recorded_at=place.recorded_at,
        recorded_by=by,
    )
    place.advance()
    _post_parts(signing, project)
    change(registration, state=CONFIRMED)
    return signing


@action("reverse_signing")
def reverse_signing(*, by: User, signing: Signing, reason: str) -> Signing:
    """The opposite row and opposite parts in an open month: a closed month keeps its count and its amount. The project's paper may
    then be registered again."""
    require(by, CONFIRM_SIGNING)
    if not reason.strip():
        raise Refused("请写明冲销原因", field="reason")
    project = locked(signing.project)
    _must_be_reversible(signing)
    month = month_accepting(project.county_id, signing.counts_on)
    place = lock_book(Signing, project.county_id)
    row = Signing.objects.create(
        county_id=signing.county_id,
        project=project,
        registration_id=signing.registration_id,
        nature=signing.nature,
        signed_on=signing.signed_on,
        booked_in=month,
        counts_on=month.counts_on(signing.counts_on),
        amount_wan=-signing.amount_wan,
        fair_id=signing.fair_id,
        channel=signing.channel,
        confirmed_by=by,
        confirmed_at=place.recorded_at,
        recorded_at=place.recorded_at,
        recorded_by=by,
        reverses=signing,
        reason=reason,
    )
    place.advance()
    _reverse_parts(signing, row)
    return row


def _must_be_reversible(signing: Signing) -> None:
    if signing.reverses_id:
        raise Refused("这是一条冲销记录，不能再冲销；如需恢复请重新登记")
    if Signing.objects.filter(reverses=signing).exists():
        raise Refused("这份签约已经冲销过，请刷新页面查看")
    if signing.nature == CONTRACT and Signing.objects.standing().filter(project=signing.project, nature=INCREASE).exists():
        raise Refused("该项目还有补充协议（增资），请先冲销增资，再冲销正式合同")


def _reverse_parts(signing: Signing, row: Signing) -> None:
    SigningPart.objects.bulk_create(
        SigningPart(
            county_id=part.county_id,
            signing=row,
            enterprise_id=part.enterprise_id,
            source_tier=part.source_tier,
            origin=part.origin,
            amount_wan=-part.amount_wan,
            recorded_at=row.recorded_at,
            recorded_by_id=row.recorded_by_id,
            reverses=part,
            reason=row.reason,
        )
        for part in signing.parts.all()
    )


def _check_counted_once(project: Project, registration: Registration) -> None:
    if registration.nature == CONTRACT and Signing.objects.standing().contracts().filter(project=project).exists():
        raise Refused("该项目已有一份已确认的正式合同，不能再计一次；增加投资请登记为补充协议（增资）")


def _fair_of(project: Project, registration: Registration) -> Fair | None:
    """首次签约 owns the fair credit (definitions 1.4)."""
    first = Signing.objects.standing().filter(project=project).exclude(fair=None).order_by("signed_on", "id").first()
    return first.fair if first else registration.fair


def _post_parts(signing: Signing, project: Project) -> None:
    parties = parts_in_force(project.investor_parts.all(), signing.signed_on)
    if parties:
        amounts = split(signing.amount_wan, [part.percent for part in parties])
        rows = [(part.enterprise_id, part.source_tier, part.origin, amount) for part, amount in zip(parties, amounts, strict=True)]
    else:
        rows = [(project.investor_id, project.source_tier, project.origin, signing.amount_wan)]
    SigningPart.objects.bulk_create(
        SigningPart(
            county_id=signing.county_id,
            signing=signing,
            enterprise_id=enterprise,
            source_tier=tier,
            origin=origin,
            amount_wan=amount,
            recorded_at=signing.recorded_at,
            recorded_by_id=signing.recorded_by_id,
        )
        for enterprise, tier, origin, amount in rows
    )
