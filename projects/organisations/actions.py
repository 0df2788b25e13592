"""What a person does with the own account."""

from django.contrib.auth.hashers import make_password

from projects.audit.actions import action
from projects.core import clock
from projects.core.errors import Refused
from projects.core.locking import change
from projects.organisations.models import PasswordHistory, User
from projects.organisations.passwords import REMEMBERED


@action("change_password")
def change_password(*, by: User, new_password: str) -> User:
    """The own password; ends the duty of a first login. Raises Refused when it is the old one again.

    The form has checked the old password and the rules of settings.AUTH_PASSWORD_VALIDATORS.
    """
    current = User.objects.select_for_update(of=("self",)).get(pk=by.pk)
    if current.check_password(new_password):
        raise Refused("新密码不能与原密码相同，请换一个", field="new_password1")
    changed = change(
        current,
        password=make_password(new_password),
        must_change_password=False,
        password_changed_at=clock.now(),
        secret_expires_at=None,
    )
    remember_password(changed)
    return changed


def remember_password(user: User) -> None:
    """Called by whatever sets a password; keeps the last few hashes (ReusedPasswordValidator reads them)."""
    PasswordHistory.objects.create(user=user, encoded=user.password, set_at=clock.now())
    kept = user.old_passwords.values_list("pk", flat=True)[:REMEMBERED]
    user.old_passwords.exclude(pk__in=list(kept)).delete()
