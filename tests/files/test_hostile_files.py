"""Security tests F01, F02, F06, F07: what is uploaded, what it is called, and how it comes back."""

import re
import uuid
from datetime import timedelta
from typing import Any
from urllib.parse import unquote

import pytest
from django.conf import LazySettings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from projects.audit.models import Entry
from projects.core import clock
from projects.core.errors import NotAllowed, Refused
from projects.files.actions import StagedUpload, kept_name, stage_file, store_file, sweep_staged_files
from projects.files.models import StagedFile, StoredFile
from projects.files.views import send
from tests.conftest import BUSINESS_MOMENT
from tests.pages.browsing import browser
from tests.world import PDF, World

PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 32
JPEG = b"\xff\xd8\xff\xe0" + b"\0" * 32
SVG = b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>"
HTML = b"<html><script>alert(1)</script></html>"
OTHER_KIND, OTHER_CONTENT, TWO_ENDINGS = "不是PDF、JPG、PNG文件，请另存为", "扩展名与内容不符", "有两个扩展名"


def upload(name: str, content: bytes = PDF) -> ContentFile:  # type: ignore[type-arg]
    return ContentFile(content, name=name)


def stage(world: World, name: str, content: bytes, key: str = "", who: str = "clerk") -> Any:
    data = {"submission_key": key or str(uuid.uuid4()), "field": "file", "file": SimpleUploadedFile(name, content)}
    return browser(getattr(world, who)).post(reverse("file_stage"), data)


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("程序.pdf", b"MZ\x90\0" + PDF, OTHER_CONTENT),
        ("网页.docx", HTML, OTHER_KIND),
        ("图.svg", SVG, OTHER_KIND),
        ("图.png", SVG, OTHER_CONTENT),
        ("合同.pdf.exe", PDF, OTHER_KIND),
        ("合同.exe.pdf", PDF, TWO_ENDINGS),
        ("合同.html.pdf", PDF, TWO_ENDINGS),
        ("合同.exe%00.pdf", PDF, TWO_ENDINGS),
        ("合同.pdf%00", PDF, OTHER_KIND),
        ("合同.exe\0.pdf", PDF, TWO_ENDINGS),
        ("合同\u202efdp.exe", PDF, OTHER_KIND),
        ("双头.pdf", HTML + PDF, OTHER_CONTENT),
        ("双头.pdf", b"PK\x03\x04" + PDF, OTHER_CONTENT),
        ("双头.pdf", b" " + PDF, OTHER_CONTENT),
        ("双头.jpg", PNG, OTHER_CONTENT),
        ("双头.png", JPEG, OTHER_CONTENT),
        ("宏.xlsm", b"PK\x03\x04", OTHER_KIND),
        ("无扩展名", PDF, OTHER_KIND),
        (".pdf", PDF, OTHER_KIND),
        ("锁.pdf", PDF + b"trailer<</Encrypt 5 0 R>>", "加密的PDF"),
        ("空.pdf", b"", "空文件"),
        ("长" * 220 + ".pdf", PDF, "文件名太长（最多200个字）"),
    ],
)
def test_a_hostile_file_is_refused_in_words_that_name_it_and_the_fix(
    world: World, name: str, content: bytes, sentence: str
) -> None:
    with pytest.raises(Refused) as refusal:
        store_file(upload(name, content), county_id=world.county.pk, by=world.clerk)
    assert sentence in refusal.value.message
    assert not StoredFile.objects.exists()


@pytest.mark.parametrize(("name", "content"), [("a.pdf", PDF), ("A.PDF", PDF), ("a.jpeg", JPEG), ("a.JPG", JPEG), ("a.png", PNG)])
def test_the_kinds_that_are_offered_are_taken(world: World, name: str, content: bytes) -> None:
    stored = store_file(upload(name, content), county_id=world.county.pk, by=world.clerk)
    assert (stored.name, stored.size) == (name, len(content))


@pytest.mark.parametrize(("extra", "status"), [(-1, 201), (0, 201), (1, 413)])
def test_the_limit_is_the_last_size_that_is_taken(world: World, settings: LazySettings, extra: int, status: int) -> None:
    settings.UPLOAD_MAX_MB = 1
    content = PDF.ljust(1024 * 1024 + extra, b" ")
    response = stage(world, "大.pdf", content)
    assert response.status_code == status
    if status == 413:
        assert response.json()["error"] == "“大.pdf”超过1MB，请压缩或拆分后再传"


def test_a_file_far_beyond_the_limit_is_let_drop_and_said_to_be_too_large(world: World, settings: LazySettings) -> None:
    settings.UPLOAD_MAX_MB = 1
    response = stage(world, "很大.pdf", PDF.ljust(6 * 1024 * 1024, b" "))
    assert (response.status_code, response.json()) == (413, {"error": "文件超过1MB，请压缩或拆分后再传"})
    assert not StoredFile.objects.exists()


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("../../etc/passwd.pdf", "passwd.pdf"),
        ("..\\..\\windows\\win.pdf", "win.pdf"),
        ("合同\u202efdp.pdf", "合同fdp.pdf"),
        ("合同😀.pdf", "合同😀.pdf"),
        ("𠮷祥㐀业𬭳.pdf", "𠮷祥㐀业𬭳.pdf"),
        (".合同.pdf", "合同.pdf"),
        ("...合同.pdf", "合同.pdf"),
        ("CON.pdf", "文件CON.pdf"),
        ("con", "文件con"),
        ("COM1.tar.pdf", "文件COM1.tar.pdf"),
        ("条件.pdf", "条件.pdf"),
        ("a\nb\r.pdf", "a b .pdf"),
    ],
)
def test_a_name_keeps_its_han_and_loses_its_tricks(typed: str, kept: str) -> None:
    assert kept_name(upload(typed)) == kept


@pytest.mark.parametrize("name", ["合同😀.pdf", "𠮷祥㐀业𬭳.pdf", "a;b\"c'd%41.pdf", "长" * 190 + ".pdf"])
def test_a_file_lies_under_a_uuid_and_comes_back_under_its_name_as_a_download(world: World, name: str) -> None:
    stored = store_file(upload(name), county_id=world.county.pk, by=world.clerk)
    assert re.fullmatch(r"files/[0-9a-f]{2}/[0-9a-f]{32}", stored.path)
    response = send(stored)
    words = response["Content-Disposition"]
    assert words.startswith("attachment")
    given = re.search(r"filename\*=utf-8''([^;]+)", words)
    plain = re.search(r'filename="((?:[^"\\]|\\.)*)"', words)
    assert (unquote(given[1]) if given else re.sub(r"\\(.)", r"\1", plain[1] if plain else "")) == stored.name == name
    assert "\n" not in words


def test_what_could_run_is_never_rendered_in_our_origin(world: World) -> None:
    script = PDF + b"1 0 obj<</OpenAction<</S/JavaScript/JS(app.alert(1))>>>>endobj"
    for name, content in (("脚本.pdf", script), ("脚本.png", PNG + HTML)):
        response = send(store_file(upload(name, content), county_id=world.county.pk, by=world.clerk))
        assert response["Content-Disposition"].startswith("attachment")
        assert response["X-Content-Type-Options"] == "nosniff"
        assert response["Content-Security-Policy"] == "default-src 'none'; sandbox"
        assert response["Content-Type"] in {"application/pdf", "image/png"}


# --- Uploaded ahead ---------------------------------------------------------------------------------------


def test_a_file_uploaded_ahead_answers_with_its_name_and_its_number(world: World) -> None:
    answer = stage(world, "合同.pdf", PDF)
    staged = StagedFile.objects.get()
    assert answer.json() == {"id": str(staged.stored_id), "name": "合同.pdf", "size": len(PDF)}
    assert (staged.user, staged.stored.county_id) == (world.clerk, world.county.pk)


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        ({"submission_key": "x"}, "页面已失效"),
        ({}, "没有收到文件"),
        ({"file": SimpleUploadedFile("a.exe", b"MZ")}, OTHER_KIND),
        ({"field": "x" * 99, "file": SimpleUploadedFile("a.pdf", PDF)}, "上传的位置不对"),
    ],
)
def test_a_bad_upload_is_answered_in_words(world: World, data: dict[str, Any], sentence: str) -> None:
    response = browser(world.clerk).post(reverse("file_stage"), {"submission_key": str(uuid.uuid4()), "field": "file", **data})
    assert response.status_code == 422
    assert sentence in response.json()["error"]
    assert not StagedFile.objects.exists()


def test_only_the_owner_may_attach_or_remove_a_file(world: World) -> None:
    staged = stage_file(by=world.clerk, form_key=str(uuid.uuid4()), field="file", upload=upload("a.pdf"))
    with pytest.raises(NotAllowed):
        store_file(StagedUpload(staged), county_id=world.county.pk, by=world.other_clerk)
    answer = browser(world.other_clerk).post(reverse("file_unstage"), {"file": str(staged.stored_id)})
    assert (answer.status_code, StagedFile.objects.count()) == (404, 1)
    assert store_file(StagedUpload(staged), county_id=world.county.pk, by=world.clerk) == staged.stored
    assert not StagedFile.objects.exists()
    with pytest.raises(Refused, match="已不在待提交的文件中"):
        store_file(StagedUpload(staged), county_id=world.county.pk, by=world.clerk)


def test_a_removed_file_is_gone_from_the_disk(world: World, django_capture_on_commit_callbacks: Any) -> None:
    staged = stage_file(by=world.clerk, form_key=str(uuid.uuid4()), field="file", upload=upload("a.pdf"))
    path = staged.stored.path
    assert default_storage.exists(path)
    with django_capture_on_commit_callbacks(execute=True):
        assert browser(world.clerk).post(reverse("file_unstage"), {"file": str(staged.stored_id)}).status_code == 200
    assert not default_storage.exists(path)
    assert not StoredFile.objects.exists()


def test_a_form_takes_no_more_than_twenty_files_ahead(world: World) -> None:
    key = str(uuid.uuid4())
    for number in range(20):
        stage_file(by=world.clerk, form_key=key, field="file", upload=upload(f"{number}.pdf"))
    assert "最多上传20个文件" in stage(world, "21.pdf", PDF, key).json()["error"]


def test_what_was_never_submitted_is_swept_after_a_day_and_that_is_written_down(world: World) -> None:
    old = stage_file(by=world.clerk, form_key=str(uuid.uuid4()), field="file", upload=upload("旧.pdf"))
    kept = store_file(upload("已交.pdf"), county_id=world.county.pk, by=world.clerk)
    with clock.at(BUSINESS_MOMENT + timedelta(hours=25)):
        new = stage_file(by=world.clerk, form_key=str(uuid.uuid4()), field="file", upload=upload("新.pdf"))
        assert sweep_staged_files(by=None) == 1
    assert set(StoredFile.objects.all()) == {kept, new.stored}
    assert not StoredFile.objects.filter(pk=old.stored_id).exists()
    assert Entry.objects.filter(verb="sweep_staged_files", actor=None).count() == 1
