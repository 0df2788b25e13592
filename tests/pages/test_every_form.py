"""Every form of the site: each field has a label, and its own sentence when it is missing (uF03, uF09)."""

import importlib
from collections.abc import Iterator
from pathlib import Path

import pytest

from projects.core.forms import HouseForm

ROOT = Path(__file__).resolve().parents[2]
for found in sorted((ROOT / "projects").rglob("forms*.py")):
    importlib.import_module(".".join(found.relative_to(ROOT).with_suffix("").parts))


def every_form(form: type[HouseForm] = HouseForm) -> Iterator[type[HouseForm]]:
    for below in form.__subclasses__():
        yield below
        yield from every_form(below)


FORMS = sorted({form for form in every_form() if form.__module__.startswith("projects.")}, key=lambda form: form.__qualname__)


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.__qualname__)
def test_each_field_is_called_something_and_says_itself_what_is_missing(form: type[HouseForm]) -> None:
    for name, field in form.base_fields.items():
        if field.widget.is_hidden:
            continue
        assert field.label, name
        assert not field.widget.attrs.get("placeholder"), name
        if field.required:
            words = str(field.error_messages["required"])
            assert words.startswith(("请填写", "请选择", "请上传", "请勾选")), (name, words)
            assert str(field.label).split("（")[0] in words, (name, words)


def test_all_forms_are_walked() -> None:
    assert len(FORMS) > 50
