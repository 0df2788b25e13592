"""Files uploaded ahead of their form, one by one, so that a form shown again does not lose them.

They leave no Entry: nobody but their author sees them, and the action that takes one over leaves its own. What is never taken over is
swept, and the sweeping is written down.
"""

import uuid
from datetime import timedelta

from django.core.files.base import File
from django.core.files.storage import default_storage
from django.db import transaction

from projects.audit.actions import action
from projects.core import clock
from projects.core.errors import Refused
from projects.files.actions.taking import store_file
from projects.files.models import StagedFile, StoredFile
from projects.organisations.models import User

MOST_STAGED = 20
"""Of one form, not yet submitted."""
KEPT_FOR = timedelta(days=1)


def by_field(user: User, form_key: str) -> dict[str, list[StagedFile]]:
    """The person's own files of one form, by the field's name."""
    found: dict[str, list[StagedFile]] = {}
    rows = StagedFile.objects.filter(user=user, form_key__startswith=f"{form_key}:").select_related("stored")
    for staged in rows.order_by("stored__uploaded_at", "pk"):
        found.setdefault(staged.form_key.split(":", 1)[1], []).append(staged)
    return found


@transaction.atomic
def stage_file(*, by: User, form_key: str, field: str, upload: "File[bytes]") -> StagedFile:
    """Raises Refused, with the sentence for the field, for whatever check_file refuses."""
    place = f"{form_key}:{field}"
    if len(place) > StagedFile._meta.get_field("form_key").max_length:  # type: ignore[operator]
        raise Refused("上传的位置不对，请刷新页面后重试", field=field)
    if StagedFile.objects.filter(user=by, form_key__startswith=f"{form_key}:").count() >= MOST_STAGED:
        raise Refused(f"一份表单最多上传{MOST_STAGED}个文件，请先移除不需要的", field=field)
    stored = store_file(upload, county_id=by.county_id, by=by, field=field)
    return StagedFile.objects.create(stored=stored, user=by, form_key=place)


def remove_staged(*, by: User, number: str) -> bool:
    """By the owner. False when there is no such file of his."""
    try:
        identity = uuid.UUID(number)
    except ValueError:
        return False
    rows = StagedFile.objects.filter(user=by, stored_id=identity).select_related("stored")
    return _drop([staged.stored for staged in rows]) > 0


def drop_staged(*, by: User, form_key: str) -> int:
    """What the form did not take."""
    return _drop([staged.stored for files in by_field(by, form_key).values() for staged in files])


@action("sweep_staged_files")
def sweep_staged_files(*, by: User | None, older_than: timedelta = KEPT_FOR) -> int:
    """For the scheduler: files whose form was never submitted. Returns how many went."""
    rows = StagedFile.objects.filter(stored__uploaded_at__lt=clock.now() - older_than).select_related("stored")
    return _drop([staged.stored for staged in rows])


def remove_stored(files: list[StoredFile]) -> int:
    """For owners whose file has had its time. Returns how many went."""
    return _drop(files)


def _drop(files: list[StoredFile]) -> int:
    """The rows now, the contents once that is certain."""
    paths = [stored.path for stored in files]
    StoredFile.objects.filter(pk__in=[stored.pk for stored in files]).delete()

    def forget() -> None:
        for path in paths:
            default_storage.delete(path)

    transaction.on_commit(forget)
    return len(paths)
