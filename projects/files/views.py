"""Sending a stored file; the caller has found it through its owner's visible_to."""

from django.http import FileResponse

from projects.files.models import StoredFile


def send(stored: StoredFile) -> FileResponse:
    """As a download, never rendered in our origin, with its Chinese name (RFC 6266)."""
    response = FileResponse(stored.open(), as_attachment=True, filename=stored.name, content_type=stored.content_type)
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response
