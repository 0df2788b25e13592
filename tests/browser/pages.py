"""Every page of the site with a real object in its address, and somebody of the demonstration who may open it."""

import re
from collections.abc import Callable, Iterator
from functools import cache
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver
from playwright.sync_api import Browser

from projects.dashboards.tables import BLOCKS
from projects.demonstration.people import PASSWORD
from projects.indicators.catalogue import INDICATORS
from tests.access.matrix import MATRIX
from tests.browser.conftest import Person
from tests.databases import Site

ROLES = ("shenhe", "tianbao", "lingdao", "fuwu", "shenhe2", "xitong", "anquan", "shenji")
# Answers of addresses that are files, pieces of pages or the other end of a button: no page to look at.
NO_PAGE = {
    "accounts_export",
    "activities_export",
    "agency_export",
    "agency_letter",
    "allocation_file",
    "amount_echo",
    "api_cut",
    "api_description",
    "api_figure",
    "api_figures",
    "api_nothing",
    "arrival_paper",
    "audit_export",
    "choose_density",
    "choose_unit",
    "claims_export",
    "elements_export",
    "display",
    "display_board",
    "enterprise_suggest",
    "evidence_file",
    "external_original",
    "health",
    "portal_arrival",
    "portal_rating",
    "portal_ticket",
    "job_result",
    "job_state",
    "kinds_file",
    "honours_export",
    "leads_export",
    "lights_file",
    "login",
    "login_code",
    "matter_paper",
    "matters_export",
    "meetings_export",
    "month_sign_now",
    "pairs_export",
    "project_changes_file",
    "project_chase",
    "project_departments",
    "project_export",
    "ranking_report_file",
    "registration_paper",
    "replies_export",
    "registrations_export",
    "score_paper",
    "screen_board",
    "session_left",
    "share_paper",
    "sheet_file",
    "tasks_report_file",
    "ticket_photo",
    "tickets_export",
    "tickets_overdue_file",
    "tickets_report_file",
    "units_export",
    "verify_effect",
    "visits_export",
}
# A pilot's demonstration holds nothing of the kind; their templates are shown by others of the same (form.html, act_form.html).
NOTHING_OF_THE_KIND = {
    "job",
    "notice_open",
    "reopening_approve",
    "reopening_refuse",
    "tenure_end",
    "data_check_answer",
    "view_delete",
}
OBJECTS: dict[str, str] = {
    "project": "SELECT id FROM projects_project ORDER BY id LIMIT 3",
    "project_dimension": "SELECT id, 'department' FROM projects_project ORDER BY id LIMIT 1",
    "signing": "SELECT id FROM projects_signing ORDER BY id DESC LIMIT 1",
    "registration": "SELECT id FROM projects_registration ORDER BY (state <> 'confirmed') DESC, id LIMIT 2",
    "claim": "SELECT DISTINCT ON (state, unit_id = (SELECT min(unit_id) FROM projects_claim)) id FROM projects_claim",
    "arrival": "SELECT id FROM projects_arrival ORDER BY id DESC LIMIT 2",
    "question": "SELECT id FROM projects_question ORDER BY id LIMIT 1",
    "month": "(SELECT id FROM projects_month WHERE state = 'open') UNION ALL (SELECT max(id) FROM projects_month WHERE state = 'closed')",
    "month_unit": "SELECT m.id, t.unit_id FROM projects_month m, projects_tenure t JOIN projects_user u ON u.id = t.user_id "
    "WHERE u.username = 'tianbao' AND m.state = 'open'",
    "activity": "SELECT id FROM projects_activity ORDER BY id LIMIT 1",
    "honour": "SELECT id FROM projects_honour ORDER BY id LIMIT 1",
    "lead": "SELECT id FROM projects_lead ORDER BY id LIMIT 1",
    "ticket": "SELECT DISTINCT ON (state) id FROM projects_ticket",
    "ticket_step": "SELECT t.id, k FROM (SELECT DISTINCT ON (state) id FROM projects_ticket) t, "
    "unnest(ARRAY['accept', 'assign', 'done', 'close', 'reopen']) k",
    "agency_item": "SELECT DISTINCT ON (state) id FROM projects_agencyitem",
    "agency_step": "SELECT i.id, k FROM (SELECT DISTINCT ON (state) id FROM projects_agencyitem) i, "
    "unnest(ARRAY['tell', 'receive', 'apply', 'accept', 'finish', 'withdraw', 'rate']) k",
    "item_template": "SELECT id FROM projects_itemtemplate ORDER BY id LIMIT 1",
    "element": "SELECT DISTINCT ON (state) id FROM projects_projectelement",
    "pair": "SELECT id FROM projects_pair ORDER BY id LIMIT 1",
    "visit": "SELECT id FROM projects_visit ORDER BY id LIMIT 1",
    "meeting": "SELECT id FROM projects_meeting ORDER BY id LIMIT 1",
    "matter": "SELECT DISTINCT ON (kind, state) id FROM projects_matter",
    "matter_sheet": "SELECT DISTINCT ON (s.level) s.matter_id, CASE WHEN s.level = '' THEN 'order' ELSE s.level END "
    "FROM projects_matterstep s WHERE s.kind IN ('order', 'raise')",
    "matter_step": "SELECT m.id, k FROM (SELECT DISTINCT ON (kind) id FROM projects_matter WHERE state = 'open') m, "
    "unnest(ARRAY['report', 'raise', 'close']) k",
    "reply": "SELECT id FROM projects_savedreply ORDER BY id LIMIT 1",
    "account": "SELECT id FROM projects_user WHERE username = 'bm001'",
    "tenure": "SELECT t.id FROM projects_tenure t JOIN projects_user u ON u.id = t.user_id WHERE u.username = 'bm001'",
    "unit": "SELECT id FROM projects_unit ORDER BY id DESC LIMIT 1",
    "leader": "SELECT id FROM projects_unit WHERE kind = 'leader' ORDER BY seq LIMIT 1",
    "code": "SELECT id FROM projects_codeitem ORDER BY id LIMIT 1",
    "score_entry": "SELECT id FROM projects_scoreentry ORDER BY id LIMIT 1",
    "external_paper": "SELECT id FROM projects_externalpaper ORDER BY id LIMIT 1",
    "external_figure": "SELECT max(id) FROM projects_externalfigure",
    "entry": "SELECT id FROM projects_entry ORDER BY id DESC LIMIT 1",
}
FIXED: dict[str, list[tuple[str, ...]]] = {
    "": [()],
    "code_list": [("sector",)],
    "setting": [("credit_mode",)],
    "list": [
        ("projects",),
        ("claims",),
        ("tickets",),
        ("matters",),
        ("replies",),
        ("registrations",),
        ("activities",),
        ("leads",),
        ("triage",),
        ("honours",),
        ("agency",),
        ("elements",),
        ("pairs",),
        ("visits",),
        ("meetings",),
    ],
    "matter_kind": [("chase",), ("supervise",), ("instruct",), ("decide",)],
    "figure": [(next(iter(INDICATORS)),), ("arrived",)],
    "block": [(name,) for name in BLOCKS],
}
# Other states of pages that already stand in the list.
STATES: list[tuple[str, str]] = [
    ("lingdao", "/projects/?q=没有这个"),
    ("lingdao", "/projects/?signed_from=2025-02-29"),
    ("lingdao", "/search/?q=qs"),
    ("lingdao", "/search/?q=没有这个"),
    ("lingdao", "/cockpit/"),
    ("lingdao", "/cockpit/?period=quarter&chart=total&dim=task_force"),
    ("tianbao", "/cockpit/?sector=agri&origin=浙江"),
    ("tianbao", "/"),
    ("fuwu", "/"),
    ("xitong", "/"),
    ("xitong", "/administration/accounts/?q=没有这个"),
    ("shenhe", "/projects/departments/?all=1&q=产业园"),
    ("shenhe", "/projects/chase/?all=1&q=产业园"),
    ("shenhe", "/figures/arrived/rows/?page=2"),
    ("lingdao", "/figures/arrival-completion/"),
]


@cache
def addresses() -> tuple[tuple[str, str], ...]:
    """Of every address: its name and its pattern ("claims/<int:pk>/")."""
    return tuple(_addresses(get_resolver(), ""))


def _addresses(resolver: URLResolver, before: str) -> Iterator[tuple[str, str]]:
    for entry in resolver.url_patterns:
        if isinstance(entry, URLResolver):
            yield from _addresses(entry, before + str(entry.pattern))
        elif isinstance(entry, URLPattern):
            yield entry.name or str(entry.pattern), before + str(entry.pattern)


def paths_of(name: str, pattern: str, ask: Callable[..., list[tuple[Any, ...]]]) -> Iterator[str]:
    """With each of the objects that may stand in it; a new address without a row in the matrix is tried with a claim."""
    kind = MATRIX[name].args if name in MATRIX else "claim"
    for values in FIXED.get(kind) or (ask(OBJECTS[kind]) if kind in OBJECTS else []):
        left = [str(value) for value in values]
        yield "/" + re.sub(r"<[^>]*>", lambda _, left=left: left.pop(0) if left else "0", pattern)


def window(browser: Browser, site: Site, username: str, **options: Any) -> Person:
    """Like signed_in, but with a colour scheme and a size of its own."""
    context = browser.new_context(locale="zh-CN", timezone_id="Asia/Shanghai", **options)
    person = Person(context.new_page(), site, [])
    page = person.page
    page.on("console", lambda message: person.faults.append(f"{page.url}: {message.text}") if message.type == "error" else None)
    page.on("pageerror", lambda error: person.faults.append(f"{page.url}: {error}"))
    page.goto(site.url + "/login/")
    page.fill("input[name=username]", username)
    page.fill("input[name=password]", PASSWORD)
    page.click("button[type=submit]")
    page.wait_for_url(lambda url: "/login/" not in url)
    return person


def every_page(people: dict[str, Person], ask: Callable[..., list[tuple[Any, ...]]]) -> tuple[list[tuple[str, str]], list[str]]:
    """(who, path) of every page, and the names of addresses that nobody could open."""
    found: list[tuple[str, str]] = []
    closed: list[str] = []
    for name, pattern in addresses():
        if name in NO_PAGE or (name in MATRIX and MATRIX[name].get == "405:*"):
            continue
        opened, is_page = _opened(name, pattern, people, ask)
        found += opened
        if is_page and not opened:
            closed.append(name)
    return found + [state for state in STATES if state not in found], closed


def _opened(
    name: str, pattern: str, people: dict[str, Person], ask: Callable[..., list[tuple[Any, ...]]]
) -> tuple[list[tuple[str, str]], bool]:
    opened: list[tuple[str, str]] = []
    for path in paths_of(name, pattern, ask):
        for username, person in people.items():
            status = person.status_of(path)
            if status == 405:
                return [], False
            if status == 200:
                opened.append((username, path))
                break
        if opened and name not in {"month", "claim", "ticket", "ticket_step", "matter", "matter_new", "matter_sheet", "columns"}:
            break
    return opened, True
