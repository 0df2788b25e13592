"""Who may see which 企业 in the search: the county's eyes and the service officers all, others those of their projects and tickets."""

from django.db.models import Exists, OuterRef, Q

from projects.access.choices import RUN_TICKET
from projects.access.permissions import can, sees_whole_county
from projects.organisations.models import User
from projects.services.models import Ticket
from projects.signing.models import Project


def enterprise_visible_q(user: User) -> Q:
    in_county = Q(county_id=user.county_id)
    if sees_whole_county(user) or can(user, RUN_TICKET):
        return in_county
    investing = Project.objects.visible_to(user).filter(investor=OuterRef("pk"))
    asking = Ticket.objects.visible_to(user).filter(enterprise=OuterRef("pk"))
    return in_county & (Q(Exists(investing)) | Q(Exists(asking)))
