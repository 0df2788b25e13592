"""What an enterprise said of its booked money. An insert-only book of its own: it never changes the money's."""

from typing import TYPE_CHECKING, ClassVar

from django.db import models

from projects.books.models import Book, BookQuerySet
from projects.funding.access import of_visible_project_q
from projects.funding.models import Arrival
from projects.signing.models import wan_field
from projects.tokens.models import Token

if TYPE_CHECKING:
    from projects.organisations.models import User


class ArrivalAnswerQuerySet(BookQuerySet["ArrivalAnswer"]):
    def visible_to(self, user: "User") -> "ArrivalAnswerQuerySet":
        """With the project, like the money."""
        return self.filter(of_visible_project_q(user, "arrival__project_id"))


class ArrivalAnswer(Book):
    """`is_right`: the amount is confirmed. Else `amount_wan`: what the enterprise says it was, where it says one."""

    arrival = models.ForeignKey(Arrival, models.PROTECT, related_name="+", verbose_name="到位资金")
    token = models.OneToOneField(Token, models.PROTECT, related_name="+")
    is_right = models.BooleanField("金额无误")
    amount_wan = wan_field("企业认为的金额", null=True, blank=True)
    note = models.CharField("说明", max_length=500, blank=True)

    objects = ArrivalAnswerQuerySet.as_manager()

    class Meta:
        ordering: ClassVar[list[str]] = ["-id"]

    def __str__(self) -> str:
        return f"{self.arrival} {'确认' if self.is_right else '有异议'}"
