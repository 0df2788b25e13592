"""Taking in a file: what it is by its first bytes, not by its name. Called inside the action that owns the file."""

import hashlib
import re
import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from django.conf import settings
from django.core.files.base import ContentFile, File
from django.core.files.storage import default_storage

from projects.core import clock
from projects.core.errors import NotAllowed, Refused
from projects.core.forms import clean_text
from projects.core.pictures import size_of, without_place
from projects.files.models import StagedFile, StoredFile
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
WORKBOOKS = (FileKind("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", b"PK\x03\x04", (".xlsx",)),)
LONGEST_NAME = 200
SHOWN_NAME = 40
LONGEST_SIDE = 20_000
"""Of a picture, in pixels: a small file may unfold to more than an old office PC can show."""
# Words that stand for a device on Windows, and endings that a PC would run: never part of a paper's name.
_DEVICES = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\..*)?", re.IGNORECASE)
_RUNS = re.compile(r"\.(exe|com|bat|cmd|scr|msi|js|vbs|ps1|sh|jar|lnk|html?|svg|php|jsp|asp|hta)[.%\s]", re.IGNORECASE)


class StagedUpload(File):  # type: ignore[type-arg]
    """A file that was uploaded ahead of its form; it is stored already, and taken over instead of read again."""

    def __init__(self, staged: StagedFile) -> None:
        super().__init__(None, name=staged.stored.name)
        self.staged = staged
        self.size = staged.stored.size
        self.content_type = staged.stored.content_type

    def __str__(self) -> str:
        return self.staged.stored.name


def kept_name(upload: "File[bytes]") -> str:
    """What the person called it: without folders, invisible characters and leading dots. It is shown, never used as a path."""
    last = (upload.name or "").replace("\\", "/").rsplit("/", 1)[-1]
    name = re.sub(r"\s+", " ", clean_text(last)).lstrip(". ")
    return f"文件{name}" if _DEVICES.fullmatch(name) else name


def check_file(upload: "File[bytes]", *, field: str = "file", kinds: Sequence[FileKind] = KINDS) -> FileKind:
    """Raises Refused with the fix: a name that is too long or hides another, empty, too large, locked, of another kind."""
    name = kept_name(upload)
    shown, size = f"“{name[:SHOWN_NAME]}”", upload.size or 0
    if len(name) > LONGEST_NAME:
        raise Refused(f"{shown}的文件名太长（最多{LONGEST_NAME}个字），请改短后再传", field=field)
    if not size:
        raise Refused(f"{shown}是空文件，请重新选择", field=field)
    if size > settings.UPLOAD_MAX_MB * 1024 * 1024:
        raise Refused(f"{shown}超过{settings.UPLOAD_MAX_MB}MB，请压缩或拆分后再传", field=field)
    kind = _kind_of(upload, name, shown, kinds, field)
    if kind.content_type == "application/pdf" and _is_locked(upload):
        raise Refused(f"{shown}是加密的PDF，请取消密码保护后再传", field=field)
    if kind.content_type.startswith("image/") and max(_size_of(upload, kind)) > LONGEST_SIDE:
        raise Refused(f"{shown}的长或宽超过{LONGEST_SIDE}像素，请缩小后再传", field=field)
    return kind


def _kind_of(upload: "File[bytes]", name: str, shown: str, kinds: Sequence[FileKind], field: str) -> FileKind:
    named = next((kind for kind in kinds if name.lower().endswith(kind.endings)), None)
    if named is None:
        raise Refused(f"{shown}不是{_names(kinds)}文件，请另存为这几种格式后再传", field=field)
    if _RUNS.search(name) or "%00" in name:
        raise Refused(f"{shown}的文件名里有两个扩展名，请改名后再传", field=field)
    upload.seek(0)
    head = upload.read(16)
    upload.seek(0)
    if not head.startswith(named.magic):
        raise Refused(
            f"{shown}不是{_names(kinds)}文件，或扩展名与内容不符；请用原来的软件打开，另存为{_names(kinds)}后再传", field=field
        )
    return named


def _is_locked(upload: "File[bytes]") -> bool:
    """A password or rights on a PDF: nobody could open it when the claim is verified."""
    content = upload.read()
    upload.seek(0)
    return b"/Encrypt" in content


def _size_of(upload: "File[bytes]", kind: FileKind) -> tuple[int, int]:
    content = upload.read()
    upload.seek(0)
    return size_of(content, kind.content_type)


def _names(kinds: Sequence[FileKind]) -> str:
    return ALLOWED if kinds is KINDS else "、".join(kind.endings[0].lstrip(".") for kind in kinds)


def store_file(
    upload: "File[bytes]", *, county_id: int, by: User | None, field: str = "file", kinds: Sequence[FileKind] = KINDS
) -> StoredFile:
    """The content first, the row after it: a broken transaction leaves an orphan file, never a row without its file.

    A file that was uploaded ahead is taken over as it is, by its owner alone. A photograph is kept without the place where it was taken.
    """
    if isinstance(upload, StagedUpload):
        return _take_over(upload, by=by, kinds=kinds, field=field)
    kind = check_file(upload, field=field, kinds=kinds)
    content = without_place(upload.read(), kind.content_type)
    stored = StoredFile(
        id=uuid.uuid4(),
        county_id=county_id,
        name=kept_name(upload) or "未命名",
        content_type=kind.content_type,
        size=len(content),
        sha256=hashlib.sha256(content).hexdigest(),
        uploaded_at=clock.now(),
        uploaded_by=by,
    )
    default_storage.save(stored.path, ContentFile(content))
    stored.save(force_insert=True)
    return stored


def _take_over(upload: StagedUpload, *, by: User | None, kinds: Sequence[FileKind], field: str) -> StoredFile:
    staged = StagedFile.objects.select_for_update(of=("self",)).select_related("stored").filter(pk=upload.staged.pk).first()
    if staged is None:
        raise Refused(f"“{upload}”已不在待提交的文件中，请重新选择", field=field)
    if by is None or staged.user_id != by.pk:
        raise NotAllowed("只能提交自己上传的文件，请重新选择")
    if staged.stored.content_type not in {kind.content_type for kind in kinds}:
        raise Refused(f"“{upload}”不是{_names(kinds)}文件，请重新选择", field=field)
    staged.delete()
    return staged.stored
