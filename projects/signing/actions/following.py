"""关注: a person's own mark on a project."""

from projects.audit.actions import action
from projects.core import clock
from projects.organisations.models import User
from projects.signing.actions.rights import must_see
from projects.signing.models import Follow, Project


@action("follow_project")
def follow_project(*, by: User, project: Project) -> Project:
    """A second time changes nothing."""
    must_see(by, project)
    Follow.objects.get_or_create(user=by, project=project, defaults={"since": clock.now()})
    return project


@action("unfollow_project")
def unfollow_project(*, by: User, project: Project) -> Project:
    must_see(by, project)
    Follow.objects.filter(user=by, project=project).delete()
    return project
