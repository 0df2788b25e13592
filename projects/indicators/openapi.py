"""The description of `/api/figures/`, made from the catalogue: a new indicator describes itself."""

from datetime import date
from typing import Any

from projects.indicators.catalogue import FACTS, INDICATORS
from projects.indicators.catalogue.documents import document_of
from projects.indicators.definition import Indicator

EARLIEST = date(2000, 1, 1)
LONGEST_CODE = 20
VERSION = "1"
_INNER = "project-"
"""Cuts by the holders named on the project: the board takes them by itself where a part asks for it."""


def cut_sets(item: Indicator) -> list[set[str]]:
    """Of each part, and of what is said in the same text."""
    sets = [{slug for slug in FACTS[part.fact].cuts if not slug.startswith(_INNER)} for part in item.parts.values()]
    return [*sets, *(cut_sets(INDICATORS[item.also]) if item.also else [])]


def cuts_of(item: Indicator) -> list[str]:
    """By which the county's figure can be split, in the order of its numerator's fact."""
    sets = cut_sets(item)
    return [slug for slug in FACTS[item.over.fact].cuts if all(slug in found for found in sets)]


def definition(item: Indicator) -> dict[str, Any]:
    return {
        "means": item.means,
        "excludes": item.excludes,
        "basis": item.basis,
        "document": document_of(item),
        "owner": item.owner,
        "version": item.version,
        "since": item.since.isoformat(),
        "better": item.better,
        "parts": {name: {"fact": FACTS[part.fact].label, "window": part.window.label} for name, part in item.parts.items()},
        "cuts": cuts_of(item),
    }


def document() -> dict[str, Any]:
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "清水招商数据接口",
            "version": VERSION,
            "description": "只读。金额为万元，按十进制字符串给出；每个数与驾驶舱、明细、工作簿出自同一计算。",
        },
        "servers": [{"url": "/"}],
        "security": [{"token": []}],
        "paths": {
            "/api/figures/": {"get": _get("全部指标", "Figures", _scope())},
            "/api/figures/{slug}/": {"get": _get("一个指标和它的口径", "OneFigure", [_slug(), *_scope()])},
            "/api/figures/{slug}/by/{cut}/": {"get": _get("一个指标按一种分组", "Cut", [_slug(), _cut(), *_scope()])},
            "/api/openapi.json": {"get": _get("本说明", "Document", [])},
        },
        "components": {
            "securitySchemes": {"token": {"type": "http", "scheme": "bearer", "description": "安全管理员签发的数据接口令牌"}},
            "schemas": _schemas(),
        },
        "x-indicators": {item.slug: {"name": item.name, "unit": item.unit, **definition(item)} for item in INDICATORS.values()},
    }


def _get(summary: str, schema: str, parameters: list[dict[str, Any]]) -> dict[str, Any]:
    answers = {"200": ("数据", schema), "401": ("没有令牌，或令牌无效", "Error"), "403": ("令牌对应的账号无权查看", "Error")}
    if parameters:
        answers |= {"400": ("参数写法不对", "Error"), "404": ("没有这个指标、分组、单位，或这一天没有数", "Error")}
    return {
        "summary": summary,
        "operationId": schema.lower(),
        "parameters": parameters,
        "responses": {
            status: {
                "description": words,
                "content": {"application/json": {"schema": {"$ref": f"#/components/schemas/{name}"}}},
            }
            for status, (words, name) in sorted(answers.items())
        },
    }


def _scope() -> list[dict[str, Any]]:
    day = {"type": "string", "format": "date", "pattern": r"^\d{4}-\d{2}-\d{2}$"}
    return [
        {"name": "on", "in": "query", "description": "截至日期，默认今天", "schema": day},
        {"name": "known", "in": "query", "description": "数据时点（当时已入账），默认现在", "schema": day},
        {
            "name": "unit",
            "in": "query",
            "description": "单位编码，默认全县",
            "schema": {"type": "string", "minLength": 1, "maxLength": LONGEST_CODE, "pattern": r"^[0-9A-Za-z_-]+$"},
        },
    ]


def _slug() -> dict[str, Any]:
    words = "；".join(f"{item.slug} {item.name}" for item in INDICATORS.values())
    return {
        "name": "slug",
        "in": "path",
        "required": True,
        "description": words,
        "schema": {"type": "string", "enum": list(INDICATORS)},
    }


def _cut() -> dict[str, Any]:
    cuts = list(dict.fromkeys(cut for item in INDICATORS.values() for cut in cuts_of(item)))
    return {
        "name": "cut",
        "in": "path",
        "required": True,
        "description": "分组；每个指标可用的分组见 x-indicators",
        "schema": {"type": "string", "enum": cuts},
    }


def _object(**properties: dict[str, Any]) -> dict[str, Any]:
    return {"type": "object", "required": list(properties), "properties": properties, "additionalProperties": False}


TEXT: dict[str, Any] = {"type": "string"}
OR_NOTHING: dict[str, Any] = {"type": ["string", "null"]}
DECIMAL: dict[str, Any] = {"type": "string", "pattern": r"^-?\d+(\.\d+)?$"}


def _schemas() -> dict[str, Any]:
    number = {"type": ["string", "null"], "pattern": r"^-?\d+(\.\d+)?$"}
    unit = _object(code=TEXT, name=TEXT)
    figure = _object(
        slug={"type": "string", "enum": list(INDICATORS)},
        name=TEXT,
        text=TEXT | {"description": "通稿写法"},
        number=number | {"description": "按口径取舍后的数"},
        over=DECIMAL | {"description": "分子，未取舍"},
        under=number | {"description": "分母，未取舍；没有分母为 null"},
        unit=TEXT,
        version=TEXT,
        is_open={"type": "boolean", "description": "含未月结的月份"},
    )
    scope = {
        "county": unit,
        "unit": {"anyOf": [unit, {"type": "null"}]},
        "on": TEXT | {"format": "date"},
        "known": OR_NOTHING,
    }
    ref = {"$ref": "#/components/schemas/Figure"}
    part = _object(fact=TEXT, window=TEXT)
    said = _object(
        **dict.fromkeys(("means", "excludes", "basis", "document", "owner", "version", "since"), TEXT),
        better=OR_NOTHING,
        parts={"type": "object", "additionalProperties": part},
        cuts={"type": "array", "items": TEXT},
    )
    group = _object(key=OR_NOTHING, label=TEXT, figure=ref)
    guarded = {"type": "boolean", "description": "true：分得太细，只计令牌对应账号有权查看的记录"}
    return {
        "Figure": figure,
        "Figures": _object(**scope, figures={"type": "array", "items": ref}),
        "OneFigure": _object(**scope, figure=ref, definition=said),
        "Cut": _object(**scope, cut=TEXT, is_guarded=guarded, groups={"type": "array", "items": group}),
        "Document": {"type": "object", "required": ["openapi", "paths"]},
        "Error": _object(error=TEXT),
    }
