"""市级认定数."""

from decimal import Decimal

from projects.access.choices import VERIFY_CLAIM
from projects.access.permissions import require
from projects.audit.actions import action
from projects.books.actions import Place, lock_book
from projects.core.errors import Refused
from projects.core.locking import locked
from projects.funding.models import CityRecognition
from projects.organisations.models import User
from projects.signing.models import Project


@action("set_city_recognition")
def set_city_recognition(
    *, by: User, project: Project, year: int, until_month: int, amount_wan: Decimal, document_number: str, reason: str = ""
) -> CityRecognition:
    """What the city's check recognised of the year's money up to a month. A later paper on the same period reverses the earlier row;
    the county's own rows are not touched. An amount other than the last one needs a reason."""
    require(by, VERIFY_CLAIM)
    if not 1 <= until_month <= 12:
        raise Refused("截至月应在1至12之间", field="until_month")
    if amount_wan < 0:
        raise Refused("市级认定数不能小于0，请核对", field="amount_wan")
    if not document_number.strip():
        raise Refused("请填写市级认定的文号", field="document_number")
    current = locked(project)
    place = lock_book(CityRecognition, current.county_id)
    earlier = CityRecognition.objects.standing().filter(project=current, year=year, until_month=until_month).first()
    if earlier:
        _reverse(earlier, by, place, reason)
    row = CityRecognition.objects.create(
        county_id=current.county_id,
        project=current,
        year=year,
        until_month=until_month,
        amount_wan=amount_wan,
        document_number=document_number,
        reason=reason,
        recorded_at=place.recorded_at,
        recorded_by=by,
    )
    place.advance(by=2 if earlier else 1)
    return row


def _reverse(earlier: CityRecognition, by: User, place: Place, reason: str) -> None:
    if not reason.strip():
        raise Refused(f"该项目{earlier.year}年截至{earlier.until_month}月已有市级认定数，改认定请写明原因", field="reason")
    CityRecognition.objects.create(
        county_id=earlier.county_id,
        project_id=earlier.project_id,
        year=earlier.year,
        until_month=earlier.until_month,
        amount_wan=-earlier.amount_wan,
        document_number=earlier.document_number,
        reverses=earlier,
        reason=reason,
        recorded_at=place.recorded_at,
        recorded_by=by,
    )
