"""Every morning: what ran out of its time is chased and raised; and whom a matter's news are told to."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import time

from django.db.models import Q
from django.urls import reverse

from projects.access.choices import HANDLE_MATTER, ROLES, SUPERVISE
from projects.audit.models import Entry
from projects.core import clock
from projects.jobs.flow import Outcome, Progress, Rhythm, job
from projects.notices.actions import TELLERS, News, Teller
from projects.notices.choices import MATTER, MATTER_NEWS
from projects.organisations.choices import COUNTY
from projects.organisations.models import Tenure, Unit, User
from projects.supervision.actions.watching import watch
from projects.supervision.flow import REPORTED
from projects.supervision.models import Matter

TO_UNITS = ("order_matter", "raise_matter", "return_matter", "extend_matter", "close_matter", "revoke_matter")
WAITS_FOR_UNITS = ("order_matter", "raise_matter", "return_matter")
TO_ORDERER = ("report_matter", "raise_matter")


@job("watch_matters", "督办到期升级和超期诉求催办", rhythm=Rhythm(at=time(6, 30)))
def watch_matters(*, progress: Progress, by: User | None) -> Outcome:
    """Each county on its own. What is found is what stands today."""
    found = [watch(county) for county in Unit.objects.of_kind(COUNTY)]
    return Outcome("、".join(f"{name}{sum(each[name] for each in found)}件" for name in ("催办", "升级", "自动销号")))


def _tell(entries: Sequence[Entry]) -> Iterator[News]:
    """One line to each person, the act in words and the number; no text of the matter itself."""
    rows = Matter.objects.prefetch_related("units").in_bulk([int(entry.target_id) for entry in entries])
    for entry in entries:
        matter = rows.get(int(entry.target_id))
        if matter is None:
            continue
        if entry.verb in TO_UNITS:
            people = _holders(matter.county_id, HANDLE_MATTER, [part.unit_id for part in matter.units.all()])
            yield from _news(entry, matter, people, MATTER if entry.verb in WAITS_FOR_UNITS else MATTER_NEWS)
        if entry.verb in TO_ORDERER:
            unit = matter.ordered_by_unit_id
            people = _holders(matter.county_id, "" if unit else SUPERVISE, [unit] if unit else [])
            yield from _news(entry, matter, people, MATTER if matter.state == REPORTED else MATTER_NEWS)


def _news(entry: Entry, matter: Matter, people: Iterable[int], kind: str) -> Iterator[News]:
    text = f"{_words(entry.verb, matter)}：{matter.number}" + ("" if matter.is_ended else f"，时限{matter.deadline_on}")
    for user_id in people:
        if user_id != entry.actor_id:
            yield News(user_id, kind, text, reverse("matter", args=[matter.pk]), matter, once_key=f"entry:{entry.pk}")


def _words(verb: str, matter: Matter) -> str:
    return {
        "order_matter": f"收到{matter.kind_label}",
        "raise_matter": f"升级为{matter.level_label}",
        "return_matter": "退回重办",
        "extend_matter": "时限已调整",
        "close_matter": "已销号",
        "revoke_matter": "已撤销",
        "report_matter": "承办单位已反馈",
    }[verb]


def _holders(county_id: int, function: str, units: Sequence[int]) -> list[int]:
    """Who holds a post today: in one of the units if any are named, with the function if one is."""
    posts = Tenure.objects.on(clock.today()).filter(unit__county_id=county_id, user__is_active=True)
    if units:
        posts = posts.filter(unit__in=units)
    if function:
        posts = posts.filter(role__in=[role.value for role in ROLES if function in role.may])
    return sorted(set(posts.values_list("user_id", flat=True)))


TELLERS.append(Teller(lambda: Q(verb__in=(*TO_UNITS, *TO_ORDERER), target_type="matter"), _tell))
