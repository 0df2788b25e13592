"""The rules of the layout that a linter cannot see (docs/decisions/0001)."""

import ast
import importlib
import pkgutil
import re
from pathlib import Path

import pytest
from django.apps import apps
from django.core.checks import run_checks

import projects

ROOT = Path(__file__).resolve().parents[2]
SOURCES = sorted(path for path in (ROOT / "projects").rglob("*.py") if "migrations" not in path.parts)
AREA_FILES = (
    # scoring: arithmetic over plain values, as pure as a table of choices.
    ("choices", "stages", "flow", "scoring"),
    ("access", "permissions"),
    ("models", "history", "middleware"),
    ("grants", "queries", "questions", "verify", "passwords"),
    # sessions and codes: what happens around a login; neither a sentence of the manual nor a page.
    # channels: sending what the actions have put ready.
    ("actions", "sessions", "codes", "channels"),
    ("jobs", "todo"),
    ("forms", "filters", "tables", "sheets"),
    ("views", "errors", "context"),
    ("urls",),
)
RANK = {name: rank for rank, names in enumerate(AREA_FILES) for name in names}
FREE = {"core", "management", "templatetags", "indicators", "demonstration", "reports"}


def name_of(path: Path) -> str:
    return str(path.relative_to(ROOT))


def test_every_model_is_listed_in_projects_models() -> None:
    for module in pkgutil.walk_packages(projects.__path__, "projects."):
        if module.name.endswith(".models") or ".models." in module.name:
            importlib.import_module(module.name)
    from projects import models

    ours = {model.__name__ for model in apps.get_app_config("projects").get_models() if "pgh_tracked_model" not in vars(model)}
    history = {name for name in ours if hasattr(apps.get_model("projects", name), "pgh_tracked_model")}
    assert ours - history == set(models.__all__)


def test_no_model_is_called_an_event() -> None:
    """pghistory makes `<Model>Event`; two models of one name stop Django."""
    own = [model for model in apps.get_app_config("projects").get_models() if not hasattr(model, "pgh_tracked_model")]
    assert [model.__name__ for model in own if model.__name__.endswith("Event")] == []


@pytest.mark.parametrize("path", SOURCES, ids=name_of)
def test_files_are_short(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 400


def test_functions_are_short() -> None:
    lengths = sorted(
        (node.end_lineno or 0) - node.lineno + 1
        for path in SOURCES
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef)
    )
    assert lengths[len(lengths) // 2] <= 10
    assert lengths[len(lengths) * 9 // 10] <= 30


def imported_areas(path: Path) -> set[tuple[str, str]]:
    """(area, module) of every import of this project."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module and node.module.startswith("projects."):
            parts = node.module.split(".")
            found.add((parts[1], parts[2] if len(parts) > 2 else ""))
    return found


@pytest.mark.parametrize("path", SOURCES, ids=name_of)
def test_inside_an_area_a_file_imports_only_what_stands_left_of_it(path: Path) -> None:
    parts = path.relative_to(ROOT / "projects").parts
    if len(parts) < 2 or parts[0] in FREE:
        return
    area, own = parts[0], parts[1].removesuffix(".py")
    if own == "__init__":
        return
    assert own in RANK, f"{name_of(path)}: no such file name in an area (architecture 1)"
    later = [module for other, module in imported_areas(path) if other == area and module and RANK[module] > RANK[own]]
    assert later == []


@pytest.mark.parametrize("path", [path for path in SOURCES if path.parent.name != "core"], ids=name_of)
def test_nothing_rounds_outside_core_units(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert re.findall(r"\bround\(|\.quantize\(|floatformat|:\.\d[f%]|\bfloat\(", text) == []


def test_templates_do_not_round_and_carry_no_inline_script_or_style() -> None:
    for path in sorted((ROOT / "templates").rglob("*.html")):
        text = path.read_text(encoding="utf-8")
        assert "floatformat" not in text, name_of(path)
        assert not re.search(r"<script(?![^>]*\bsrc=)[^>]*>|\sstyle=|\son[a-z]+=\"|<style", text), name_of(path)


@pytest.mark.parametrize(
    "path",
    [path for path in SOURCES if path.stem in {"views", "forms", "tables", "filters", "urls"} or "views" in path.parts],
    ids=name_of,
)
def test_pages_and_forms_do_not_write(path: Path) -> None:
    if path.parent.name == "pages":  # the bases keep the Submission of the form
        return
    text = path.read_text(encoding="utf-8")
    lines = [
        line.strip() for line in text.splitlines() if re.search(r"objects\.(create|bulk_create|update|delete)|\.save\(\)", line)
    ]
    assert lines == []


def test_no_signals_no_save_overrides_no_admin() -> None:
    for path in SOURCES:
        text = path.read_text(encoding="utf-8")
        assert "django.dispatch" not in text, name_of(path)
        assert "post_save" not in text, name_of(path)
        assert not re.search(r"def save\(self, \*", text), name_of(path)
    assert not apps.is_installed("django.contrib.admin")


def test_migrations_import_nothing_of_the_project() -> None:
    for path in sorted((ROOT / "projects/migrations").glob("*.py")):
        assert "import projects" not in path.read_text(encoding="utf-8"), path.name
        assert "from projects" not in path.read_text(encoding="utf-8"), path.name


def test_foreign_keys_by_string_point_to_users_only() -> None:
    for path in SOURCES:
        found = re.findall(
            r"(?:ForeignKey|OneToOneField|ManyToManyField)\(\s*\"(?!self\")[^\"]+\"", path.read_text(encoding="utf-8")
        )
        assert found == [], name_of(path)


def test_the_settings_refuse_psycopg3(monkeypatch: pytest.MonkeyPatch) -> None:
    from projects.core import checks

    assert [problem.id for problem in run_checks() if problem.id == "projects.E001"] == []
    monkeypatch.setattr(checks, "is_psycopg3", True)
    assert [problem.id for problem in checks.no_psycopg3()] == ["projects.E001"]


def test_contributing_names_paths_that_exist() -> None:
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    paths = set(re.findall(r"`((?:projects|templates|static|tests|scripts|docs)/[\w./<>-]+)`", text))
    assert len(paths) >= 6
    missing = [path for path in paths if "<" not in path and not (ROOT / path).exists()]
    assert missing == []
