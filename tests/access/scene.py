"""One county with one of everything that has an address; each probe is undone."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import uuid4

from django.conf import settings
from django.core.files.base import ContentFile
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from projects.agency.actions import apply_agency_item, install_agency_templates, open_agency_item, tell_papers
from projects.agency.models import ItemTemplate
from projects.audit.models import Entry
from projects.core import clock
from projects.dashboards.tables import BLOCKS
from projects.elements.actions import start_elements
from projects.elements.models import ProjectElement
from projects.external.actions import Heading, Printed, record_external_paper
from projects.external.models import ExternalPaper
from projects.files.actions import WORKBOOKS, store_file
from projects.funding.actions import upload_stamped_sheet, withdraw_money
from projects.funding.models import Evidence, Question
from projects.health.queries import examine
from projects.indicators.catalogue import INDICATORS
from projects.jobs.models import Job, Schedule, posts_of
from projects.months.models import Reopening
from projects.notices.models import Notice
from projects.organisations.choices import TOWNSHIP
from projects.organisations.models import LoginRecord, User
from projects.outreach.actions import record_activity, record_honour, record_lead
from projects.pages.models import SavedView
from projects.portal.actions import link_ticket
from projects.ranking.actions import enter_score, set_score_rule
from projects.ranking.models import ScorePaper
from projects.ranking.scoring import ADDITION, COMPLETION, Formula, Item, Part
from projects.reference.models import Announcement, CodeItem
from projects.services.actions import accept_ticket, assign_ticket, keep_reply, link_tickets
from projects.services.models import TicketPhoto
from projects.signing.actions import set_shares
from projects.signing.models import Project, SharePaper
from projects.supervision.actions import order_matter
from projects.supervision.models import MatterPaper
from projects.tokens.actions import issue_token
from projects.tokens.choices import ARRIVAL, RATING
from projects.visits.actions import record_meeting, record_visit, set_pair
from tests.access.cast import cast_of, signed_in
from tests.world import World, build_world, pdf

Args = tuple[Any, ...]


@dataclass
class Scene:
    """Everything belongs to 永清镇, under 县委书记 and 农特产品精深加工专班; `other_clerk` files for 红堡镇."""

    world: World
    cast: dict[str, User]
    args: dict[str, Args]
    cookies: dict[str, str]

    def client(self, role: str) -> Client:
        client = Client(raise_request_exception=False)
        client.cookies[settings.SESSION_COOKIE_NAME] = self.cookies[role]
        return client

    def status(self, role: str, method: str, name: str, args: Args, data: dict[str, Any]) -> int:
        """Of one request, whose writes are undone."""
        with undone():
            client, url = self.client(role), reverse(name, args=args)
            if method == "get":
                return int(client.get(url, data).status_code)
            return int(client.post(url, {"submission_key": str(uuid4())} | data).status_code)


@contextmanager
def undone() -> Iterator[None]:
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def _first_finding(world: World) -> Args:
    """Something that 数据体检 says of 永清镇's project."""
    found = [(result.check.code, finding.target) for result in examine(world.clerk) for finding in result.open]
    return found[0]


def score_entry(world: World) -> int:
    formula = Formula((Part("到位资金", "arrived", COMPLETION, Decimal(100)),), (Item("走访", ADDITION),))
    common = {"by": world.officer, "document_number": "清招组发〔2024〕3号"}
    set_score_rule(group=TOWNSHIP, year=2024, formula=formula.json(), issued_on=clock.today(), **common)
    about = {"unit": world.yongqing, "item": "走访", "points": Decimal(1), "happened_on": clock.today(), "reason": "走访两次"}
    about["papers"] = [pdf("走访纪要.pdf")]
    return enter_score(**about, **common).pk


def _share_paper(world: World, project: Project) -> int:
    values = {"dimension": "department", "parts": [(world.yongqing, Decimal(100))], "starts_on": clock.today()}
    set_shares(by=world.officer, project=project, papers=[pdf("分割证明.pdf")], **values)
    return SharePaper.objects.get(project=project).pk


def external_paper(world: World) -> ExternalPaper:
    heading = Heading("1—11月通报", "天招发〔2024〕41号", "天水市招商局", date(2024, 12, 6), 2024, 11)
    return record_external_paper(by=world.officer, heading=heading, lines={"620521": Printed(rank=1)}, file=pdf("通报.pdf"))


def _finished_job(user: User) -> Job:
    """A running one that has a file already: it may be looked at, fetched and cancelled."""
    workbook = ContentFile(b"PK\x03\x04", name="签约项目.xlsx")
    stored = store_file(workbook, county_id=user.county_id, by=user, kinds=WORKBOOKS)
    return Job.objects.create(
        what="-", title="导出", asked_by=user, asked_with=posts_of(user), asked_at=clock.now(), state="running", result=stored
    )


def serving(world: World, project: Project) -> dict[str, Args]:
    """A matter whose papers are handed in and that 永清镇 decides on, an element, a pair, a visit and a meeting."""
    if not ItemTemplate.objects.exists():
        install_agency_templates(by=world.agent, county=world.county)
    common = {
        "by": world.agent,
        "name": "临时用地审批",
        "stage": "land",
        "promised_days": 5,
        "agent": world.agent,
        "method": "agency",
    }
    item = open_agency_item(
        enterprise=project.investor,
        project=project,
        authority=world.yongqing,
        papers=["申请表"],
        letter=pdf("委托书.pdf"),
        **common,
    )
    tell_papers(by=world.agent, item=item, there=list(item.papers.all()))
    apply_agency_item(by=world.agent, item=item)
    start_elements(by=world.clerk, project=project)
    day = clock.today()
    visit = {"enterprise": project.investor, "project": project, "leader": world.leader_post, "visited_on": day}
    meeting = {"kind": "bank", "name": "政银企座谈会", "held_on": day, "place": "县政务服务中心", "host": world.yongqing}
    return {
        "agency_item": (item.pk,),
        "agency_step": (item.pk, "accept"),
        "item_template": (ItemTemplate.objects.order_by("pk").values_list("pk", flat=True)[0],),
        "element": (ProjectElement.objects.filter(project=project).order_by("pk").values_list("pk", flat=True)[0],),
        "pair": (set_pair(by=world.officer, leader=world.leader_post, enterprise=project.investor, project=project).pk,),
        "visit": (record_visit(by=world.clerk, visit_reason="routine", found="生产正常", **visit).pk,),
        "meeting": (record_meeting(by=world.officer, values=meeting).pk,),
    }


def build_scene() -> Scene:
    world = build_world()
    cast = cast_of(world)
    project = world.sign(file=pdf("合同.pdf"), details={"sector": "agri", "leader": world.leader_post, "task_force": world.agri})
    arrival = world.arrive(project, 100)
    values = {"amount_wan": Decimal(1), "withdrawn_on": arrival.arrived_on, "use": arrival.use, "reason": "减资"}
    withdrawal = withdraw_money(by=world.verifier, project=project, papers=[pdf("减资决议.pdf")], **values)
    claim = world.claim(project, 200)
    waiting = world.register("待确认项目", file=pdf("合同.pdf"))
    clerk = cast["filing_clerk"]
    cookies = {role: signed_in(person).cookies[settings.SESSION_COOKIE_NAME].value for role, person in cast.items()}
    login = LoginRecord.objects.create(user=clerk, session_key="-", started_at=clock.now())
    ticket = accept_ticket(by=world.agent, ticket=world.ticket())
    assign_ticket(by=world.agent, ticket=ticket, lead_unit=world.yongqing)
    photo = TicketPhoto.objects.create(ticket=ticket, stored=store_file(pdf("现场.pdf"), county_id=world.county.pk, by=None))
    token, secret = link_ticket(by=world.agent, ticket=ticket)
    link = link_tickets(by=world.agent, ticket=ticket, other=world.ticket(title="用电增容"))
    reply = keep_reply(by=world.clerk, title="已办结", text="已与企业对接办结。", starts_on=clock.today(), unit=world.yongqing)
    words = {"title": "加快项目进度", "text": "请抓紧办理，按时报结果。", "papers": [pdf("批示原件.pdf")]}
    matter = order_matter(by=world.leader, kind="instruct", units=[world.yongqing], **words)
    month = world.month(2024, 12)
    sheet = upload_stamped_sheet(by=world.clerk, unit=world.yongqing, month=month, file=pdf("认定表.pdf"))
    reopening = Reopening.objects.create(month=month, requested_by=world.verifier, requested_at=clock.now(), reason="漏记")
    notice_of_the_day = {
        "text": "今晚升级",
        "starts_on": clock.today(),
        "ends_on": clock.today(),
        "published_at": clock.now(),
        "published_by": clerk,
    }
    held = {"department": world.yongqing, "task_force": world.agri, "leader": world.leader_post}
    trip = {"kind": "走出去", "name": "赴北京招商", "starts_on": date(2024, 6, 3), "place": "北京市"}
    printed = external_paper(world)
    lead = {"name": "果汁线索", "source": "企业推荐", "registered_on": date(2024, 6, 3), "state": "跟进中"}
    honour = {"kind": "专精特新企业", "name": "省级专精特新", "granted_on": date(2024, 6, 3), "enterprise": world.enterprise()}
    args: dict[str, Args] = serving(world, project) | {
        "": (),
        "activity": (record_activity(by=world.officer, values=trip | held).pk,),
        "honour": (record_honour(by=world.officer, values=honour | held).pk,),
        "lead": (record_lead(by=world.officer, values=lead | held).pk,),
        "project": (project.pk,),
        "project_dimension": (project.pk, "department"),
        "signing": (project.signings.get().pk,),
        "registration": (waiting.pk,),
        "finding": _first_finding(world),
        "claim": (claim.pk,),
        "question": (Question.objects.filter(line__claim=claim).values_list("pk", flat=True)[0],),
        "arrival": (arrival.pk,),
        "evidence": (Evidence.objects.filter(line__claim=claim).values_list("pk", flat=True)[0],),
        "arrival_paper": (withdrawal.papers.get().pk,),
        "month": (month.pk,),
        "month_unit": (month.pk, world.yongqing.pk),
        "sheet": (sheet.pk,),
        "reopening": (reopening.pk,),
        "ticket": (ticket.pk,),
        "ticket_step": (ticket.pk, "done"),
        "ticket_photo": (photo.pk,),
        "link": (token.pk,),
        "ticket_secret": (secret,),
        "rating_secret": (issue_token(by=world.agent, county=world.county, purpose=RATING, about=ticket)[1],),
        "arrival_secret": (issue_token(by=world.verifier, county=world.county, purpose=ARRIVAL, about=arrival)[1],),
        "ticket_link": (link.pk,),
        "reply": (reply.pk,),
        "matter_kind": ("supervise",),
        "matter": (matter.pk,),
        "matter_sheet": (matter.pk, "order"),
        "matter_step": (matter.pk, "report"),
        "matter_paper": (MatterPaper.objects.get(step__matter=matter).pk,),
        "account": (clerk.pk,),
        "tenure": (clerk.tenures.get().pk,),
        "unit": (world.yongqing.pk,),
        "leader": (world.leader_post.pk,),
        "score_entry": (score_entry(world),),
        "score_paper": (ScorePaper.objects.values_list("pk", flat=True)[0],),
        "share_paper": (_share_paper(world, project),),
        "external_paper": (printed.pk,),
        "external_figure": (printed.figures.get().pk,),
        "token": (issue_token(by=None, county=world.county, purpose="display", label="大厅")[0].pk,),
        "code": (CodeItem.objects.order_by("pk").values_list("pk", flat=True)[0],),
        "code_list": ("sector",),
        "setting": ("credit_mode",),
        "entry": (Entry.objects.order_by("pk").values_list("pk", flat=True)[0],),
        "login": (login.pk,),
        "list": ("projects",),
        "announcement": (Announcement.objects.create(**notice_of_the_day).pk,),
        "view": (SavedView.objects.create(user=clerk, list_name="projects", name="我的", query="q=a").pk,),
        "notice": (Notice.objects.create(user=clerk, kind="digest", text="今日待办", url="/", at=clock.now()).pk,),
        "job": (_finished_job(clerk).pk,),
        "schedule": (Schedule.objects.create(what="sweep", title="清理").pk,),
        "figure": (next(iter(INDICATORS)),),
        "figure_cut": (next(iter(INDICATORS)), "month"),
        "secret": ("never-was-one",),
        "block": (next(iter(BLOCKS)),),
    }
    return Scene(world, cast, args, cookies)


def url_names() -> list[str]:
    """Of every address in the URLconf; one without a name is given its pattern."""
    return sorted(_names(get_resolver()))


def _names(resolver: URLResolver) -> Iterator[str]:
    for entry in resolver.url_patterns:
        if isinstance(entry, URLPattern):
            yield entry.name or str(entry.pattern)
        elif isinstance(entry, URLResolver):
            yield from _names(entry)
