"""Enterprises as they come up in other papers: found by name, added when they are not there yet."""

from projects.access.choices import OPEN_TICKET, RECORD_VISIT, REGISTER_SIGNING
from projects.access.permissions import require
from projects.audit.actions import action
from projects.core.errors import Refused
from projects.core.pinyin import key
from projects.enterprises.models import Enterprise, wide_brackets
from projects.organisations.models import Unit, User


def find_or_add_enterprise(*, by: User | None, county: Unit, name: str) -> Enterprise:
    """The firm of that name now or formerly, brackets of either width; a new one otherwise. Finding leaves no Entry, adding does."""
    wanted = name.strip()
    if len(wanted) < 2:
        raise Refused("请填写企业全称，至少2个字", field="enterprise")
    return Enterprise.objects.in_county(county.pk).named(wanted) or add_enterprise(by=by, county=county, name=wanted)


@action("add_enterprise")
def add_enterprise(*, by: User | None, county: Unit, name: str) -> Enterprise:
    """By its name alone; two people who add the same one at once get the same row. `by` None: it named itself on the public form."""
    if by is not None:
        require(by, OPEN_TICKET, REGISTER_SIGNING, RECORD_VISIT)
    full_name = wide_brackets(name)
    enterprise, _ = Enterprise.objects.get_or_create(county=county, name=full_name, defaults={"pinyin": key(full_name)})
    return enterprise
