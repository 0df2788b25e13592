"""Parts of the interface as template tags. Words and shapes only: no number is formatted or rounded here."""

import uuid
from collections.abc import Iterable, Iterator
from decimal import Decimal, InvalidOperation
from typing import Any

from django import forms, template
from django.core.paginator import Page
from django.template.context import RequestContext
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString

register = template.Library()

SPRITE = "vendor/bootstrap-icons.svg"
PAGE_SIZES = (20, 50, 100)

# Reading order is fixed: 红, 黄, 蓝, 正常.
LIGHT_WORDS = {"red": "红", "yellow": "黄", "blue": "蓝", "ok": "正常"}
LIGHT_SHAPES = {
    "red": SafeString('<path d="M1 1h8v8H1z"/>'),
    "yellow": SafeString('<path d="M5 .6 9.8 9.4H.2z"/>'),
    "blue": SafeString('<path d="m5 0 5 5-5 5-5-5z"/>'),
    "ok": SafeString('<circle cx="5" cy="5" r="4.2"/>'),
}
STAGE_CLASSES = {"投产": "is-good", "达产": "is-good", "终止": "is-ended"}
ALERT_ICONS = {
    "error": "exclamation-circle-fill",
    "warning": "exclamation-triangle-fill",
    "info": "info-circle-fill",
    "success": "check-circle-fill",
}


@register.simple_tag
def icon(name: str, label: str = "", extra: str = "") -> SafeString:
    """Without a label the drawing is decoration: words stand beside it."""
    address = static(SPRITE) + f"#{name}"
    if label:
        return format_html('<svg class="icon {}" role="img" aria-label="{}"><use href="{}"/></svg>', extra, label, address)
    return format_html('<svg class="icon {}" aria-hidden="true"><use href="{}"/></svg>', extra, address)


@register.simple_tag
def light(state: str, text: object = "", plain: bool = False, word: str | None = None) -> SafeString:
    """Shape, word and text together. word="" drops 红/黄/蓝 where the shape stands for something else (核定)."""
    said = LIGHT_WORDS[state] if word is None else word
    return format_html(
        '<span class="qs-light is-{}{}"><svg class="shape" viewBox="0 0 10 10" aria-hidden="true">{}</svg><span>{}</span></span>',
        state,
        "" if plain else " is-boxed",
        LIGHT_SHAPES[state],
        f"{said} {text}".strip(),
    )


@register.simple_tag
def stage_tag(stage: object, now: bool = False) -> SafeString:
    """Tag of a 项目阶段; `now` marks the stage the page is about."""
    kind = "is-now" if now else STAGE_CLASSES.get(str(stage), "")
    return format_html('<span class="qs-tag {}">{}</span>', kind, stage)


def percent_attribute(value: object) -> str | None:
    """Length for a drawing, kept between 0 and 100 %; the true number is printed beside it by others."""
    if value is None or value == "":
        return None
    try:
        number = Decimal(str(value))
    except InvalidOperation:
        return None
    return f"{min(max(number, Decimal(0)), Decimal(100)):f}%"


@register.inclusion_tag("_components/meter.html")
def meter(value: object, tick: object = None, label: str = "", tick_label: str = "序时进度") -> dict[str, Any]:
    """Value and tick in percent. No value: empty track, read as 任务未下达."""
    return {
        "fill": percent_attribute(value),
        "tick": percent_attribute(tick),
        "value": value,
        "tick_value": tick,
        "label": label,
        "tick_label": tick_label,
    }


@register.filter
def has_stars(form: object) -> bool:
    """Whether the foot bar has * to explain; a page of several forms always has."""
    return not isinstance(form, forms.BaseForm) or any(bound.field.required for bound in form.visible_fields())


@register.filter
def light_word(state: str) -> str:
    return LIGHT_WORDS.get(state, "")


def control_class(widget: forms.Widget) -> str:
    if isinstance(widget, forms.CheckboxInput):
        return "form-check-input"
    if isinstance(widget, forms.RadioSelect | forms.CheckboxSelectMultiple):
        return ""
    return "form-select" if isinstance(widget, forms.Select) else "form-control"


def control_kind(widget: forms.Widget) -> str:
    if widget.is_hidden:
        return "hidden"
    if isinstance(widget, forms.CheckboxInput):
        return "check"
    return "choices" if widget.use_fieldset else "box"


@register.inclusion_tag("_components/field.html")
def field(
    bound: forms.BoundField,
    label: str | None = None,
    hint: str | None = None,
    suffix: str = "",
    echo_url: str = "",
    echo_here: bool = True,
    echo_with: str = "",
    extra: str = "",
    mark: bool = True,
) -> dict[str, Any]:
    """A whole field.

    `mark=False` drops * and 可空 (filters, login); `extra` adds classes such as is-all;
    `echo_here=False` leaves the place of the echo to the tag echo_box, for fields in a row; `echo_with`: other fields it depends on.
    """
    widget = bound.field.widget
    kind = control_kind(widget)
    key = bound.auto_id or bound.html_name
    said_hint = bound.help_text if hint is None else hint
    # Order of reading: what to type, then what is wrong.
    described = [f"{key}_helptext"] * bool(said_hint) + [f"{key}_error"] * bool(bound.errors)
    attributes: dict[str, Any] = {}
    classes = f"{widget.attrs.get('class', '')} {control_class(widget)}".strip()
    if classes:
        attributes["class"] = classes
    if described and kind != "choices":
        attributes["aria-describedby"] = " ".join(described)
    if echo_url:
        attributes["data-echo-url"] = echo_url
    if echo_with:
        attributes["data-echo-with"] = echo_with
    stages = getattr(bound.field, "stages", False)
    if stages:
        attributes["data-stage"] = bound.html_name
    if isinstance(widget, forms.Textarea | forms.CheckboxSelectMultiple):
        extra = f"is-all {extra}".strip()  # beside a box of one line it would leave a hole
    return {
        "stages": stages,
        "staged": getattr(bound.form, "staged", {}).get(bound.html_name, []),
        "bound": bound,
        "control": bound.as_widget(attrs=attributes),
        "kind": kind,
        "key": key,
        "for_id": bound.id_for_label,
        "label": bound.label if label is None else label,
        "hint": said_hint,
        "suffix": suffix,
        "echo_url": echo_url,
        "echo_here": echo_here,
        "extra": extra,
        "mark": mark,
        "required": bound.field.required,
        "described_by": " ".join(described),
    }


@register.simple_tag
def echo_box(bound: forms.BoundField, extra: str = "is-all") -> SafeString:
    """Where the server's reading of an amount appears (forms.js); hidden while there is none."""
    return format_html(
        '<output class="qs-echo {}" id="{}_echo" for="{}" hidden></output>',
        extra,
        bound.auto_id,
        bound.id_for_label,
    )


def form_errors(form: forms.BaseForm) -> Iterator[dict[str, str]]:
    for message in form.non_field_errors():
        yield {"text": str(message), "key": ""}
    for bound in form:
        for message in bound.errors:
            yield {"text": str(message), "key": "" if bound.is_hidden else bound.auto_id or bound.html_name}


@register.inclusion_tag("_components/error_summary.html")
def error_summary(*parts: "forms.BaseForm | forms.BaseFormSet[Any] | None") -> dict[str, Any]:
    """Every fault of the given forms and form sets, in the order of the page."""
    errors: list[dict[str, str]] = []
    for part in parts:
        if part is None or not part.is_bound:
            continue
        if isinstance(part, forms.BaseFormSet):
            errors += [{"text": str(message), "key": ""} for message in part.non_form_errors()]
            for form in part:
                errors += form_errors(form)
        else:
            errors += form_errors(part)
    return {"errors": errors}


@register.inclusion_tag("_components/pager.html", takes_context=True)
def pager(context: RequestContext, page: Page[Any], noun: str = "项", sizes: Iterable[int] = PAGE_SIZES) -> dict[str, Any]:
    """Numbered pages by ?page= and ?per_page=, keeping the rest of the address."""
    choices = tuple(sizes)
    return {
        "request": context.get("request"),
        "page": page,
        "noun": noun,
        "sizes": choices,
        "shows_sizes": page.paginator.count > min(choices),
        "numbers": list(page.paginator.get_elided_page_range(page.number, on_each_side=2, on_ends=1)),
        "gap": page.paginator.ELLIPSIS,
    }


@register.simple_tag(takes_context=True)
def sort_url(context: RequestContext, key: str, direction: str = "", name: str = "sort") -> str:
    """Address that sorts by this column: first downwards, a second time upwards. `direction`: how the list stands now, where the
    address does not say it."""
    query = context["request"].GET.copy()
    is_down = query.get(name, f"-{key}" if direction == "descending" else "") == f"-{key}"
    query[name] = key if is_down else f"-{key}"
    query.pop("page", None)
    return f"?{query.urlencode()}"


@register.simple_tag(takes_context=True)
def sort_aria(context: RequestContext, key: str, name: str = "sort") -> SafeString:
    """aria-sort of a column head; nothing when the list is sorted by another column."""
    now = context["request"].GET.get(name)
    if now == key:
        return SafeString(' aria-sort="ascending"')
    return SafeString(' aria-sort="descending"') if now == f"-{key}" else SafeString("")


@register.filter
def current_child(item: Any) -> Any:
    """The entry of the second menu level that is the page shown, if any."""
    children = getattr(item, "children", None) or ()
    return next((child for child in children if child.is_current), None)


@register.filter
def alert_icon(level: str) -> str:
    return ALERT_ICONS.get(level, ALERT_ICONS["info"])


@register.simple_tag
def fresh_key() -> str:
    """A submission key for one of several small forms on a page."""
    return str(uuid.uuid4())
