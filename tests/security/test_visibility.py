"""C03: the same rows through every door. What a person may see is worked out here by hand; every page that opens is then read.

A row out of sight leaves no word of its own on any list, search, picker, workbook, drill-down, report or desk, and no count of it.
"""

import re
from dataclasses import dataclass
from io import BytesIO
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook

from projects.access.choices import ROLES
from projects.funding.models import Claim
from projects.indicators.catalogue import INDICATORS
from projects.organisations.models import User
from projects.services.actions import accept_ticket, assign_ticket
from projects.services.models import Ticket
from projects.signing.models import Project
from tests.access.cast import cast_of, signed_in
from tests.access.matrix import MATRIX
from tests.world import World, build_world

OURS, THEIRS = "永清果脯加工", "红堡药材仓储"
FIRM, OTHER_FIRM = "果脯示例股份公司", "药材示例股份公司"
OPEN_TICKET, SECRET = "红堡供电容量不足", "红堡投诉推诿扯皮"
COUNTY = {"bureau_officer", "bureau_verifier", "county_leader", "delegate", "inspector"}
# Written by hand from the rules of definitions and docs/decisions/0010.
SEES_OURS = COUNTY | {"filing_clerk", "unit_head", "task_force_liaison"}
SEES_THEIRS = COUNTY | {"other_clerk"}
SEES_TICKET = COUNTY | {"other_clerk", "service_officer"}
SEES_SECRET = {"county_leader", "delegate", "inspector", "other_clerk", "service_officer"}
EYES = {OURS: SEES_OURS, THEIRS: SEES_THEIRS, OPEN_TICKET: SEES_TICKET, SECRET: SEES_SECRET}
# One for each set of rows that may be seen.
DISTINCT = ("park_clerk", "filing_clerk", "other_clerk", "service_officer", "bureau_verifier")
EVERYBODY = [role.value for role in ROLES] + ["other_clerk"]


@dataclass
class County:
    world: World
    cast: dict[str, User]
    projects: dict[str, Project]
    claims: dict[str, Claim]
    tickets: dict[str, Ticket]

    def client(self, role: str) -> Client:
        return signed_in(self.cast[role])


@pytest.fixture
def county(db: None) -> County:
    """永清镇's project under 县委书记 and the agricultural task force, 红堡镇's beside it, each with a claim, a booked arrival and,
    for 红堡镇, two tickets of which one is confidential."""
    world = build_world()
    cast = cast_of(world)
    ours = world.sign(OURS, investor_name=FIRM, details={"sector": "agri", "leader": world.leader_post, "task_force": world.agri})
    theirs = world.sign(
        THEIRS, investor_name=OTHER_FIRM, department=world.hongbao, by=world.other_clerk, details={"sector": "green"}
    )
    for project in (ours, theirs):
        world.arrive(project, 111)
    claims = {OURS: world.claim(ours, 222), THEIRS: world.claim(theirs, 333)}
    tickets = {}
    for title, is_confidential in ((OPEN_TICKET, False), (SECRET, True)):
        ticket = world.ticket(title=title, project=theirs, enterprise=theirs.investor, is_confidential=is_confidential)
        accept_ticket(by=world.agent, ticket=ticket)
        tickets[title] = assign_ticket(by=world.agent, ticket=ticket, lead_unit=world.hongbao)
    return County(world, cast, {OURS: ours, THEIRS: theirs}, claims, tickets)


def words_of(response: Any) -> str:
    """Of a page, or of a workbook's cells and file name."""
    if "spreadsheet" not in response.get("Content-Type", ""):
        return str(response.content.decode())
    book = load_workbook(BytesIO(b"".join(response) if response.streaming else response.content))
    return "\n".join(str(cell) for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row if cell is not None)


def doors() -> list[tuple[str, str]]:
    """Every address without an object, a drill-down into each kind of rows, and the search for each name."""
    plain = [
        (name, reverse(name)) for name, row in MATRIX.items() if not row.args and name not in {"login", "login_code", "gallery"}
    ]
    by_fact = {part.fact: (slug, name) for slug, item in INDICATORS.items() for name, part in item.parts.items()}
    drills = [
        (f"{slug} {part}", reverse("figure_rows", args=[slug]) + f"?part={part}&per_page=100") for slug, part in by_fact.values()
    ]
    searches = [(f"search {text}", reverse("search") + f"?q={text}") for text in (*EYES, "红堡", "股份公司", "hongbao")]
    lists = [
        (f"{name} 红堡", reverse(name) + "?q=红堡")
        for name in ("project_list", "claims", "tickets", "project_export", "claims_export")
    ]
    return [*plain, *drills, *searches, *lists]


@pytest.mark.parametrize("role", DISTINCT)
def test_no_door_shows_a_word_of_a_row_that_the_role_may_not_see(county: County, role: str) -> None:
    client, hidden = county.client(role), [word for word, eyes in EYES.items() if role not in eyes]
    if role not in SEES_THEIRS | SEES_TICKET:
        hidden.append(OTHER_FIRM)
    leaks, read = [], 0
    for name, url in doors():
        response = client.get(url)
        if response.status_code != 200:
            continue
        read += 1
        text = words_of(response)
        if name.startswith("search"):  # the box itself repeats what was typed
            text = "".join(re.findall(r"<main.*?</main>", text, re.S)).replace(url.partition("?q=")[2], "", 1)
            text = re.sub(r"<(input|title|h1)[^>]*>", "", text)
            hidden_here = [word for word in hidden if word != url.partition("?q=")[2]]
        else:
            hidden_here = hidden
        leaks += [f"{name}: {word}" for word in hidden_here if word in text]
    assert read >= 20
    assert leaks == []


SHOWS: dict[str, tuple[str, ...]] = {
    "project_list": (OURS, THEIRS),
    "project_export": (OURS, THEIRS),
    "claims": (OURS, THEIRS),
    "claims_export": (OURS, THEIRS),
    "tickets": (OPEN_TICKET, SECRET),
    "tickets_export": (OPEN_TICKET, SECRET),
}


@pytest.mark.parametrize("role", EVERYBODY)
def test_list_workbook_search_drill_down_and_page_agree_about_every_row(county: County, role: str) -> None:
    client, wrong = county.client(role), []

    def compare(door: str, word: str, is_shown: bool) -> None:
        if is_shown != (role in EYES[word]):
            wrong.append(f"{door} {word}: {is_shown}")

    for name, names in SHOWS.items():
        response = client.get(reverse(name))
        if response.status_code == 200:
            text = words_of(response)
            for word in names:
                compare(name, word, word in text)
    for word in EYES:
        groups = client.get(reverse("search"), {"q": word}).context["groups"]
        found = [str(row) for group in groups for row in group.rows]
        compare("search", word, any(word in text for text in found))
        kind = "项目" if word in county.projects else "诉求"
        compare("search's count", word, sum(group.total for group in groups if group.label == kind) == 1)
    for word, project in county.projects.items():
        compare("project_detail", word, client.get(reverse("project_detail", args=[project.pk])).status_code == 200)
        compare("claim", word, client.get(reverse("claim", args=[county.claims[word].pk])).status_code == 200)
        rows = client.get(reverse("figure_rows", args=["arrived"])).content.decode()
        compare("figure_rows", word, word in rows)
    for word, ticket in county.tickets.items():
        compare("ticket", word, client.get(reverse("ticket", args=[ticket.pk])).status_code == 200)
        compare("figure_rows tickets", word, word in client.get(reverse("figure_rows", args=["tickets"])).content.decode())
    assert wrong == []


@pytest.mark.parametrize("role", EVERYBODY)
def test_counts_and_totals_are_of_the_visible_rows_alone(county: County, role: str) -> None:
    """The published figures are the county's (the drill-down says 另有N笔无权查看); a list counts what the person sees."""
    client = county.client(role)
    projects = sum(role in EYES[name] for name in (OURS, THEIRS))
    tickets = sum(role in EYES[name] for name in (OPEN_TICKET, SECRET))
    for name, expected in (("project_list", projects), ("claims", 2 * projects), ("tickets", tickets)):
        for query in ({}, {"q": "红堡"}):
            page = client.get(reverse(name), query).context["page"]
            wanted = expected if not query else {"project_list": 1, "claims": 2}.get(name, 0) * (role in SEES_THEIRS)
            if query and name == "tickets":
                wanted = tickets
            assert page.paginator.count == wanted, (name, query)
    seen = client.get(reverse("figure_rows", args=["tickets"])).context
    assert (seen["page"].paginator.count, seen["hidden"]) == (tickets, 2 - tickets)


def test_the_picker_of_projects_offers_what_is_visible(county: County) -> None:
    for role, offered in (
        ("filing_clerk", [OURS]),
        ("other_clerk", [THEIRS]),
        ("bureau_officer", [OURS, THEIRS]),
        ("park_clerk", []),
    ):
        form = county.client(role).get(reverse("claim_new")).context["form"]
        assert sorted(project.name for project in form.fields["project"].queryset) == sorted(offered), role


def test_the_dossier_shows_tickets_only_to_who_may_see_them(county: County) -> None:
    url = reverse("project_detail", args=[county.projects[THEIRS].pk])
    for role in sorted(SEES_THEIRS):
        text = county.client(role).get(url).content.decode()
        assert (SECRET in text) == (role in SEES_SECRET), role


# --- A link that leads to what one may no longer see (C11) ---------------------------------------------------
def test_an_old_link_answers_with_a_plain_page_once_the_right_is_gone(county: County) -> None:
    world = county.world
    client = county.client("filing_clerk")
    links = [
        reverse("project_detail", args=[county.projects[OURS].pk]),
        reverse("project_sheet", args=[county.projects[OURS].pk]),
        reverse("claim", args=[county.claims[OURS].pk]),
    ]
    assert [client.get(link).status_code for link in links] == [200, 200, 200]
    world.clerk.tenures.update(unit=world.park)
    for link in links:
        answer = client.get(link)
        text = answer.content.decode()
        assert answer.status_code == 404
        assert not any(word in text for word in (OURS, FIRM, "222", "Traceback"))
        assert "不在您的查看范围内" in text


# --- Doubled and foreign parameters (C13) -------------------------------------------------------------------
@pytest.mark.parametrize("name", ["department", "sector", "stage", "q", "unit", "page", "sort", "columns", "view"])
def test_a_doubled_parameter_widens_nothing(county: County, name: str) -> None:
    """?department=A&department=B: whatever of it is taken, the rows stay those of the person."""
    world = county.world
    values = {"department": [world.yongqing.pk, world.hongbao.pk], "q": ["永清", "红堡"], "sector": ["agri", "green"]}
    first, second = values.get(name, ["1", "2"])
    for url in (reverse("project_list"), reverse("project_export"), reverse("claims"), reverse("tickets"), reverse("cockpit")):
        response = county.client("filing_clerk").get(f"{url}?{name}={first}&{name}={second}")
        assert response.status_code in {200, 302}
        if response.status_code == 200:
            text = words_of(response)
            assert THEIRS not in text
            assert SECRET not in text


def test_one_foreign_row_among_fifty_refuses_the_whole_batch(county: County) -> None:
    """改责任部门 by the clerk, whose own fifty projects are ticked with one of 红堡镇."""
    world = county.world
    own = [world.sign(f"批量项目{number:02}") for number in range(50)]
    ticks = [f"{project.pk}:{project.version}" for project in own]
    foreign = f"{county.projects[THEIRS].pk}:{county.projects[THEIRS].version}"
    client = county.client("filing_clerk")
    data = {
        "submission_key": "00000000-0000-4000-8000-000000000001",
        "department": world.park.pk,
        "starts_on": "2024-12-16",
        "reason": "移交",
    }
    before = list(Project.objects.order_by("pk").values_list("pk", "department", "version"))
    answer = client.post(reverse("project_departments"), data | {"pick": [*ticks, foreign]})
    assert answer.status_code == 404
    export = client.get(reverse("project_export"), {"pick": [*ticks, foreign]})
    assert export.status_code == 404
    assert list(Project.objects.order_by("pk").values_list("pk", "department", "version")) == before
