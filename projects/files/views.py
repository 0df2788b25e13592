"""Sending a stored file, and taking one in ahead of its form."""

import uuid
from typing import cast

from django.conf import settings
from django.http import FileResponse, Http404, HttpRequest, JsonResponse
from django.views.decorators.http import require_POST

from projects.core.errors import Refused
from projects.files.actions import remove_staged, stage_file
from projects.files.models import StoredFile
from projects.organisations.models import User


def send(stored: StoredFile) -> FileResponse:
    """As a download, never rendered in our origin, with its Chinese name (RFC 6266). The caller found it through its owner's
    visible_to. A file whose content is gone from the disk is 404, not a fault of the page."""
    try:
        content = stored.open()
    except FileNotFoundError as missing:
        raise Http404("the content of this file is not in the storage") from missing
    response = FileResponse(content, as_attachment=True, filename=stored.name, content_type=stored.content_type)
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response


@require_POST
def stage(request: HttpRequest) -> JsonResponse:
    """One file of one field: 201 with what is to be shown, 413 or 422 with the sentence."""
    user = cast(User, request.user)
    upload = request.FILES.get("file")
    try:
        key = uuid.UUID(request.POST.get("submission_key", ""))
        if upload is None:
            return _nothing_came(request)
        staged = stage_file(by=user, form_key=str(key), field=request.POST.get("field", ""), upload=upload)
    except ValueError:
        return JsonResponse({"error": "页面已失效，请刷新后重试"}, status=422)
    except Refused as refusal:
        is_large = upload is not None and (upload.size or 0) > settings.UPLOAD_MAX_MB * 1024 * 1024
        return JsonResponse({"error": refusal.message}, status=413 if is_large else 422)
    return JsonResponse({"id": str(staged.stored_id), "name": staged.stored.name, "size": staged.stored.size}, status=201)


def _nothing_came(request: HttpRequest) -> JsonResponse:
    """Either no file was chosen, or it was so large that it was let drop on the way (core/uploads.py)."""
    sent = request.META.get("CONTENT_LENGTH") or "0"
    if int(sent) > settings.UPLOAD_MAX_MB * 1024 * 1024:
        return JsonResponse({"error": f"文件超过{settings.UPLOAD_MAX_MB}MB，请压缩或拆分后再传"}, status=413)
    return JsonResponse({"error": "没有收到文件，请重新选择"}, status=422)


@require_POST
def unstage(request: HttpRequest) -> JsonResponse:
    """Takes a file away again; another's is 404."""
    is_gone = remove_staged(by=cast(User, request.user), number=request.POST.get("file", ""))
    return JsonResponse({"removed": is_gone}, status=200 if is_gone else 404)
