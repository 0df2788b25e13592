"""Taking in a file: what it is by its first bytes, not by its name. Called inside the action that owns the file."""

import hashlib
import uuid
from dataclasses import dataclass

from django.conf import settings
from django.core.files.base import ContentFile, File
from django.core.files.storage import default_storage

from projects.core import clock
from projects.core.errors import Refused
from projects.core.forms import clean_text
from projects.files.models import StoredFile
from projects.organisations.models import User


@dataclass(frozen=True)
class FileKind:
    """`magic`: how the content begins. `endings`: names it may have."""

    content_type: str
    magic: bytes
    endings: tuple[str, ...]


KINDS = (
    FileKind("application/pdf", b"%PDF-", (".pdf",)),
    FileKind("image/jpeg", b"\xff\xd8\xff", (".jpg", ".jpeg")),
    FileKind("image/png", b"\x89PNG\r\n\x1a\n", (".png",)),
)
ALLOWED = "PDF、JPG、PNG"


def check_file(upload: "File[bytes]", *, field: str = "file") -> FileKind:
    """Raises Refused with the fix: empty, too large, a name or a content of another kind."""
    name = clean_text(upload.name or "")
    if not upload.size:
        raise Refused(f"“{name[:40]}”是空文件，请重新选择", field=field)
    if upload.size > settings.UPLOAD_MAX_MB * 1024 * 1024:
        raise Refused(f"“{name[:40]}”超过{settings.UPLOAD_MAX_MB}MB，请压缩或拆分后再传", field=field)
    upload.seek(0)
    head = upload.read(16)
    upload.seek(0)
    for kind in KINDS:
        if head.startswith(kind.magic) and name.lower().endswith(kind.endings):
            return kind
    raise Refused(f"“{name[:40]}”不是{ALLOWED}文件，或扩展名与内容不符，请另存为这几种格式后再传", field=field)


def store_file(upload: "File[bytes]", *, county_id: int, by: User | None, field: str = "file") -> StoredFile:
    """The content first, the row after it: a broken transaction leaves an orphan file, never a row without its file."""
    kind = check_file(upload, field=field)
    content = upload.read()
    stored = StoredFile(
        id=uuid.uuid4(),
        county_id=county_id,
        name=clean_text((upload.name or "").replace("\\", "/").rsplit("/", 1)[-1])[-200:] or "未命名",
        content_type=kind.content_type,
        size=len(content),
        sha256=hashlib.sha256(content).hexdigest(),
        uploaded_at=clock.now(),
        uploaded_by=by,
    )
    default_storage.save(stored.path, ContentFile(content))
    stored.save(force_insert=True)
    return stored
