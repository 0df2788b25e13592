"""A stop for uploads far beyond what any form takes: they are let drop instead of filling the disk (F02)."""

from typing import Any

from django.conf import settings
from django.core.files.uploadhandler import FileUploadHandler, SkipFile

TIMES = 5
"""Up to so many times the limit a file is received, so that its form can say in words that it is too large."""


class LimitHandler(FileUploadHandler):
    """First of the handlers: what it lets pass goes to the next."""

    received = 0

    def new_file(self, *args: Any, **options: Any) -> None:
        super().new_file(*args, **options)
        self.received = 0

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        self.received += len(raw_data)
        if self.received > TIMES * settings.UPLOAD_MAX_MB * 1024 * 1024:
            raise SkipFile
        return raw_data

    def file_complete(self, file_size: int) -> None:
        return None
