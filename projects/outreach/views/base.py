"""What the two registers have in common: a list, one row, a form that adds or mends, 作废."""

from functools import cached_property
from typing import Any, ClassVar

from django.db.models import QuerySet
from django.http import Http404
from django.urls import reverse

from projects.access.choices import RECORD_OUTREACH
from projects.access.permissions import can, sees_whole_county
from projects.core import clock
from projects.core.forms import HouseForm
from projects.organisations.choices import DEPARTMENT
from projects.organisations.models import Unit
from projects.outreach.forms import VoidForm
from projects.pages.views import Crumb, DetailPage, FormPage, Page
from projects.pages.views.listing import TablePage


class Register(Page):
    """`noun`: of one row; `names`: the stem of the addresses (activities, activity, activity_new …)."""

    noun: ClassVar[str]
    plural: ClassVar[str]
    names: ClassVar[str]

    def every(self) -> QuerySet[Any]:
        """Those the person may see."""
        raise NotImplementedError

    @cached_property
    def row(self) -> Any:
        """Raises Http404 when it is out of sight."""
        found = self.every().select_related("department", "task_force", "leader").filter(pk=self.kwargs["pk"]).first()
        if found is None:
            raise Http404(f"no such {self.names}")
        return found

    @property
    def list_crumb(self) -> Crumb:
        return self.noun, reverse(self.plural)


class RegisterList(Register, TablePage):
    template_name = "outreach/held_list.html"

    def crumbs(self) -> list[Crumb]:
        return [(self.noun, None)]

    def rows(self) -> QuerySet[Any]:
        return self.every().select_related("department", "task_force", "leader")

    @property
    def new_url(self) -> str:
        """Empty where the person may not record any."""
        return reverse(f"{self.names}_new") if can(self.user, RECORD_OUTREACH) else ""

    def remedy(self) -> tuple[str, str]:
        return self.new_url, "去登记"

    def context(self) -> dict[str, Any]:
        return super().context() | {"noun": self.noun, "new_url": self.new_url}


class RegisterDetail(Register, DetailPage):
    template_name = "outreach/held_detail.html"

    def crumbs(self) -> list[Crumb]:
        return [self.list_crumb, (str(self.row), None)]

    def facts(self) -> list[tuple[str, Any]]:
        raise NotImplementedError

    def context(self) -> dict[str, Any]:
        may = can(self.user, RECORD_OUTREACH) and not self.row.void_reason
        return super().context() | {
            "title": str(self.row),
            "row": self.row,
            "facts": [(label, value or "--") for label, value in self.facts()],
            "edit_url": reverse(f"{self.names}_edit", args=[self.row.pk]) if may else "",
            "void_url": reverse(f"{self.names}_void", args=[self.row.pk]) if may else "",
        }


class RegisterForm(Register, FormPage):
    template_name = "funding/act_form.html"
    functions = (RECORD_OUTREACH,)

    def form_options(self) -> dict[str, Any]:
        return {"units": Unit.objects.in_county(self.user.county_id).active()}

    def context(self) -> dict[str, Any]:
        return super().context() | {"submit_label": "保存", "is_wide": True, "cancel_url": reverse(self.plural)}

    def success_url(self, result: Any) -> str:
        return reverse(self.names, args=[result.pk])


class RegisterNew(RegisterForm):
    day_field: ClassVar[str]

    def crumbs(self) -> list[Crumb]:
        return [self.list_crumb, (self.title, None)]

    def initial(self) -> dict[str, Any]:
        own = self.user.unit
        mine = own.pk if own and own.kind == DEPARTMENT and not sees_whole_county(self.user) else ""
        return {self.day_field: clock.today(), "department": mine}


class RegisterEdit(RegisterForm):
    def edited(self) -> Any:
        return self.row

    def crumbs(self) -> list[Crumb]:
        return [self.list_crumb, (str(self.row), reverse(self.names, args=[self.row.pk])), (self.title, None)]

    def initial(self) -> dict[str, Any]:
        names = [name for name in self.form_class.base_fields if hasattr(self.row, name)]
        return {name: getattr(self.row, name) for name in names} | {
            name: getattr(self.row, f"{name}_id") for name in ("department", "task_force", "leader")
        }


class RegisterVoid(RegisterEdit):
    form_class: type[HouseForm] = VoidForm
    done_message = "已作废"

    def form_options(self) -> dict[str, Any]:
        return {}

    def initial(self) -> dict[str, Any]:
        return {"version": self.row.version}

    def context(self) -> dict[str, Any]:
        return super().context() | {"submit_label": "作废", "is_danger": True, "is_wide": False}
