"""What projects have to tell: a registration returned, and news of a project to those who follow it."""

from collections.abc import Iterable, Iterator, Sequence

from django.db.models import Q
from django.urls import reverse

from projects.audit.choices import VERBS
from projects.audit.models import Entry
from projects.notices.actions import TELLERS, News, Teller
from projects.notices.choices import FOLLOWED, RETURNED
from projects.organisations.models import User
from projects.signing.models import Follow, Project, Registration

OWN_AFFAIR = ("follow_project", "unfollow_project")


def _tell_returned(entries: Sequence[Entry]) -> Iterator[News]:
    rows = Registration.objects.select_related("project").in_bulk([int(entry.target_id) for entry in entries])
    for entry in entries:
        row = rows.get(int(entry.target_id))
        if row is not None and row.submitted_by_id:
            url, text = reverse("registration_edit", args=[row.pk]), f"{row.project}的签约登记已退回，请按退回意见修改"
            yield News(row.submitted_by_id, RETURNED, text, url, row, once_key=f"entry:{entry.pk}")


def _followed() -> Q | None:
    numbers = Follow.objects.order_by().values("project")
    return Q(project_number__in=numbers) & ~Q(verb__in=OWN_AFFAIR)


def _tell_followers(entries: Sequence[Entry]) -> Iterator[News]:
    """One line a project, however much happened. What was done is said, not how much: the sentence of the entry may hold amounts.
    Nobody is told what they did themselves, or of a project that went out of their sight."""
    follows = Follow.objects.filter(project__in={entry.project_number for entry in entries}).select_related("user", "project")
    for user, projects in _by_user(follows).items():
        seen = set(Project.objects.visible_to(user).filter(pk__in=projects).values_list("pk", flat=True))
        for entry in entries:
            project = projects.get(entry.project_number or 0)
            if project is not None and project.pk in seen and entry.actor_id != user.pk:
                url, text = reverse("project_detail", args=[project.pk]), f"{project}有变动：{VERBS[entry.verb]}"
                yield News(user.pk, FOLLOWED, text, url, project, group_key=f"project:{project.pk}")


def _by_user(follows: Iterable[Follow]) -> dict[User, dict[int, Project]]:
    found: dict[User, dict[int, Project]] = {}
    for follow in follows:
        if follow.user.is_active and follow.user.current_tenures:
            found.setdefault(follow.user, {})[follow.project_id] = follow.project
    return found


TELLERS.append(Teller(lambda: Q(verb="return_signing", target_type="registration"), _tell_returned))
TELLERS.append(Teller(_followed, _tell_followers))
