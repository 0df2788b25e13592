"""Files of an earlier demonstration: they go when it goes, and nothing else does.

The demonstration keeps a list of what it wrote under the storage root. A database that is emptied by other means (`make demo` throws
its cluster away) leaves the files behind; the list says which they are.
"""

import json
import shutil
from pathlib import Path

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from projects.files.models import StoredFile

LIST = "demonstration.json"
FOLDER = "files"


def remember_files(county_id: int) -> None:
    paths = sorted(stored.path for stored in StoredFile.objects.only("id"))
    content = json.dumps({"county": county_id, "files": paths}, indent=0)
    default_storage.save(LIST, ContentFile(content.encode()))


def remove_files(*, whole_folder: bool) -> None:
    """`whole_folder` only when the database itself said that it was a demonstration."""
    for path, county_id in _remembered():
        default_storage.delete(path)
        (Path(settings.ANCHOR_DIR) / f"arrival-{county_id}.txt").unlink(missing_ok=True)
    if whole_folder:
        shutil.rmtree(default_storage.path(FOLDER), ignore_errors=True)
        shutil.rmtree(settings.ANCHOR_DIR, ignore_errors=True)
    default_storage.delete(LIST)


def _remembered() -> list[tuple[str, int]]:
    """(path in the storage, county) of every file of the earlier demonstration."""
    if not default_storage.exists(LIST):
        return []
    with default_storage.open(LIST) as content:
        remembered = json.load(content)
    return [(path, remembered["county"]) for path in remembered["files"]]
