"""What waits for a person: 待办 of the 工作台."""

from dataclasses import dataclass

from django.urls import reverse

from projects.access.choices import CONFIRM_SIGNING, FILE_CLAIM, HANDLE_TICKET, REGISTER_SIGNING, VERIFY_CLAIM
from projects.access.permissions import can
from projects.funding.choices import RETURNED as CLAIM_RETURNED
from projects.funding.models import Claim
from projects.organisations.models import User
from projects.services.flow import ASSIGNED
from projects.services.models import Ticket
from projects.signing.choices import RETURNED
from projects.signing.models import Registration

SHOWN = 10


@dataclass(frozen=True)
class Todo:
    """One line of 待办. `count` for a queue, `note` for a single thing."""

    title: str
    url: str
    count: int | None = None
    note: str = ""


def todos_of(user: User) -> list[Todo]:
    """Queues first, then the single papers that came back. Each right costs one query at most."""
    found: list[Todo] = []
    if can(user, CONFIRM_SIGNING):
        waiting = Registration.objects.visible_to(user).waiting().count()
        found.append(Todo("确认签约登记", reverse("registration_list"), waiting))
    if can(user, VERIFY_CLAIM):
        found.append(Todo("核定到位资金申报", reverse("verify_queue"), Claim.objects.visible_to(user).waiting().count()))
    if can(user, HANDLE_TICKET):
        mine = Ticket.objects.visible_to(user).filter(lead_unit_id__in=user.unit_ids, state=ASSIGNED)
        found.append(Todo("办理企业诉求", reverse("tickets"), mine.count()))
    found += returned_to(user)
    return [todo for todo in found if todo.count != 0]


def returned_to(user: User) -> list[Todo]:
    found: list[Todo] = []
    if can(user, REGISTER_SIGNING):
        papers = Registration.objects.visible_to(user).filter(state=RETURNED, submitted_by=user).select_related("project")
        found += [
            Todo("修改被退回的登记", reverse("registration_edit", args=[row.pk]), note=f"{row}　退回意见：{row.returned_reason}")
            for row in papers[:SHOWN]
        ]
    if can(user, FILE_CLAIM):
        claims = Claim.objects.visible_to(user).filter(state=CLAIM_RETURNED, submitted_by=user).select_related("project", "month")
        found += [
            Todo("修改被退回的申报", reverse("claim_edit", args=[row.pk]), note=f"{row}　退回意见：{row.returned_reason}")
            for row in claims[:SHOWN]
        ]
    return found
