"""提诉求 out of a visit or a meeting: the form of every ticket, prefilled."""

from functools import cached_property
from typing import Any

from projects.enterprises.actions import find_or_add_enterprise
from projects.enterprises.models import Enterprise
from projects.organisations.models import Unit
from projects.services.forms import TicketForm
from projects.services.models import Ticket
from projects.services.views import TicketNew
from projects.signing.models import Project
from projects.visits.actions import raise_ticket


class RaisedTicketNew(TicketNew):
    """A subclass gives `prefilled()` and `origin()`."""

    def origin(self) -> dict[str, Any]:
        """visit= or meeting=."""
        raise NotImplementedError

    def prefilled(self) -> dict[str, Any]:
        raise NotImplementedError

    @cached_property
    def project(self) -> Project | None:
        return None

    def form_options(self) -> dict[str, Any]:
        number = self.project.pk if self.project else 0
        return super().form_options() | {"projects": Project.objects.filter(pk=number)}

    def initial(self) -> dict[str, Any]:
        return self.prefilled() | ({"project": self.project.pk} if self.project else {})

    def save(self, form: TicketForm) -> Ticket:
        values = dict(form.cleaned_data)
        return raise_ticket(by=self.user, enterprise=self.firm(values.pop("enterprise")), **self.origin(), **values)

    def firm(self, name: str) -> Enterprise:
        county = Unit.objects.get(pk=self.user.county_id)
        return find_or_add_enterprise(by=self.user, county=county, name=name)
