"""Whose entries an auditor reads: those of the own county, and those of nobody's (the system, failed logins of unknown accounts)."""

from typing import Protocol

from django.db.models import Q


class Reader(Protocol):
    @property
    def county_id(self) -> int: ...


def entry_visible_q(user: Reader) -> Q:
    return Q(county_number=user.county_id) | Q(county_number=None)
