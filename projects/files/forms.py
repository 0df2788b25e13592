"""Boxes for papers. What a file is, the action looks at; a form shown again keeps what was uploaded."""

from typing import Any

from django import forms
from django.conf import settings

from projects.files.actions import ALLOWED

HINT = f"{ALLOWED}，单个不超过{settings.UPLOAD_MAX_MB}MB"
ACCEPT = ".pdf,.jpg,.jpeg,.png"


class PaperInput(forms.FileInput):
    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__({"accept": ACCEPT} | (attrs or {}))


class PapersInput(PaperInput):
    allow_multiple_selected = True

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        return files.getlist(name) if hasattr(files, "getlist") else files.get(name)


class PaperField(forms.FileField):
    """One file; the last one chosen counts. `stages`: uploaded at once, with progress, and kept until the form is submitted."""

    stages = True
    widget = PaperInput

    def __init__(self, *, label: str, **options: Any) -> None:
        options.setdefault("error_messages", {"required": f"请上传{label}"})
        options.setdefault("help_text", HINT)
        super().__init__(label=label, allow_empty_file=True, **options)


class PapersField(PaperField):
    """Any number of files."""

    widget = PapersInput

    def __init__(self, *, label: str, **options: Any) -> None:
        options.setdefault("error_messages", {"required": f"请选择{label}"})
        super().__init__(label=label, **options)
        self.widget.attrs["multiple"] = True

    def clean(self, data: Any, initial: Any = None) -> Any:
        given = [item for item in (data if isinstance(data, list | tuple) else [data]) if item]
        if not given:
            super().clean(None, initial)
        return [super(PapersField, self).clean(item, initial) for item in given]
