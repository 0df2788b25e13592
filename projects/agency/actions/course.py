"""The course of one item: papers told once, handed in, 受理 and 办结 within the promised working days, the firm's word on it."""

from collections.abc import Sequence
from datetime import date

from projects.access.choices import RUN_AGENCY
from projects.access.permissions import require
from projects.agency.access import may_decide
from projects.agency.actions.items import check_agent
from projects.agency.actions.steps import not_after_today, not_before, take_item_step
from projects.agency.flow import RATINGS, UNSATISFIED
from projects.agency.models import AgencyItem, AgencyPaper
from projects.audit.actions import action
from projects.core import clock
from projects.core.errors import NotAllowed, Refused
from projects.core.locking import locked
from projects.organisations.models import User
from projects.reference.models import add_workdays

MOST_PAPERS = 40


@action("tell_papers")
def tell_papers(
    *,
    by: User,
    item: AgencyItem,
    there: Sequence[AgencyPaper] = (),
    more: Sequence[str] = (),
    note: str = "",
    version: int | None = None,
) -> AgencyItem:
    """一次性告知: which papers are there already, which are missing, and any that the template does not name. Once: after it no
    further paper can be asked for."""
    require(by, RUN_AGENCY)
    current = locked(item, version)
    if current.told_on is not None:
        raise Refused(f"材料已于{current.told_on}一次性告知，不能再要求补充其他材料")
    names = list(dict.fromkeys(name.strip()[:100] for name in more if name.strip()))
    known = set(current.papers.values_list("name", flat=True))
    if len(known) + len(names) > MOST_PAPERS:
        raise Refused(f"一个事项最多列{MOST_PAPERS}份材料，请合并同类材料", field="more")
    if not known and not names:
        raise Refused("请列出需要的材料，一行一份", field="more")
    AgencyPaper.objects.bulk_create(AgencyPaper(item=current, name=name) for name in names if name not in known)
    handed = {paper.pk for paper in there}
    missing = []
    for paper in current.papers.all():
        if paper.pk in handed:
            _mark(paper, received_on=clock.today())
        else:
            _mark(paper, is_told=True)
            missing.append(paper.name)
    words = f"尚缺{len(missing)}份：{'、'.join(missing)}" if missing else "材料齐备"
    said = f"{words}；{note.strip()}" if note.strip() else words
    return take_item_step(current, "tell", by, current.version, {"told_on": clock.today()}, note=said[:1000])


def _mark(paper: AgencyPaper, **values: object) -> None:
    """A paper has no version of its own: the item's is counted up with the step."""
    for name, value in values.items():
        setattr(paper, name, value)
    paper.save(update_fields=list(values))


@action("receive_papers")
def receive_papers(*, by: User, item: AgencyItem, papers: Sequence[AgencyPaper], version: int | None = None) -> AgencyItem:
    """Papers that the firm has brought since."""
    require(by, RUN_AGENCY)
    if not papers:
        raise Refused("请勾选收到的材料", field="papers")
    current = take_item_step(item, "receive", by, version, {}, note=f"收到：{'、'.join(paper.name for paper in papers)}"[:1000])
    for paper in current.papers.filter(pk__in=[paper.pk for paper in papers], received_on=None):
        _mark(paper, received_on=clock.today())
    current.version += 1
    current.save(update_fields=["version"])
    return current


@action("apply_agency_item")
def apply_agency_item(*, by: User, item: AgencyItem, note: str = "", version: int | None = None) -> AgencyItem:
    """申报 to the authority. With papers still missing (容缺) only with a sentence that says why."""
    require(by, RUN_AGENCY)
    missing = item.papers.filter(received_on=None).count()
    if missing and not note.strip():
        raise Refused(f"还缺{missing}份材料；容缺申报请写明理由和补交时间", field="note")
    return take_item_step(item, "apply", by, version, {"applied_on": clock.today()}, note=note)


@action("send_back_agency_item")
def send_back_agency_item(*, by: User, item: AgencyItem, note: str, version: int | None = None) -> AgencyItem:
    """退回补正: the papers asked for stay those told."""
    _decides(by, item, "退回")
    return take_item_step(item, "send_back", by, version, {"applied_on": None}, note=note)


@action("accept_agency_item")
def accept_agency_item(
    *,
    by: User,
    item: AgencyItem,
    accepted_on: date | None = None,
    promised_days: int | None = None,
    note: str = "",
    version: int | None = None,
) -> AgencyItem:
    """受理: the promised working days run from here. A promise longer than the list's needs a reason, and none may be longer than the
    law's (handbook 3.7: 超流程图时限须注明理由)."""
    _decides(by, item, "受理")
    current, day = locked(item, version), accepted_on or clock.today()
    not_after_today(day, "受理时间", "accepted_on")
    not_before(day, current.applied_on, "受理时间", "申报时间", "accepted_on")
    promised = current.promised_days if promised_days is None else promised_days
    if current.statutory_days is not None and promised > current.statutory_days:
        raise Refused(f"承诺时限不能长于法定时限（{current.statutory_days}个工作日）", field="promised_days")
    if promised > current.promised_days and not note.strip():
        raise Refused(f"承诺时限比原来的{current.promised_days}个工作日长，请注明理由", field="note")
    deadline = add_workdays(day, promised)
    changes = {"accepted_on": day, "promised_days": promised, "deadline_on": deadline}
    return take_item_step(current, "accept", by, version, changes, note=note, deadline_on=deadline, happened_on=day)


@action("finish_agency_item")
def finish_agency_item(
    *, by: User, item: AgencyItem, result: str, finished_on: date | None = None, note: str = "", version: int | None = None
) -> AgencyItem:
    """办结 with the number of the licence or paper that came of it."""
    _decides(by, item, "办结")
    day = finished_on or clock.today()
    not_after_today(day, "办结时间", "finished_on")
    not_before(day, item.accepted_on, "办结时间", "受理时间", "finished_on")
    if not result.strip():
        raise Refused("请填写结果（证照文号），没有文号的写明办理结果", field="result")
    said = f"{result.strip()}；{note.strip()}" if note.strip() else result.strip()
    changes = {"result": result.strip(), "finished_on": day}
    return take_item_step(item, "finish", by, version, changes, note=said, happened_on=day)


@action("withdraw_agency_item")
def withdraw_agency_item(*, by: User, item: AgencyItem, note: str, version: int | None = None) -> AgencyItem:
    """撤回, or 不涉及 of a line in a list: it counts nowhere from today on."""
    require(by, RUN_AGENCY)
    return take_item_step(item, "withdraw", by, version, {}, note=note)


@action("rate_agency_item")
def rate_agency_item(
    *, by: User, item: AgencyItem, rating: str, spoken_to: str = "", note: str = "", version: int | None = None
) -> AgencyItem:
    """企业评价 by telephone, never by the unit that decided."""
    require(by, RUN_AGENCY)
    if rating not in RATINGS:
        raise Refused("请选择企业评价", field="rating")
    if item.authority_id in by.unit_ids:
        raise Refused("审批部门不能给自己办理的事项登记评价，请由代办员回访")
    if rating == UNSATISFIED and not note.strip():
        raise Refused("企业不满意，请写明哪里不满意", field="note")
    words = "，".join(part for part in (rating, f"接听人：{spoken_to.strip()}" if spoken_to.strip() else "", note.strip()) if part)
    return take_item_step(item, "rate", by, version, {"rating": rating}, note=words)


@action("reassign_agency_item")
def reassign_agency_item(*, by: User, item: AgencyItem, agent: User, note: str = "", version: int | None = None) -> AgencyItem:
    require(by, RUN_AGENCY)
    check_agent(by, agent)
    if item.agent_id == agent.pk:
        raise Refused(f"{agent}已经是这个事项的代办员", field="agent")
    words = f"改由{agent}代办" + (f"：{note.strip()}" if note.strip() else "")
    return take_item_step(item, "reassign", by, version, {"agent": agent, "unit": agent.unit}, note=words)


def _decides(by: User, item: AgencyItem, words: str) -> None:
    if not may_decide(by, item):
        raise NotAllowed(f"只有审批部门或代办员可以登记{words}")
